"""What belongs to a head noun on its left: names, nations, places and describing words, up to the first that cannot."""

from collections.abc import Mapping

from msgspec import Struct

from dateline.codebook.actors import Actor, Head, Lexeme, Roles
from dateline.mentions.actor_lexing import APOSTROPHES, HYPHENS, Cut, Item, Named, is_ordinal, spaced
from dateline.model import ActorKind

_PREPOSITIONS = (
    "in at near from on to into inside outside around across over of by with for through throughout against between "
    "toward towards off after before during since under within via until"
)
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
_NO_NAME = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december reuters afp ap bbc cnn mr mrs ms dr the a an this that these those when while "
    "as if but and or he she it they we i his her their its our some many most all no any each both few several i'm "
    "there here where who which what how why however meanwhile also one two three four five six seven eight nine ten "
    "at in on after before during since"
)
NO_NAME = frozenset(_NO_NAME.split())
_ALLIED = "backed led aligned linked affiliated allied supported sponsored funded inspired trained armed"
ALLIED = frozenset(_ALLIED.split())


class Left(Struct):
    """What the scan has taken in; `kinds` has the kinds that the words speak of, the nearest to the head first."""

    first: int
    country: str | None = None
    name: Actor | None = None
    allied: bool = False
    people: bool = False
    kinds: list[ActorKind] = []

    def take_country(self, country: str | None) -> None:
        """Keep the country nearest to the head."""
        self.country = self.country or country


class Scan:
    """The scan to the left of one head."""

    def __init__(self, cut: Cut, at: Mapping[int, Item], named: Mapping[int, Named], roles: Roles) -> None:
        self.cut, self.at, self.named, self.roles = cut, at, named, roles

    def run(self, start: int, head: Head) -> Left:
        """Everything that belongs to the head that begins with token `start`."""
        cut, left = self.cut, Left(start, kinds=[])
        while left.first > 0:
            k = left.first - 1
            gap = cut.gap(k)
            if spaced(gap) and cut.normal(k) == "s" and cut.gap(k - 1) in APOSTROPHES:
                self._take_owner(k - 1, left)
                break
            if not spaced(gap) and gap not in HYPHENS:
                break
            tail = cut.normal(k) in self.roles.compound_tails and cut.gap(k - 1) in HYPHENS
            if tail or (gap in HYPHENS and k not in self.at and k not in self.named):
                left.first = self._compound_start(k)
                self._note_ally(k, left)
            elif (self._is_civil(k) and head.kind != "Civilians") or not self._take(k, left):
                break
        return left

    def _note_ally(self, k: int, left: Left) -> None:
        """Keep that a compound tells of an ally, and the ally's kind where it is a group: "JNIM-linked"."""
        if self.cut.normal(k) in ALLIED:
            left.allied = True
            ally = self.named.get(k - 1)
            if ally is not None and ally.actor.kind == "Rebel group":
                left.kinds.append(ally.actor.kind)

    def _is_civil(self, k: int) -> bool:
        """Whether a word describes unarmed people only, as "hospital" does."""
        item = self.at.get(k)
        modifier = item.get("modifier") if item else None
        return modifier is not None and modifier.kind == "Civilians"

    def _compound_start(self, k: int) -> int:
        """The first token of a hyphened compound that ends with token `k`: "al-Qaeda-linked", "Iran-backed"."""
        while k > 0 and self.cut.gap(k - 1) in HYPHENS:
            k -= 1
            whole = self.named.get(k) or self.at.get(k)
            k = whole.first if whole else k
        return k

    def _take_owner(self, k: int, left: Left) -> None:
        """Take in a possessor before the phrase: "Iraq's army", "Hamas's fighters", "Gaza's rulers"."""
        item = self.at.get(k)
        nation = (item.get("state") or item.get("nation")) if item else None
        if nation and item:
            left.first = item.first
            left.take_country(nation.country)
        elif k in self.named:
            left.name = left.name or self.named[k].actor
            left.first = self.named[k].first
        elif k in self.cut.places:
            left.first, place = self.cut.places[k]
            left.take_country(place.place.country)
        elif item is None and self._is_unknown_name(k):
            left.first = k

    def _take(self, k: int, left: Left) -> bool:
        """Take in the word or phrase that ends with token `k`, if it can describe a party."""
        if k in self.named:
            left.name = left.name or self.named[k].actor
            left.first = self.named[k].first
            return True
        item = self.at.get(k)
        if item is not None:
            return self._take_item(item, left)
        if k in self.cut.places:
            first, place = self.cut.places[k]
            if self.cut.normal(first - 1) in PREPOSITIONS:
                return False
            left.first = first
            left.take_country(place.place.country)
            return True
        if is_ordinal(self.cut.normal(k)) or self._is_unknown_name(k):
            left.first = k
            return True
        return False

    def _is_unknown_name(self, k: int) -> bool:
        """Whether token `k` is a capitalised word inside a sentence that may name a people, place or person."""
        cut, word = self.cut, self.cut.normal(k)
        if cut.case != "normal" or k == 0 or len(word) < 2 or not word.isalpha() or word in NO_NAME:
            return False
        return cut.capital(k) and cut.normal(k - 1) not in PREPOSITIONS

    def _take_item(self, item: Item, left: Left) -> bool:
        nation = item.get("nation") or item.get("state")
        if nation and not item.get("nation") and self.cut.normal(item.first - 1) in PREPOSITIONS:
            return False
        head, modifier, people = item.get("head"), item.get("modifier"), item.get("people")
        if not (nation or head or modifier or people):
            return False
        if head and not (nation or modifier or people) and not self._describes(item, head):
            return False
        if nation:
            left.take_country(nation.country)
        kind = (modifier.kind if modifier else None) or (head.kind if head else None)
        kind = kind or (head.head.kind if head and head.head and not nation and not modifier else None)
        if kind:
            left.kinds.append(kind)
        left.people = left.people or people is not None
        left.first = item.first
        return True

    def _describes(self, item: Item, head: Lexeme) -> bool:
        """Whether a head noun may describe the next: singular ("militia fighters"), never plural.

        A group before its own name ("the group Stone Watchmen") only announces it.
        """
        word = self.cut.normal(item.last)
        announces = word in self.roles.frame_intro and not self.cut.capital(item.last)
        if announces and self.cut.case == "normal" and self.cut.capital(item.last + 1):
            return False
        return head.head is not None and word == head.head.lemma.split(" ")[-1].lower()
