"""The four measures that systems are compared by on MUC-4 today; a document is a list of templates.

- `ree`: CEAF-REE of GRIT (Du, Rush & Cardie, EACL 2021, "GRIT: Generative role-filler transformers"), strict phi, at
  the level of documents: a document is one set of entities a role.
- `templates`: the template score of GTT (Du, Rush & Cardie, NAACL 2021, "Template filling with generative
  transformers"), called CEAF-REE there, with the incident type as one more filler.
- `rme`: CEAF-RME of IterX (Chen et al., EACL 2023, "Iterative document-level information extraction via imitation
  learning") under phi-3 and under phi-subset.

A system's answer may fail to give a document: it then counts as one without templates.
"""

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from evaluation.benchmarks.metrics.tally import Tally, assign, best, total

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPE = "incident_type"

Entity = frozenset[str]
Entities = Mapping[str, Sequence[Entity]]


class Template(NamedTuple):
    """One incident: its type, or several split by a slash where any will do, and the entities of each role."""

    kind: str
    roles: Entities


def normal(mention: str) -> str:
    """A mention in lower case without punctuation, articles and doubled space, as the scorers compare it."""
    plain = "".join(c for c in mention.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def entity(mentions: Iterable[str]) -> Entity:
    """An entity from its mentions."""
    return frozenset(normal(m) for m in mentions)


def entities(roles: Mapping[str, Iterable[Iterable[str]]]) -> Entities:
    """The entities of each role from their mentions; an empty entity is none."""
    return {role: [entity(e) for e in roles.get(role, ()) if e] for role in ROLES}


# ---- GRIT -----------------------------------------------------------------------------------------------------------
def strict(found: Entity, gold: Entity) -> float:
    """1 where every mention found is one of the gold entity, else 0."""
    return float(found <= gold)


def ree(pairs: Iterable[tuple[Entities, Entities]]) -> dict[str, Tally]:
    """CEAF-REE a role over documents, each given as (found, gold) sets of entities."""
    scores = dict.fromkeys(ROLES, Tally())
    for found, gold in pairs:
        for role in ROLES:
            right = best(found[role], gold[role], strict)
            scores[role] = scores[role].plus(Tally(right, len(found[role]), right, len(gold[role])))
    return scores


def merged(document: Sequence[Template]) -> Entities:
    """All entities of a document a role, each once: how templates are compared where there are none."""
    return {role: list(dict.fromkeys(e for t in document for e in t.roles[role])) for role in ROLES}


# ---- GTT ------------------------------------------------------------------------------------------------------------
def templates(pairs: Iterable[tuple[Sequence[Template], Sequence[Template]]]) -> dict[str, Tally]:
    """GTT's template score for the type and each role over documents, each given as (found, gold) templates."""
    scores = dict.fromkeys((TYPE, *ROLES), Tally())
    for found, gold in pairs:
        for name, tally in _best_mapping(found, _distinct(gold)).items():
            scores[name] = scores[name].plus(tally)
    return scores


def _distinct(document: Sequence[Template]) -> list[Template]:
    """The templates of a document, equal ones once."""
    return [t for i, t in enumerate(document) if t not in document[:i]]


def _fillers(document: Sequence[Template]) -> dict[str, int]:
    return {TYPE: len(document)} | {role: sum(len(t.roles[role]) for t in document) for role in ROLES}


def _pair(found: Template, gold: Template) -> dict[str, tuple[int, int]] | None:
    """How many fillers of a mapped pair are right, by name: of those found, of those of gold. None: types differ."""
    if found.kind not in gold.kind:
        return None
    right = {TYPE: (1, 1)}
    for role in ROLES:
        ours, theirs = found.roles[role], gold.roles[role]
        right[role] = (sum(any(f <= g for g in theirs) for f in ours), sum(any(f <= g for f in ours) for g in theirs))
    return right


Choice = tuple[int, ...]


def _best_mapping(found: Sequence[Template], gold: Sequence[Template]) -> dict[str, Tally]:
    """The tallies under the mapping with the best micro F1, among equals the first in the original's order.

    The original tries every mapping of found to gold templates, in which a found template may stay alone (here: has
    the index past the last gold one) and a pair of unlike types counts as two that stay alone. The denominators are the
    same under all mappings and F1 grows with both numbers of right fillers, so it is enough to keep, for each set of
    gold templates used, the mappings that no other beats in both numbers: exact, and quick for many templates too.
    """
    alone = len(gold)
    pairs = {(i, j): p for i, f in enumerate(found) for j, g in enumerate(gold) if (p := _pair(f, g))}
    sums = {ij: (sum(a for a, _ in p.values()), sum(b for _, b in p.values())) for ij, p in pairs.items()}
    states: dict[frozenset[int], dict[tuple[int, int], Choice]] = {frozenset(): {(0, 0): ()}}
    for i in range(len(found)):
        step: dict[frozenset[int], dict[tuple[int, int], Choice]] = {}
        for used, front in states.items():
            for j in range(alone + 1):
                if j in used:
                    continue
                a, b = sums.get((i, j), (0, 0))
                options = step.setdefault(used if j == alone else used | {j}, {})
                for (n, m), mapping in front.items():
                    grown = (*mapping, j)
                    options[n + a, m + b] = min(grown, options.get((n + a, m + b), grown))
        states = {used: _front(options) for used, options in step.items()}
    ours, theirs = _fillers(found), _fillers(gold)

    def loss(option: tuple[tuple[int, int], Choice]) -> tuple[float, Choice]:
        (p, r), mapping = option
        return -Tally(p, sum(ours.values()), r, sum(theirs.values())).f1, mapping

    _, chosen = min((option for front in states.values() for option in front.items()), key=loss)
    mapped = [pairs[ij] for ij in enumerate(chosen) if ij in pairs]
    return {
        name: Tally(sum(p[name][0] for p in mapped), n, sum(p[name][1] for p in mapped), theirs[name])
        for name, n in ours.items()
    }


def _front(options: dict[tuple[int, int], Choice]) -> dict[tuple[int, int], Choice]:
    """The options that no other beats in both numbers."""
    kept: dict[tuple[int, int], Choice] = {}
    most = -1
    for right in sorted(options, reverse=True):
        if right[1] > most:
            kept[right], most = options[right], right[1]
    return kept


# ---- IterX ----------------------------------------------------------------------------------------------------------
def phi3(found: Template, gold: Template) -> Tally:
    """Shared mentions of the entities of two templates, aligned one to one; counted over mentions (phi-3, Luo 2005)."""
    right = sum(best(found.roles[r], gold.roles[r], lambda f, g: float(len(f & g))) for r in ROLES)
    return Tally(right, _mentions(found), right, _mentions(gold))


def phi_subset(found: Template, gold: Template) -> Tally:
    """Entities of two templates that share a mention with one of the other's; counted over entities.

    Several found entities may be right by the same gold entity, which is recalled once: the first they share one with.
    """
    right, hit = 0, 0
    for role in ROLES:
        firsts = [next((i for i, g in enumerate(gold.roles[role]) if f & g), None) for f in found.roles[role]]
        right, hit = right + sum(i is not None for i in firsts), hit + len({i for i in firsts if i is not None})
    return Tally(right, _entities(found), hit, _entities(gold))


def _mentions(template: Template) -> int:
    return sum(len(e) for role in ROLES for e in template.roles[role])


def _entities(template: Template) -> int:
    return sum(len(template.roles[role]) for role in ROLES)


Phi = Callable[[Template, Template], Tally]


def rme(pairs: Iterable[tuple[Sequence[Template], Sequence[Template]]], phi: Phi) -> Tally:
    """CEAF-RME over documents: templates of one type are aligned to score most, entities within them likewise."""
    return total(_aligned(found, _distinct(gold), phi) for found, gold in pairs)


def _aligned(found: Sequence[Template], gold: Sequence[Template], phi: Phi) -> Tally:
    """The tally of one document.

    A gold template with alternative types is kept as the one that scores most in sum over what was found. The original
    counts the mentions of such a template once an alternative under phi-3 where anything was found, and so does this.
    """
    told = [t for t in found if _entities(t)]
    kept: list[Template] = []
    extra = 0
    for template in gold:
        kinds = [kind.strip() for kind in template.kind.split("/")]
        options = [template._replace(kind=kind) for kind in kinds]
        kept.append(max(options, key=lambda g: sum(phi(f, g).right_found for f in told if f.kind == g.kind)))
        if found and phi is phi3:
            extra += _mentions(template) * (len(options) - 1)
    table = [[phi(f, g) if f.kind == g.kind else Tally() for f in told] for g in kept]
    chosen = [table[i][j] for i, j in assign([[t.right_found for t in row] for row in table])]
    alone = Template("", {role: [] for role in ROLES})
    return Tally(
        sum(t.right_found for t in chosen), sum(phi(f, alone).found for f in found),
        sum(t.right_gold for t in chosen), sum(phi(alone, g).gold for g in gold) + extra,
    )  # fmt: skip
