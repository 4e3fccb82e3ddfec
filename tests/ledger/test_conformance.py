"""What a ledger holds and what people may decide on it: every behaviour on SQLite and on PostgreSQL alike."""

from contextlib import suppress
from itertools import pairwise

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from dateline.case import Telling
from dateline.errors import LedgerError, UsageError
from dateline.ledger import Added, Ledger, schema
from dateline.model import Count, DateRange
from tests.ledger.conftest import Clock, Opener
from tests.ledger.told import (
    V2,
    V3,
    Told,
    assert_chained,
    groups,
    killed,
    only,
    page,
    present,
    value,
    written,
)

VARNA, BURGAS = Told(), Told(place="Burgas", killed=(3, 3))
HALF_A_PAGE = 5


def filled(ledger: Ledger) -> None:
    """At least one row in every append-only table."""
    ledger.add([page(VARNA, BURGAS)])
    ledger.reject([("empty.html", "the page has no text")])


# ---- append-only -----------------------------------------------------------------------------------------------------
def changes(table: str, column: str, dialect: str) -> list[str]:
    """Every way to change or take out what a table has."""
    keys = {"coding": "page, versions", "schema_version": "number", "entry": "seq", "rejection": "number"}
    upsert = f"ON CONFLICT ({keys.get(table, 'id')}) DO UPDATE SET {column} = excluded.{column}"
    both = [
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true {upsert}",
    ]
    if dialect == "sqlite":
        return [
            *both,
            f"REPLACE INTO {table} SELECT * FROM {table}",
            f"UPDATE OR REPLACE {table} SET {column} = {column}",
        ]
    return [*both, f"TRUNCATE {table} CASCADE", f"DELETE FROM {table} WHERE false"]


def test_what_was_written_cannot_be_changed(ledger: Ledger) -> None:
    filled(ledger)
    before, dialect = written(ledger), ledger.store.engine.dialect.name
    assert all(before.values()), before
    for table in schema.APPEND_ONLY:
        for statement in changes(table.name, list(table.c)[-1].name, dialect):
            with pytest.raises(LedgerError, match="append-only"), ledger.store.writing() as connection:
                connection.execute(text(statement))
    assert written(ledger) == before


def test_an_unknown_action_is_refused(ledger: Ledger) -> None:
    filled(ledger)
    forget = "INSERT INTO entry SELECT seq + 100, {id}, 'forget', page, subject, body, author, run, reason, recorded_at"
    id = "randomblob(32)" if ledger.store.is_sqlite else r"'\x00'::bytea"
    with pytest.raises(LedgerError), ledger.store.writing() as connection:
        connection.execute(text(forget.format(id=id) + " FROM entry"))


def test_an_entry_needs_its_run(ledger: Ledger) -> None:
    filled(ledger)
    orphan = "INSERT INTO rejection VALUES (100, 'no such run', 'a', 'b', 'c')"
    with pytest.raises(LedgerError, match=r"(?i)foreign key"), ledger.store.writing() as connection:
        connection.execute(text(orphan))


# ---- adding ----------------------------------------------------------------------------------------------------------
def test_adding_a_page_twice_changes_nothing(ledger: Ledger) -> None:
    one = page(VARNA, BURGAS)
    assert ledger.add([one, page(VARNA, name="gazette")]) == Added(new=2)
    rows, state = written(ledger), present(ledger)
    assert ledger.add([one]) == Added(known=1)
    assert ledger.add([one, one]) == Added(known=2)
    assert (written(ledger), present(ledger)) == (rows, state)


def test_nothing_to_add(ledger: Ledger) -> None:
    assert ledger.add([]) == Added()
    assert ledger.cases() == []


def test_what_is_known_depends_on_the_versions(ledger: Ledger, where: str, open_ledger: Opener) -> None:
    one, two = page(VARNA), page(BURGAS)
    ledger.add([one])
    assert ledger.known([one.stored.id, two.stored.id]) == {one.stored.id}
    assert ledger.known([]) == set()
    assert open_ledger(where, versions=V2).known([one.stored.id]) == set()


def test_a_page_comes_back_as_it_came(ledger: Ledger) -> None:
    one = page(VARNA)
    ledger.add([one])
    assert ledger.page(one.stored.id) == one.stored
    assert ledger.text(only(ledger).reading) == one.coded.page.text


def test_a_telling_is_the_incident_that_was_coded(ledger: Ledger) -> None:
    coded = replace(VARNA, wounded=(20, None), weapon=True, last="2021-05-03")
    one = page(coded)
    ledger.add([one])
    telling, incident = only(ledger), one.coded.incidents[0]
    assert replace(telling.incident, id="i1", report="r1", casualties=()) == replace(incident, casualties=())
    assert [replace(row, claim="c1") for row in telling.incident.casualties] == list(incident.casualties)
    assert {row.claim for row in telling.incident.casualties} == {claim.id for claim in telling.claims}
    assert (telling.outlet, telling.source, telling.headline) == ("courier", "courier.txt", one.coded.page.headline)


