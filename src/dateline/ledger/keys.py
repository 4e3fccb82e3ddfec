"""Lasting keys: what a record is called for as long as its page is in the ledger, however often it is coded.

A first coding names an incident by its page and the words that tell it. A later coding of the page, by a newer
version, gives each incident the key of the one that it found before, where their words overlap; so a person's decision
never passes to another incident.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from dateline.ledger import canonical
from dateline.model import Claim, CodedPage, Evidence, Incident, Page

ALIKE = 0.25  # share of the words that two codings of one incident must have in common
SAME_TYPE = 0.2  # what an equal type counts among incidents told in the same words


class Known(Struct, frozen=True):
    """An incident that the ledger already has of a page: its key, its type, and the words that told it."""

    key: str
    sub_event_type: str
    words: frozenset[tuple[str, str]]


class Keys(Struct, frozen=True):
    """The lasting keys of one coding's records, by their ids on the page."""

    reports: dict[str, str]
    incidents: dict[str, str]
    claims: dict[str, str]


def keys(coded: CodedPage, known: Sequence[Known] = ()) -> Keys:
    """Lasting keys for a coded page, those of `known` incidents where it tells them again."""
    page = coded.page
    return Keys(
        reports=_named(
            (r.id, canonical.name(page.id, "report", r.kind, quoted(page.text, r.evidence))) for r in coded.reports
        ),
        incidents=_incidents(coded, known),
        claims=_named((c.id, _claim(page, c)) for c in coded.claims),
    )


def quoted(text: str, evidence: Evidence) -> list[str]:
    """The words of some spans: they stay what they are where a newer reader moves them."""
    return [text[start:end] for start, end in evidence]


def told_words(text: str, evidence: Evidence) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words in some spans: a newer reader may move a page's words, but not part them."""
    found: set[tuple[str, str]] = set()
    for start, end in evidence:
        words = text[start:end].split()
        found.update(pairwise(words) if len(words) > 1 else ((word, "") for word in words))
    return frozenset(found)


def _incidents(coded: CodedPage, known: Sequence[Known]) -> dict[str, str]:
    taken = _again(coded, known)
    fresh = _named(
        (incident.id, canonical.name(coded.page.id, "incident", quoted(coded.page.text, incident.evidence)))
        for incident in coded.incidents
        if incident.id not in taken
    )
    old = {one.key for one in known}
    for id, key in fresh.items():
        number = 2
        while key in old:  # its words told another incident before
            key = canonical.name(coded.page.id, "incident", key, number)
            number += 1
        taken[id] = key
    return taken


def _again(coded: CodedPage, known: Sequence[Known]) -> dict[str, str]:
    """Incidents that the page told before, one to one, the likest first."""
    if not known:
        return {}
    likes = sorted(
        (-_like(told_words(coded.page.text, incident.evidence), incident, one), one.key, incident.id)
        for incident in coded.incidents
        for one in known
    )
    taken: dict[str, str] = {}
    for like, key, id in likes:
        if -like >= ALIKE and id not in taken and key not in taken.values():
            taken[id] = key
    return taken


def _like(words: frozenset[tuple[str, str]], incident: Incident, one: Known) -> float:
    both = len(words & one.words)
    if not both:
        return 0.0
    return both / len(words | one.words) + SAME_TYPE * (incident.sub_event_type == one.sub_event_type)


def _claim(page: Page, claim: Claim) -> str:
    words = quoted(page.text, claim.evidence)
    return canonical.name(page.id, "claim", claim.stance, claim.source.name, claim.target, words)


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by id; what would be named alike is numbered."""
    names: dict[str, str] = {}
    used: dict[str, int] = {}
    for id, name in pairs:
        used[name] = used.get(name, 0) + 1
        names[id] = name if used[name] == 1 else canonical.name(name, used[name])
    return names
