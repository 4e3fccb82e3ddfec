"""Groups that the codebook does not know, by the frame that names them: "the armed group X", "X Liberation Front"."""

from collections.abc import Iterator, Mapping

from dateline.codebook.actors import ActorBook
from dateline.mentions.actor_left import NO_NAME
from dateline.mentions.actor_lexing import HYPHENS, Cut, Item, Named, is_ordinal, spaced
from dateline.mentions.actor_phrases import Party
from dateline.model import ActorKind

LONGEST_NAME = 6
INSIDE = frozenset({"of", "for", "the", "al", "el", "ul", "e", "i", "and", "de", "del", "la", "in"})
_PEACEFUL = "rights advocacy charity aid relief monitoring watchdog environmental business media pressure"
PEACEFUL = frozenset(_PEACEFUL.split())
JOINERS = frozenset({"-", "'", "’", " ", "\u00a0"})


def framed(
    cut: Cut, at: Mapping[int, Item], named: Mapping[int, Named], parties: list[Party], book: ActorBook
) -> list[Party]:
    """Named groups without an entry; nothing in titles and capitals, where letters tell no name."""
    if cut.case != "normal":
        return []
    found = [*_introduced(cut, named, parties, book), *_tailed(cut, at, named, book)]
    return [*found, *_headed(cut, named, book)]


def _introduced(cut: Cut, named: Mapping[int, Named], parties: list[Party], book: ActorBook) -> Iterator[Party]:
    """A name right after a group noun: "the militant group Ansar al-Nur", "a group called the Red Hand"."""
    for party in parties:
        if party.head is None or party.head.lemma.split(" ")[-1] not in book.roles.frame_intro:
            continue
        first = party.last + 1
        called = False
        for phrase in book.roles.frame_called:
            size = phrase.count(" ") + 1
            if " ".join(cut.normal(i) for i in range(first, first + size)) == phrase:
                first, called = first + size, True
                break
        if called and cut.normal(first) in {"the", "itself"}:
            first += 1
        if not (party.whole or called) or not spaced(cut.gap(first - 1)) or cut.normal(first) in NO_NAME:
            continue
        if cut.normal(party.last - 1) in PEACEFUL:
            continue
        if first >= len(cut.tokens) or not cut.capital(first):
            continue
        last = _name_end(cut, first)
        if last >= first and not any(i in named for i in range(first, last + 1)):
            yield Party(first, last, None, party.kind or "Political militia", party.country, None)


def _name_end(cut: Cut, first: int) -> int:
    """The last token of the capitalised name that begins with token `first`; `first - 1` where there is none."""
    last, i = first - 1, first
    while i < min(first + LONGEST_NAME, len(cut.tokens)):
        small = cut.normal(i) in INSIDE and not cut.capital(i)
        if i > first and cut.gap(i - 1) not in JOINERS:
            break
        if not cut.capital(i) and not small:
            break
        if not small and len(cut.normal(i)) > 1:
            last = i
        i += 1
    return last


def _tailed(cut: Cut, at: Mapping[int, Item], named: Mapping[int, Named], book: ActorBook) -> Iterator[Party]:
    """A capitalised name that ends like a group's: "Kivu Liberation Front", "Omari Brigade"."""
    tails = book.roles.frame_tails
    for i, token in enumerate(cut.tokens):
        if token.normal not in book.roles.frame_tail_ends or i == 0 or not cut.capital(i) or i in named:
            continue
        for size in (2, 1):
            if " ".join(cut.normal(j) for j in range(i - size + 1, i + 1)) in tails:
                first = _name_start(cut, named, i - size + 1)
                if first < i - size + 1 and all(cut.capital(j) for j in range(i - size + 1, i + 1)):
                    tail = " ".join(cut.normal(j) for j in range(i - size + 1, i + 1))
                    yield _unit(cut, at, first, i, tails[tail], book)
                break


def _name_start(cut: Cut, named: Mapping[int, Named], first: int) -> int:
    while first > 0 and cut.gap(first - 1) in JOINERS | HYPHENS and first - 1 not in named:
        word = cut.normal(first - 1)
        if is_ordinal(word) or word in {"al", "el"} or (cut.capital(first - 1) and word not in NO_NAME):
            first -= 1
        else:
            break
    return first


def _unit(cut: Cut, at: Mapping[int, Item], first: int, last: int, kind: ActorKind | None, book: ActorBook) -> Party:
    """A framed party; a brigade or division is the state's where a nation or a number says so."""
    item = at.get(first)
    nation = (item.get("nation") or item.get("state")) if item else None
    country = nation.country if nation else None
    if kind is None:
        state = country is not None or is_ordinal(cut.normal(first))
        kind = "State forces" if state else "Rebel group"
    actor = book.force(country, "military") if kind == "State forces" else None
    return Party(first, last, actor, kind, country, None)


def _headed(cut: Cut, named: Mapping[int, Named], book: ActorBook) -> Iterator[Party]:
    """A name that begins like a group's: "Liwa al-Fajr", "Lashkar-e-Nur"."""
    heads = book.roles.frame_heads
    for i, token in enumerate(cut.tokens):
        if token.normal not in book.roles.frame_head_starts or not cut.capital(i) or i in named:
            continue
        for size in (2, 1):
            if " ".join(cut.normal(j) for j in range(i, i + size)) in heads:
                last = _name_end(cut, i)
                if last >= i + size and not any(j in named for j in range(i, last + 1)):
                    yield Party(i, last, None, "Rebel group", None, None)
                break
