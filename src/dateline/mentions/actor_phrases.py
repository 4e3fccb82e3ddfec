"""Described parties: a head noun with the words that belong to it ("suspected Islamist gunmen", "Iraqi army").

There is no tagger: the phrase grows to the left over words that can describe a party and stops at the first that
cannot. Names of the codebook and of nations inside the phrase give it its actor and its country.
"""

from collections.abc import Mapping

from msgspec import Struct

from dateline.codebook.actors import ActorBook, Head
from dateline.mentions.actor_left import Left, Scan
from dateline.mentions.actor_lexing import Cut, Item, Named
from dateline.mentions.actor_persons import person_end
from dateline.mentions.actor_right import is_final, owner_state
from dateline.model import ActorKind

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen dozens "
    "hundreds thousands several many some few more other both couple scores"
)
NUMBERS = frozenset(_NUMBERS.split())
TROOPS = frozenset({"forces", "force", "unit", "battalion", "brigade", "contingent", "detachment", "squad", "column"})
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


def described(cut: Cut, at: Mapping[int, Item], named: Mapping[int, Named], book: ActorBook) -> list[Party]:
    """The parties that head nouns make, in the order of the sentence.

    `at` has the item that covers a token, `named` the name that covers it.
    """
    found = []
    scan = Scan(cut, at, named, book.roles)
    for item in cut.items:
        if at.get(item.first) is not item:
            continue
        lexeme = item.get("head") or item.get("equipment")
        head = lexeme.head if lexeme else None
        if lexeme is None or head is None:
            continue
        person = person_end(cut, at, named, item, head)
        if person is None and not is_final(cut, at, item, head, book.roles):
            continue
        left = scan.run(item.first, head)
        left.take_country(lexeme.country)
        last = item.last if person is None else person
        state = owner_state(cut, at, last) if head.service and lexeme.tag == "head" else None
        if state and not left.country:
            left.take_country(state.lexemes[0].country)
            last = state.last
        party = _party(cut, item, head, left, book)
        known_machine = party.actor is not None or (left.kinds and left.kinds[0] != "Civilians")
        if lexeme.tag == "head" or known_machine:
            whole = party.whole or person is not None
            found.append(Party(party.first, last, party.actor, party.kind, party.country, head, whole))
    return found


def _party(cut: Cut, item: Item, head: Head, left: Left, book: ActorBook) -> Party:
    kind = _kind(head, left)
    actor: str | None = None
    if left.name and (head.status == "combatant" or head.open or head.member):
        actor, kind = left.name.id, left.name.kind
    elif kind == "State forces" and left.country is not None and left.country in book.states:
        kind = book.states[left.country].kind
        actor = book.force(left.country, head.service or "military")
    country = left.country or (left.name.country[0] if left.name and len(left.name.country) == 1 else None)
    whole = kind is not None and _is_whole(cut, item, head, left)
    return Party(left.first, item.last, actor, kind, country, head, whole)


def _is_whole(cut: Cut, item: Item, head: Head, left: Left) -> bool:
    """Whether the phrase has the description or number that its head needs."""
    if not head.needs or left.first < item.first:
        return True
    before = cut.normal(left.first - 1)
    return head.needs == "counted" and (before in NUMBERS or before.isdigit())


def _kind(head: Head, left: Left) -> ActorKind | None:
    """The kind of party; null for a bare "group" or "leader", which may be anybody's."""
    nearest = left.kinds[0] if left.kinds else None
    if head.open:
        if nearest:
            return nearest
        if left.country and head.lemma in TROOPS and not left.allied:
            return "State forces"
        named = left.allied or left.people or left.name is not None
        return head.kind if named or head.needs != "kind" else None
    if nearest and nearest in OVERRIDES.get(head.kind, frozenset()):
        return nearest
    return head.kind
