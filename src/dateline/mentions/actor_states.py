"""States that act: "Israel bombed", "accused the US", "Russian missile strikes", "Turkey's offensive"."""

from collections.abc import Iterator, Mapping

from dateline.codebook.actors import ActorBook
from dateline.mentions.actor_left import PREPOSITIONS
from dateline.mentions.actor_lexing import APOSTROPHES, HYPHENS, Cut, Item, spaced
from dateline.mentions.actor_phrases import Party

ACT_REACH = 4
HELPERS_REACH = 4
ARTICLES = frozenset({"the", "a", "an"})
DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west"})
CONJUNCTIONS = frozenset({"and", "or"})
BLAME = frozenset({"blame", "blamed", "blames", "blaming"})
NO_ACT_BETWEEN = PREPOSITIONS | frozenset(
    {"and", "or", "that", "who", "said", "says", "was", "were", "is", "are", "has", "had"}
)


def acting_states(cut: Cut, at: Mapping[int, Item], taken: frozenset[int], book: ActorBook) -> Iterator[Party]:
    """States whose name or adjective stands for the doer, speaker or accused; `taken` tokens are left out."""
    for item in cut.items:
        if at.get(item.first) is not item or item.first in taken:
            continue
        nation, state = item.get("nation"), item.get("state")
        acts = (nation and _before_act(cut, at, item)) or (state and _is_agent(cut, at, item, book))
        country = (nation or state or item.lexemes[0]).country
        if acts and country:
            known = book.states[country]
            yield Party(item.first, item.last, known.military, known.kind, country, None)


def _before_act(cut: Cut, at: Mapping[int, Item], item: Item) -> bool:
    """Whether an adjective describes an act: "Israeli air strikes", "US-led strikes", "US and British raids"."""
    k = item.last
    if cut.gap(k) in HYPHENS:
        beside = at.get(k + 1)
        if cut.normal(k + 1) != "led" and not (beside and beside.get("nation")):
            return False
        k += 1
    for _ in range(ACT_REACH):
        gap, k = cut.gap(k), k + 1
        if (not spaced(gap) and gap not in HYPHENS) or k >= len(cut.tokens):
            return False
        found = at.get(k)
        if found and found.get("act"):
            return True
        if found and (found.get("head") or found.get("equipment")):
            return False
        joins = cut.normal(k) == "and" and (following := at.get(k + 1)) is not None and following.get("nation")
        if cut.normal(k) in NO_ACT_BETWEEN and not joins:
            return False
        k = found.last if found else k
    return False


def _is_agent(cut: Cut, at: Mapping[int, Item], item: Item, book: ActorBook) -> bool:
    k = item.last
    if cut.gap(k) in APOSTROPHES and cut.normal(k + 1) == "s":
        return _before_act(cut, at, Item(item.first, k + 1))
    if cut.gap(k) in HYPHENS or cut.gap(item.first - 1) in HYPHENS:
        return False
    if cut.case == "normal" and cut.gap(k) == " " and cut.capital(k + 1) and k + 1 not in at:
        return False  # "the Washington Post said"
    return _is_accused(cut, item, book) or (_is_free(cut, item) and _has_verb(cut, k, book))


def _is_free(cut: Cut, item: Item) -> bool:
    """Whether nothing before the name makes it a mere place: "in Iraq", "Mosul, Iraq"."""
    k = item.first - 1
    while cut.normal(k) in ARTICLES:
        k -= 1
    if k < 0:
        return True
    if cut.normal(k) in PREPOSITIONS or cut.normal(k) in DIRECTIONS:
        return False
    if cut.normal(k) in CONJUNCTIONS:
        return "," in cut.gap(k - 1) or not cut.capital(max(k - 1, 0))
    return not ("," in cut.gap(k) and cut.capital(k))


def _has_verb(cut: Cut, k: int, book: ActorBook) -> bool:
    for _ in range(HELPERS_REACH):
        if not spaced(cut.gap(k)):
            return False
        k += 1
        if cut.normal(k) in book.roles.agent_verbs:
            return True
        if cut.normal(k) not in book.roles.agent_helpers:
            return False
    return False


def _is_accused(cut: Cut, item: Item, book: ActorBook) -> bool:
    k = item.first - 1
    while cut.normal(k) in ARTICLES:
        k -= 1
    if k < 0 or not spaced(cut.gap(k)):
        return False
    if cut.normal(k) == "on":
        return any(cut.normal(j) in BLAME for j in range(k - 6, k))
    return cut.normal(k) in book.roles.agent_before
