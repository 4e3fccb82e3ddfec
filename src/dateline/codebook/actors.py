"""The actor codebook: parties to conflicts by name, states and their services, and the words that describe parties.

`states.toml` has one line a state, `groups/*.toml` the named groups by region, `roles.toml` the nouns and describing
words. Kinds are the actor types of ACLED's codebook. Countries are ISO 3166-1 alpha-2 codes, XK for Kosovo.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

from msgspec import Struct

from dateline.codebook.forms import forms as forms_of
from dateline.codebook.forms import is_acronym, slug
from dateline.codebook.phrases import WORD, PhraseTable, key, normal, words
from dateline.errors import CodebookError
from dateline.model import ActorKind, VictimStatus

Service = Literal["military", "police", ""]
Need = Literal["", "modifier", "counted", "kind"]
Tag = Literal["head", "nation", "state", "people", "modifier", "equipment", "act"]

KIND_TABLES: dict[str, ActorKind] = {
    "state": "State forces",
    "rebel": "Rebel group",
    "political": "Political militia",
    "identity": "Identity militia",
    "external": "External/Other forces",
}
REGION_FILES = (
    "middle_east.toml",
    "asia.toml",
    "africa.toml",
    "europe.toml",
    "americas.toml",
    "missions.toml",
)
_GROUP_WORDS = (
    "cartel movement group militia forces force army brigade brigades battalion rebels fighters police coalition"
)
FINAL_HAMZA = re.compile(r"\b[A-Z][a-z]?u[a-z]a[a-z]a$")
ARTICLES = frozenset({"al", "el", "ul", "the"})
GROUP_WORDS = frozenset(_GROUP_WORDS.split())


class Actor(Struct, frozen=True):
    """A party known by name. `weak` names stand for it only where the page supports them by other means."""

    id: str
    name: str
    aliases: tuple[str, ...]
    weak: tuple[str, ...]
    country: tuple[str, ...]
    kind: ActorKind
    first: int | None
    last: int | None
    part_of: str | None


class NameUse(Struct, frozen=True):
    """One name of one actor: which of its words must be capitals, and whether it needs support."""

    actor: str
    weak: bool
    capitals: tuple[bool, ...]
    acronym: str | None


class Head(Struct, frozen=True):
    """A noun that makes a phrase a party, and what ACLED calls such a party.

    `open` lets the words before it decide the kind; `member` says that "members of X" are X. `needs` is what a
    party so named must have: a describing word, a word or a number, or a word that decides the kind. A `mass` noun
    has one form ("police").
    """

    lemma: str
    kind: ActorKind
    status: VictimStatus
    service: Service = ""
    open: bool = False
    needs: Need = ""
    member: bool = False
    mass: bool = False


class Lexeme(Struct, frozen=True):
    """What a word or phrase can be inside the name of a party."""

    tag: Tag
    country: str | None = None
    head: Head | None = None
    kind: ActorKind | None = None


class State(Struct, frozen=True):
    """A state: its adjectives, the names that stand for it, and the kind of its forces."""

    country: str
    name: str
    region: str
    adjectives: tuple[str, ...]
    also: tuple[str, ...]
    kind: ActorKind
    military: str
    police: str


class Roles(Struct, frozen=True):
    """Closed word lists, in normal form, that steer the recognition of described parties."""

    objects: frozenset[str]
    after: frozenset[str]
    adjectival: frozenset[str]
    compound_tails: frozenset[str]
    compound_objects: frozenset[str]
    agent_verbs: frozenset[str]
    agent_before: frozenset[str]
    agent_helpers: frozenset[str]
    frame_intro: frozenset[str]
    frame_called: tuple[str, ...]
    frame_tails: Mapping[str, ActorKind | None]
    frame_tail_ends: frozenset[str]
    frame_heads: frozenset[str]
    frame_head_starts: frozenset[str]


class Reach(Struct, frozen=True):
    """Which words a phrase table can begin with and which it holds: elsewhere it need not be asked."""

    starts: frozenset[str]
    words: frozenset[str]


class ActorBook(Struct, frozen=True):
    """All that is known about parties before a page is read."""

    actors: Mapping[str, Actor]
    states: Mapping[str, State]
    heads: Mapping[str, Head]
    names: PhraseTable[NameUse]
    names_reach: Reach
    lexicon: PhraseTable[Lexeme]
    lexicon_reach: Reach
    roles: Roles

    def role_kind(self, head: str) -> ActorKind | None:
        """The kind of party that a head noun names by itself, or null where it names none."""
        found = self.heads.get(key(head))
        return found.kind if found else None

    def status(self, head: str) -> VictimStatus:
        """What a victim so described is: a civilian only where the word says civilian."""
        found = self.heads.get(key(head))
        return found.status if found else "unknown"

    def force(self, country: str | None, service: Service) -> str | None:
        """The id of a state's military or police, or null where the state or the service is unknown."""
        state = self.states.get(country or "")
        if state is None or not service:
            return None
        return state.police if service == "police" else state.military


