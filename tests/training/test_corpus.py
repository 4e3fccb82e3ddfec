"""The training corpus: every report is faultless, the parser names each mistake, and compiling keeps exact offsets."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from dateline import codebook
from dateline.model import CodedPage, DamagedObject, Participant, Place, Published, SubEventType, Weapon
from training.checks import check
from training.compile import TYPE_OF, compile_page
from training.days import of
from training.labels import labels
from training.markup import LETTERS, Marked, read, read_file
from training.resolve import ValueWrong, interval, kind, named, party_kind, place, spoken
from training.table import SUB_EVENTS, bounds
from training.validate import ROOT, files, stats, validate

HEAD = "id: t\nregion: sahel\nstyle: wire\npublished: 2021-03-15\nagency: Lakeside Wire\ncountry: BF\n\n"
PAGE = """headline: {i1|Raid} {i1|kills} {n1|12}
caption: {p|Djibo}
{q1|{a1|Gunmen} {i1|killed} {n1|at least 12} {v1|farmers} near {p1|Djibo} {t1|on Saturday}},
{s1|police} {c1|said}. {u|No group claimed it.}

teaser_headline: {q2|{i2|Mine} {i2|kills} {n2|two}}
teaser_age: 21 hours ago
---
"""
ROWS = """i1: attack; date t1=2021-03-13; place p1; by a1; on v1
    killed n1 of v1
