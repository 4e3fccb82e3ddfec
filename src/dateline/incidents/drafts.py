"""Drafts: bouts of several sentences joined into incidents, each kept apart from those beside it.

A bout joins the draft that it speaks of: the same act, at a place and time that can be the same, told as known
("the attack") or without a time and place of its own. Whatever is dated or placed elsewhere, or called "another" or
"earlier", begins a draft of its own.
"""

import math
from dataclasses import dataclass, field

from dateline.incidents.bouts import Bout, agree, families
from dateline.model import Place, Span, TimeMention

NEAR_KM = 40.0
SAME_KM = 5.0
LEAD_SENTENCES = 3
JOIN_AT = 1.0


@dataclass
class Draft:
    """An incident in the making: its bouts, in the order of the text."""

    report: str
    bouts: list[Bout] = field(default_factory=list)

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
        draft = _home(bout, [d for d in drafts if d.report == bout.report], place)
        if draft is not None:
            draft.bouts.append(bout)
        elif number in supported:
            drafts.append(Draft(report=bout.report, bouts=[bout]))
    return drafts


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
    if not agree(bout.families, draft.families, same_sentence=same_sentence) or bout.other or same_sentence:
        return None
    if bool(bout.counted) != draft.counted and (bout.counted or not bout.definite):
        return None
    when = time_match(bout.times, draft.times)
    where = place_match(tuple(p.place for p in bout.places), draft.places)
    if when is False or where is False:
        return None
    score = 0.0
    score += 1.0 if when else 0.0
    score += 1.0 if where else 0.0
    score += 1.5 if bout.definite else 0.0
    score += 1.0 if bout.casualty_only and not bout.times else 0.0
    score += 0.6 if bout.families and set(bout.families) & set(draft.families) else 0.0
    score += 0.5 if not bout.times and not bout.places else 0.0
    score += 0.4 if bout.sentence - last.sentence <= 1 else 0.0
    if draft.in_headline and place < LEAD_SENTENCES + 1:
        score += 1.0
    score -= 1.0 if bout.indefinite and not bout.definite else 0.0
    if bout.times and not when and draft.times:
        score -= 0.5
    return score


def time_match(a: tuple[TimeMention, ...], b: tuple[TimeMention, ...]) -> bool | None:
    """True where two lots of times can be the same time, false where they cannot, null where one is empty."""
    left = [(t.first[:10], (t.last or t.first)[:10]) for t in a if t.first]
    right = [(t.first[:10], (t.last or t.first)[:10]) for t in b if t.first]
    if not left or not right:
        return None
    return any(x[0] <= y[1] and y[0] <= x[1] for x in left for y in right)


def place_match(a: tuple[Place, ...], b: tuple[Place, ...]) -> bool | None:
    """True where two lots of places name the same spot or one lies in the other; null where one is empty."""
    if not a or not b:
        return None
    verdicts = [_same_spot(x, y) for x in a for y in b]
    return any(verdicts)


def _same_spot(x: Place, y: Place) -> bool:
    if x.country and y.country and x.country != y.country:
        return False
    coarse = {"country", "region"}
    if x.precision in coarse or y.precision in coarse:
        return True
    if "admin1" in (x.precision, y.precision):
        return x.admin1 is None or y.admin1 is None or x.admin1 == y.admin1
    if x.geonameid is not None and x.geonameid == y.geonameid:
        return True
    return kilometres(x, y) <= NEAR_KM


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
