"""Incident templates on MUC-4: `python -m evaluation.benchmarks.muc4 [--split dev] [--all]`.

The test part is TST3 and TST4, 200 reports of 1988-90 on terrorism in Latin America. Three measures (`metrics/muc.py`)
are computed for Dateline and, from their released answers, for GRIT, GTT, IterX and the systems of MUC-4 itself (1992);
each is held against the figure on record, which the authors' own scorer gives for the same file. Under GRIT's measure
the templates of a document are merged role by role, so that every system has a figure; of those that give templates
none is on record.

Dateline codes each report as it is given, in capitals. Its incidents become templates by `template`: the type by the
table below and the words of the evidence, perpetrators as persons or as organisations, objects hit as targets, named
victims, weapons. A clash of armed sides that hit nobody else is none, as the task says. No type of Dateline's is a
forced work stoppage. The split `dev` is TST1 and TST2; `train` (DEV) is the one that the mapping was made with.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.codebook import load
from dateline.codebook.phrases import key
from dateline.model import CodedPage, Incident, Participant
from evaluation.benchmarks.common import coded, rows
from evaluation.benchmarks.metrics import muc
from evaluation.benchmarks.metrics.muc import ROLES, Entities, Template
from evaluation.benchmarks.metrics.tally import Tally, total
from evaluation.paths import shared

REE, GTT, PHI3, SUBSET = "GRIT CEAF-REE (phi strict)", "GTT template CEAF-REE", "CEAF-RME phi3", "CEAF-RME phi subset"
SCORERS = (REE, GTT, PHI3, SUBSET)
TABLE = ("GRIT", "GTT", "IterX T5-large-enc", "IterX BART-large", "IterX BERT-base", "IterX BART-base", "1992 GE")
SPLITS = {"train": "train.jsonl.gz", "dev": "dev.jsonl", "test": "test.jsonl"}
PARTS = {"train": ("dev",), "dev": ("tst1", "tst2"), "test": ("tst3", "tst4")}

KINDS = {
    "Attack": "attack",
    "Sexual violence": "attack",
    "Mob violence": "attack",
    "Violent demonstration": "attack",
    "Excessive force against protesters": "attack",
    "Chemical weapon": "attack",
    "Air/drone strike": "attack",
    "Shelling/artillery/missile attack": "attack",
    "Armed clash": "attack",
    "Suicide bomb": "bombing",
    "Remote explosive/landmine/IED": "bombing",
    "Grenade": "bombing",
    "Disrupted weapons use": "bombing",
    "Abduction/forced disappearance": "kidnapping",
    "Looting/property destruction": "attack",
}
BURNT = re.compile(r"\b(?:arson|burn(?:ed|t|ing)?|torched|set (?:\w+ )?(?:on fire|afire|ablaze)|set fire)\b", re.I)
ROBBED = re.compile(r"\b(?:robbed|robbery|looted|looting|stole|stolen|held up|holdup)\b", re.I)
ORGANISATION = re.compile(
    r"\b(?:army|police|government|military|forces?|navy|mafias?|cartels?|squads?|movement|front|party|organi[sz]ations?)$",
    re.I,
)
OF = re.compile(r"\s+(?:of|from)(?:\s+the)?\s*$", re.I)

Documents = dict[str, list[Template]]
Measured = dict[str, dict[str, tuple[float, float, float]]]


class System(NamedTuple):
    """The answers of one system: templates a document, or only the entities of each role."""

    templates: Documents | None
    merged: dict[str, Entities]


# ---- reading --------------------------------------------------------------------------------------------------------
def gold(folder: Path, split: str) -> System:
    """The answer key as GTT and GRIT prepared it."""
    templates = {
        row["docid"]: [Template(t[muc.TYPE], _gold_entities(t)) for t in row["templates"]]
        for row in rows(folder / "processed" / f"gtt_{SPLITS[split]}")
    }
    merged = {
        row["docid"]: _gold_entities(row["extracts"]) for row in rows(folder / "processed" / f"grit_{SPLITS[split]}")
    }
    return System(templates, merged)


def _gold_entities(roles: Mapping[str, Any]) -> Entities:
    return muc.entities({role: [[mention for mention, _ in e] for e in roles[role]] for role in ROLES})


def released(path: Path) -> System:
    """The released answers of another system."""
    answers = json.loads(path.read_text("utf-8")).values()
    if any("pred_extracts" in a for a in answers):
        return System(None, {a["docid"]: muc.entities(a["pred_extracts"]) for a in answers})
    return _system({a["docid"]: [Template(t[muc.TYPE], muc.entities(t)) for t in a["pred_templates"]] for a in answers})


def _system(templates: Documents) -> System:
    return System(templates, {name: muc.merged(found) for name, found in templates.items()})


# ---- Dateline's answers ---------------------------------------------------------------------------------------------
def dateline(folder: Path, split: str, text: str = "text", parts: Sequence[str] = ()) -> System:
    """Dateline's templates for a split, or for some parts of it."""
    reports = (r for r in rows(folder / "docs.jsonl.gz") if r["split"] in (parts or PARTS[split]))
    return _system({r["docid"]: templates_of(coded(r[text], r["docid"])) for r in reports})


