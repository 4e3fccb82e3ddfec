"""PageRead → Document: the reports of a page, cut into sentences."""

from dateline.annotate.sentences import document

__all__ = ["document"]