def test_tellings_of_one_incident_are_one_case(ledger: Ledger) -> None:
    ledger.add([page(VARNA, BURGAS, name="courier"), page(VARNA, name="gazette")])
    assert sorted(map(len, groups(ledger))) == [1, 2]


def test_unlinked_until_linked(ledger: Ledger) -> None:
    pages = [page(VARNA, name="courier"), page(VARNA, name="gazette")]
    ledger.add(pages, linked=False)
    assert sorted(map(len, groups(ledger))) == [1, 1]
    ledger.link()
    assert sorted(map(len, groups(ledger))) == [2]
    state = present(ledger)
    ledger.rebuild()
    assert present(ledger) == state


def test_unusable_pages_are_kept_with_their_reasons(ledger: Ledger) -> None:
    ledger.reject([("a.html", "no text"), ("ü.html", "binary")])
    ledger.reject([("a.html", "no text")])
    assert [(one.source, one.reason) for one in ledger.rejections()] == [
        ("a.html", "no text"),
        ("ü.html", "binary"),
        ("a.html", "no text"),
    ]


def test_all_of_a_batch_or_nothing(ledger: Ledger) -> None:
    good, other = page(VARNA), page(BURGAS)
    torn = replace(other, stored=replace(other.stored, id="0" * 64))  # its coding is of another page
    with pytest.raises(LedgerError):
        ledger.add([good, torn])
    assert (ledger.cases(), written(ledger)["page"], written(ledger)["run"]) == ([], 0, 0)
    assert ledger.add([good, other]) == Added(new=2)


def test_two_codings_of_a_page_in_one_batch_are_as_one_after_the_other(ledger: Ledger) -> None:
    twice = [page(VARNA, BURGAS), page(VARNA, BURGAS, finds={0: replace(VARNA, killed=(10, 10))}, by=V2)]
    ledger.add(twice)
    assert killed(only(ledger)) == [(10, 10)]


def test_the_same_bytes_from_two_sources_keep_the_first(ledger: Ledger) -> None:
    ledger.add([page(VARNA, source="one.txt"), page(VARNA, source="two.txt")])
    assert only(ledger).source == "one.txt"
    ledger.add([page(VARNA, source="three.txt", by=V2)])
    assert only(ledger).source == "one.txt"


