"""Document, Mentions, Said → Happened: what happened, where, when, to whom, by whom."""

from dateline.incidents.compose import code

__all__ = ["code"]