def templates_of(page: CodedPage) -> list[Template]:
    """The templates that a coded page's incidents make."""
    return [t for i in page.incidents if (t := template(page, i)) is not None]


def template(page: CodedPage, incident: Incident) -> Template | None:
    """An incident as a template; None where MUC-4 has no such incident."""
    kind = KINDS.get(incident.sub_event_type)
    hit = [p for p in incident.participants if p.role in ("target", "victim")]
    if incident.sub_event_type == "Armed clash" and not any(p.kind == "Civilians" for p in hit):
        return None
    if kind is None or incident.status == "threatened":
        return None
    words = " ".join(page.page.text[a:b] for a, b in incident.evidence)
    if kind == "attack" and not any(c.kind in ("killed", "wounded") for c in incident.casualties):
        kind = "arson" if BURNT.search(words) else "robbery" if ROBBED.search(words) else kind
    persons, organisations = perpetrators(p for p in incident.participants if p.role == "perpetrator")
    roles = {
        "PerpInd": persons,
        "PerpOrg": organisations,
        "Target": [o.name for o in incident.objects],
        "Victim": [p.name for p in hit if _is_name(p)],
        "Weapon": [w.name for w in incident.weapons],
    }
    return Template(
        kind, muc.entities({role: [[name] for name in dict.fromkeys(names)] for role, names in roles.items()})
    )


def perpetrators(people: Iterable[Participant]) -> tuple[list[str], list[str]]:
    """Names of perpetrators: those of persons, and those of organisations."""
    persons: list[str] = []
    organisations: list[str] = []
    for person in people:
        name = _name_in(person)
        rest = OF.sub("", person.name.replace(name, " ")).strip() if name else person.name
        if name:
            organisations.append(name)
        if rest:
            (organisations if not name and ORGANISATION.search(person.name) else persons).append(rest)
    return persons, organisations


def _name_in(person: Participant) -> str:
    """The longest of an actor's names in the code book that stands in the words for it: FMLN in "FMLN guerrillas"."""
    actor = load().actors.actors.get(person.actor or "")
    names = {key(n) for n in (actor.name, *actor.aliases, *actor.weak)} if actor else set()
    words = person.name.split()
    runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return max((run for run in runs if key(run) in names), key=len, default="")


def _is_name(person: Participant) -> bool:
    """Whether a victim is a named person: two words or more, none of them a word for a kind of people."""
    words = person.name.split()
    return person.actor is None and len(words) > 1 and not any(load().actors.role_kind(w) for w in words)


# ---- scores ---------------------------------------------------------------------------------------------------------
def measure(system: System, key_: System) -> Measured:
    """Precision, recall and F1 in percent under each scorer, micro-averaged and by role."""
    nothing: Entities = {role: [] for role in ROLES}
    scored = {REE: muc.ree((system.merged.get(d, nothing), theirs) for d, theirs in key_.merged.items())}
    rme: dict[str, Callable[[Template, Template], Tally]] = {PHI3: muc.phi3, SUBSET: muc.phi_subset}
    if system.templates is not None and key_.templates is not None:
        pairs = [(system.templates.get(d, []), theirs) for d, theirs in key_.templates.items()]
        scored[GTT] = muc.templates(pairs)
        scored |= {name: {"all": muc.rme(pairs, phi)} for name, phi in rme.items()}
    return {
        name: {part: t.percent for part, t in by_part.items()} | {"micro_avg": total(by_part.values()).percent}
        for name, by_part in scored.items()
    }