@lru_cache(maxsize=1)
def load_actors() -> ActorBook:
    """The actor codebook that ships with the program; raises CodebookError where a file of it is damaged."""
    states, services = _states(_read("states.toml"))
    actors = {a.id: a for a in services}
    for file in REGION_FILES:
        for actor in _groups(_read(f"groups/{file}"), file):
            if actor.id in actors:
                raise CodebookError(f"groups/{file}: the id {actor.id} is taken; choose another")
            actors[actor.id] = actor
    _check(actors)
    raw = _read("roles.toml")
    forms = dict(_head_forms(raw["heads"]))
    uses = list(_name_uses(actors.values(), states))
    lexemes = list(_lexemes(raw, forms, states))
    return ActorBook(
        actors=actors,
        states=states,
        heads={key(form): head for form, head in forms.items()},
        names=PhraseTable(uses),
        names_reach=_reach(name for name, _ in uses),
        lexicon=PhraseTable(lexemes),
        lexicon_reach=_reach(form for form, _ in lexemes),
        roles=_roles(raw),
    )


def _reach(phrases: Iterable[str]) -> Reach:
    starts, held = set(), set()
    for phrase in phrases:
        parts = [normal(w) for w in WORD.findall(phrase)]
        starts.update(parts[:1])
        held.update(parts)
    return Reach(frozenset(starts), frozenset(held))


def _read(name: str) -> dict[str, Any]:
    path = files(__package__).joinpath(*name.split("/"))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{name} cannot be read: {error}") from error


def _states(raw: dict[str, Any]) -> tuple[dict[str, State], list[Actor]]:
    states: dict[str, State] = {}
    services: list[Actor] = []
    for region, rows in raw.items():
        for country, row in rows.items():
            ids = {s: f"{s}-{slug(row['name'])}" for s in ("military", "police")}
            kind: ActorKind = row.get("kind", "State forces")
            states[country] = State(
                country,
                row["name"],
                region,
                tuple(row["adj"]),
                tuple(row["also"]),
                kind,
                ids["military"],
                ids["police"],
            )
            for service, title in (("military", "Military"), ("police", "Police")):
                aliases = tuple(row[service])
                name = f"{title} Forces of {row['name']}"
                services.append(Actor(ids[service], name, aliases, (), (country,), kind, None, None, None))
    return states, services


def _groups(raw: dict[str, Any], file: str) -> Iterator[Actor]:
    for table, rows in raw.items():
        if table not in KIND_TABLES:
            raise CodebookError(f"groups/{file}: [{table}] is no kind; use one of {', '.join(KIND_TABLES)}")
        for ident, row in rows.items():
            years = row.get("years", [])
            yield Actor(
                id=ident,
                name=row["name"],
                aliases=tuple(row.get("aliases", ())),
                weak=tuple(row.get("weak", ())),
                country=tuple(row["in"]),
                kind=KIND_TABLES[table],
                first=years[0] if years else None,
                last=years[1] if len(years) > 1 else None,
                part_of=row.get("part_of"),
            )


def _check(actors: Mapping[str, Actor]) -> None:
    owners: dict[str, str] = {}
    for actor in actors.values():
        if actor.part_of is not None and actor.part_of not in actors:
            raise CodebookError(f"{actor.id} is part of {actor.part_of}, which has no entry")
        if actor.first and actor.last and actor.first > actor.last:
            raise CodebookError(f"{actor.id} ends ({actor.last}) before it begins ({actor.first})")
        for alias in (actor.name, *actor.aliases):
            if owners.setdefault(alias.lower(), actor.id) != actor.id:
                other = owners[alias.lower()]
                raise CodebookError(f"{alias!r} names both {other} and {actor.id}; make it weak in both")
    for actor in actors.values():
        for alias in actor.weak:
            if alias.lower() in owners:
                other = owners[alias.lower()]
                raise CodebookError(f"{alias!r} is weak for {actor.id} but no weak name of {other}")


def _name_uses(actors: Iterable[Actor], states: Mapping[str, State]) -> Iterator[tuple[str, NameUse]]:
    for actor in actors:
        clear = (actor.name, *actor.aliases)
        spelt = (*clear, *(v for name in clear for v in (*_by_state(name, actor, states), *_hamza(name))))
        for weak, names in ((False, spelt), (True, actor.weak)):
            for name in names:
                capitals = tuple(
                    name[w.start].isupper() and w.normal not in ARTICLES and (weak or w.normal not in GROUP_WORDS)
                    for w in words(name)
                )
                acronym = name if is_acronym(name) else None
                yield name, NameUse(actor.id, weak, capitals, acronym)


