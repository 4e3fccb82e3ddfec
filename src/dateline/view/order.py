"""The order in which a reader meets a coded page: main incident first, other reports last, claims where they belong."""

from msgspec import Struct

from dateline.model import Casualty, Claim, CodedPage, Incident, Report

HARM = ["killed", "killed_or_wounded", "wounded", "missing", "abducted", "detained", "displaced"]


class Sheet(Struct, frozen=True):
    """A coded page arranged for reading.

    `story` holds the incidents of the story, main ones first; `others` the remaining reports with their incidents;
    `loose` the claims that no shown incident carries.
    """

    story: tuple[Incident, ...]
    others: tuple[tuple[Report, tuple[Incident, ...]], ...]
    claims: dict[str, Claim]
    about: dict[str, tuple[Claim, ...]]
    loose: tuple[Claim, ...]


def figures(incident: Incident) -> list[Casualty]:
    """The figures of an incident, the gravest harm first, rival figures of one kind next to each other."""
    return sorted(incident.casualties, key=lambda row: HARM.index(row.kind))


def arrange(coded: CodedPage) -> Sheet:
    """Arrange a coded page; every incident, report and claim of it is in the sheet exactly once."""
    teasers = [r for r in coded.reports if r.kind != "story"]
    elsewhere = {r.id for r in teasers}
    story = [i for i in coded.incidents if i.report not in elsewhere]
    known = {i.id for i in coded.incidents}
    about: dict[str, tuple[Claim, ...]] = {}
    for claim in coded.claims:
        if claim.about in known:
            about[claim.about or ""] = (*about.get(claim.about or "", ()), claim)
    return Sheet(
        story=tuple(sorted(story, key=lambda i: not i.main)),
        others=tuple((r, tuple(i for i in coded.incidents if i.report == r.id)) for r in teasers),
        claims={c.id: c for c in coded.claims},
        about=about,
        loose=tuple(c for c in coded.claims if c.about not in known),
    )
