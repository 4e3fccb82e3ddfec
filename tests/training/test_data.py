"""What is trained on: the corpus with its held-out part, the public sets behind their guards, and pairs of spans."""

import gzip
import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest

import training.public as sets
from dateline import codebook
from training.card import card
from training.config import read_config
from training.data import ALL, SPAN_LABELS, Doc, Piece, Tagged, Teaches, Tie, corpus, document, held_out
from training.leaks import is_copy, measured
from training.markup import read
from training.public import NEVER, SOURCES, Forbidden, admitted, public
from training.relations import CLASSES, KINDS, NONE, RELATIONS, SKIP, SLICES, SOME, candidates, gaps

REPORT = """id: t
region: sahel
style: wire
published: 2021-03-15
country: BF

headline: {a1|Gunmen} {i1|kill} {n1|12} {v1|farmers}

{q1|{a1|Gunmen} {i1|killed} {n1|at least 12} {v1|farmers} {t1|on Saturday}}, {s1|police} {c1|said}. Rain is due.

teaser_headline: {i2|Mine} {i2|kills} {n2|two} in {p2|Mali}
---
i1: attack; date t1=2021-03-13; by a1=Political; on v1; killed n1 of v1
i2: ied; main; date unknown; place p2=ML; killed n2
c1: s1=police reports i1
"""


@pytest.fixture(scope="module")
def doc() -> Doc:
    return document(read(REPORT), "train", codebook.load())


def test_a_report_teaches_all_heads(doc: Doc) -> None:
    assert doc.teaches == ALL
    assert doc.relevant
    assert [(p.report, p.is_title, p.events, p.tells) for p in doc.pieces] == [
        ("r1", True, ("Attack",), True),
        ("r1", False, ("Attack",), True),
        ("r1", False, (), False),
        ("r2", True, ("Remote explosive/landmine/IED",), True),
    ]
    words = {(s.label, doc.text[s.start : s.end]) for s in doc.spans}
    assert {("EVENT", "killed"), ("NUMBER", "at least 12"), ("TIME", "on Saturday"), ("PLACE", "Mali")} <= words
    assert {s.kind for s in doc.spans if s.label == "ACTOR"} == {"Political militia"}


def test_pairs_are_tied_left_out_or_not_tied(doc: Doc) -> None:
    found = {
        (KINDS[c.relation], *(doc.text[doc.spans[n].start : doc.spans[n].end] for n in (c.head, c.tail))): c.target
        for c in candidates(doc, doc.spans)
    }
    time = 1 + RELATIONS[0].classes.index("time")
    assert found["event_argument", "killed", "on Saturday"] == time
    assert found["event_argument", "kill", "on Saturday"] == SKIP  # tied to the same incident's nearer deed
    assert found["same_event", "kill", "killed"] == 1
    assert found["same_event", "Mine", "kills"] == 1
    assert found["source_content", "police", doc.text[doc.pieces[1].start : doc.text.index(", police")]] == 1
    assert not any("Mali" in key and "killed" in key for key in found)  # another report of the page


def test_a_pair_of_other_incidents_is_a_counter_example() -> None:
    spans = tuple(Tagged(n, n + 1, label) for n, label in enumerate(("EVENT", "PLACE", "PLACE")))
    ties = (Tie("event_argument", (0, 1), (1, 2), "place"), Tie("event_argument", (0, 1), (2, 3)))
    doc = Doc("d", "x", "train", "abc", (Piece(0, 3),), spans, ties[:1], ALL)
    assert [c.target for c in candidates(doc, spans)] == [5, NONE]
    doc = Doc("d", "x", "train", "abc", (Piece(0, 3),), spans, ties, ALL)
    assert [c.target for c in candidates(doc, spans)] == [5, SOME]
    mute = Doc("d", "x", "train", "abc", (Piece(0, 3),), spans, ties, Teaches())
    assert candidates(mute, spans) == []


def test_every_relation_has_outputs_of_its_own() -> None:
    assert [n for held in SLICES for n in range(held.start, held.stop)] == list(range(CLASSES))
    assert gaps((0, 0), (0, 0)) == (4, 10)
    assert gaps((9, 5000), (0, 0)) == (0, 0)


def test_the_held_out_part_is_fixed_and_of_every_region() -> None:
    reports = [(region, f"{region}-{n}") for region in ("a", "b") for n in range(50)]
    held = held_out(reports)
    assert held == held_out(reversed(reports))
    assert Counter(id[0] for id in held) == {"a": 6, "b": 6}


def test_the_corpus_as_documents() -> None:
    docs = corpus(limit=60)
    assert len(docs) == 60
    assert Counter(d.split for d in docs) == {"train": 53, "dev": 7}
    for doc in docs:
        assert all(doc.text[s.start : s.end] == doc.text[s.start : s.end].strip() for s in doc.spans)
        assert {s.label for s in doc.spans} <= set(SPAN_LABELS)


@pytest.mark.parametrize("name", [*sorted(NEVER), "polnear/test", "unheard-of"])
def test_what_is_kept_for_measuring_is_refused(name: str) -> None:
    with pytest.raises(Forbidden, match=r"kept for measuring|not a set to train on"):
        public(name)


def test_records_of_other_splits_stay_out_and_so_do_their_doubles() -> None:
    rows = [
        {"split": "train", "text": "One text."},
        {"split": "train", "text": "one  TEXT."},
        {"split": "train", "text": "Another."},
        {"split": "dev", "text": "Third."},
        {"split": "train", "text": "Third."},
        {"split": "bench", "text": "One text."},
        {"split": "excluded", "text": "Fifth."},
    ]
    kept = admitted(rows, {"train": "train", "dev": "dev"})
    assert [r["text"] for r in kept["train"]] == ["Another."]
    assert [r["text"] for r in kept["dev"]] == ["Third."]


