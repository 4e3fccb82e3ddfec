"""The voices of a case: who accuses, admits, denies, confirms, doubts or condemns, one row a claim."""

from collections.abc import Sequence

from dateline.case import Telling, Voice
from dateline.link.sources import name_of
from dateline.model import Stance

# Mere reports stand behind figures and behind the grade; every other stance is a voice of the case.
STANCES: frozenset[Stance] = frozenset(
    {
        "confirms",
        "blames",
        "claims_responsibility",
        "denies",
        "doubts",
        "cannot_verify",
        "declines_comment",
        "threatens",
        "condemns",
    }
)


def voices(tellings: Sequence[Telling]) -> tuple[Voice, ...]:
    """Every claim about the case but mere reports, in the order of the tellings and of their text."""
    return tuple(voice for telling in tellings if telling.claims for voice in _voices(telling))


def _voices(telling: Telling) -> list[Voice]:
    findings = telling.said if len(telling.said) == len(telling.claims) else ("",) * len(telling.claims)
    when = telling.published.end or telling.published.start
    return [
        Voice(
            claim=claim.id,
            stance=claim.stance,
            source=claim.source.name or (name_of(telling) if claim.source.kind == "media" else None),
            source_kind=claim.source.kind,
            target=claim.target,
            telling=telling.key,
            page=telling.page,
            published=when,
            evidence=claim.evidence,
            finding=finding,
        )
        for claim, finding in zip(telling.claims, findings, strict=True)
        if claim.stance in STANCES
    ]