def _hamza(name: str) -> Iterator[str]:
    """Further spellings of Arabic plurals that end in a hamza: "al-Shuhada", "al-Shuhadaa", "al-Shuhada'a"."""
    if FINAL_HAMZA.search(name):
        yield f"{name}a"
        yield f"{name}'a"


def _by_state(name: str, actor: Actor, states: Mapping[str, State]) -> Iterator[str]:
    """A name with the state's name for its adjective, as headlines have it: "Libya National Army"."""
    for state in (states[c] for c in actor.country if c in states):
        for adjective in state.adjectives:
            if name.startswith(f"{adjective} ") and state.name != "United States":
                yield state.name + name[len(adjective) :]


def _head_forms(rows: list[dict[str, Any]]) -> Iterator[tuple[str, Head]]:
    for row in rows:
        if row["kind"] not in get_args(ActorKind):
            raise CodebookError(f"roles.toml: {row['kind']!r} is no kind of actor")
        for entry in row["words"]:
            singular, plural, single = forms_of(entry)
            head = Head(
                lemma=singular,
                kind=row["kind"],
                status=row["status"],
                service=row.get("service", ""),
                open=row.get("open", False),
                needs=row.get("needs", ""),
                member=row.get("member", False),
                mass=single,
            )
            yield singular, head
            yield plural, head


def _lexemes(
    raw: dict[str, Any], forms: Mapping[str, Head], states: Mapping[str, State]
) -> Iterator[tuple[str, Lexeme]]:
    kinds: dict[str, ActorKind] = {key(w): kind for kind, ws in raw["kinds"].items() for w in ws}
    for form, head in forms.items():
        yield form, Lexeme("head", head=head, kind=kinds.get(key(form)))
    for tag in ("equipment", "acts"):
        for entry in raw[tag]["words"]:
            singular, many, _ = forms_of(entry)
            for form in (singular, many):
                noun = Head(singular, "State forces", "unknown", "military", needs="modifier")
                yield form, Lexeme("act" if tag == "acts" else "equipment", head=noun)
    for word in dict.fromkeys([*raw["modifiers"]["plain"], *kinds]):
        yield word, Lexeme("modifier", kind=kinds.get(key(word)))
    for word in raw["peoples"]["words"]:
        yield word, Lexeme("people")
    for word in raw["demonyms"]["words"]:
        yield word, Lexeme("head", head=Head(word, "Civilians", "unknown"))
    yield from _nation_lexemes(states)


def _nation_lexemes(states: Mapping[str, State]) -> Iterator[tuple[str, Lexeme]]:
    for state in states.values():
        for adjective in state.adjectives:
            yield adjective, Lexeme("nation", country=state.country)
            if adjective.endswith(("i", "an")):
                people = Head(f"{adjective}s", "Civilians", "unknown")
                yield f"{adjective}s", Lexeme("head", country=state.country, head=people)
        for name in (state.name, *state.also):
            yield name, Lexeme("state", country=state.country)


def _roles(raw: dict[str, Any]) -> Roles:
    compounds, agents, frames = raw["compounds"], raw["agents"], raw["frames"]
    tails: dict[str, ActorKind | None] = {}
    by_kind: tuple[tuple[str, ActorKind | None], ...] = (
        ("tails_rebel", "Rebel group"),
        ("tails_militia", "Political militia"),
        ("tails_state", "State forces"),
        ("tails_unit", None),
    )
    for table, kind in by_kind:
        tails.update({key(tail): kind for tail in frames[table]})
    heads = frozenset(key(w) for w in frames["heads_rebel"])
    return Roles(
        objects=_normals(raw["objects"]["words"]),
        after=_normals(raw["after"]["words"]),
        adjectival=frozenset(key(w) for w in raw["adjectival"]["words"]),
        compound_tails=_normals(compounds["tails"]),
        compound_objects=_normals(compounds["objects"]),
        agent_verbs=_normals(agents["verbs"]),
        agent_before=_normals(agents["before"]),
        agent_helpers=_normals(agents["helpers"]),
        frame_intro=_normals(frames["intro"]),
        frame_called=tuple(frames["called"]),
        frame_tails=tails,
        frame_tail_ends=frozenset(tail.split(" ")[-1] for tail in tails),
        frame_heads=heads,
        frame_head_starts=frozenset(head.split(" ")[0] for head in heads),
    )


def _normals(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(normal(w) for w in listed)
