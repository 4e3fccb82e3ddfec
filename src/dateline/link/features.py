"""What speaks for and against two tellings being one incident: each gives points and words or abstains.

Points are natural log-odds. A logistic fit of these features on pairs of the GVA train split (articles that share a
block) showed their order and size, and they are rounded from it by hand. Where that set says nothing (types, doers,
weapons, provinces, tolls above ten: it holds American shootings alone) they are set by hand to the same scale.
"""

from collections.abc import Callable, Collection
from math import inf

from dateline.case import Traits
from dateline.link.block import DAYS, days_of
from dateline.link.vetoes import nearest

Mark = tuple[float, str]
Feature = Callable[[Traits, Traits], Mark | None]
Range = tuple[int | None, int | None]

TYPE_PAIRS: dict[frozenset[str], float] = {
    frozenset({"Battles", "Violence against civilians"}): -0.6,
    frozenset({"Battles", "Explosions/Remote violence"}): -1.2,
    frozenset({"Explosions/Remote violence", "Violence against civilians"}): -0.8,
    frozenset({"Protests", "Riots"}): -0.4,
    frozenset({"Riots", "Violence against civilians"}): -0.6,
    frozenset({"Protests", "Violence against civilians"}): -0.8,
    frozenset({"Battles", "Strategic developments"}): -0.8,
}
"""What types that reports of one incident may differ in cost; other pairs cost `UNLIKE`."""
UNLIKE = -2.0
BLASTS = frozenset({"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"})
SALVOS = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Chemical weapon"})
WAR = "Battles"
EACH_WORD, MOST_WORDS, SHARE, FEW_WORDS = 0.6, 12.0, 4.0, 2.0
"""Points of one word in common and the most that count, of the share of all, and what keeps a few words' share low.

The best of a coarse grid by B3 on the train splits of GVA (flat) and ECB+.
"""
FALLING = 0.5
MANY = 20
"""Killed from which an incident is so rare that another of its size on the same day nearby is hardly another."""
MAIN_NEWS = ((0, 2.0), (1, 1.2), (10, 0.3), (30, -0.5), (inf, -1.5))
"""Points by days between the publication of main stories one of which has no date."""
BACKGROUND = ((30, -1.0), (inf, -1.5))
"""Likewise where it is not the main story: both looked back."""


def day(a: Traits, b: Traits) -> Mark | None:
    """Same day, days that overlap, or neighbouring days."""
    one, two = days_of(a), days_of(b)
    if one is None or two is None or a.first is None or b.first is None:
        return None
    low, high = max(one[0], two[0]), min(one[1], two[1])
    if low > high:
        return -0.3, "neighbouring days"
    width = max(one[1], two[1]) - min(one[0], two[0]) + 1
    if width == 1:
        return 2.5, "same day"
    if width <= 3:
        return 2.0, "days overlap"
    if width <= 8:
        return 1.6, "weeks overlap"
    return (0.4, "months overlap") if width <= 62 else None


def published(a: Traits, b: Traits) -> Mark | None:
    """Where one has no date: main stories that came out together are likely the same news."""
    if (a.first is not None and b.first is not None) or a.published is None or b.published is None:
        return None
    apart = abs(a.published - b.published)
    steps = MAIN_NEWS if a.main and b.main else BACKGROUND
    points = next(points for most, points in steps if apart <= most)
    return points, f"no date, published {apart} days apart"


def place(a: Traits, b: Traits) -> Mark | None:
    """Towns near each other, with one name or not; or of one name alone, which may be a namesake."""
    if not a.fine or not b.fine:
        return None
    far = nearest(a, b)
    named = not set(a.places).isdisjoint(b.places)
    if far is None:
        return (1.5, "places of one name") if named else None
    if named:
        return (2.2, "same place") if far <= 40 else (0.5, f"places of one name, {far:.0f} km apart")
    return (1.6, f"{far:.0f} km apart") if far <= 5 else (0.3, f"{far:.0f} km apart")


def province(a: Traits, b: Traits) -> Mark | None:
    """Where one names no town: the same province or another."""
    if (a.fine and b.fine) or not a.admin1 or not b.admin1:
        return None
    return (-1.5, "other province") if set(a.admin1).isdisjoint(b.admin1) else (0.9, "same province")


def kind(a: Traits, b: Traits) -> Mark | None:
    """The same type of event, types that one act is often told as, or types that do not go together."""
    one, two = a.sub_event_type, b.sub_event_type
    if one == two:
        return (0.2, "same type") if one == "Other" else (0.8, "same type")
    if a.event_type != b.event_type:
        points = TYPE_PAIRS.get(frozenset({a.event_type, b.event_type}), UNLIKE)
        return points, "type differs" if points > UNLIKE else "types do not go together"
    if {one, two} <= BLASTS:
        return None
    if (one in BLASTS and two in SALVOS) or (one in SALVOS and two in BLASTS):
        return -1.5, "from the air and by a planted bomb"
    return -0.3, "type differs a little"


def ongoing(a: Traits, b: Traits) -> Mark | None:
    """Fighting for one place, both times without exact days: a battle that goes on is one incident."""
    if a.event_type != WAR or b.event_type != WAR or set(a.places).isdisjoint(b.places) or not (a.fine and b.fine):
        return None
    if _exact(a) or _exact(b) or a.published is None or b.published is None or abs(a.published - b.published) > 31:
        return None
    return 2.0, "fighting that goes on"


def _exact(traits: Traits) -> bool:
    return traits.first is not None and traits.last is not None and traits.last - traits.first < DAYS


def status(a: Traits, b: Traits) -> Mark | None:
    """One says that it failed, the other that it happened."""
    return None if a.status == b.status else (-0.8, "one failed, one happened")


