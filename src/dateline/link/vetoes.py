"""What two tellings of one incident cannot differ in: each veto gives its reason or abstains."""

from math import asin, cos, radians, sin, sqrt

from dateline.case import Traits
from dateline.link.block import SLACK, days_of

NEAR_MARGIN = 4.0
"""Kilometres allowed beyond the precision of both places."""


def same_report(a: Traits, b: Traits) -> str | None:
    """Two incidents of one report are two incidents: pass one has joined what the report tells as one."""
    return "two incidents of one report" if a.report == b.report else None


def other_country(a: Traits, b: Traits) -> str | None:
    """Two tellings that name countries, none in common."""
    if not a.countries or not b.countries or not set(a.countries).isdisjoint(b.countries):
        return None
    return "different countries"


def threat_and_deed(a: Traits, b: Traits) -> str | None:
    """A threat is never the deed that it threatens."""
    return "a threat and a deed" if (a.status == "threatened") != (b.status == "threatened") else None


def series_and_single(a: Traits, b: Traits) -> str | None:
    """A counted series is never one of its acts."""
    return "a series and a single act" if a.series != b.series else None


def other_days(a: Traits, b: Traits) -> str | None:
    """Days that are apart by more than a night; a telling is also never older than what it tells."""
    one, two = days_of(a), days_of(b)
    if one is None or two is None:
        return None
    apart = max(one[0], two[0]) - min(one[1], two[1])
    if apart <= SLACK:
        return None
    return f"{apart} days apart"


def too_far(a: Traits, b: Traits) -> str | None:
    """Places apart beyond the precision of both, unless they bear one name: a namesake may have been mistaken."""
    if not a.spots or not b.spots or (a.fine and b.fine and not set(a.places).isdisjoint(b.places)):
        return None
    beyond, far = min((far - p[2] - q[2], far) for p in a.spots for q in b.spots for far in (kilometres(p, q),))
    return f"places {far:.0f} km apart" if beyond > NEAR_MARGIN else None


def deed_and_protest(a: Traits, b: Traits) -> str | None:
    """A protest is no battle, blast or change of ground; it may have ended in a riot or under fire."""
    kinds = {a.event_type, b.event_type}
    if "Protests" in kinds and kinds.isdisjoint({"Riots", "Violence against civilians"}) and len(kinds) > 1:
        return "a protest and something else"
    return None


VETOES = (same_report, other_days, too_far, other_country, threat_and_deed, series_and_single, deed_and_protest)


def kilometres(p: tuple[float, float, float], q: tuple[float, float, float]) -> float:
    """The great-circle distance of two spots."""
    if p[0] == q[0] and p[1] == q[1]:
        return 0.0
    la, lo, lb, lp = radians(p[0]), radians(p[1]), radians(q[0]), radians(q[1])
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((lp - lo) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))


def nearest(a: Traits, b: Traits) -> float | None:
    """Kilometres between the nearest spots of two tellings, or null where one has none."""
    if not a.spots or not b.spots:
        return None
    return min(kilometres(p, q) for p in a.spots for q in b.spots)
