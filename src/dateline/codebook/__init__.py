"""The taxonomy as data: actors, weapons, event types and the gazetteer, loaded once and never changed."""

from functools import lru_cache

from msgspec import Struct

from dateline.codebook.actors import ActorBook, load_actors
from dateline.codebook.events import EventBook, load_events
from dateline.codebook.gazetteer import Gazetteer, open_gazetteer
from dateline.codebook.objects import load_objects
from dateline.codebook.phrases import PhraseTable
from dateline.codebook.sources import SourceBook, load_sources
from dateline.codebook.weapons import WeaponBook, load_weapons

VERSION = "1"


class Codebook(Struct, frozen=True):
    """All tables that coding looks things up in."""

    version: str
    actors: ActorBook
    weapons: WeaponBook
    events: EventBook
    gazetteer: Gazetteer
    objects: PhraseTable[str]
    sources: SourceBook


@lru_cache(maxsize=1)
def load() -> Codebook:
    """The codebook that ships with the program; raises CodebookError where a file of it is damaged."""
    return Codebook(
        version=VERSION,
        actors=load_actors(),
        weapons=load_weapons(),
        events=load_events(),
        gazetteer=open_gazetteer(),
        objects=load_objects(),
        sources=load_sources(),
    )
