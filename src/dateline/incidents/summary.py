"""One plain sentence for an incident, made of nothing but its coded fields."""

from datetime import date

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


def summarise(
    sub: SubEventType,
    status: Status,
    count: Count,
    date_: DateRange,
    places: tuple[Place, ...],
    rows: tuple[tuple[Participant, ...], tuple[Casualty, ...]],
) -> str:
    """The sentence: what, how often, by and on whom, where, when, at what cost."""
    participants, casualties = rows
    what = "Threat of violence" if status == "threatened" else PLAIN[sub] + (" (failed)" if status == "failed" else "")
    often = f", {figure(count.low, count.high)} times" if count.low not in (None, 1) else ""
    doers = _names(tuple(p for p in participants if p.claim is None or status == "threatened"), ("perpetrator",))
    accused = _names(tuple(p for p in participants if p.claim is not None and status != "threatened"), ("perpetrator",))
    hit = _names(participants, ("target", "victim"))
    by = f" by {doers}" if doers else f" that claims lay on {accused}" if accused else ""
    on = f" on {hit}" if hit and status != "threatened" else f" against {hit}" if hit else ""
    where = f" in {', '.join(p.name for p in places[:2])}" if places else ""
    when = f", {day_words(date_)}" if date_.start else ""
    cost = [
        f"{figure(c.low, c.high) or c.words or 'some'} {word}"
        for kind, word in KINDS
        for c in casualties[:12]
        if c.kind == kind
    ]
    toll = f": {', '.join(dict.fromkeys(cost[:4]))}" if cost else ""
    return f"{what}{often}{by}{on}{where}{when}{toll}."


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