def test_reprints_of_measured_pages_are_found_and_stock_phrases_are_not(tmp_path: Path) -> None:
    page = "The convoy left the valley before dawn and was fired upon twice from the ridge above the old mill road."
    (tmp_path / "gold" / "pages").mkdir(parents=True)
    (tmp_path / "gold" / "pages" / "one.txt").write_text(page, "utf-8")
    (tmp_path / "data" / "wad").mkdir(parents=True)
    rows = [{"split": "bench", "text": page.upper().replace("CONVOY", "LORRY")}, {"split": "train", "text": "a " * 20}]
    packed = gzip.compress("\n".join(map(json.dumps, rows)).encode())
    (tmp_path / "data" / "wad" / "descriptions.jsonl.gz").write_bytes(packed)
    known = measured(tmp_path)
    other = " ".join(f"Word{n} of another page altogether." for n in range(40))
    assert is_copy("BREAKING -- " + page, known)
    assert is_copy("a lorry left the valley before dawn and was fired upon twice", known)
    assert not is_copy(other + " fired upon twice from the ridge above the old mill", known)
    assert not is_copy("a " * 20, known)


def test_no_split_for_measuring_is_let_in() -> None:
    measured = {"test", "bench", "excluded", "tst3", "tst4"}
    assert all(not measured & set(source.splits) for source in SOURCES.values())
    assert set(read_config().sets) == {"corpus", *SOURCES}


def test_a_set_that_is_not_at_hand_is_null(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sets, "SHARED", tmp_path)
    assert all(public(name) is None for name in SOURCES)


def test_attributions_become_spans_and_ties_without_a_stance() -> None:
    text = "Police said it rained."
    row = {"id": "p", "text": text, "attributions": [{"source": [[0, 6]], "cue": [[7, 11]], "content": [[12, 21]]}]}
    [doc] = sets.polnear([row], "train")
    assert [(s.label, text[s.start : s.end]) for s in doc.spans] == [
        ("SOURCE", "Police"),
        ("CUE", "said"),
        ("CONTENT", "it rained"),
    ]
    assert [(t.kind, t.label) for t in doc.pairs] == [("source_content", ""), ("cue_content", "")]
    assert {c.target for c in candidates(doc, doc.spans)} == {SOME}


def test_a_figure_is_taken_only_where_it_is_beyond_doubt() -> None:
    rows = [
        {"id": "1", "text": "A bomb killed at least seven people.", "deaths": 7, "injured": 0},
        {"id": "2", "text": "A bomb killed people.", "deaths": 7, "injured": 0},
        {"id": "3", "text": "Seven shots killed seven people.", "deaths": 7, "injured": None},
    ]
    found = list(sets.wad(rows, "train"))
    assert [[d.text[s.start : s.end] for s in d.spans] for d in found] == [["at least seven", "killed"], [], []]
    assert all(d.relevant and d.pieces[0].tells for d in found)


def test_another_verbs_place_is_a_counter_example() -> None:
    text = "Rebels struck Aleppo before they fled to Idlib."
    rows = [
        {"id": "1", "text": text, "verb": [[7, 13]], "locations": [[14, 20]]},
        {"id": "2", "text": text, "verb": [[33, 37]], "locations": [[41, 46]]},
    ]
    [doc] = sets.event_location(rows, "train")
    found = {(doc.spans[c.head].start, doc.spans[c.tail].start): c.target for c in candidates(doc, doc.spans)}
    assert found == {(7, 14): 5, (7, 41): NONE, (33, 14): NONE, (33, 41): 5}


def test_a_limit_takes_some_of_both_splits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sets, "SHARED", tmp_path)
    folder = tmp_path / "data" / "polnear"
    folder.mkdir(parents=True)
    for split, name in (("train", "train.jsonl.gz"), ("dev", "dev.jsonl"), ("test", "test.jsonl")):
        rows = [{"id": f"{split}{n}", "split": split, "text": f"{split} {n}.", "attributions": []} for n in range(20)]
        data = "\n".join(map(json.dumps, rows)).encode()
        (folder / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    measured.cache_clear()
    assert Counter(d.split for d in public("polnear") or ()) == {"train": 20, "dev": 20}
    assert Counter(d.split for d in public("polnear", 8) or ()) == {"train": 8, "dev": 1}


def test_the_card_names_every_set_its_licence_and_its_share() -> None:
    config = read_config(epochs=1)
    row = {"p": 0.5, "r": 0.25, "f1": 0.333, "n": 8}
    training = {
        "config": msgspec.to_builtins(config),
        "documents": dict.fromkeys(config.sets, 10),
        "history": [{"pieces": dict.fromkeys(config.sets, 100), "seconds": 60.0}],
    }
    tables = {name: {"all": row, "sahel": row} for name in ("spans", "spans by region", "parties by kind")}
    measured = {
        "bytes": {"encoder, int8": 23_400_000},
        "parity": {"same tags": 0.996},
        "processor seconds for a page of 985 word pieces on one thread": {"int8": 0.1},
        "scores": {"corpus": {"documents": 5, "page AUC": 0.9, "triage": {"score": 1.0, "spared": 0.5}, **tables}},
    }
    text = card(training, measured)
    assert all(f"| {told.title} | 10 | 14.3% |" in text and told.licence in text for told in config.sets.values())
    assert "| sahel | 0.500 | 0.250 | 0.333 | 8 |" in text
    assert "| sahel | 75.0% | 8 |" in text
    assert "## Limits" in text
