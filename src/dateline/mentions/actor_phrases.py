"""Described parties: a head noun with the words that belong to it ("suspected Islamist gunmen", "Iraqi army").

There is no tagger: the phrase grows to the left over words that can describe a party and stops at the first that
cannot. Names of the codebook and of nations inside the phrase give it its actor and its country.
"""

from collections.abc import Mapping

from msgspec import Struct

from dateline.codebook.actors import Actor, ActorBook, Head, Roles
from dateline.mentions.actor_lexing import APOSTROPHES, HYPHENS, SPACES, Cut, Item, is_ordinal
from dateline.model import ActorKind

PREPOSITIONS = frozenset(
    "in at near from on to into inside outside around across over of by with for through throughout against between "
    "toward towards off after before during since under within via until".split()
)
NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december reuters afp ap bbc cnn mr mrs ms dr the a an this that these those when while "
    "as if but and or he she it they we i his her their its our some many most all no any each both few several i'm "
    "there here where who which what how why however meanwhile also one two three four five six seven eight nine ten "
    "at in on after before since during".split()
)
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen dozens "
    "hundreds thousands several many some few more other both couple scores".split()
)
TROOPS = frozenset({"forces", "force", "unit", "battalion", "brigade", "contingent", "detachment", "squad"})
OVERRIDES: dict[ActorKind, frozenset[ActorKind]] = {
    "State forces": frozenset({"Rebel group", "External/Other forces", "Political militia", "Identity militia"}),
    "Political militia": frozenset({"Rebel group", "Identity militia"}),
    "Identity militia": frozenset({"Rebel group"}),
}


class Party(Struct, frozen=True):
    """A candidate party in a sentence, as token numbers; `whole` is false where it still lacks a description."""

    first: int
    last: int
    actor: str | None
    kind: ActorKind | None
    country: str | None
    head: Head | None
    whole: bool = True


class _Left(Struct):
    """What the scan to the left of a head has taken in."""

    first: int
    country: str | None = None
    name: Actor | None = None
    kinds: list[ActorKind] = []


def described(cut: Cut, at: Mapping[int, Item], actors: Mapping[int, Actor], book: ActorBook) -> list[Party]:
    """The parties that head nouns make, in the order of the sentence.

    `at` has the item that covers a token, `actors` the actor whose name covers it.
    """
    found = []
    for item in cut.items:
        if at.get(item.first) is not item:
            continue
        lexeme = item.get("head") or item.get("equipment")
        head = lexeme.head if lexeme else None
        if lexeme is None or head is None or not _is_final(cut, at, item, head, book.roles):
            continue
        left = _scan_left(cut, at, actors, item.first, book.roles)
        left.country = left.country or lexeme.country
        party = _party(cut, item, head, left, book)
        if lexeme.tag == "equipment" and party.kind != "State forces" and party.actor is None:
            continue
        found.append(party)
    return found


def _is_final(cut: Cut, at: Mapping[int, Item], item: Item, head: Head, roles: Roles) -> bool:
    """Whether the noun is the last of its phrase and names people: not "police" in "police station"."""
    after = item.last + 1
    gap, following = cut.gap(item.last), cut.normal(after)
    if gap in HYPHENS and (following in roles.compound_objects or following in roles.compound_tails):
        return False
    if _is_title(cut, item, head):
        return False
    plural = cut.normal(item.last) != head.lemma.split(" ")[-1].lower()
    if plural or gap not in SPACES:
        return True
    beside = at.get(after)
    act = beside.get("act") if beside else None
    if beside and (beside.get("head") or beside.get("equipment")) and not act:
        return beside.get("head") is None and not head.service
    return following not in roles.objects or act is not None


def _is_title(cut: Cut, item: Item, head: Head) -> bool:
    """Whether the noun is a title or surname ("President Biden", "Tim Cook"), which is no description."""
    if cut.case != "normal" or not cut.capital(item.first):
        return False
    named = item.last + 1 < len(cut.tokens) and cut.gap(item.last) == " " and cut.capital(item.last + 1)
    if item.first == 0:
        return named and head.kind == "Civilians"
    return head.kind == "Civilians" and not cut.normal(item.first).endswith("s") or (named and head.status != "unknown" and head.needs == "" and head.lemma in {"lieutenant", "sergeant", "corporal", "colonel", "captain"})


