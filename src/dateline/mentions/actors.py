"""Parties to a conflict on a page: named actors, states and their services, and described parties.

The finder knows names by the codebook, states by adjective and noun, and other parties by their head noun; the page
decides about names that need support ("Wagner", "SDF"): by a full name elsewhere, by its countries, by the noun beside.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from dateline.codebook.actors import Actor, ActorBook
from dateline.mentions.actor_frames import framed
from dateline.mentions.actor_lexing import HYPHENS, Cut, Item, Named, cut, spaced, with_places
from dateline.mentions.actor_phrases import Party, described
from dateline.mentions.actor_states import acting_states
from dateline.model import ActorMention, Document, PlaceMention, Span

DETERMINERS = frozenset({"the", "a", "an", "his", "their", "its", "this", "that", "these", "those"})
RELATIONS = (
    (("of",), True),
    (("from",), True),
    (("with",), True),
    (("belonging", "to"), True),
    (("within",), True),
    (("loyal", "to"), False),
    (("allied", "to"), False),
    (("allied", "with"), False),
    (("aligned", "with"), False),
    (("linked", "to"), False),
    (("affiliated", "to"), False),
    (("affiliated", "with"), False),
    (("backed", "by"), False),
    (("supported", "by"), False),
    (("led", "by"), False),
)
WARS = frozenset({"war", "wars", "conflict", "talks", "ceasefire", "truce", "deal", "fighting", "clashes", "agreement"})
GROUP_NOUNS = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "movement",
        "faction",
        "militia",
        "gang",
        "cartel",
        "network",
        "outfit",
        "army",
        "party",
    }
)
ABBREVIATION = re.compile(r"\b[A-Z](?:\.[A-Z])+\Z")
STRONG_ELSEWHERE, SAME_COUNTRY, NOUN_BESIDE = 4, 2, 1


def cut_sentences(document: Document, codebook: ActorBook) -> list[Cut]:
    """The sentences of a page, cut into words and the known names among them."""
    return [cut(document.page.text, s, codebook) for s in document.sentences]


def named_actors(cuts: Iterable[Cut], codebook: ActorBook) -> list[tuple[Span, Actor]]:
    """Where a page names actors beyond doubt: no place is named inside such a name ("the Islamic State in Iraq")."""
    return [
        ((c.tokens[item.first].start, c.tokens[item.last].end), codebook.actors[item.names[0].actor])
        for c in cuts
        for item in c.names
    ]


def find_actors(
    document: Document, codebook: ActorBook, places: tuple[PlaceMention, ...], cuts: list[Cut] | None = None
) -> tuple[ActorMention, ...]:
    """The parties named or described on a page, in the order of its text, none overlapping."""
    ends = {p.end: p for p in places}
    cuts = [with_places(c, ends) for c in (cut_sentences(document, codebook) if cuts is None else cuts)]
    page = _Page(cuts, places, codebook)
    mentions: list[ActorMention] = []
    for sentence in cuts:
        mentions.extend(_mention(p, sentence) for p in _parties(sentence, page, codebook))
    return tuple(mentions)


class _Page:
    """What the whole page tells about doubtful names: the sure actors and the countries."""

    def __init__(self, cuts: list[Cut], places: Iterable[PlaceMention], book: ActorBook) -> None:
        self.book = book
        self.sure = {item.names[0].actor for c in cuts for item in c.names}
        self.sure |= {p for a in self.sure if (p := book.actors[a].part_of)}
        self.countries = Counter(p.place.country for p in places if p.place.country)
        for c in cuts:
            for item in c.items:
                self.countries.update(x.country for x in item.lexemes if x.country)

    def decide(self, item: Item, beside: bool) -> Actor | None:
        """The actor that a doubtful name stands for on this page, or null."""
        scores = []
        for name in dict.fromkeys(use.actor for use in item.names):
            actor = self.book.actors[name]
            score = STRONG_ELSEWHERE * (actor.id in self.sure) + NOUN_BESIDE * beside
            score += SAME_COUNTRY * any(self.countries[c] for c in actor.country)
            scores.append((score, sum(self.countries[c] for c in actor.country), actor))
        best = max(scores, key=lambda s: s[:2])
        rivals = [s for s in scores if s[:2] == best[:2]]
        return best[2] if best[0] > 0 and len(rivals) == 1 else None


def _parties(c: Cut, page: _Page, book: ActorBook) -> list[Party]:
    named, at = _cover(c, page, book)
    candidates = described(c, at, named, book)
    candidates += framed(c, at, named, candidates, book)
    candidates += [p for p in _named(named) if not _is_part_of_war(c, p)]
    taken = frozenset(i for p in candidates if p.whole for i in range(p.first, p.last + 1))
    candidates += acting_states(c, at, taken, book)
    chosen = _without_overlap(candidates)
    return [p for p in _merged(c, chosen) if p.whole]


def _cover(c: Cut, page: _Page, book: ActorBook) -> tuple[dict[int, Named], dict[int, Item]]:
    """Which name and which other item covers each token."""
    at: dict[int, Item] = {i: item for item in c.items for i in range(item.first, item.last + 1)}
    names = [Named(item.first, item.last, book.actors[item.names[0].actor]) for item in c.names]
    for item in c.weak:
        following = at.get(item.last + 1)
        beside = following is not None and following.get("head") is not None and spaced(c.gap(item.last))
        actor = page.decide(item, beside)
        if actor and not _is_longer_name(c, item, at):
            names.append(Named(item.first, item.last, actor))
    named = {i: name for name in names for i in range(name.first, name.last + 1)}
    covered = {at[i].first for i in named if i in at}
    return named, {i: item for i, item in at.items() if item.first not in covered}


def _is_longer_name(c: Cut, item: Item, at: Mapping[int, Item]) -> bool:
    """Whether a doubtful name is part of some longer name: "Amal Clooney", "Richard Wagner"."""
    if c.case != "normal" or not c.capital(item.first):
        return False
    after, before = item.last + 1, item.first - 1
    if after < len(c.tokens) and c.gap(item.last) == " " and c.capital(after) and after not in at:
        return True
    return before > 0 and c.gap(before) == " " and c.capital(before) and before not in at


def _named(named: Mapping[int, Named]) -> Iterable[Party]:
    for i, name in sorted(named.items()):
        if i == name.first:
            actor = name.actor
            country = actor.country[0] if len(actor.country) == 1 else None
            yield Party(name.first, name.last, actor.id, actor.kind, country, None)


def _is_part_of_war(c: Cut, party: Party) -> bool:
    """Whether a name only helps to name something else: "Israel-Hamas war", "Hamas-run"."""
    before, after = c.gap(party.first - 1), c.gap(party.last)
    if after in HYPHENS or after in {"–", "/"}:
        return True
    return before in HYPHENS | {"–"} and c.normal(party.last + 1) in WARS


def _without_overlap(parties: list[Party]) -> list[Party]:
    """The longest parties first; what they cover is left out."""
    chosen: list[Party] = []
    used: set[int] = set()
    for p in sorted(parties, key=lambda p: (not p.whole, p.first - p.last, p.first)):
        span = range(p.first, p.last + 1)
        if used.isdisjoint(span):
            used.update(span)
            chosen.append(p)
    return sorted(chosen, key=lambda p: p.first)


def _merged(c: Cut, parties: list[Party]) -> list[Party]:
    """Parties with those that complete them: "members of the militia", "the group" before the group's name."""
    merged: list[Party] = []
    for p in reversed(parties):
        following = merged[-1] if merged else None
        if following and _introduces(c, p, following):
            continue
        joined = _with_owner(c, p, following) if following else None
        if joined:
            merged[-1] = joined
        else:
            merged.append(p)
    return merged[::-1]


