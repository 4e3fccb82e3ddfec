"""Promises that hold for every case, whatever its tellings say and in whatever order they come."""

import random
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.case import Case, Desk, Note, Telling, Tie
from dateline.link.compose import compose, digest
from dateline.link.figures import group
from dateline.link.grade import GRADES
from dateline.link.tolls import view
from tests.link.told import PLACES, telling

KINDS = ["killed", "wounded", "missing"]
WHO = [None, "people", "soldiers", "militants", "three children", "civilians"]
numbers = st.one_of(st.just("open"), st.integers(0, 60))
figure = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "low": numbers, "high": numbers},
    optional={
        "by": st.sampled_from(["police", "the army", "medics", "monitors", "witnesses", "an official"]),
        "who": st.sampled_from(WHO),
        "words": st.sampled_from(["dozens", "several", "up to"]),
        "part": st.booleans(),
        "standing": st.sampled_from(["found", "accepted", "corrected", "added"]),
    },
).map(lambda f: f if "open" in (f["low"], f["high"]) or f["low"] <= f["high"] else {**f, "high": f["low"]})
claim = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(
            ["reports", "blames", "denies", "doubts", "confirms", "claims_responsibility", "cannot_verify"]
        )
    },
    optional={
        "by": st.sampled_from(["police", "the army", "Northern Front", "Romanian forces", "Romania", "Coast Wire"]),
        "of": st.sampled_from(["Northern Front", "gunmen", "Romania", "Bulgaria"]),
    },
)
days = st.sampled_from([[], ["2021-05-02"], ["2021-05-01", "2021-05-31"], ["2021-05-03"], ["2021-05-02", "2021-05-03"]])
raw = st.fixed_dictionaries(
    {
        "at": st.sampled_from(["", "2021-05-03", "2021-05-03T10:00", "2021-05-03T18:00", "2021-05-04T10:00"]),
        "figures": st.lists(figure, max_size=4),
        "claims": st.lists(claim, max_size=3),
        "days": days,
        "places": st.lists(st.sampled_from(sorted(PLACES)), max_size=3),
    },
    optional={
        "outlet": st.sampled_from(["Coast Radio", "Harbour Post"]),
        "agency": st.just("Coast Wire"),
        "type": st.sampled_from(["Attack", "Armed clash", "Grenade"]),
        "kind": st.sampled_from(["story", "teaser", "ranking"]),
        "main": st.booleans(),
        "status": st.sampled_from(["happened", "failed"]),
        "people": st.lists(
            st.sampled_from([["perpetrator", "Northern Front"], ["perpetrator", "Romania"], ["victim", "villagers"]]),
            max_size=2,
        ),
        "weapons": st.lists(st.sampled_from(["grenade", "drone"]), max_size=2),
        "reviewed": st.lists(st.sampled_from(["date", "places", "status", "summary"]), max_size=2),
        "page": st.sampled_from(["p1", "p2"]),
    },
)
told = st.lists(raw, min_size=1, max_size=6).map(lambda raws: [telling(n, one) for n, one in enumerate(raws)])
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(told, st.integers(0, 99))
def test_the_order_of_tellings_and_ties_does_not_matter(tellings: list[Telling], seed: int) -> None:
    ties = [Tie(a.key, b.key, 700, "day, place") for a, b in pairwise(tellings)]
    shuffled, mixed = list(tellings), list(ties)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(mixed)

    assert encoded(compose(tellings, ties, Desk())) == encoded(compose([*shuffled, shuffled[0]], mixed, Desk()))


@MANY
@given(told)
def test_low_best_and_high_are_in_order(tellings: list[Telling]) -> None:
    case = compose(tellings, (), Desk())
    for toll in case.tolls:
        assert None not in (toll.low, toll.best, toll.high, toll.lowest)
        assert toll.low <= toll.best <= toll.high, toll  # type: ignore[operator]
        low, high = toll.latest
        assert low is None or high is None or low <= high
    assert {t.kind for t in case.tolls} == {f.kind for f in case.figures}
    assert view(case, "acled").killed is not None


@MANY
@given(told)
def test_no_figure_is_lost(tellings: list[Telling]) -> None:
    case = compose(tellings, (), Desk())
    kept = {finding for f in case.figures for finding in (f.finding, *f.also)}
    assert kept == {finding for t in tellings for finding in t.rows}
    rows = {(c.kind, c.low, c.high, group(c.who)) for t in tellings for c in t.incident.casualties}
    assert rows == {(f.kind, f.low, f.high, group(f.who)) for f in case.figures}
    for kind in {f.kind for f in case.figures}:
        assert any(not f.superseded for f in case.figures if f.kind == kind)


@MANY
@given(told)
def test_every_claim_party_and_telling_is_kept(tellings: list[Telling]) -> None:
    case = compose(tellings, (), Desk())

    assert case.id == min(t.key for t in tellings)
    assert sorted(case.tellings) == sorted(t.key for t in tellings)
    assert {v.claim for v in case.voices} == {c.id for t in tellings for c in t.claims if c.stance != "reports"}
    assert {p.role for p in case.participants} == {p.role for t in tellings for p in t.incident.participants}
    assert set(case.weapons) == {w.kind for t in tellings for w in t.incident.weapons}
    assert case.grade.name in dict(GRADES)
    assert case.grade.reason
    assert {c.telling for c in case.choices} <= set(case.tellings)


@MANY
@given(told)
def test_a_value_is_one_that_a_telling_gives(tellings: list[Telling]) -> None:
    case = compose(tellings, (), Desk())
    told = [t.incident for t in tellings]

    assert case.date in [i.date for i in told]
    assert case.place in [p for i in told for p in i.places] or (case.place is None and not any(i.places for i in told))
    assert (case.event_type, case.sub_event_type) in [(i.event_type, i.sub_event_type) for i in told]
    assert case.summary in [i.summary for i in told]


def test_the_digest_is_of_the_content_alone() -> None:
    one: dict[str, Any] = {"figures": [{"by": "police", "is": 4}]}
    tellings = [telling(0, one), telling(1, one)]
    desk = Desk(stage="in progress", notes=(Note("A. Reviewer", "Look again.", "2021-05-04T10:00"),))
    case, again = compose(tellings, (), Desk()), compose(tellings, (Tie("t0", "t1", 812, "day"),), desk)

    assert case.digest == again.digest == digest(again)
    assert again.desk == desk
    assert compose(tellings[:1], (), Desk()).digest != case.digest


def test_the_record_goes_through_json_and_back() -> None:
    case = compose([telling(0, {"figures": [{"by": "police", "is": 4}]})], (), Desk())
    assert msgspec.json.decode(encoded(case), type=Case) == case
    assert digest(msgspec.json.decode(encoded(case), type=Case)) == case.digest


def encoded(case: Case) -> bytes:
    return msgspec.json.encode(case)
