"""What the claims about a case come to: independent sources, and who admits, is blamed, denies and doubts."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.case import Telling
from dateline.link.sources import OWN, UNKNOWN, channel, folded, is_known, name_of, side, side_of_actor, voice
from dateline.model import Claim, SourceKind, Stance

ATTESTS: frozenset[Stance] = frozenset({"reports", "confirms", "blames", "claims_responsibility"})
FIGHT: frozenset[SourceKind] = frozenset({"military", "armed_group"})
Said = tuple[Claim, Telling]
Named = dict[str, str]


class Attested(Struct, frozen=True):
    """What the grades look at: how many independent sources, and by name who admits, is blamed, denies, doubts.

    `sides` are the different parties that are blamed or admit it; a mere description ("gunmen") is none.
    `unverified` are those who could not verify it.
    """

    sources: int
    admitted: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


def attested(tellings: Sequence[Telling]) -> Attested:
    """What the claims of the tellings come to."""
    sources = independent(pair for telling in tellings for pair in speakers(telling))
    said = [(claim, telling) for telling in tellings for claim in telling.claims if claim.stance != "reports"]
    if not said:
        return Attested(sources)
    blamed, admitted, sides = _culprits(said)
    doers = {*blamed, *admitted}
    doers.update(_party(p.name, p.actor) for t in tellings for p in t.incident.participants if p.role == "perpetrator")
    denied: Named = {}
    doubted: Named = {}
    unverified: Named = {}
    for claim, telling in said:
        name = claim.source.name or name_of(telling)
        if name is None:
            continue
        party = _party(name, None)
        if claim.stance == "confirms" and party in doers:
            admitted.setdefault(party, name)
        elif claim.stance == "denies" and (party in doers or claim.source.kind in FIGHT or is_known(party)):
            denied.setdefault(party, name)
        elif claim.stance in ("denies", "doubts") and party not in doers:
            doubted.setdefault(voice(claim, telling), name)
        elif claim.stance == "cannot_verify":
            unverified.setdefault(voice(claim, telling), name)
    return Attested(
        sources=sources,
        admitted=tuple(admitted.values()),
        blamed=tuple(blamed.values()),
        denied=tuple(denied.values()),
        doubted=tuple(doubted.values()),
        unverified=tuple(unverified.values()),
        sides=tuple(sorted(sides)),
    )


def _culprits(said: Sequence[Said]) -> tuple[Named, Named, set[str]]:
    """Who is blamed, who claims it, and which of them are parties that are known or have a name."""
    blamed: Named = {}
    admitted: Named = {}
    sides: set[str] = set()
    for claim, telling in said:
        if claim.stance == "blames" and claim.target:
            name, named = claim.target, blamed
        elif claim.stance == "claims_responsibility" and claim.source.name and claim.source.kind != "media":
            name, named = claim.source.name, admitted
        else:
            continue
        people = telling.incident.participants
        actor = next((p.actor for p in people if p.claim == claim.id and p.role == "perpetrator"), None)
        party = _party(name, actor)
        named.setdefault(party, name)
        if actor is not None or side(name) is not None:
            sides.add(party)
    return blamed, admitted, sides


def _party(name: str, actor: str | None) -> str:
    """What makes two names one party: the side of the actor or of the name, else the folded name."""
    return side_of_actor(actor) if actor else side(name) or folded(name)


# ---- independent sources -------------------------------------------------------------------------------------------
def speakers(telling: Telling) -> list[tuple[str, str]]:
    """Who publishes and who is quoted, for each claim that attests the act; the report itself where nobody is quoted.

    What is ascribed to another medium ("Coast Radio said") counts as published by that medium.
    """
    own = channel(telling)
    pairs = []
    for claim in telling.claims:
        if claim.stance in ATTESTS:
            speaker = voice(claim, telling)
            pairs.append((own, speaker) if not speaker.startswith(OWN) else _medium(speaker))
    return pairs or [_medium(OWN + own)]


def _medium(speaker: str) -> tuple[str, str]:
    """A medium as its own source; media that nothing names are all one, as nothing sets them apart."""
    name = speaker.removeprefix(OWN)
    return (UNKNOWN, OWN) if name.startswith(UNKNOWN) else (name, speaker)


def independent(pairs: Iterable[tuple[str, str]]) -> int:
    """How many sources differ both in who publishes them and in who is quoted: the largest such set.

    >>> independent([("coast radio", "police"), ("harbour post", "police")])
    1
    >>> independent([("coast radio", "police"), ("harbour post", "police"), ("harbour post", "medics")])
    2
    """
    quoted: dict[str, set[str]] = {}  # by publisher
    for publisher, speaker in pairs:
        quoted.setdefault(publisher, set()).add(speaker)
    if len(quoted) == 1:
        return 1
    taken: dict[str, str] = {}
    return sum(_give(publisher, quoted, taken, set()) for publisher in sorted(quoted))


def _give(publisher: str, quoted: dict[str, set[str]], taken: dict[str, str], seen: set[str]) -> bool:
    """Give a publisher a speaker of its own, moving others to another of theirs where they have one."""
    for speaker in sorted(quoted[publisher] - seen):
        seen.add(speaker)
        if speaker not in taken or _give(taken[speaker], quoted, taken, seen):
            taken[speaker] = publisher
            return True
    return False
