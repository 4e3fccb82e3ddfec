"""Train the encoder: `python -m training.train [--sets corpus polnear …]`, or `make train` for all that follows too.

Seeds are fixed and the order of the batches follows from them, so the same data give the same weights on the same
machine. After every epoch the state is written; a run that was stopped goes on from there.
"""

import argparse
import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import torch
from torch import Tensor, nn

from training.config import CONFIG, Config, read_config
from training.data import Doc, corpus, fingerprint
from training.network import Network, load_start, span_vectors, start_weights
from training.public import Forbidden, public, refuse
from training.relations import CLASSES, SLICES, SOME
from training.score import Answers, brief, score
from training.targets import IGNORE, Floats, Inputs, Ints, Sample, inputs, sample, span_pool
from training.windows import Vocabulary, vocabulary, windows

POOL = 32
"""Batches' worth of windows that are sorted by length together, so that little is padding."""
EVERY = 10.0
"""Seconds between two lines of progress."""


class Torch:
    """A network in the form that scoring asks for."""

    def __init__(self, network: Network, device: torch.device) -> None:
        self.network, self.device = network.eval(), device

    def read(self, batch: Inputs) -> Answers:
        """The answers for a batch of windows."""
        given = (torch.from_numpy(a).to(self.device) for a in (batch.ids, batch.mask, batch.pool))
        with torch.inference_mode():
            return Answers(*(a.cpu().numpy() for a in self.network.encoder(*given)))

    def tie(self, heads: Floats, tails: Floats, labels: Ints, gaps: Ints) -> Floats:
        """The class scores of pairs of span vectors."""
        given = (torch.from_numpy(a).to(self.device) for a in (heads, tails, labels, gaps))
        with torch.inference_mode():
            scores: Floats = self.network.pairs(*given).cpu().numpy()
        return scores


def gather(names: Sequence[str], limit: int | None) -> dict[str, list[Doc]]:
    """The documents of the sets that are at hand, in an order that only their ids decide."""
    found: dict[str, list[Doc]] = {}
    for name in names:
        docs = corpus(limit) if name == "corpus" else public(name, limit)
        if docs is None:
            sys.stdout.write(f"{name}: not at hand, skipped\n")
            continue
        found[name] = sorted(docs, key=lambda d: fingerprint(d.id))
        held = sum(d.split == "dev" for d in docs)
        sys.stdout.write(f"{name}: {len(docs) - held} documents to train on, {held} to score\n")
    return found


def part_of(docs: Sequence[Doc], part: float, epoch: int) -> list[Doc]:
    """The documents of a set that an epoch takes; the epochs go through the set in turn."""
    count = max(1, round(part * len(docs)))
    return [docs[(epoch * count + n) % len(docs)] for n in range(min(count, len(docs)))]