def doers(a: Traits, b: Traits) -> Mark | None:
    """The doers that both name: rival blame speaks only a little against."""
    return _parties(a.doers, b.doers, "doer", (0.7, -0.5))


def victims(a: Traits, b: Traits) -> Mark | None:
    """Those hit that both name."""
    return _parties(a.victims, b.victims, "victims", (0.6, -0.3))


def _parties(these: tuple[str, ...], others: tuple[str, ...], what: str, points: tuple[float, float]) -> Mark | None:
    if not these or not others:
        return None
    if not set(these).isdisjoint(others):
        return points[0], f"same {what}"
    actors = any(x[0] == ":" for x in these) and any(x[0] == ":" for x in others)
    return (2 * points[1] if actors else points[1]), f"other {what}"


def killed(a: Traits, b: Traits) -> Mark | None:
    """Numbers of killed that agree, that may have risen from the earlier report to the later, or that do not."""
    return _tolls(a, b, (a.killed, b.killed), "killed")


def wounded(a: Traits, b: Traits) -> Mark | None:
    """Numbers of wounded, likewise; they are counted less well, and what differs weighs half."""
    mark = _tolls(a, b, (a.wounded, b.wounded), "wounded")
    return mark and (mark[0] if mark[0] > 0 else mark[0] / 2, mark[1])


def _tolls(a: Traits, b: Traits, rows: tuple[tuple[Range, ...], tuple[Range, ...]], what: str) -> Mark | None:
    these, others = rows
    if not these or not others:
        return None
    if these == others or (equal := set(these) & set(others)):
        best = _leading(these if these == others else tuple(equal))
        return _agreement(best[0] or best[1] or 0), f"{what}: both {said(best)}"
    x, y = sorted((_leading(these), _leading(others)), key=lambda r: (_size(r), r[0] is None, r[1] or 0))
    if any(_meet(p, q) for p in these for q in others):
        return 0.6, f"{what}: {said(x)} and {said(y)}"
    points, note = _apart(_size(x), _size(y))
    earlier, later = (these, others) if (a.published or 0) <= (b.published or 0) else (others, these)
    fell = points < 0 and None not in (a.published, b.published) and a.published != b.published
    fell = fell and _size(_leading(earlier)) > _size(_leading(later))
    return points - (FALLING if fell else 0.0), f"{what}: {said(x)} and {said(y)}{note}"


def _agreement(number: int) -> float:
    """What an equal figure is worth: the greater, the less by chance."""
    return 0.5 if number < 3 else 1.2 if number < 10 else 2.0 if number < 30 else 2.6


def _apart(low: int, high: int) -> tuple[float, str]:
    """What two figures that cannot be one are worth: tolls rise, so that some distance says little."""
    if low >= 5 and high <= 1.3 * low:
        return 0.6, ""
    if low >= MANY and high <= 2.5 * low:
        return 0.8, ", both many"
    return (-0.2 if high <= 1.5 * low else -0.6 if high <= 2 * low else -1.5 if high <= 4 * low else -2.5), ""


def _leading(rows: tuple[Range, ...]) -> Range:
    if len(rows) == 1:
        return rows[0]
    return max(rows, key=lambda r: (_size(r), r[0] is not None and r[0] == r[1], r[1] or 0))


def _size(row: Range) -> int:
    return row[0] if row[0] is not None else row[1] or 0


def _meet(x: Range, y: Range) -> bool:
    """Whether two ranges share a number, as far as an open end may go: "at least 20" is not 90."""
    return max(_low(x), _low(y)) <= min(_high(x), _high(y))


def _low(row: Range) -> float:
    return row[0] if row[0] is not None else (row[1] or 0) / 2


def _high(row: Range) -> float:
    return row[1] if row[1] is not None else 1.6 * (row[0] or 0) + 1


def said(row: Range) -> str:
    """A range in words.

    >>> said((20, None)), said((4, 4)), said((10, 15)), said((None, 60))
    ('at least 20', '4', '10 to 15', 'up to 60')
    """
    low, high = row
    if low == high:
        return str(low)
    if low is None:
        return f"up to {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def weapons(a: Traits, b: Traits) -> Mark | None:
    """Kinds of weapon in common, or none."""
    if not a.weapons or not b.weapons:
        return None
    shared = set(a.weapons).intersection(b.weapons)
    return (0.4, f"weapon: {min(shared)}") if shared else (-0.5, "other weapons")


def words(a: Traits, b: Traits) -> Mark | None:
    """Rare words in common, names before others, as a number and as a share of all; none in common speaks against."""
    least = min(_weight(a.words, a.names), _weight(b.words, b.names))
    if least == 0:
        return None
    shared = set(a.words).intersection(b.words)
    counted = shared.intersection(a.doers).intersection(b.doers)
    if counted and counted == shared:
        return None
    shared -= counted
    points = -min(1.2, 0.2 * least)
    if not shared:
        return points, "no telling word in common"
    named = shared.intersection(a.names + b.names)
    common = _weight(shared, named)
    points += EACH_WORD * min(MOST_WORDS, common) + SHARE * min(1.0, common / (least + FEW_WORDS))
    listed = sorted(shared, key=lambda w: (w not in named, -len(w), w))[:4]
    return points, f"words: {', '.join(listed)}"


def _weight(words_: Collection[str], names: Collection[str]) -> float:
    """How much some words tell: a name counts as much as two and a half others."""
    return 0.4 * len(words_) + 0.6 * len(names)


FEATURES: tuple[Feature, ...] = (
    day, published, place, province, kind, ongoing, status, doers, victims, killed, wounded, weapons, words,
)  # fmt: skip
