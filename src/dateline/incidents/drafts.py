"""Drafts: bouts of several sentences joined into incidents, each kept apart from those beside it.

A bout joins the draft that it speaks of: the same act, at a place and time that can be the same, told as known
("the attack") or without a time and place of its own. Whatever is dated or placed elsewhere, or called "another" or
"earlier", begins a draft of its own.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from dateline.incidents.bouts import BLOODLESS, Bout, Part, agree, families
from dateline.incidents.casualties import Figure
from dateline.model import Place, Span, TimeMention

NEAR_KM = 40.0
LEAD_SENTENCES = 3
TOWN_LEVEL = frozenset({"site", "locality", "district"})
SHORT_DAYS = 8
LONG_DAYS = 45
LOOSE_SENTENCES = 2
KINDS_OF_PLACE = frozenset("the of camp village town district market hospital school city base airport area".split())
JOIN_AT = 1.0


@dataclass
class Draft:
    """An incident in the making: its bouts, in the order of the text, and figures told of it without a deed.

    `opens` is true for the first of its report, which the next sentences usually go on with.
    """

    report: str
    bouts: list[Bout] = field(default_factory=list)
    opens: bool = False
    loose: list[Figure] = field(default_factory=list)

    @property
    def acts(self) -> tuple[str, ...]:
        """The names of all its acts."""
        return tuple(dict.fromkeys(a for b in self.bouts for a in b.acts))

    @property
    def families(self) -> tuple[str, ...]:
        """The families of all its acts, the generic ones left out."""
        return families(self.acts)

    @property
    def times(self) -> tuple[TimeMention, ...]:
        """Every time told of it."""
        return tuple(t for b in self.bouts for t in b.times)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place told of it."""
        return tuple(p.place for b in self.bouts for p in b.places)

    @property
    def in_headline(self) -> bool:
        """True where the report's headline tells it."""
        return any(b.role in ("headline", "teaser_headline", "ranking_item") for b in self.bouts)

    @property
    def figures(self) -> list[Figure]:
        """Every figure told of it."""
        return [f for b in self.bouts for f in b.figures] + self.loose

    @property
    def counted(self) -> bool:
        """True where a bout counts several acts."""
        return any(b.counted for b in self.bouts)


def draft_incidents(bouts: tuple[Bout, ...], supported: set[int]) -> list[Draft]:
    """Join bouts into drafts; a bout whose index is not in `supported` may join a draft but not begin one."""
    drafts: list[Draft] = []
    order: dict[str, int] = {}
    for number, bout in enumerate(bouts):
        place = order.setdefault(bout.report, 0)
        order[bout.report] += 1
        own = [d for d in drafts if d.report == bout.report]
        draft = _home(bout, own, place)
        if draft is not None:
            draft.bouts.append(bout)
        elif number in supported and (not own or _says_enough(bout)):
            drafts.append(Draft(report=bout.report, bouts=[bout], opens=not own))
    return drafts


def attach_loose(drafts: list[Draft], figures: Iterable[Figure], reports: Mapping[int, str]) -> list[Figure]:
    """Give figures of sentences without a deed ("there were no casualties") to the incident last told of.

    `reports` gives the report of each sentence; returns the figures that no draft took.
    """
    held = {f.word for d in drafts for f in d.figures}
    left = []
    for figure in figures:
        if figure.word in held or figure.row.kind == "displaced":
            continue
        near = [
            (b.sentence, n, d)
            for n, d in enumerate(drafts)
            for b in d.bouts
            if d.report == reports[figure.sentence] and 0 <= figure.sentence - b.sentence <= LOOSE_SENTENCES
        ]
        if near:
            max(near, key=lambda item: item[:2])[2].loose.append(figure)
        else:
            left.append(figure)
    return left


def _says_enough(bout: Bout) -> bool:
    """True where a bout beside other incidents tells more than the name of an act: when, where, who, or how many."""
    if bout.counted and bout.definite:
        return False  # "the two attacks" sums up what was told
    doers = [p for p in bout.parts if p.role == "perpetrator"]
    return bool(bout.times or bout.places or doers or bout.figures or any(p.armed for p in bout.parts))


def _home(bout: Bout, drafts: list[Draft], place: int) -> Draft | None:
    best, best_score = None, JOIN_AT
    for age, draft in enumerate(reversed(drafts)):
        score = _affinity(bout, draft, place)
        if score is not None and score - 0.01 * age >= best_score:
            best, best_score = draft, score - 0.01 * age + 0.001
    return best


def _affinity(bout: Bout, draft: Draft, place: int) -> float | None:
    """How much speaks for a bout telling of a draft's incident; null where something speaks against it."""
    last = draft.bouts[-1]
    same_sentence = last.sentence == bout.sentence
    lead = draft.in_headline and place <= LEAD_SENTENCES
    if bout.role == "subhead" and not bout.definite:
        return None  # it heads what follows
    if same_sentence or bout.other or not agree(bout.families, draft.families, same_sentence=lead):
        return None
    if bout.casualty_only and bout.figures and set(draft.families) & BLOODLESS:
        return None
    if bool(bout.counted) != draft.counted and (bout.counted or not bout.definite):
        return None
    when = time_match(bout.times, draft.times)
    where = place_match(tuple(p.place for p in bout.places), draft.places, lenient=lead)
    retold = bool(bout.figures) and bool(_numbers(bout.figures) & _numbers(draft.figures))
    if when and _coarser(bout.times, draft.times) and not bout.definite:
        when = False
    if _long(bout.times) and not (bout.definite or _long(draft.times)):
        return None
    if when is False or (where is False and not retold):
        return None
    free = not bout.times and not bout.places
    score = 1.0 * bool(when) + 1.0 * bool(where) + 1.5 * bout.definite + 1.2 * retold + 1.0 * lead
    score += 0.7 * (not lead and draft.opens and place <= LEAD_SENTENCES and not bout.indefinite)
    score += 1.0 * (bout.casualty_only and not bout.times)
    score += 0.6 * bool(set(bout.families) & set(draft.families))
    score += 0.5 * free + 0.6 * (free and not bout.families)
    score += 0.4 * (bout.sentence - last.sentence <= 1)
    score -= 1.0 * (bout.indefinite and not bout.definite and not lead)
    score -= 1.0 * _rival_doers(bout, draft)
    score -= 0.5 * bool(bout.times and not when and draft.times)
    return score