def published(folder: Path) -> list[dict[str, Any]]:
    """The figures on record that can be computed from a released file."""
    known = rows(folder / "predictions" / "scores.jsonl")
    return [r for r in known if r["scorer"] in SCORERS and r["file"] and "scores" in r]


def _figures(report: dict[str, Any]) -> dict[str, tuple[float, float, float]]:
    return {part: (f["p"], f["r"], f["f1"]) for part, f in report["scores"].items()}


def _only(system: System, start: str) -> System:
    """The documents of a system whose names start so."""
    templates = {d: t for d, t in (system.templates or {}).items() if d.startswith(start)}
    return System(templates, {d: e for d, e in system.merged.items() if d.startswith(start)})


def differences(folder: Path, key_: System, reports: Sequence[dict[str, Any]]) -> list[str]:
    """Where a figure computed is not the one on record, to the last printed digit."""
    found = []
    for name in dict.fromkeys(r["file"] for r in reports):
        ours = measure(released(folder / name), key_)
        for r in (r for r in reports if r["file"] == name):
            for part, theirs in _figures(r).items():
                if ours[r["scorer"]][part] != theirs:
                    found.append(f"{r['system']}, {r['scorer']}, {part}: {ours[r['scorer']][part]}, on record {theirs}")
    return found


HEADINGS = "system                     GRIT REE F1      P      R |  GTT F1      P      R | RME phi-3  phi-subset"


def row(name: str, scores: Mapping[str, Mapping[str, tuple[float, float, float]]]) -> str:
    """One line of the table; a dash where there is no figure."""

    def figures(scorer: str) -> tuple[str, ...]:
        if scorer not in scores:
            return "-", "-", "-"
        p, r, f = scores[scorer]["micro_avg"]
        return f"{f:.2f}", f"{p:.2f}", f"{r:.2f}"

    ree, gtt = (f"{f:>7} {p:>6} {r:>6}" for f, p, r in (figures(REE), figures(GTT)))
    return f"{name:<29} {ree[1:]:>21} | {gtt} | {figures(PHI3)[0]:>9}  {figures(SUBSET)[0]:>10}"


def by_role(scores: Measured) -> str:
    """The F1 of each role under both measures that tell roles apart."""
    names = (muc.TYPE, *ROLES)
    lines = [f"  {'F1 by role':<26}" + "".join(f"{n:>14}" for n in names)]
    for scorer in (REE, GTT):
        figures = (f"{scores[scorer][n][2]:.2f}" if n in scores[scorer] else "-" for n in names)
        lines.append(f"  {scorer:<26}" + "".join(f"{f:>14}" for f in figures))
    return "\n".join(lines)


def main() -> None:
    """Print the table: for each system the figures computed and under them those on record, last Dateline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=tuple(SPLITS), default="test")
    parser.add_argument("--all", action="store_true", help="all released answers, not only those best known")
    options = parser.parse_args()
    folder = shared("data", "muc4")
    key_ = gold(folder, options.split)
    print(
        f"MUC-4 {options.split}: {len(key_.merged)} reports, {sum(map(len, (key_.templates or {}).values()))} templates"
    )
    print(HEADINGS)
    if options.split == "test":
        reports = published(folder)
        named = {
            r["system"]: r["file"] for r in rows(folder / "predictions" / "scores.jsonl") if r["scorer"] in SCORERS
        }
        for name in (n for n in named if named[n] and (options.all or n in TABLE)):
            print(row(name, measure(released(folder / named[name]), key_)))
            print(row("  original scorer", {r["scorer"]: _figures(r) for r in reports if r["system"] == name}))
    ours = measure(dateline(folder, options.split), key_)
    print(row("Dateline", ours))
    print(by_role(ours))
    if options.split == "test":
        for field, label in (("text", "in capitals"), ("text_mixed_case", "mixed case")):
            found = dateline(folder, "test", field, ("tst4",))
            print(row(f"Dateline, TST4, {label}", measure(found, _only(key_, "TST4"))))
        wrong = differences(folder, key_, reports)
        print(f"figures on record reproduced: {sum(len(r['scores']) for r in reports) - len(wrong)}, not: {len(wrong)}")
        print(*wrong, sep="\n", end="\n" * bool(wrong))


if __name__ == "__main__":
    main()
