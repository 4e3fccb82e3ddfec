"""One plain sentence for an incident, made of nothing but its coded fields."""

from datetime import date

from msgspec import UNSET, Struct

from dateline.model import Casualty, Count, DateRange, Participant, Place, Status, SubEventType

PLAIN: dict[SubEventType, str] = {
    "Government regains territory": "Government forces retake ground",
    "Non-state actor overtakes territory": "Ground taken",
    "Armed clash": "Armed clash",
    "Excessive force against protesters": "Force against protesters",
    "Protest with intervention": "Protest broken up",
    "Peaceful protest": "Protest",
    "Violent demonstration": "Violent demonstration",
    "Mob violence": "Mob violence",
    "Chemical weapon": "Chemical attack",
    "Air/drone strike": "Air or drone strike",
    "Suicide bomb": "Suicide bombing",
    "Shelling/artillery/missile attack": "Shelling, rocket or missile attack",
    "Remote explosive/landmine/IED": "Bomb or mine blast",
    "Grenade": "Grenade attack",
    "Sexual violence": "Sexual violence",
    "Attack": "Attack",
    "Abduction/forced disappearance": "Abduction",
    "Agreement": "Agreement",
    "Arrests": "Arrests",
    "Change to group/activity": "Change of group or activity",
    "Disrupted weapons use": "Weapon stopped or seized",
    "Headquarters or base established": "Base established",
    "Looting/property destruction": "Looting or destruction",
    "Non-violent transfer of territory": "Ground changes hands without a fight",
    "Other": "Strategic development",
}
KINDS = (
    ("killed", "killed"),
    ("killed_or_wounded", "killed or wounded"),
    ("wounded", "wounded"),
    ("abducted", "abducted"),
    ("missing", "missing"),
    ("detained", "detained"),
)


class Told(Struct, frozen=True):
    """The coded fields that a summary is made of; `blamed` and `owned` are those whom claims name as doers."""

    sub: SubEventType
    status: Status
    count: Count
    date: DateRange
    places: tuple[Place, ...] = ()
    participants: tuple[Participant, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    blamed: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()


def summarise(told: Told) -> str:
    """The sentence: what, how often, by and on whom, where, when, at what cost, and who is said to have done it."""
    threat = told.status == "threatened"
    what = "Threat of violence" if threat else PLAIN[told.sub] + (" (failed)" if told.status == "failed" else "")
    many = told.count.low not in (None, 1) and (told.count.low, told.count.high) != (2, None)
    often = f", {figure(told.count.low, told.count.high)} times" if many else ""
    accused = {*told.blamed, *told.owned}
    doers = _names(tuple(p for p in told.participants if p.name not in accused), ("perpetrator",))
    parts = {c.who for c in told.casualties if c.basis is not UNSET}  # "four of them children" were not the target
    hit = _names(tuple(p for p in told.participants if p.name not in parts), ("target", "victim"))
    by = f" by {doers}" if doers else ""
    on = f" {'against' if threat else 'on'} {hit}" if hit else ""
    where = f" in {', '.join(p.name for p in told.places[:2])}" if told.places else ""
    when = f", {day_words(told.date)}" if told.date.start else ""
    return f"{what}{often}{by}{on}{where}{when}{_toll(told.casualties)}{_said(told)}."


def _toll(casualties: tuple[Casualty, ...]) -> str:
    """Competing figures side by side: "at least 5 / 7 killed, 14 wounded"; parts of a total are left out."""
    cost = []
    for kind, word in KINDS:
        rows = [c for c in casualties if c.kind == kind and c.basis is UNSET]
        figures = [figure(c.low, c.high) or c.words or "some" for c in rows]
        if figures:
            cost.append(f"{' / '.join(list(dict.fromkeys(figures))[:4])} {word}")
    return f": {', '.join(cost)}" if cost else ""


def _said(told: Told) -> str:
    blamed = f"; blamed on {' and '.join(told.blamed[:2])}" if told.blamed else ""
    return blamed + (f"; claimed by {' and '.join(told.owned[:2])}" if told.owned else "")


def _names(participants: tuple[Participant, ...], roles: tuple[str, ...]) -> str:
    """Up to two names, those that the codebook knows first."""
    ranked = sorted((p for p in participants if p.role in roles), key=lambda p: p.actor is None)
    return " and ".join(list(dict.fromkeys(p.name for p in ranked))[:2])


def figure(low: int | None, high: int | None) -> str:
    """A range in short words.

    >>> figure(4, 4), figure(4, None), figure(None, 60), figure(10, 15), figure(None, None)
    ('4', 'at least 4', 'up to 60', '10 to 15', '')
    """
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def day_words(date_: DateRange) -> str:
    """A date interval in plain words.

    >>> day_words(DateRange(start="2024-01-04", end="2024-01-04", precision="day", evidence=()))
    '4 January 2024'
    """
    if date_.start is None or date_.end is None:
        return "date unknown"
    first, last = date.fromisoformat(date_.start), date.fromisoformat(date_.end)
    if first == last:
        return _day(first)
    if date_.precision == "month" and first.day == 1 and first.month == last.month:
        return f"{first:%B %Y}"
    if date_.precision == "year" and first.year == last.year:
        return str(first.year)
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
