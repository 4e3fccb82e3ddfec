"""Things that get hit: nouns of buildings, sites, gatherings, vehicles and vessels (objects.toml)."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from dateline.codebook.events import plural
from dateline.codebook.phrases import PhraseTable


@lru_cache(maxsize=1)
def load_objects() -> PhraseTable[str]:
    """A table of the nouns, singular and plural, with the singular as value."""
    raw = tomllib.loads(files("dateline.codebook").joinpath("objects.toml").read_text("utf-8"))
    nouns = [*raw["sites"], *raw["movable"]]
    return PhraseTable([(noun, noun) for noun in nouns] + [(plural(noun), noun) for noun in nouns])