def _numbers(figures: Iterable[Figure]) -> set[tuple[str, int]]:
    """The bounds of figures above a handful, which tell one incident from another."""
    return {(f.row.kind, n) for f in figures for n in (f.row.low, f.row.high) if n is not None and n > 2}


def _rival_doers(bout: Bout, draft: Draft) -> bool:
    """True where both name doers and none of the one can be of the other."""
    ours = [p for p in bout.parts if p.role == "perpetrator"]
    theirs = [p for b in draft.bouts for p in b.parts if p.role == "perpetrator"]
    return bool(ours and theirs) and not any(_same_doer(p, q) for p in ours for q in theirs)


def _same_doer(p: Part, q: Part) -> bool:
    if p.actor and q.actor:
        return p.actor == q.actor
    if p.country and q.country and p.country != q.country:
        return False
    return (
        p.kind is None
        or q.kind is None
        or p.kind == q.kind
        or not {"State forces", "External/Other forces"} & {p.kind, q.kind}
    )


def time_match(a: tuple[TimeMention, ...], b: tuple[TimeMention, ...]) -> bool | None:
    """True where two lots of times can be the same time, false where they cannot, null where one is empty."""
    left = [(t.first[:10], (t.last or t.first)[:10]) for t in a if t.first]
    right = [(t.first[:10], (t.last or t.first)[:10]) for t in b if t.first]
    if not left or not right:
        return None
    return any(x[0] <= y[1] and y[0] <= x[1] and _same_scale(x, y) for x in left for y in right)


def _same_scale(x: tuple[str, str], y: tuple[str, str]) -> bool:
    """False for a day against a long run of days: an act of Tuesday is not the campaign since last year."""
    days = sorted((date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in (x, y))
    return days[0] > SHORT_DAYS or days[1] < LONG_DAYS


def _coarser(times: tuple[TimeMention, ...], known: tuple[TimeMention, ...]) -> bool:
    """True for "in July" told beside a story of one day in July: a writer who means that day says so."""
    return (
        bool(times)
        and all(t.precision in ("month", "months", "year") for t in times)
        and any(t.precision in ("day", "hour", "minute") for t in known)
    )


def _long(times: tuple[TimeMention, ...]) -> bool:
    return any(
        t.first and (date.fromisoformat((t.last or t.first)[:10]) - date.fromisoformat(t.first[:10])).days >= LONG_DAYS
        for t in times
    )


def place_match(a: tuple[Place, ...], b: tuple[Place, ...], *, lenient: bool = False) -> bool | None:
    """True where two lots of places name the same spot or one lies in the other; null where one is empty.

    With `lenient`, places that the gazetteer lacks contradict nothing: a headline and a lead name one spot in two ways.
    """
    if not a or not b:
        return None
    if any(_same_spot(x, y) for x, y in product(_towns_among(a, b), _towns_among(b, a))):
        return True
    unknown = any(p.geonameid is None for p in (*a, *b))
    return None if lenient and unknown else False


def _towns_among(these: tuple[Place, ...], others: tuple[Place, ...]) -> list[Place]:
    """The towns and finer places where both lots name some: "in eastern Ukraine" joins no two towns."""
    towns = [p for p in these if p.precision in TOWN_LEVEL]
    return towns if towns and any(p.precision in TOWN_LEVEL for p in others) else list(these)


def _same_spot(x: Place, y: Place) -> bool:
    if x.country and y.country and x.country != y.country:
        return False
    coarse = {"country", "region"}
    if x.precision in coarse or y.precision in coarse:
        return True
    if "admin1" in (x.precision, y.precision):
        return x.admin1 is None or y.admin1 is None or x.admin1 == y.admin1
    if x.geonameid is None and y.geonameid is None:
        return bool(_own_words(x) & _own_words(y))
    if x.geonameid is not None and x.geonameid == y.geonameid:
        return True
    return kilometres(x, y) <= NEAR_KM


def _own_words(place: Place) -> set[str]:
    """The words of a name that are its own, not those of its kind ("village", "camp")."""
    return {w for w in place.name.lower().split() if w not in KINDS_OF_PLACE}


def kilometres(x: Place, y: Place) -> float:
    """Great-circle distance of two places in kilometres (haversine); infinite where one has no point."""
    if x.lat is None or x.lon is None or y.lat is None or y.lon is None:
        return math.inf
    la, lo, lb, lp = (math.radians(v) for v in (x.lat, x.lon, y.lat, y.lon))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def evidence_spans(draft: Draft) -> tuple[Span, ...]:
    """The clauses that tell a draft's incident."""
    return tuple(dict.fromkeys(span for b in draft.bouts for span in b.spans))