def _scan_left(cut: Cut, at: Mapping[int, Item], actors: Mapping[int, Actor], start: int, roles: Roles) -> _Left:
    left = _Left(start, kinds=[])
    while left.first > 0:
        k = left.first - 1
        gap = cut.gap(k)
        if gap in SPACES and cut.normal(k) == "s" and cut.gap(k - 1) in APOSTROPHES:
            _take_owner(cut, at, actors, k - 1, left)
            break
        if gap not in SPACES and gap not in HYPHENS:
            break
        tail = cut.normal(k) in roles.compound_tails and cut.gap(k - 1) in HYPHENS
        if tail or (gap in HYPHENS and k not in at and k not in actors):
            left.first = _compound_start(cut, at, actors, k)
        elif not _take(cut, at, actors, k, left):
            break
    return left


def _compound_start(cut: Cut, at: Mapping[int, Item], actors: Mapping[int, Actor], k: int) -> int:
    """The first token of a hyphened compound that ends with token `k`: "al-Qaeda-linked", "Iran-backed"."""
    while k > 0 and cut.gap(k - 1) in HYPHENS:
        k -= 1
        owner = actors.get(k)
        while owner is not None and k > 0 and actors.get(k - 1) is owner:
            k -= 1
        item = at.get(k)
        if item is not None:
            k = item.first
    return k


def _take_owner(cut: Cut, at: Mapping[int, Item], actors: Mapping[int, Actor], k: int, left: _Left) -> None:
    """Take in a possessor before the phrase: "Iraq's army", "Hamas's fighters"."""
    item = at.get(k)
    nation = (item.get("state") or item.get("nation")) if item else None
    if nation and item:
        left.first, left.country = item.first, left.country or nation.country
    elif k in actors:
        left.name = left.name or actors[k]
        while k > 0 and actors.get(k - 1) is actors[k]:
            k -= 1
        left.first = k
    elif k in cut.places:
        left.first, place = cut.places[k]
        left.country = left.country or place.place.country


def _take(cut: Cut, at: Mapping[int, Item], actors: Mapping[int, Actor], k: int, left: _Left) -> bool:
    """Take in the word or phrase that ends with token `k`, if it can describe a party."""
    if k in actors:
        left.name = left.name or actors[k]
        left.first = k
        while left.first > 0 and actors.get(left.first - 1) is actors[k]:
            left.first -= 1
        return True
    item = at.get(k)
    if item is not None:
        return _take_item(cut, item, left)
    if k in cut.places:
        first, place = cut.places[k]
        if cut.normal(first - 1) in PREPOSITIONS:
            return False
        left.first, left.country = first, left.country or place.place.country
        return True
    word = cut.normal(k)
    named = cut.case == "normal" and k > 0 and cut.capital(k) and word not in NO_NAME and word.isalpha()
    if is_ordinal(word) or (named and cut.normal(k - 1) not in PREPOSITIONS and len(word) > 1):
        left.first = k
        return True
    return False


def _take_item(cut: Cut, item: Item, left: _Left) -> bool:
    nation = item.get("nation") or item.get("state")
    if nation:
        if item.get("state") and not item.get("nation") and cut.normal(item.first - 1) in PREPOSITIONS:
            return False
        left.country = left.country or nation.country
    head = item.get("head")
    if head and not (nation or item.get("modifier") or item.get("people")):
        assert head.head is not None
        if cut.normal(item.last) != head.head.lemma.split(" ")[-1].lower():
            return False
        left.kinds.append(head.kind or head.head.kind)
    modifier = item.get("modifier")
    if modifier and modifier.kind:
        left.kinds.append(modifier.kind)
    if not (nation or head or modifier or item.get("people")):
        return False
    left.first = item.first
    return True


def _party(cut: Cut, item: Item, head: Head, left: _Left, book: ActorBook) -> Party:
    kind = _kind(head, left)
    actor = None
    combatant = head.status == "combatant" or head.open
    if left.name and combatant:
        actor, kind = left.name.id, left.name.kind
    elif kind == "State forces" and left.country:
        kind = book.states[left.country].kind if left.country in book.states else kind
        actor = book.force(left.country, head.service or "military")
    is_described = left.first < item.first
    counted = cut.normal(left.first - 1) in NUMBERS or cut.normal(left.first - 1).isdigit()
    whole = not head.needs or is_described or (head.needs == "counted" and counted)
    country = left.country or (left.name.country[0] if left.name and len(left.name.country) == 1 else None)
    return Party(left.first, item.last, actor, kind, country, head, whole)


def _kind(head: Head, left: _Left) -> ActorKind:
    nearest = left.kinds[0] if left.kinds else None
    if head.open:
        if nearest:
            return nearest
        return "State forces" if left.country and head.lemma in TROOPS else head.kind
    if nearest and nearest in OVERRIDES.get(head.kind, frozenset()):
        return nearest
    return head.kind
