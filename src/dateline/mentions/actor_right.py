"""What stands to the right of a head noun: whether the phrase ends there, and the state that it belongs to."""

from collections.abc import Mapping

from dateline.codebook.actors import Head, Roles
from dateline.mentions.actor_lexing import HYPHENS, Cut, Item, spaced

RANKS = frozenset({"lieutenant", "sergeant", "corporal", "colonel", "captain", "major", "army captain", "army general"})
CAPTIVES = frozenset({"hostage", "captive", "prisoner"})
TAKEN = frozenset({"take", "takes", "taken", "took", "taking", "hold", "held", "holding"})
ASSOCIATIONS = frozenset({"union", "unions", "association", "associations", "league", "syndicate"})
PLURALS = frozenset({"forces", "troops", "marines", "people", "helmets", "authorities", "chechens", "mujahideen"})
ENDINGS = ("ed", "ing", "ly")


def is_final(cut: Cut, at: Mapping[int, Item], item: Item, head: Head, roles: Roles) -> bool:
    """Whether the noun is the last of its phrase and names people: not "police" in "police station"."""
    gap, following = cut.gap(item.last), cut.normal(item.last + 1)
    if gap in HYPHENS and (following in roles.compound_objects or following in roles.compound_tails):
        return False
    if _is_title(cut, item, head) or (head.lemma in CAPTIVES and cut.normal(item.first - 1) in TAKEN):
        return False
    word = cut.normal(item.last)
    plural = word in PLURALS or word != head.lemma.split(" ")[-1].lower()
    if plural or not spaced(gap):
        return not spaced(gap) or following not in ASSOCIATIONS
    beside = at.get(item.last + 1)
    if beside and beside.get("act"):
        return head.lemma not in roles.adjectival
    if beside and (beside.get("head") or beside.get("equipment")):
        return False
    if following in roles.objects:
        return False
    if following in roles.after or following in roles.agent_verbs or following.endswith(ENDINGS):
        return True
    named = cut.case == "normal" and cut.capital(item.last + 1)  # "the gunman Idris Sow"
    return head.lemma not in roles.adjectival and not head.mass and (named or head.kind == "Civilians")


def _is_title(cut: Cut, item: Item, head: Head) -> bool:
    """Whether the noun is a title or surname ("President Biden", "Tim Cook"), which is no description."""
    if cut.case != "normal" or not cut.capital(item.first):
        return False
    k = item.last + 1
    named = k < len(cut.tokens) and cut.gap(item.last) == " " and cut.capital(k)
    if head.kind == "Civilians" and head.lemma[0].islower():
        return named or item.first > 0
    return named and head.lemma in RANKS


def owner_state(cut: Cut, at: Mapping[int, Item], last: int) -> Item | None:
    """The state in "the government of Iraq", for a phrase that ends with token `last`."""
    if cut.normal(last + 1) != "of" or not spaced(cut.gap(last)) or not spaced(cut.gap(last + 1)):
        return None
    k = last + 3 if cut.normal(last + 2) == "the" else last + 2
    item = at.get(k)
    return item if item and item.first == k and item.get("state") else None