# ---- coded anew ------------------------------------------------------------------------------------------------------
def test_the_same_finds_of_another_version_change_nothing_but_the_coding(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    state, rows = present(ledger), written(ledger)
    assert ledger.add([page(VARNA, by=V2)]) == Added(anew=1)
    assert present(ledger) == state
    grown = {table: n - rows[table] for table, n in written(ledger).items() if n != rows[table]}
    assert grown == {"coding": 1}


def test_a_newer_coding_takes_back_and_adds(ledger: Ledger) -> None:
    ledger.add([page(VARNA, BURGAS)])
    keys = {key for group in groups(ledger) for key in group}
    ledger.add([page(VARNA, BURGAS, finds={0: replace(VARNA, killed=(10, 10))}, by=V2)])
    assert only(ledger).key in keys
    assert killed(only(ledger)) == [(10, 10)]
    ledger.add([page(VARNA, BURGAS, by=V3)])
    assert {key for group in groups(ledger) for key in group} == keys
    assert_chained(ledger)


def test_a_reader_that_moves_the_text_keeps_the_keys(ledger: Ledger) -> None:
    ledger.add([page(VARNA, BURGAS)])
    before = groups(ledger)
    ledger.add([page(VARNA, BURGAS, by=V2, lead="Updated. ")])
    assert groups(ledger) == before
    for case in ledger.cases():
        (telling,) = ledger.tellings(case.id)
        assert ledger.text(telling.reading).startswith("Updated. ")


def test_what_a_person_said_survives_a_newer_coding(ledger: Ledger) -> None:
    ledger.add([page(replace(VARNA, wounded=(20, 20)))])
    telling = only(ledger)
    ledger.correct(value(telling, "casualty"), {"low": 7, "high": 7}, reason="the list of names has seven")
    ledger.reject_values(value(telling, "casualty", 1), reason="the page speaks of another day")
    weapon = {"kind": "tank", "name": "tank", "low": 1, "high": 1}
    ledger.add_value(telling.key, "weapon", weapon, evidence=((0, HALF_A_PAGE),))
    ledger.correct(value(telling, "date"), {"start": "2021-05-01", "end": "2021-05-01"})
    ledger.add(
        [page(replace(VARNA, wounded=(20, 20)), finds={0: replace(VARNA, day="2021-04-30", wounded=(20, 20))}, by=V2)]
    )
    now = only(ledger).incident
    assert [(row.kind, row.low) for row in now.casualties] == [("killed", 7)]
    assert [weapon.name for weapon in now.weapons] == ["tank"]
    assert now.date.start == "2021-05-01"


def test_an_incident_that_is_found_no_more_stays_where_a_person_worked_on_it(ledger: Ledger) -> None:
    ledger.add([page(VARNA, BURGAS)])
    keys = {case.place.name: case.id for case in ledger.cases() if case.place}
    ledger.accept(value(ledger.tellings(keys["Varna"])[0], "date"))
    before = ledger.tellings(keys["Varna"])[0].incident
    ledger.add([page(VARNA, BURGAS, finds={}, by=V2)])
    assert only(ledger).key == keys["Varna"]
    assert only(ledger).incident == before


def test_such_an_incident_keeps_its_claims(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    ledger.accept(value(only(ledger), "date"))
    before = only(ledger)
    ledger.add([page(VARNA, finds={}, by=V2)])
    assert only(ledger).claims == before.claims


@pytest.mark.parametrize("work", ["comment", "assign", "sign_off", "merge"])
def test_work_on_a_case_keeps_its_incidents_too(ledger: Ledger, work: str) -> None:
    ledger.add([page(VARNA), page(BURGAS, name="gazette")])
    case, other = (one.id for one in sorted(ledger.cases(), key=lambda one: one.summary, reverse=True))
    {
        "comment": lambda: ledger.comment(case, "the mayor says otherwise"),
        "assign": lambda: ledger.assign(case, "Ann"),
        "sign_off": lambda: ledger.sign_off(case),
        "merge": lambda: ledger.merge(case, other, reason="one raid on two towns"),
    }[work]()
    before = groups(ledger)
    ledger.add([page(VARNA, finds={}, by=V2)])
    assert groups(ledger) == before


def test_a_rejected_incident_stays_rejected(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    ledger.reject_values(value(only(ledger), "told"), reason="an exercise")
    ledger.add([page(VARNA, by=V2)])
    assert ledger.cases() == []
    ledger.add([page(VARNA, by=V3, lead="Updated. ")])
    assert ledger.cases() == []


@pytest.mark.parametrize("decision", ["reject", "correct", "accept"])
def test_a_decided_figure_is_not_told_again_by_a_reader_that_moves_the_text(ledger: Ledger, decision: str) -> None:
    ledger.add([page(VARNA)])
    figure = value(only(ledger), "casualty")
    if decision == "reject":
        ledger.reject_values(figure, reason="the toll of a year")
    elif decision == "correct":
        ledger.correct(figure, {"low": 7, "high": 7})
    else:
        ledger.accept(figure)
    before = killed(only(ledger))
    ledger.add([page(VARNA, by=V2, lead="Updated. ")])
    assert killed(only(ledger)) == before


def test_a_value_that_was_taken_back_can_be_accepted(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    figure = value(only(ledger), "casualty")
    ledger.add([page(VARNA, finds={0: replace(VARNA, killed=None)}, by=V2)])
    assert killed(only(ledger)) == []
    ledger.accept(figure)
    assert killed(only(ledger)) == [(9, 9)]


def test_an_incident_that_was_taken_back_can_be_accepted(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    told = value(only(ledger), "told")
    ledger.add([page(VARNA, finds={}, by=V2)])
    ledger.accept(told)
    assert only(ledger).incident.sub_event_type == "Armed clash"


def test_unlinked_coding_anew_leaves_no_case_without_its_name(ledger: Ledger) -> None:
    pages = [page(VARNA, name=name) for name in ("courier", "gazette")]
    ledger.add(pages)
    ((first, _),) = groups(ledger)
    outlet = next(one.outlet for one in ledger.tellings(first) if one.key == first)
    ledger.add([page(VARNA, name=outlet or "", finds={}, by=V2)], linked=False)
    (case,) = ledger.cases()
    assert ledger.case(case.id) == case


# ---- deciding on values ----------------------------------------------------------------------------------------------
def standing(telling: Telling, property: str) -> list[tuple[str, str]]:
    """How the values of a property stand, and by whom."""
    return [(one.standing, one.by) for one in telling.values if one.property == property]


def test_accepting(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    before = only(ledger)
    (entry,) = ledger.accept(value(before, "casualty"), reason="two sources")
    assert (entry.action, entry.author, entry.reason) == ("accept", "Ann", "two sources")
    after = only(ledger)
    assert standing(after, "casualty") == [("accepted", "Ann")]
    assert replace(after, values=()) == replace(before, values=())


def test_rejecting(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    ledger.reject_values(value(only(ledger), "casualty"), reason="the toll of the year")
    assert killed(only(ledger)) == []
    assert standing(only(ledger), "casualty") == [("rejected", "Ann")]
    assert not [toll for case in ledger.cases() for toll in case.tolls if toll.kind == "killed"]


def test_a_field_that_every_incident_needs_is_corrected_not_rejected(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    with pytest.raises(UsageError, match="needs a type: correct it"):
        ledger.reject_values(value(only(ledger), "type"), reason="no clash")
    ledger.reject_values(value(only(ledger), "date"), value(only(ledger), "summary"), reason="wrong")
    assert (only(ledger).incident.date.precision, only(ledger).incident.summary) == ("unknown", "")


def test_a_corrected_row_keeps_its_place(ledger: Ledger) -> None:
    ledger.add([page(replace(VARNA, wounded=(20, None)))])
    entry = ledger.correct(value(only(ledger), "casualty"), {"low": 8, "high": 11}, reason="the hospital's list")
    rows = only(ledger).incident.casualties
    assert [(row.kind, row.low, row.high) for row in rows] == [("killed", 8, 11), ("wounded", 20, None)]
    assert rows[0].words == "9"
    assert entry.body.findings[0] in only(ledger).rows
    ledger.correct(entry.body.findings[0], {"low": 10, "high": 10})
    assert [row.low for row in only(ledger).incident.casualties] == [10, 20]


def test_correcting_the_place_moves_the_case(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette")])
    (case,) = ledger.cases()
    telling = ledger.tellings(case.id)[0]
    moved = {"name": "Burgas", "lat": 42.506, "lon": 27.468, "admin1": "Burgas"}
    entry = ledger.correct(value(telling, "place"), moved)
    assert sorted(map(len, groups(ledger))) == [1, 1]
    ledger.undo(entry.id)
    assert sorted(map(len, groups(ledger))) == [2]
    assert ledger.cases() == [case]


def test_a_corrections_words_must_be_in_the_text(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    figure = value(only(ledger), "casualty")
    with pytest.raises(UsageError, match="not in the text, which has"):
        ledger.correct(figure, {"low": 1}, evidence=((0, 10_000),))
    with pytest.raises(UsageError, match="this is no casualty"):
        ledger.correct(figure, {"kind": "annoyed"})
    with pytest.raises(UsageError, match="accept it instead"):
        ledger.correct(ledger.correct(figure, {"low": 1}).body.findings[0], {"low": 1})
    assert_chained(ledger)


@pytest.mark.parametrize(
    ("property", "to"),
    [
        ("date", {"start": "tomorrow", "end": "tomorrow"}),
        ("date", {"start": "2021-02-31", "end": "2021-02-31"}),
        ("date", {"start": "2021-05-09", "end": "2021-05-01"}),
        ("date", {"end": None}),
        ("place", {"lat": "north"}),
        ("place", {"lat": float("nan")}),
        ("place", {"lat": 999.0}),
        ("casualty", {"low": 10, "high": 2}),
        ("casualty", {"low": -5}),
        ("casualty", {"low": 10**30, "high": 10**30}),
        ("casualty", {"claim": "nonsense"}),
        ("casualty", {"deaths": 5}),
        ("type", {"sub_event_type": "Peaceful protest"}),
        ("told", {"report": "nonsense"}),
    ],
    ids=str,
)
def test_a_correction_that_makes_no_sense(ledger: Ledger, property: str, to: dict[str, object]) -> None:
    ledger.add([page(VARNA)])
    with pytest.raises(UsageError):
        ledger.correct(value(only(ledger), property), to)


def test_the_time_of_publication_can_be_corrected(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    with ledger.store.reading() as connection:
        of_page = schema.finding.select().where(schema.finding.c.property == "published")
        published = connection.execute(of_page).one().id
    ledger.correct(published, {"start": "2021-05-05", "end": "2021-05-05"})
    assert only(ledger).published.start == "2021-05-05"


def test_adding_rows_of_every_list(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    key, words = only(ledger).key, ((0, HALF_A_PAGE),)
    source = {"name": "a nurse", "kind": "medical", "named": False, "evidence": []}
    town = {"name": "Asparuhovo", "country": "BG", "admin1": None, "lat": 43.18, "lon": 27.9}
    figure = {"kind": "missing", "low": 2, "high": None, "words": None, "who": None}
    said = {"stance": "denies", "source": source, "target": None, "content": [], "cue": []}
    rows = {
        "place": {**town, "precision": "district", "geonameid": None},
        "participant": {"role": "victim", "name": "dockers", "actor": None, "kind": "Civilians", "claim": None},
        "casualty": {**figure, "status": "unknown", "claim": None},
        "weapon": {"kind": "mortar", "name": "mortar", "low": None, "high": None},
        "object": {"name": "pier", "damage": "damaged"},
        "claim": {**said, "quotation": "indirect"},
    }
    for property, row in rows.items():
        ledger.add_value(key, property, row, evidence=words)
        assert standing(only(ledger), property)[-1] == ("added", "Ann"), property
    told = only(ledger)
    assert [claim.stance for claim in told.claims] == ["reports", "denies"]
    assert told.incident.places[-1].lat == pytest.approx(43.18)
    assert told.incident.objects[0].name == "pier"
    with pytest.raises(UsageError, match="is no list of an incident"):
        ledger.add_value(key, "date", {}, evidence=words)


def test_adding_an_incident(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    told = only(ledger)
    own = replace(told.incident, summary="A patrol was shot at.", evidence=((0, HALF_A_PAGE),), casualties=())
    entry = ledger.add_incident(told.reading, own, reason="in the first paragraph")
    added = ledger.tellings(entry.subject or "")[-1]
    assert replace(added.incident, id=own.id) == own
    assert added.headline == told.headline
    assert len(ledger.cases()) == 2
    ledger.add([page(VARNA, finds={}, by=V2)])
    assert only(ledger).key == added.key


def test_an_added_incident_must_be_of_a_report_of_the_page(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    told = only(ledger)
    with pytest.raises(UsageError):
        ledger.add_incident(told.reading, replace(told.incident, report="nonsense"))
    for reading in ("zz", "abcd1234", "ab" * 32):
        with pytest.raises(UsageError):
            ledger.add_incident(reading, told.incident)


def test_an_added_incidents_figures_keep_their_claims(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    told = only(ledger)
    entry = ledger.add_incident(told.reading, replace(told.incident, evidence=((0, HALF_A_PAGE),)))
    added = next(one for one in ledger.tellings(entry.subject or "") if one.key == entry.subject)
    assert [row.claim for row in added.incident.casualties] == [claim.id for claim in told.claims]


def test_rejecting_an_incident_takes_it_out_of_the_cases(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette"), page(BURGAS, name="herald")])
    pair = max(groups(ledger), key=len)
    telling = ledger.tellings(pair[0])[0]
    state = present(ledger)
    (entry,) = ledger.reject_values(value(telling, "told"), reason="an exercise")
    assert {key for group in groups(ledger) for key in group}.isdisjoint({telling.key})
    assert len(ledger.cases()) == 2
    ledger.undo(entry.id)
    assert present(ledger) == state


# ---- two people ------------------------------------------------------------------------------------------------------
def test_the_later_of_two_corrections_counts_and_both_are_shown(ledger: Ledger, bob: Ledger) -> None:
    ledger.add([page(VARNA)])
    figure = value(only(ledger), "casualty")
    ledger.correct(figure, {"low": 7, "high": 7})
    bob.correct(figure, {"low": 8, "high": 8})
    assert killed(only(ledger)) == [(8, 8)]
    (dispute,) = ledger.cases()[0].desk.disputes
    assert [author for author, _ in dispute.says] == ["Ann", "Bob"]
    assert [said[-1] for _, said in dispute.says] == ["7", "8"]
    assert [len(one.says) for one in only(ledger).disputes] == [2]


def test_accepted_by_one_and_rejected_by_the_other(ledger: Ledger, bob: Ledger) -> None:
    ledger.add([page(VARNA)])
    figure = value(only(ledger), "casualty")
    bob.reject_values(figure, reason="the toll of the year")
    ledger.accept(figure)
    assert killed(only(ledger)) == [(9, 9)]
    (dispute,) = ledger.cases()[0].desk.disputes
    assert dispute.says == (("Bob", "rejects"), ("Ann", "accepts"))
    bob.accept(figure)
    assert ledger.cases()[0].desk.disputes == ()


def test_a_rejection_of_what_another_person_stated_is_a_dispute(ledger: Ledger, bob: Ledger) -> None:
    ledger.add([page(VARNA)])
    corrected = ledger.correct(value(only(ledger), "casualty"), {"low": 7, "high": 7}).body.findings[0]
    bob.reject_values(corrected, reason="no list has seven")
    assert len(ledger.cases()[0].desk.disputes) == 1
    weapon = {"kind": "tank", "name": "tank", "low": 1, "high": 1}
    added = ledger.add_value(only(ledger).key, "weapon", weapon, evidence=((0, HALF_A_PAGE),)).body.findings[0]
    bob.reject_values(added, reason="no tank in the page")
    assert len(ledger.cases()[0].desk.disputes) == 2


@pytest.mark.parametrize(
    ("property", "one", "other"),
    [
        ("participant", {"actor": "army of Bulgaria"}, {"actor": "navy of Bulgaria"}),
        ("place", {"lat": 43.1}, {"lat": 43.3}),
        ("casualty", {"status": "civilian"}, {"status": "combatant"}),
        ("date", {"end": "2021-05-03"}, {"end": "2021-05-04"}),
        ("claim", {"stance": "denies"}, {"stance": "confirms"}),
    ],
)
def test_corrections_that_differ_anywhere_are_a_dispute(
    ledger: Ledger, bob: Ledger, property: str, one: dict[str, object], other: dict[str, object]
) -> None:
    ledger.add([page(VARNA)])
    found = value(only(ledger), property)
    ledger.correct(found, one)
    bob.correct(found, other)
    assert len(ledger.cases()[0].desk.disputes) == 1


def test_one_joins_what_the_other_parts(ledger: Ledger, bob: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(BURGAS, name="gazette")])
    one, two = (case.id for case in ledger.cases())
    ledger.merge(one, two, reason="one raid on two towns")
    bob.split(one, reason="two raids")
    assert sorted(map(len, groups(ledger))) == [1, 1]
    assert [len(case.desk.disputes) for case in ledger.cases()] == [1, 1]
    says = dict(ledger.cases()[0].desk.disputes[0].says)
    assert says == {"Ann": "one case", "Bob": "two cases"}


# ---- merging and splitting -------------------------------------------------------------------------------------------
def test_merge_split_and_their_undoing(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(BURGAS, name="gazette"), page(VARNA, name="herald")])
    apart, states = groups(ledger), [present(ledger)]
    one, two = (case.id for case in ledger.cases())
    merged = ledger.merge(one, two, reason="one raid on two towns")
    (whole,) = groups(ledger)
    states.append(present(ledger))
    with pytest.raises(UsageError, match="are one case already"):
        ledger.merge(one, two, reason="again")
    split = ledger.split(whole[0], reason="another day")
    assert sorted(map(len, groups(ledger))) == [1, 2]
    assert ledger.case(whole[0]).tellings == (whole[0],)
    ledger.undo(split.id)
    assert present(ledger) == states[1]
    undone = ledger.undo(merged.id)
    assert (groups(ledger), present(ledger)) == (apart, states[0])
    ledger.undo(undone.id)
    assert present(ledger) == states[1]
    assert_chained(ledger)


def test_a_split_must_leave_something(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette"), page(BURGAS, name="herald")])
    pair, single = sorted(groups(ledger), key=len, reverse=True)
    with pytest.raises(UsageError, match="are the whole case"):
        ledger.split(*pair, reason="x")
    with pytest.raises(UsageError, match="are of different cases"):
        ledger.split(pair[0], single[0], reason="x")


def machine_merge(ledger: Ledger) -> str:
    """The id of the program's one merge."""
    with ledger.store.reading() as connection:
        return str(connection.execute(schema.tie.select()).one().entry)


def test_a_merge_of_the_program_that_a_person_undid_stays_undone(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette")])
    undone = ledger.undo(machine_merge(ledger), reason="two clashes")
    assert sorted(map(len, groups(ledger))) == [1, 1]
    ledger.add([page(VARNA, name="herald")])
    assert sorted(map(len, groups(ledger))) == [1, 2]
    ledger.add([page(VARNA, name="courier", by=V2, lead="Updated. ")])
    ledger.link()
    assert sorted(map(len, groups(ledger))) == [1, 2]
    ledger.undo(undone.id)
    assert sorted(map(len, groups(ledger))) == [3]
    assert ledger.verify() == []


def test_undoing_what_the_program_undid_itself_leaves_no_merge_that_does_not_hold(ledger: Ledger) -> None:
    """The program has taken back its merge, for a newer coding no longer tells the incident; nothing brings it back."""
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette")])
    ledger.add([page(VARNA, name="gazette", finds={}, by=V2)])
    with ledger.store.reading() as connection:
        undoing = connection.execute(schema.entry.select().where(schema.entry.c.action == "undo")).one().id
    with suppress(UsageError):
        ledger.undo(undoing)
    state = present(ledger)
    ledger.rebuild()
    assert present(ledger) == state


def test_the_program_never_undoes_what_a_person_undid(ledger: Ledger, bob: Ledger) -> None:
    """Bob parts what Ann has joined by undoing the program's merge; Ann joins it again, and thinks better of it."""
    ledger.add([page(VARNA, name="courier"), page(BURGAS, name="gazette")])
    one, two = (case.id for case in ledger.cases())
    ledger.merge(one, two, reason="one raid on two towns")
    bob.undo(machine_merge(ledger), reason="two raids")
    state = present(ledger)
    again = ledger.merge(one, two, reason="one raid all the same")
    assert len(ledger.cases()[0].desk.disputes) == 1
    ledger.undo(again.id)
    assert ledger.verify() == []
    ledger.rebuild()
    assert sorted(map(len, groups(ledger))) == [1, 1]
    assert present(ledger) == state


def test_undoing_twice(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    (entry,) = ledger.accept(value(only(ledger), "date"))
    undone = ledger.undo(entry.id)
    with pytest.raises(UsageError, match=f"is undone already, by Ann \\({undone.id[:12]}\\)"):
        ledger.undo(entry.id)
    assert ledger.undo(ledger.undo(undone.id).id).action == "undo"


def test_what_the_program_found_is_not_undone_but_rejected(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    with ledger.store.reading() as connection:
        found = connection.execute(schema.entry.select()).one().id
    with pytest.raises(UsageError, match="reject its values instead"):
        ledger.undo(found)


# ---- the desk --------------------------------------------------------------------------------------------------------
def test_assigning_commenting_and_stages(ledger: Ledger, clock: Clock) -> None:
    ledger.add([page(VARNA)])
    (case,) = ledger.cases()
    ledger.assign(case.id, "Bob")
    clock.move(minutes=5)
    comment = ledger.comment(case.id, "The mayor – Иван – says otherwise.")
    ledger.set_stage(case.id, "in progress")
    desk = ledger.case(case.id).desk
    assert (desk.assignee, desk.stage) == ("Bob", "in progress")
    assert [(n.author, n.text, n.at) for n in desk.notes] == [
        ("Ann", "The mayor – Иван – says otherwise.", "2021-06-01T12:05:00.000Z")
    ]
    ledger.assign(case.id, None)
    ledger.undo(comment.id)
    assert (ledger.case(case.id).desk.assignee, ledger.case(case.id).desk.notes) == (None, ())
    with pytest.raises(UsageError, match="is no stage that can be set; choose one of to do"):
        ledger.set_stage(case.id, "signed off")
    with pytest.raises(UsageError, match="the comment is empty"):
        ledger.comment(case.id, " \n")


def test_a_signature_lapses_with_the_content(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    (case,) = ledger.cases()
    ledger.sign_off(case.id)
    signed = ledger.case(case.id).desk
    assert (signed.stage, signed.signed_by, signed.signed) == ("signed off", "Ann", case.digest)
    ledger.comment(case.id, "well done")
    assert ledger.case(case.id).desk.stage == "signed off"
    correction = ledger.correct(value(only(ledger), "casualty"), {"low": 7, "high": 7})
    assert ledger.case(case.id).desk.stage == "stale"
    ledger.undo(correction.id)
    assert ledger.case(case.id).desk.stage == "signed off"
    ledger.add([page(VARNA, name="gazette")])
    assert ledger.cases()[0].desk.stage == "stale"
    ledger.sign_off(case.id)
    ledger.set_stage(case.id, "to do")
    assert ledger.cases()[0].desk.stage == "to do"


def test_work_on_a_case_outlives_the_telling_that_named_it(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette")])
    (case,) = ledger.cases()
    ledger.comment(case.id, "the mayor says otherwise")
    given = ledger.assign(case.id, "Bob")
    named = next(one for one in ledger.tellings(case.id) if one.key == case.id)
    ledger.reject_values(value(named, "told"), reason="an exercise")
    (left,) = ledger.cases()
    assert [note.text for note in left.desk.notes] == ["the mayor says otherwise"]
    ledger.undo(given.id)
    assert ledger.cases()[0].desk.assignee is None


# ---- who and why -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("author", ["", "  ", "dateline"])
def test_a_decision_needs_a_person(where: str, open_ledger: Opener, author: str) -> None:
    nobody = open_ledger(where, author)
    nobody.add([page(VARNA)])
    with pytest.raises(UsageError, match="needs a person's name"):
        nobody.accept(value(only(nobody), "date"))


def test_a_decision_needs_a_reason_where_one_is_asked(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name="courier"), page(BURGAS, name="gazette")])
    one, two = (case.id for case in ledger.cases())
    with pytest.raises(UsageError, match="reason"):
        ledger.merge(one, two, reason=" ")
    with pytest.raises(UsageError, match="reason"):
        ledger.reject_values(value(ledger.tellings(one)[0], "casualty"), reason="")


def test_names_that_cannot_be_found(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name=f"paper {n}") for n in range(40)])
    key = ledger.cases()[0].id
    assert ledger.case(key[:12].upper() + " ").id == key
    for name in ("", "abc", "no name", "f" * 65, "\x00abcd", "ｆｆｆｆ"):
        with pytest.raises(UsageError, match="give at least 4 of its hexadecimal digits"):
            ledger.case(name)
    with pytest.raises(UsageError, match="the ledger has no case whose name begins with"):
        ledger.case("0123456789abcdef")
    with pytest.raises(UsageError, match="no entry whose name begins"):
        ledger.undo("0" * 64)
    with pytest.raises(UsageError, match="no page whose name begins"):
        ledger.page("0" * 64)


def test_the_start_of_several_names(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.ledger.find.LEAST", 1)
    ledger.add([page(replace(VARNA, killed=(n, n)), name=f"paper {n}") for n in range(40)])
    keys = sorted(key for group in groups(ledger) for key in group)
    prefix = next(key[0] for key, other in pairwise(keys) if key[0] == other[0])
    with pytest.raises(UsageError, match=r"is the beginning of several names .* give more digits"):
        ledger.case(prefix)


# ---- odd text --------------------------------------------------------------------------------------------------------
LONG = "".join(chr(0x4E00 + (n * n * 7919 + n * 104_729) % 20_000) for n in range(4000))
"""Text that does not pack: as long a name as no index of PostgreSQL holds."""


def test_text_of_any_script_and_length(ledger: Ledger) -> None:
    one = page(replace(VARNA, place="Харків", doer="Бойцы 🜏 \u202enaxalites\u202c", by="l'agència é"), name="Ωμέγα")
    ledger.add([one])
    assert only(ledger).incident.participants[0].name == "Бойцы 🜏 \u202enaxalites\u202c"
    ledger.comment(only(ledger).key, LONG * 20)
    assert ledger.cases()[0].desk.notes[0].text == LONG * 20


@pytest.mark.parametrize("field", ["doer", "by", "place"])
def test_very_long_names(ledger: Ledger, field: str) -> None:
    ledger.add([page(replace(VARNA, **{field: LONG}))])
    told = only(ledger)
    names = {
        "doer": told.incident.participants[0].name,
        "by": told.claims[0].source.name,
        "place": told.incident.places[0].name,
    }
    assert names[field] == LONG


@pytest.mark.parametrize("toll", [3_000_000_000, 10**19], ids=str)
def test_a_figure_of_any_size_does_not_stop_its_page(ledger: Ledger, toll: int) -> None:
    ledger.add([page(replace(VARNA, killed=(toll, toll)))])
    assert killed(only(ledger)) == [(toll, toll)]


@pytest.mark.parametrize("odd", ["a\x00b", "a\ud800b"], ids=["NUL", "surrogate"])
def test_what_no_store_can_hold_is_refused_in_plain_words(ledger: Ledger, odd: str) -> None:
    ledger.add([page(VARNA)])
    told = only(ledger)
    acts = (
        lambda: ledger.comment(told.key, odd),
        lambda: ledger.assign(told.key, odd),
        lambda: ledger.correct(value(told, "summary"), {"summary": odd}),
        lambda: ledger.reject_values(value(told, "date"), reason=odd),
    )
    for act in acts:
        with pytest.raises(UsageError):
            act()
    assert ledger.verify() == []


@pytest.mark.parametrize("odd", ["a\x00.txt", "a\udcff.txt"], ids=["NUL", "surrogate"])
def test_a_file_name_that_is_no_text_does_not_stop_its_page(ledger: Ledger, odd: str) -> None:
    ledger.add([page(VARNA, source=odd)])
    ledger.reject([(odd, "the page has no text")])
    assert only(ledger).source.endswith(".txt")
    assert ledger.rejections()[0].source.endswith(".txt")


# ---- checks ----------------------------------------------------------------------------------------------------------
def test_verify_finds_nothing_wrong_with_a_worked_on_ledger(ledger: Ledger, bob: Ledger) -> None:
    filled(ledger)
    told = ledger.tellings(ledger.cases()[0].id)[0]
    ledger.correct(value(told, "casualty"), {"low": 1, "high": 2})
    bob.reject_values(value(told, "weapon" if told.incident.weapons else "date"), reason="no")
    bob.comment(told.key, "?")
    assert ledger.verify() == []


@pytest.mark.parametrize("table", ["now_telling", "now_case", "now_tie"])
def test_verify_finds_a_present_state_that_is_not_the_entries(ledger: Ledger, table: str) -> None:
    ledger.add([page(VARNA, name="courier"), page(VARNA, name="gazette")])
    with ledger.store.writing() as connection:
        connection.execute(text(f"DELETE FROM {table}"))
    assert ledger.verify() != []
    ledger.rebuild()
    assert ledger.verify() == []


def test_counts_and_dates_of_a_series(ledger: Ledger) -> None:
    one = page(VARNA)
    series = replace(
        one.coded.incidents[0], count=Count(3, None), date=DateRange("2021-01-01", "2021-03-31", "months", ())
    )
    ledger.add([replace(one, coded=replace(one.coded, incidents=(series,)))])
    assert only(ledger).incident.count == Count(3, None)
    assert ledger.cases()[0].series
