"""Trained weights → the int8 ONNX file that ships, checked against the float network: `python -m training.export`.

Beside the encoder (token, sentence and page heads, and the hidden states) the scorer of pairs is a small file of its
own, because the spans that it compares come from all windows of a page. Nothing here is needed to run either.
"""

import argparse
import json
import logging
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.config import read_config
from training.data import Doc
from training.network import WIDTH, Encoder, Network, start_weights
from training.score import Answers, brief, score
from training.targets import Floats, Inputs, Ints, inputs, sample
from training.train import Torch, gather
from training.windows import Vocabulary, unlimited, vocabulary, windows

MOST_BYTES = 26_000_000
LEAST_ALIKE = 0.99
"""The share of tags and of sentence labels that the int8 file must give as the float network does."""
LATENCY_PIECES = 985
"""The length of the page whose reading is timed."""
ENCODER, PAIRS = "encoder.onnx", "pairs.onnx"
OPSET = 18


class Failed(Exception):
    """Raised where the exported file is too big or does not answer as the network does."""


class Onnx:
    """The two exported files in the form that scoring asks for."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.encoder, self.pairs = (
            onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
            for name in (ENCODER, PAIRS)
        )

    def read(self, batch: Inputs) -> Answers:
        """The answers for a batch of windows."""
        return Answers(*self.encoder.run(None, {"ids": batch.ids, "mask": batch.mask, "pool": batch.pool}))

    def tie(self, heads: Floats, tails: Floats, labels: Ints, gaps: Ints) -> Floats:
        """The class scores of pairs of span vectors."""
        found: Floats = self.pairs.run(None, {"head": heads, "tail": tails, "labels": labels, "gaps": gaps})[0]
        return found


def export(network: Network, folder: Path) -> dict[str, int]:
    """Write both files; the sizes of the encoder in float and in int8, and of the scorer of pairs."""
    folder.mkdir(parents=True, exist_ok=True)
    network = network.cpu().eval()
    with tempfile.TemporaryDirectory() as name:
        float_file = Path(name) / ENCODER
        _encoder(network.encoder, float_file)
        size = float_file.stat().st_size
        quantize_dynamic(
            float_file, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
        )
        _pairs(network, folder / PAIRS)
    return {
        "encoder, float": size,
        "encoder, int8": (folder / ENCODER).stat().st_size,
        "pairs, float": (folder / PAIRS).stat().st_size,
    }


def _encoder(encoder: Encoder, path: Path) -> None:
    windows_, pieces, sentences = (torch.export.Dim(name, min=1, max=most) for name, most in _AXES)
    ids = torch.ones((2, 16), dtype=torch.int64)
    _write(
        encoder,
        (ids, torch.ones_like(ids), torch.ones((2, 3, 16))),
        path,
        names=(["ids", "mask", "pool"], ["hidden", "tags", "sentences", "pages"]),
        shapes=(
            {0: windows_, 1: pieces},
            {0: windows_, 1: pieces},
            {0: windows_, 1: sentences, 2: pieces},
        ),
    )


_AXES = (("windows", 512), ("pieces", 512), ("sentences", 512))


def _pairs(network: Network, path: Path) -> None:
    count = torch.export.Dim("pairs", min=1, max=1_000_000)
    vectors = [torch.zeros((3, 3 * WIDTH)) for _ in range(2)]  # the exporter takes one tensor given twice for one input
    numbers = [torch.zeros((3, 2), dtype=torch.int64) for _ in range(2)]
    _write(
        network.pairs,
        (*vectors, *numbers),
        path,
        names=(["head", "tail", "labels", "gaps"], ["scores"]),
        shapes=({0: count}, {0: count}, {0: count}, {0: count}),
    )


def _write(
    module: torch.nn.Module,
    given: tuple[torch.Tensor, ...],
    path: Path,
    names: tuple[list[str], list[str]],
    shapes: tuple[dict[int, Any], ...],
) -> None:
    program = torch.onnx.export(
        module, given, dynamo=True, opset_version=OPSET, input_names=names[0], output_names=names[1],
        dynamic_shapes=shapes, verbose=False,
    )  # fmt: skip
    if program is None:
        raise Failed(f"{path.name} could not be exported")
    program.save(path, external_data=False)
    onnx.checker.check_model(str(path))


def parity(network: Network, exported: Onnx, batches: Sequence[Inputs]) -> dict[str, float]:
    """How far the exported encoder answers as the network does, over all real word pieces and sentences."""
    torch_model = Torch(network, torch.device("cpu"))
    alike: dict[str, list[float]] = {"tags": [], "words with all tags": [], "sentence labels": []}
    most = {"tags": 0.0, "sentences": 0.0, "pages": 0.0}
    for batch in batches:
        ours, theirs = torch_model.read(batch), exported.read(batch)
        real, told = batch.mask > 0, batch.pool.any(-1)
        same = ours.tags.argmax(-1)[real] == theirs.tags.argmax(-1)[real]
        alike["tags"] += same.ravel().tolist()
        alike["words with all tags"] += same.all(-1).tolist()
        alike["sentence labels"] += ((ours.sentences[told] > 0) == (theirs.sentences[told] > 0)).ravel().tolist()
        most["tags"] = max(most["tags"], float(np.abs(_chances(ours.tags) - _chances(theirs.tags))[real].max()))
        for name, a, b in (
            ("sentences", ours.sentences[told], theirs.sentences[told]),
            ("pages", ours.pages, theirs.pages),
        ):
            most[name] = max(most[name], float(np.abs(_sigmoid(a) - _sigmoid(b)).max()))
    return {
        **{f"same {name}": round(float(np.mean(values)), 5) for name, values in alike.items()},
        **{f"largest difference, {name}": round(value, 4) for name, value in most.items()},
    }


def _chances(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)


def latency(model: Onnx | Torch, vocab: Vocabulary, docs: Sequence[Doc], rounds: int = 7) -> float:
    """Processor seconds to read as many word pieces as a usual page has, window by window; the median of rounds."""
    batches: list[Inputs] = []
    pieces = 0
    for doc in docs:
        for window in windows(doc.text, doc.pieces, vocab):
            if pieces < LATENCY_PIECES:
                pieces += len(window.ids)
                batches.append(inputs([sample(doc, window)]))
    times = []
    for _ in range(rounds):
        began = time.process_time()  # so that what else the machine does hardly counts
        for batch in batches:
            model.read(batch)
        times.append((time.process_time() - began) * LATENCY_PIECES / max(1, pieces))
    return round(sorted(times)[rounds // 2], 4)


def can_score(docs: Sequence[Doc]) -> bool:
    """Whether documents label anything in full, or tell pages with an incident from pages without."""
    is_labelled = any(d.teaches.full or d.teaches.relations for d in docs)
    return is_labelled or {True, False} <= {d.relevant for d in docs}


def check(sizes: dict[str, int], alike: dict[str, float]) -> None:
    """Stop where the file is too big, or differs from the network."""
    if sizes["encoder, int8"] > MOST_BYTES:
        raise Failed(f"the encoder has {sizes['encoder, int8']} bytes; {MOST_BYTES} are allowed")
    for name in ("same tags", "same sentence labels"):
        if alike[name] < LEAST_ALIKE:
            raise Failed(f"{name}: {alike[name]:.4f}, less than {LEAST_ALIKE}")


def main(arguments: list[str] | None = None) -> int:
    """Export what a training wrote, measure it, and fail where it may not ship."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description="Export the encoder.")
    parser.add_argument("--out", default=read_config().run.out, help="the folder that the training wrote")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)  # what is timed is one thread
    logging.disable(logging.WARNING)  # the exporter and the quantiser warn of what they do not find and we do not use
    warnings.filterwarnings("ignore", module=r"torch\.onnx|copyreg")
    out = Path(options.out)
    told = json.loads((out / "training.json").read_text("utf-8"))
    network = Network()
    network.load_state_dict(torch.load(out / "network.pt", map_location="cpu", weights_only=True))
    sizes = export(network, out / "model")
    unlimited(start_weights() / "tokenizer.json").save(str(out / "model" / "tokenizer.json"))
    exported, vocab = Onnx(out / "model"), vocabulary(out / "model" / "tokenizer.json")
    sets = {
        name: [d for d in docs if d.split == "dev"]
        for name, docs in gather(told["documents"], told["config"]["run"]["limit"]).items()
    }
    held = [d for docs in sets.values() for d in docs]
    cut = [inputs([sample(d, w)]) for d in held[:100] for w in windows(d.text, d.pieces, vocab)]
    alike = parity(network, exported, cut)
    scores = {name: score(docs, exported, vocab) for name, docs in sets.items() if can_score(docs)}
    first = next(iter(scores))
    measured = {
        "bytes": sizes,
        "parity": alike,
        "processor seconds for a page of 985 word pieces on one thread": {
            "int8": latency(exported, vocab, held),
            "float": latency(Torch(network, torch.device("cpu")), vocab, held),
        },
        "scores": scores,
        "float scores": {first: score(sets[first], Torch(network, torch.device("cpu")), vocab)},
    }
    (out / "measured.json").write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    for name, found in scores.items():
        sys.stdout.write(f"{name}: {brief(found)}\n")
    sys.stdout.write(json.dumps({k: v for k, v in measured.items() if "scores" not in k}, indent=1) + "\n")
    check(sizes, alike)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