def _introduces(c: Cut, p: Party, following: Party) -> bool:
    """Whether a description only announces the name behind it: "the Islamist group" before "Hamas"."""
    if p.head is None or following.head is not None or p.head.lemma.split(" ")[-1] not in GROUP_NOUNS:
        return False
    between = [c.normal(i) for i in range(p.last + 1, following.first)]
    return (not between and spaced(c.gap(p.last))) or between in (
        ["called"],
        ["named"],
        ["known", "as"],
        ["calling", "itself"],
        ["called", "the"],
        ["known", "as", "the"],
    )


def _with_owner(c: Cut, p: Party, following: Party) -> Party | None:
    """A party of people joined with the party they belong to, or null where nothing joins them."""
    head = p.head
    if head is None or head.status == "civilian" or (head.kind == "Civilians" and not head.open):
        return None
    between = [c.normal(i) for i in range(p.last + 1, following.first)]
    if between and between[-1] in DETERMINERS:
        between.pop()
    belongs = next((own for phrase, own in RELATIONS if list(phrase) == between), None)
    if belongs is None or not all(spaced(c.gap(i)) for i in range(p.last, following.first)):
        return None
    if not following.whole or following.kind in {"Civilians", "Protesters", "Rioters"}:
        return None
    theirs = belongs and (head.member or head.open or head.status == "combatant")
    kind = following.kind if head.open or (theirs and following.actor) else p.kind
    actor = (following.actor or p.actor) if theirs else p.actor
    return Party(p.first, following.last, actor, kind, following.country or p.country, head)


def _mention(p: Party, c: Cut) -> ActorMention:
    start, end = c.tokens[p.first].start, c.tokens[p.last].end
    if ABBREVIATION.search(c.text, start, end) and c.text.startswith(".", end):
        end += 1
    head = p.head.lemma if p.head else None
    return ActorMention(start, end, " ".join(c.text[start:end].split()), p.actor, p.kind, p.country, head)
