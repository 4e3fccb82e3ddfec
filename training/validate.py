"""The validator of the corpus: `python -m training.validate [--stats] [files]`, all of `training/corpus` by default."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline import codebook
from dateline.model import CodedPage
from training.checks import check
from training.compile import compile_page
from training.markup import Marked, Problem, read_file

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "training" / "corpus"
GOLD = ROOT.parent / "shared" / "gold" / "pages"
RUN = 9
_WORD = re.compile(r"[^\W_]+")


def files(corpus: Path = CORPUS) -> list[Path]:
    """The report files of the corpus, in order."""
    return sorted(corpus.glob("*/*.txt"))


def validate(
    paths: Iterable[Path], gold: Path = GOLD, others: Iterable[Path] = ()
) -> tuple[list[Marked], list[Problem]]:
    """Read and check files, against one another, against `others` and against the measured pages where they are."""
    book = codebook.load()
    read, problems = [], []
    for path in paths:
        marked = read_file(path, ROOT)
        found = check(marked, book)
        if not any(p.level == "error" for p in found):
            page = msgspec.json.encode(compile_page(marked, book))
            try:
                msgspec.json.decode(page, type=CodedPage)
            except msgspec.ValidationError as error:
                found.append(Problem(marked.file, 1, "error", f"the record is not legal ({error}); correct that value"))
        read.append(marked)
        problems += found
    beside = [read_file(p, ROOT) for p in others]
    problems += _doubles([*read, *beside])
    problems += _copied(read, beside, gold)
    return read, sorted(set(problems))


def _doubles(read: list[Marked]) -> list[Problem]:
    first: dict[str, str] = {}
    found = []
    for marked in read:
        id = marked.head.get("id", "")
        if id in first:
            found.append(Problem(marked.file, 1, "error", f"the id {id!r} is taken by {first[id]}; choose another"))
        first.setdefault(id, marked.file)
    return found


def _copied(read: list[Marked], beside: list[Marked], gold: Path) -> list[Problem]:
    """Runs of nine words that a report shares with a measured page or with another report."""
    seen: dict[tuple[str, ...], str] = {}
    for path in sorted(gold.glob("*.txt")) if gold.is_dir() else ():
        for run in runs(path.read_text("utf-8", "replace")):
            seen[run] = "a measured page"
    for marked in beside:
        for run in runs(marked.text):
            seen.setdefault(run, marked.file)
    found = []
    for marked in read:
        own = runs(marked.text)
        hit = next((run for run in own if run in seen), None)
        if hit:
            message = f"nine words shared with {seen[hit]}: “{' '.join(hit)}”; write them afresh"
            found.append(Problem(marked.file, 1, "error", message))
        for run in own:
            seen.setdefault(run, marked.file)
    return found


def runs(text: str) -> list[tuple[str, ...]]:
    """All runs of nine words of a text, without case and punctuation."""
    words = [w.lower() for w in _WORD.findall(text)]
    return [tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]


def stats(read: list[Marked]) -> str:
    """How much of what the corpus holds, as plain lines."""
    tables: dict[str, Counter[str]] = {
        "region": Counter(m.head.get("region", "?") for m in read),
        "style": Counter(m.head.get("style", "?") for m in read),
        "sub-event type": Counter(r.sub or "?" for m in read for r in m.table.incidents),
        "status": Counter(r.status for m in read for r in m.table.incidents),
        "figures": Counter(f.kind for m in read for r in m.table.incidents for f in r.figures),
        "claims by stance": Counter(c.stance or "?" for m in read for c in m.table.claims),
        "links": Counter(k for m in read for r in m.table.incidents for k, _, _ in r.links),
        "block role": Counter(b.role for m in read for b in m.blocks),
    }
    words = sum(len(m.text.split()) for m in read)
    lines = [
        f"reports    {len(read)}",
        f"words      {words} (on average {words // max(1, len(read))})",
        f"negatives  {sum(m.head.get('negative') == 'yes' for m in read)}",
        f"spans      {sum(len(m.mentions) for m in read)}",
        f"incidents  {sum(len(m.table.incidents) for m in read)}",
        f"claims     {sum(len(m.table.claims) for m in read)}",
    ]
    for title, table in tables.items():
        lines += [
            "",
            title,
            *(f"  {count:6}  {name}" for name, count in sorted(table.items(), key=lambda x: (-x[1], x[0]))),
        ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print every problem; 1 where there is an error, 0 where there are at most warnings."""
    parser = argparse.ArgumentParser(prog="python -m training.validate", description="Check the training corpus.")
    parser.add_argument("files", nargs="*", type=Path, help="report files; all of training/corpus where left out")
    parser.add_argument("--stats", action="store_true", help="count what the corpus holds")
    parser.add_argument("--quiet", action="store_true", help="errors only, no warnings")
    options = parser.parse_args(arguments)
    chosen = [p.resolve() for p in options.files] or files()
    missing = [p for p in chosen if not p.is_file()]
    for path in missing:
        sys.stderr.write(f"{path}: no such file\n")
    chosen = [p for p in chosen if p.is_file()]
    read, problems = validate(chosen, others=[p for p in files() if p not in set(chosen)])
    shown = [p for p in problems if p.level == "error" or not options.quiet]
    errors = sum(p.level == "error" for p in problems)
    for problem in shown:
        sys.stdout.write(f"{problem}\n")
    if options.stats:
        sys.stdout.write(stats(read) + "\n")
    sys.stdout.write(f"{len(read)} reports, {errors} errors, {len(problems) - errors} warnings\n")
    return 1 if errors or missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