c1: s1=police reports i1
i2: ied; main; date 2021-03-14/2021-03-15 (inferred: the teaser's age); place p2=BF; killed n2
c2: outlet reports i2
"""


def report(page: str = PAGE, rows: str = ROWS, head: str = HEAD) -> Marked:
    return read(head + page + rows)


def errors(marked: Marked) -> list[str]:
    return [str(p) for p in check(marked, codebook.load()) if p.level == "error"]


def whole() -> Marked:
    return report(rows=ROWS.replace("; place p2=BF", ""))


def test_every_report_of_the_corpus_is_faultless() -> None:
    read_, problems = validate(files())
    assert [str(p) for p in problems if p.level == "error"] == []
    assert len(read_) >= 24
    assert "reports" in stats(read_)


@pytest.mark.parametrize("path", files(), ids=lambda p: p.stem)
def test_every_value_points_at_its_words(path: Path) -> None:
    marked = read_file(path, ROOT)
    page = compile_page(marked, codebook.load())
    assert msgspec.json.decode(msgspec.json.encode(page), type=CodedPage) == page
    for incident in page.incidents:
        named: list[Place | Participant | Weapon | DamagedObject] = [*incident.places, *incident.participants]
        named += [*incident.weapons, *incident.objects]
        for row in named:
            assert row.evidence
            assert row.name in [" ".join(page.page.text[a:b].split()) for a, b in row.evidence]
        assert incident.evidence
    assert all(c.evidence for c in page.claims)
    example = labels(marked)
    assert all(s.start <= m.start < m.end <= s.end for s in example.sentences for m in s.spans)


def test_a_page_compiles_with_exact_offsets() -> None:
    marked = whole()
    assert errors(marked) == []
    page = compile_page(marked, codebook.load())
    text = page.page.text
    assert text.startswith(
        "Raid kills 12\n\nDjibo\n\nGunmen killed at least 12 farmers near Djibo on Saturday, police said. No"
    )
    first, second = page.incidents
    assert (first.sub_event_type, first.event_type, first.status, first.main) == (
        "Attack",
        "Violence against civilians",
        "happened",
        True,
    )
    assert first.date.evidence == ((text.index("on Saturday"), text.index(", police")),)
    assert [(p.name, p.kind) for p in first.participants] == [
        ("Gunmen", "Political militia"),
        ("farmers", "Civilians"),
    ]
    (toll,) = first.casualties
    assert (toll.low, toll.high, toll.words, toll.who, toll.claim) == (12, None, "at least 12", "farmers", "c1")
    assert [text[a:b] for a, b in toll.evidence] == ["12", "at least 12", "farmers"]
    assert (first.places[0].geonameid, first.places[0].precision) == (2361177, "locality")
    claim = page.claims[0]
    assert [text[a:b] for a, b in claim.cue] == ["said"]
    assert [text[a:b] for a, b in claim.content] == ["Gunmen killed at least 12 farmers near Djibo on Saturday"]
    assert [i.code for i in page.issues] == ["responsibility-unclaimed"]
    assert (second.report, page.reports[1].kind, page.reports[1].headline) == ("r2", "teaser", "Mine kills two")
    assert page.reports[1].published.start == "2021-03-14"
    assert page.claims[1].source.name == "Lakeside Wire"


def test_labels_hold_spans_event_types_and_pairs() -> None:
    marked = whole()
    example = labels(marked)
    told = next(s for s in example.sentences if marked.text[s.start :].startswith("Gunmen"))
    assert told.events == ("Attack",)
    found = {(marked.text[s.start : s.end], s.label) for s in told.spans}
    assert {("Gunmen", "ACTOR"), ("at least 12", "NUMBER"), ("on Saturday", "TIME"), ("said", "CUE")} <= found
    pairs = {(p.kind, marked.text[slice(*p.head)], marked.text[slice(*p.tail)], p.label) for p in example.pairs}
    assert ("event_argument", "killed", "Djibo", "place") in pairs
    assert ("figure_group", "at least 12", "farmers", "killed") in pairs
    assert ("source_content", "police", "Gunmen killed at least 12 farmers near Djibo on Saturday", "reports") in pairs


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("{a1|Gunmen}", "{a1|Gunmen", 10, "is not closed"),
        ("{a1|Gunmen}", "{a1 Gunmen}", 10, "opens no span"),
        ("{a1|Gunmen}", "{z1|Gunmen}", 10, "no span begins with the letter"),
        ("{a1|Gunmen}", "{a1|Gunmen }", 10, "move the blank out"),
        ("police} {c1", "police}} {c1", 11, "closes no span"),
        ("{a1|Gunmen}", "{a1|Gunmen,}", 10, "ends in ','"),
        ("{s1|police} {c1|said}", "{q1|{s1|police} {c1|said}}", 11, "inside its content"),
        ("{a1|Gunmen}", "{i|Gunmen}", 10, "needs a number"),
        ("{a1|Gunmen}", "Gunmen", 16, "marked nowhere"),
        ("{p|Djibo}", "{p3|Djibo}", 9, "used by no row"),
        ("age: 21 hours ago", "age: {t|21 hours ago}", 14, "furniture carries no spans"),
        ("i1: attack", "i1: atack", 16, "neither a sub-event type"),
        ("2021-03-13;", "2021-03-12;", 16, "is a Friday"),
        ("2021-03-13;", "2021-02-30;", 16, "does not exist"),
        ("2021-03-13;", "2021-03-20;", 16, "after publication"),
        ("killed n1 of", "killed n1=14 of", 17, "reads 12-"),
        ("killed n1 of v1", "killed 9-4", 17, "runs backwards"),
        ("s1=police", "s1=cops", 18, "is not one of"),
        ("police reports i1", "police says i1", 18, "stance 'says'"),
        ("reports i1", "reports i7", 18, "i7 has no row"),
        ("by a1;", "by a1=Bandit;", 16, "no kind of actor"),
        ("i2: ied", "i1: ied", 19, "two rows"),
        ("style: wire", "style: gossip", 1, "is not one of"),
        ("---\n", "", 19, "no line `---`"),
        ("c1: s1=police", "c1: s1=police reports i1\nc5: s1", 19, "c5 has no content"),
        ("(inferred: the teaser's age)", "", 19, "needs its reason"),
        ("region: sahel", "region: sahel\nnegative: yes", 17, "a negative page has no incident"),
    ],
)
def test_each_mistake_is_named_with_its_line(old: str, new: str, line: int, says: str) -> None:
    source = HEAD + PAGE + ROWS.replace("; place p2=BF", "")
    assert old in source
    found = errors(read(source.replace(old, new, 1)))
    assert any(m.startswith(f"report:{line}: ") and says in m for m in found), found


def test_every_sub_event_type_can_be_written() -> None:
    assert set(SUB_EVENTS.values()) == set(get_args(SubEventType)) == set(TYPE_OF)
    assert TYPE_OF["Mob violence"] == "Riots"
    assert TYPE_OF["Grenade"] == "Explosions/Remote violence"
    assert TYPE_OF["Agreement"] == "Strategic developments"
    assert len(LETTERS) == len(set(LETTERS.values()))


def test_written_values_are_read() -> None:
    assert [bounds(w) for w in ("12", "12-", "-60", "10-15", "?")] == [
        (12, 12),
        (12, None),
        (None, 60),
        (10, 15),
        (None, None),
    ]
    assert interval("2021-02").precision == "month"
    assert spoken("more than 40") == (41, None)
    with pytest.raises(ValueWrong, match="ends before it begins"):
        interval("2021-03-14/2021-03-13")
    book = codebook.load()
    near = place("near Djibo, BF", "a village", None, book)
    assert (near.precision, near.admin1, near.country) == ("district", "Sahel", "BF")
    assert place("BF", "Burkina", None, book).precision == "country"


def test_copied_words_and_double_ids_are_found(tmp_path: Path) -> None:
    source = HEAD + PAGE + ROWS.replace("; place p2=BF", "")
    folder = tmp_path / "sahel"
    folder.mkdir()
    for name in ("t", "u"):
        (folder / f"{name}.txt").write_text(source, "utf-8")
    _, problems = validate(sorted(folder.glob("*.txt")))
    found = "\n".join(map(str, problems))
    assert "nine words shared" in found
    assert "is taken by" in found


def warnings(marked: Marked) -> list[str]:
    return [p.message for p in check(marked, codebook.load()) if p.level == "warning"]


def altered(old: str, new: str) -> Marked:
    source = HEAD + PAGE + ROWS.replace("; place p2=BF", "")
    assert old in source
    return read(source.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{t1|on Saturday}", "{t1|two weeks ago}", "'two weeks ago' is 2021-02-22/2021-03-01 on this page"),
        ("{t1|on Saturday}", "{t1|yesterday}", "'yesterday' is 2021-03-14"),
        ("{c1|said}", "{c1|denied}", "write denies if it is that"),
        ("{c1|said}", "{c1|confirmed}", "write confirms if it is that"),
        ("i1: attack", "i1: looting", "persons are hurt, so it is an attack or a mob"),
        ("i1: attack", "i1: protest", "no party of it is `Protesters`"),
        ("i1: attack", "i1: regains", "it is for the state's own forces"),
        ("headline: {i1|Raid}", "headline: Raid", "'Raid' is no marked deed"),
        ("place p1;", "place p1=Paris, BF;", "but in FR"),
        ("caption: {p|Djibo}", "caption: {p|Djibo}\n\ndateline: Djibo", "'dateline:' is no role"),
    ],
)
def test_a_doubt_about_the_record_is_named(old: str, new: str, says: str) -> None:
    found = warnings(altered(old, new))
    assert any(says in message for message in found), found


def test_a_faultless_report_raises_no_doubt() -> None:
    assert warnings(whole()) == ["i2 has no place; add one if the page names any"]


def test_a_content_far_from_its_speaker_is_doubted() -> None:
    page = PAGE.replace("{u|No group", "Rain fell. Fog came. {q1|They left}. {u|No group")
    found = warnings(report(page, ROWS.replace("; place p2=BF", "")))
    assert any("q1 stands far from its cue" in message for message in found)


def test_plain_parties_weapons_and_times_are_asked_for() -> None:
    page = PAGE.replace("{u|No group", "At dawn soldiers found rifles near an army post. {u|No group")
    found = warnings(report(page, ROWS.replace("; place p2=BF", "")))
    named_ = [m.split(" (here")[0] for m in found if "is not marked as a" in m]
    assert named_ == ["'At dawn'", "'rifles'", "'soldiers'"]


def test_ages_and_clock_times_are_no_numbers() -> None:
    page = PAGE.replace("{u|No group", "Awa (17) rose at 09.00, a boy of nine slept. {u|No group")
    assert not any("as a number" in m for m in warnings(report(page, ROWS.replace("; place p2=BF", ""))))


def test_number_words_have_the_readings_of_the_guideline() -> None:
    readings = {"a score of": (20, 20), "thirty-odd": (30, 30), "both": (2, 2), "not one": (0, 0), "a third": (1, 1)}
    readings |= {"the fourth": (4, 4), "fifth": (5, 5), "the 21st": (21, 21), "twenty-third": (23, 23)}
    assert {words: spoken(words) for words in readings} == readings
    assert spoken("as many as seven") == (None, 7)


def test_a_known_or_proper_name_outgrows_a_longer_description() -> None:
    book = codebook.load()
    assert named(["the same organisation", "Islamic State"], book) == "Islamic State"
    assert named(["the men on motorcycles", "the Lions of Djibo"], book) == "the Lions of Djibo"
    assert named(["gunmen", "gunmen on motorcycles"], book) == "gunmen on motorcycles"
    assert named([], book) is None
    assert kind(None, "fighters of the Islamic State", book) == kind(None, "Islamic State", book)
    assert kind(None, "Guerrillas of the Old Lake", book) == kind(None, "guerrillas", book)
    assert kind(None, "the Lions of Djibo", book) is None
    assert party_kind(None, ["gunmen", "the Lions of Djibo"], book) == kind(None, "gunmen", book)
    assert party_kind("State", ["gunmen"], book) == "State forces"


def test_a_twin_has_the_date_and_place_of_its_incident() -> None:
    rows = """i1: attack; date t1=2021-03-13; place p1; by a1; on v1
    killed n1 of v1
c1: s1=police reports i1
i2: attack; killed n2; same_as i1
c2: outlet reports i2
"""
    marked = report(rows=rows)
    assert errors(marked) == []
    first, second = compile_page(marked, codebook.load()).incidents
    assert (second.date.start, second.date.end, second.date.basis) == (
        "2021-03-13",
        "2021-03-13",
        "inferred: the same as i1",
    )
    assert second.places == first.places


def test_days_are_read_as_the_guideline_reads_them() -> None:
    page = Published("2021-03-15", "2021-03-15", "day", ())

    def days(words: str) -> tuple[str, str] | None:
        said = of(words, page)
        return (said.first, said.last) if said else None

    assert days("a year ago") == ("2019-03-15", "2020-03-15")
    assert days("a month ago") == ("2021-01-15", "2021-02-15")
    assert days("ten days ago") == ("2021-03-04", "2021-03-05")
    assert days("this morning") == ("2021-03-15", "2021-03-15")
    assert days("last night") == ("2021-03-14", "2021-03-15")
    assert days("in February") == ("2021-02-01", "2021-02-28")
    assert days("the following night") is None
    assert of("yesterday", Published(None, None, "unknown", ())) is None
