"""Who speaks: the channel of a telling, the voice behind a figure or claim, and the side that a name stands for."""

from functools import lru_cache
from urllib.parse import urlsplit

from dateline.case import Telling
from dateline.codebook.actors import load_actors
from dateline.codebook.phrases import words
from dateline.model import Claim, SourceKind

# Words that tell no voice from another: "a police spokesman", "police sources" and "the police" are one.
WEAK = frozenset(
    "a an the of some one two three four five six seven eight nine ten several many senior top local spokesman "
    "spokeswoman spokesperson spokespersons official officials source sources officer officers statement".split()
)
SCATTERED: frozenset[SourceKind] = frozenset({"witness", "unnamed"})
SERVICES = ("military-", "police-")
STATE_WORDS = frozenset(
    "military army forces force troops navy soldiers police government ministry minister authorities officials "
    "official president defence defense command commander air state intelligence foreign interior health".split()
)
OWN = "own "
STATE = "state "
UNKNOWN = "page "
HYPHENS = ("-", "‐", "‑", "–")


def published(telling: Telling) -> tuple[str, str]:
    """The first and last minute at which a telling may have been published, as text that sorts; empty if unknown."""
    start, end = telling.published.start, telling.published.end
    if start is None or end is None:
        return "", ""
    return start if "T" in start else f"{start}T00:00", end if "T" in end else f"{end}T23:59"


def in_order(tellings: dict[str, Telling]) -> list[Telling]:
    """Tellings by time of publication, then by key: the order of everything that is derived from them."""
    if len(tellings) == 1:
        return list(tellings.values())
    return sorted(tellings.values(), key=lambda t: (published(t)[1], t.key))


def name_of(telling: Telling) -> str | None:
    """What a report is called as a voice: its agency, else its outlet, else the host that it was fetched from."""
    return telling.agency or telling.outlet or host(telling.source)


@lru_cache(maxsize=20_000)
def host(source: str) -> str | None:
    """The host of a web address, or null for a file.

    >>> host("https://www.coast.example/news/1"), host("page.txt")
    ('coast.example', None)
    """
    if "://" not in source:
        return None
    try:
        return urlsplit(source).netloc.lower().removeprefix("www.") or None
    except ValueError:  # it only looks like an address
        return None


def channel(telling: Telling) -> str:
    """Who published a telling; outlets that carry one agency's copy are one channel, an unknown outlet is its page."""
    name = name_of(telling)
    return folded(name) if name else f"{UNKNOWN}{telling.page}"


def voice(claim: Claim | None, telling: Telling) -> str:
    """Whose words a claim is, so that one source is known again in another report.

    Witnesses and unnamed people are the same source only within one channel.
    """
    if claim is None or not claim.source.name:
        if claim is None or claim.source.kind == "media":
            return f"{OWN}{channel(telling)}"
        return f"{claim.source.kind} in {channel(telling)}"
    name = folded(claim.source.name)
    if claim.source.kind == "media":
        return f"{OWN}{name}"
    if claim.source.kind in SCATTERED and not claim.source.named:
        return f"{name} in {channel(telling)}"
    return name


@lru_cache(maxsize=200_000)
def folded(name: str) -> str:
    """A name as voices are compared: no case, no accents, no articles, numbers and words such as "spokesman".

    >>> folded("a police spokesman") == folded("The Police")
    True
    """
    found = [word.normal for word in words(name)]
    return " ".join([word for word in found if word not in WEAK] or found)


@lru_cache(maxsize=50_000)
def side(name: str) -> str | None:
    """The party that a name stands for, as the codebook knows it, or null for a mere description.

    A state's forces, ministries and capital are that state.

    >>> side("Israeli military") == side("Israel"), side("gunmen")
    (True, None)
    """
    book = load_actors()
    tokens = words(name)
    known = next((use.actor for m in book.names.find(name, tokens) for use in m.values if not use.weak), None)
    if known:
        return side_of_actor(known)
    state: str | None = None
    common: set[int] = set()
    for match in book.lexicon.find(name, tokens):
        led = name[match.end : match.end + 1] in HYPHENS  # "Iran-backed militia" is not Iran
        for word in match.values:
            if word.head and not word.head.open and word.head.kind not in ("State forces", "External/Other forces"):
                return None
            if word.country and not led and word.tag in ("state", "nation"):
                named = word.tag == "state" or not STATE_WORDS.isdisjoint(t.normal for t in tokens)
                state = state or (f"{STATE}{word.country}" if named else None)
            common.update(t.start for t in tokens if match.start <= t.start < match.end)
    proper = any(name[t.start].isupper() and t.start not in common and t.normal not in WEAK for t in tokens)
    return state or (folded(name) if proper else None)


@lru_cache(maxsize=20_000)
def side_of_actor(actor: str) -> str:
    """The side of an actor of the codebook: the state of an army or police, the whole of a branch, else itself."""
    actors = load_actors().actors
    known = actors.get(actor)
    if known and known.country and actor.startswith(SERVICES):
        return f"{STATE}{known.country[0]}"
    return side_of_actor(known.part_of) if known and known.part_of else actor


def is_known(party: str) -> bool:
    """True where a side is a state, or an actor that the codebook knows."""
    return party.startswith(STATE) or party in load_actors().actors