def batches(samples: list[Sample], pieces: int, rng: random.Random) -> list[list[Sample]]:
    """Samples in batches of about so many word pieces, alike in length, in a shuffled order."""
    rng.shuffle(samples)
    found: list[list[Sample]] = []
    pool = POOL * max(1, pieces // 256)
    for first in range(0, len(samples), pool):
        batch: list[Sample] = []
        for each in sorted(samples[first : first + pool], key=lambda s: len(s.window.ids)):
            if batch and (len(batch) + 1) * len(each.window.ids) > pieces:
                found.append(batch)
                batch = []
            batch.append(each)
        found.append(batch)
    rng.shuffle(found)
    return found


def losses(network: Network, samples: Sequence[Sample], config: Config, device: torch.device) -> dict[str, Tensor]:
    """What each head got wrong on a batch; a set's weight says how much its part of it counts."""
    batch = inputs(samples)
    ids, mask, pool = (torch.from_numpy(a).to(device) for a in (batch.ids, batch.mask, batch.pool))
    hidden, tags, sentences, pages = network.encoder(ids, mask, pool)
    weights = torch.tensor([config.sets[s.doc.set].weight for s in samples], device=device)
    found: dict[str, Tensor] = {}

    target = torch.full(tags.shape[:3], IGNORE, device=device)
    sure = torch.zeros(tags.shape[:3], device=device)
    events, known = torch.zeros_like(sentences), torch.zeros_like(sentences)
    for n, s in enumerate(samples):
        target[n, : len(s.tags)], sure[n, : len(s.tags)] = torch.from_numpy(s.tags), torch.from_numpy(s.weights)
        events[n, : len(s.events)], known[n, : len(s.known)] = torch.from_numpy(s.events), torch.from_numpy(s.known)
    each = nn.functional.cross_entropy(tags.flatten(0, 2), target.flatten(), reduction="none", ignore_index=IGNORE)
    words = (target != IGNORE).any(-1).sum().clamp(min=1)
    found["token"] = (each.view_as(sure) * sure * weights[:, None, None]).sum() / words

    each = nn.functional.binary_cross_entropy_with_logits(sentences, events, reduction="none")
    found["sentence"] = (each * known * weights[:, None, None]).sum() / known.any(-1).sum().clamp(min=1)

    judged = [n for n, s in enumerate(samples) if s.page is not None]
    if judged:
        wanted = torch.tensor([samples[n].page for n in judged], device=device)
        each = nn.functional.binary_cross_entropy_with_logits(pages[judged], wanted, reduction="none")
        found["page"] = (each * weights[judged]).mean()
    tied = pair_loss(network, samples, hidden, weights)
    if tied is not None:
        found["pair"] = tied
    return found


def pair_loss(network: Network, samples: Sequence[Sample], hidden: Tensor, weights: Tensor) -> Tensor | None:
    """What the scorer of pairs got wrong; a pair that is tied without a class is right with any class."""
    device, rows, firsts, owners = hidden.device, [], 0, []
    for n, s in enumerate(samples):
        if len(s.pairs):
            moved = torch.from_numpy(s.pairs)
            rows.append(moved + torch.tensor([firsts, firsts, 0, 0, 0, 0]))
            owners += [n] * len(moved)
        firsts += len(s.spans)
    if not rows:
        return None
    flat, means, holders, labels = (torch.from_numpy(a).to(device) for a in span_pool(samples, hidden.shape[1]))
    vectors = span_vectors(hidden, flat, means, holders)
    pairs = torch.cat(rows).to(device)
    head, tail, relation, target = pairs[:, :4].unbind(-1)
    scores = network.pairs(vectors[head], vectors[tail], labels[pairs[:, :2]], pairs[:, 4:])
    own = torch.zeros((len(SLICES), CLASSES), dtype=torch.bool, device=device)
    for n, held in enumerate(SLICES):
        own[n, held] = True
    none = torch.tensor([held.start for held in SLICES], device=device)[relation]
    logs = scores.masked_fill(~own[relation], -1e4).log_softmax(-1)
    exact = logs.gather(-1, (none + target.clamp(min=0))[:, None]).squeeze(-1)
    never = logs.gather(-1, none[:, None]).squeeze(-1)
    some = torch.log1p(-never.exp().clamp(max=1 - 1e-6))
    return -(torch.where(target == SOME, some, exact) * weights[owners]).mean()


def optimiser(network: Network, config: Config) -> torch.optim.AdamW:
    """AdamW with a quicker rate for what begins at random, and no decay of norms, biases and embeddings."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        is_new = not name.startswith(("encoder.layers", "encoder.words", "encoder.positions", "encoder.norm"))
        is_kept = parameter.ndim == 1 or "words" in name or "positions" in name or "label" in name
        groups.setdefault((is_new, is_kept), []).append(parameter)
    rates = config.optimiser
    return torch.optim.AdamW(
        {
            "params": parameters,
            "lr": rates.head_rate if is_new else rates.rate,
            "peak": rates.head_rate if is_new else rates.rate,
            "weight_decay": 0.0 if is_kept else rates.decay,
        }
        for (is_new, is_kept), parameters in groups.items()
    )


def pace(done: float, warm_up: float) -> float:
    """The share of the full rate after this share of the training: up in a line, then down in a line to nothing."""
    return done / warm_up if done < warm_up else max(0.0, (1 - done) / (1 - warm_up))


def samples_of(sets: dict[str, list[Doc]], config: Config, epoch: int, vocab: Vocabulary) -> Iterator[Sample]:
    """The windows of the documents that an epoch takes."""
    for name, docs in sets.items():
        ours = [d for d in docs if d.split == "train"]
        for doc in part_of(ours, config.sets[name].part, epoch) if ours else ():
            for window in windows(doc.text, doc.pieces, vocab, config.windows.size, config.windows.overlap):
                yield sample(doc, window, config.losses.unmarked)


class Run:
    """One training: the network, where it stands, and the folder that it writes."""

    def __init__(self, config: Config, sets: dict[str, list[Doc]], device: torch.device) -> None:
        torch.manual_seed(config.run.seed)
        self.config, self.sets, self.device = config, sets, device
        self.vocab = vocabulary(start_weights() / "tokenizer.json")
        network = Network(config.optimiser.dropout)
        load_start(network.encoder, start_weights())
        self.network = network.to(device)
        self.optimiser = optimiser(network, config)
        self.out = Path(config.run.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.epoch, self.history = 0, []  # type: int, list[dict[str, Any]]
        ids = [(name, d.id, d.split, fingerprint(d.text)) for name, docs in sets.items() for d in docs]
        self.key = hashlib.sha256(msgspec.json.encode([config, ids])).hexdigest()

    def resume(self) -> None:
        """Go on where a run with the same configuration and data stopped."""
        path = self.out / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["key"] != self.key:
            sys.stdout.write("the state in the folder is of other data or settings: training begins anew\n")
            return
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.history = state["epoch"], json.loads(state["history"])
        sys.stdout.write(f"going on after epoch {self.epoch}\n")

    def save(self) -> None:
        """Write the state, whole or not at all."""
        state = {
            "key": self.key, "network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch, "history": json.dumps(self.history),
        }  # fmt: skip
        torch.save(state, self.out / "state.new")
        (self.out / "state.new").replace(self.out / "state.pt")

    def train(self) -> None:
        """All epochs that are still to do."""
        epochs = self.config.run.epochs
        while self.epoch < epochs:
            row = self.one_epoch()
            self.epoch += 1
            docs = self.dev_docs()
            if docs:
                sizes = self.config.windows
                row["dev"] = score(docs, Torch(self.network, self.device), self.vocab, sizes.size, sizes.overlap)
                sys.stdout.write(f"epoch {self.epoch}/{epochs}: {brief(row['dev'])}\n")
            self.history.append(row)
            self.save()
            self.write_history()
        self.write()

    def write_history(self) -> None:
        """Write the losses and the scores of all epochs so far, to be looked at."""
        (self.out / "history.json").write_text(json.dumps(self.history, indent=1) + "\n", "utf-8")

    def dev_docs(self) -> list[Doc]:
        """What is scored after every epoch: the held-out reports of the first set."""
        return [d for d in next(iter(self.sets.values()), []) if d.split == "dev"]

    def one_epoch(self) -> dict[str, Any]:
        """One epoch; its losses, size and speed."""
        config, began, spent = self.config, time.monotonic(), time.process_time()
        seed = config.run.seed + self.epoch
        torch.manual_seed(seed)
        samples = list(samples_of(self.sets, config, self.epoch, self.vocab))
        shares: dict[str, int] = {}
        for s in samples:
            shares[s.doc.set] = shares.get(s.doc.set, 0) + len(s.window.ids)
        todo = batches(samples, config.optimiser.pieces, random.Random(seed))
        self.network.train()
        sums: dict[str, float] = {}
        shown = started = time.monotonic()
        for n, batch in enumerate(todo):
            rate = pace((self.epoch + (n + 0.5) / len(todo)) / config.run.epochs, config.optimiser.warm_up)
            for group in self.optimiser.param_groups:
                group["lr"] = group["peak"] * rate
            found = losses(self.network, batch, config, self.device)
            loss = torch.stack([getattr(config.losses, name) * value for name, value in found.items()]).sum()
            self.optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), config.optimiser.clip)
            self.optimiser.step()
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            if time.monotonic() - shown > EVERY or n + 1 == len(todo):
                shown = time.monotonic()
                left = (shown - started) / (n + 1) * (len(todo) * (config.run.epochs - self.epoch) - n - 1)
                means = "  ".join(f"{name} {total / (n + 1):.3f}" for name, total in sums.items())
                sys.stdout.write(
                    f"epoch {self.epoch + 1}/{config.run.epochs}  batch {n + 1}/{len(todo)}  {means}  "
                    f"about {left / 60:.1f} min left\n"
                )
                sys.stdout.flush()
        return {
            "losses": {name: round(total / len(todo), 4) for name, total in sums.items()},
            "pieces": shares,
            "seconds": round(time.monotonic() - began, 1),
            "processor seconds": round(time.process_time() - spent, 1),
        }

    def write(self) -> None:
        """The trained weights and what they were trained on, for the export."""
        torch.save(self.network.state_dict(), self.out / "network.pt")
        documents = {name: sum(d.split == "train" for d in docs) for name, docs in self.sets.items()}
        told = {"config": msgspec.to_builtins(self.config), "documents": documents, "history": self.history}
        (self.out / "training.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Train with the configuration and what the options change of it."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description="Train the encoder.")
    parser.add_argument("--config", type=Path, default=CONFIG, help="another configuration file")
    parser.add_argument("--sets", nargs="*", help="the sets to train on, the first one scored after every epoch")
    parser.add_argument("--limit", type=int, help="documents of each set at most, for a trial")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--threads", type=int, help="processor threads")
    parser.add_argument("--out", help="the folder to write")
    options = parser.parse_args(arguments)
    config = read_config(
        options.config, sets=options.sets or None, epochs=options.epochs, out=options.out, limit=options.limit
    )
    if options.threads:
        torch.set_num_threads(options.threads)
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # else a GPU adds up in another order each time
    torch.use_deterministic_algorithms(mode=True, warn_only=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        refuse(name for name in config.run.sets if name != "corpus")
    except Forbidden as error:
        sys.exit(str(error))
    sets = gather(config.run.sets, config.run.limit)
    if not sets:
        sys.stdout.write("there is nothing to train on\n")
        return 1
    run = Run(config, sets, device)
    run.resume()
    run.train()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
