"""Keeps the voices of a page: makes a source record of a noun phrase, and finds whom "he" or "the group" means."""

import re
from typing import NamedTuple

from msgspec import UNSET

from dateline.claims.lexicon import DESCRIBING, GENERIC, GENERIC_BODIES
from dateline.codebook.phrases import words
from dateline.codebook.sources import SourceBook
from dateline.model import ActorKind, Document, Evidence, Mentions, Source, SourceKind, Span

FROM_ACTOR: dict[ActorKind, SourceKind] = {
    "State forces": "military",
    "Rebel group": "armed_group",
    "Political militia": "armed_group",
    "Identity militia": "armed_group",
    "Civilians": "witness",
    "Protesters": "witness",
    "Rioters": "witness",
}
FROM_PARTY = ("Rebel group", "Political militia", "Identity militia")
PERSONAL = ("he", "she", "i")
NEUTRAL = ("it",)
PLURAL = ("they", "we")
NAME_REACH = 20_000  # characters back in which a longer name is looked for
KEPT = 300  # voices of a page that stay in mind
REACH = 900  # characters back to which a pronoun may point
TITLED = re.compile(r"(?:[A-Z][\w.'’-]+(?: (?:al|el|bin|ibn|abu|de|da|del|van|von|la)\b)? ?){1,5}$")


class Voice(NamedTuple):
    """A source named on the page: its name, kind, words, and the place in the text where it last spoke."""

    name: str
    kind: SourceKind
    named: bool
    span: Span
    lows: frozenset[str]
    head: str
    shape: str
    at: int
    also: frozenset[str] = frozenset()


class Voices:
    """The sources named so far on one page, in the order of the text."""

    def __init__(self, document: Document, mentions: Mentions, book: SourceBook) -> None:
        self.text = document.page.text
        self.book = book
        self.actors = mentions.actors
        self.place_names = frozenset(
            self.text[p.start : p.end]
            for p in mentions.places
            if not p.adjective and p.place.precision in ("country", "locality", "admin1")
        )
        self.known: list[Voice] = []

    # ---- a noun phrase as a source ------------------------------------------------------------------------------
    def source(self, span: Span, aside: Span | None = None) -> Source:
        """The source that a noun phrase names, by its own words or by those it refers back to."""
        said = self.text[span[0] : span[1]]
        low = " ".join(said.lower().split())
        earlier = self._refers_to(low, span)
        if earlier is not None:
            return self._again(earlier, span, low)
        fuller = self._fuller_name(span)
        if fuller is not None:
            return self._again(self._voice(fuller, aside), span, low)
        voice = self._voice(span, aside)
        self._remember(voice)
        return Source(name=voice.name, kind=voice.kind, named=voice.named, evidence=(span,))

    def unresolved(self, span: Span) -> bool:
        """Whether a phrase is a pronoun for which no source of the page fits."""
        low = self.text[span[0] : span[1]].lower()
        return low in (*PERSONAL, *NEUTRAL, *PLURAL) and self._refers_to(low, span) is None

    def hear(self, span: Span) -> None:
        """Take note of somebody who is named but has not spoken."""
        if self.text[span[0] : span[1]].lower() not in (*PERSONAL, *NEUTRAL, *PLURAL):
            self._remember(self._voice(span, None))

    def _remember(self, voice: Voice) -> None:
        """Keep a voice; a page of any length keeps the last ones only."""
        self.known.append(voice)
        if len(self.known) > 2 * KEPT:
            del self.known[:KEPT]

    def _fuller_name(self, span: Span) -> Span | None:
        """A longer name in the text before that holds a short one: "Observatory", "Foreign Secretary"."""
        said = self.text[span[0] : span[1]]
        pieces = said.split()
        if len(pieces) > 2 or not all(p[0].isupper() and p.isalpha() for p in pieces) or said.isupper():
            return None
        begin = max(0, span[0] - NAME_REACH)
        last = pieces[-1].lower()
        if last not in self.book.bodies and last not in self.book.persons:
            return None
        before = r"(?:[A-Z][\w-]+ ){1,4}" if last in self.book.bodies else ""
        after = r"(?: (?:for|of) (?:[A-Z]\w+ ?){1,4}\b)?" if last in self.book.bodies else r"(?: [A-Z][\w'’-]+){1,3}"
        found = [m.span() for m in re.finditer(rf"\b{before}{re.escape(said)}{after}", self.text[begin : span[0]])]
        found = [(a + begin, b + begin) for a, b in found]
        return max(found, key=lambda s: s[1] - s[0]) if found else None

    def _again(self, earlier: Voice, span: Span, low: str) -> Source:
        self._remember(earlier._replace(at=span[0]))
        name = " ".join(self.text[span[0] : span[1]].split())
        if words(name) and frozenset(w.normal for w in words(name)) == earlier.lows:
            return Source(name=name, kind=earlier.kind, named=earlier.named, evidence=(span,))
        basis = f"inferred: “{low}” stands for the source named before"
        return Source(
            name=earlier.name, kind=earlier.kind, named=earlier.named, evidence=(earlier.span, span), basis=basis
        )

    def _voice(self, span: Span, aside: Span | None) -> Voice:
        name = " ".join(self.text[span[0] : span[1]].split())
        lows = [w.normal for w in words(name)]
        kind = self.kind(span, aside)
        named = self._named(name, lows)
        also = frozenset(w.normal for w in words(self.text, *aside)) if aside else frozenset()
        return Voice(
            name, kind, named, span, frozenset(lows), _head(lows), self._shape(lows, named, name), span[0], also
        )

    def kind(self, span: Span, aside: Span | None = None) -> SourceKind:
        """The kind of a source by its nouns, then by what is said of it, then by the parties that the page names."""
        party = self._party(span)
        if party is not None:
            return party
        found = self._kind_by_nouns(span)
        if found is not None and found[1]:
            return found[0]
        beside = self._kind_by_nouns(aside) if aside and self._describes(aside) else None
        if beside is not None and (beside[1] or found is None):
            return beside[0]
        if found is None and self.text[span[0] : span[1]] in self.place_names:
            return "government"
        for actor in self.actors:
            if actor.start < span[1] and span[0] < actor.end and actor.kind in FROM_ACTOR:
                told = FROM_ACTOR[actor.kind]
                if found is None or told != "witness":
                    return told
        if found is not None:
            return found[0]
        return "unnamed"

    def _party(self, span: Span) -> SourceKind | None:
        """The kind of a source that is itself a known party of the page, its name in full."""
        for actor in self.actors:
            if actor.start >= span[1]:
                return None
            if actor.end == span[1] and actor.start >= span[0] and actor.head is None and actor.kind in FROM_PARTY:
                lead = self.text[span[0] : actor.start].strip()
                alone = " " not in lead or self._belongs(span[0], lead)
                return FROM_ACTOR[actor.kind] if alone else None
        return None

    def _belongs(self, start: int, lead: str) -> bool:
        """ "Officials from the" a party, where the noun itself decides no kind."""
        if lead.lower().removesuffix(" the").rsplit(" ", 1)[-1] not in ("of", "for", "from"):
            return False
        noun = self._last_noun(start, start + len(lead))
        return noun is None or not noun[1]

    def _describes(self, aside: Span) -> bool:
        """Whether an aside says what the source is ("who heads the office"), not what it did ("which hit the army")."""
        lows = self.text[aside[0] : aside[1]].lower().split()[:2]
        return lows[:1] not in (["who"], ["which"]) or lows[1:] == [] or lows[1] in DESCRIBING

    def _kind_by_nouns(self, span: Span) -> tuple[SourceKind, bool] | None:
        """The kind that the nouns decide; of joint sources the first one's, else the last noun's."""
        first = re.split(r",\s+|\s+and\s+", self.text[span[0] : span[1]])[0]
        head = re.split(r"\s+(?:of|for|from|in)\s+", first)[0]
        best = self._last_noun(span[0], span[0] + len(head))
        return best if best is not None and best[1] else self._last_noun(span[0], span[0] + len(first)) or best

    def _last_noun(self, start: int, end: int) -> tuple[SourceKind, bool] | None:
        """The kind by the last noun that decides one, else by the last noun of a role."""
        best: tuple[SourceKind, bool] | None = None
        rebel = False
        for match in self.book.nouns.find(self.text, words(self.text, start, end)):
            noun = match.values[0]
            if noun.proper and self.text[match.start : match.end].islower():
                continue
            rebel = rebel or (noun.proper and noun.kind == "armed_group")
            if rebel and noun.kind == "military":  # "a Hezbollah military spokesman"
                continue
            if noun.decides or best is None or not best[1]:
                best = (noun.kind, noun.decides)
        return best

    def _named(self, name: str, lows: list[str]) -> bool:
        """True for the name of a person or body, false for a description such as "two security officials"."""
        pieces = name.split()
        if not pieces:
            return False
        if any(n.proper for m in self.book.nouns.find(name, words(name)) for n in m.values):
            return True
        if name.isupper() and len(pieces) > 1:
            return lows[-1] not in self.book.heads and not lows[-1].endswith("s")
        last = pieces[-1]
        if any(c.isupper() for c in last):
            capitals = sum(p[0].isupper() for p in pieces)
            return lows[-1] not in self.book.heads or capitals > 1
        capitals = sum(p[0].isupper() and not p.endswith(("'s", "’s")) for p in pieces[:-1])
        return bool(capitals) and lows[-1] in self.book.bodies and len(pieces) > 2

    def is_person(self, name: str, *, named: bool) -> bool:
        """Whether a source's name stands for one person."""
        return bool(name) and self._shape([w.normal for w in words(name)], named, name) == "person"

    def _shape(self, lows: list[str], named: bool, name: str) -> str:
        """person, body or crowd: what kind of pronoun can stand for the source."""
        head = _head(lows)
        if " and " in f" {name.lower()} " or (head in self.book.crowds and head not in self.book.bodies):
            return "crowd"
        if head in self.book.bodies:
            return "body"
        if head in self.book.persons:
            return "person"
        if named and not any(w in self.book.heads for w in lows):
            return "person" if len(lows) > 1 else "either"
        if named and TITLED.search(name) and any(w in self.book.persons for w in lows):
            return "person"
        return "crowd" if head.endswith(("s", "men", "people", "persons")) else "body"

    # ---- whom a phrase refers to ---------------------------------------------------------------------------------
    def _refers_to(self, low: str, span: Span) -> Voice | None:
        """The earlier source that a pronoun, "the group", a surname or a short name stands for."""
        recent = [v for v in reversed(self.known) if span[0] - v.at < REACH]
        if low in PERSONAL:
            return self._first(recent, ("person", "either"))
        if low in NEUTRAL:
            return self._first(recent, ("body", "either"))
        if low in PLURAL:
            return self._first(recent, ("crowd", "body", "either"))
        lows = [w.normal for w in words(low)]
        definite = self.text[max(0, span[0] - 4) : span[0]].lower().endswith("the ")
        noun = _without_base(lows)
        if len(noun) == 1 and definite and noun[0] in self.book.persons | self.book.bodies | self.book.crowds:
            return self._same_head(noun[0])
        return self._short_for(lows, span)

    def named_later(self, source: Source) -> Voice | None:
        """Who "a police spokesman" or "a monitoring group" turns out to be, where one later source alone fits."""
        if source.named or source.name is None or len(source.evidence) != 1:
            return None
        start, end = source.evidence[0]
        lows = [w.normal for w in words(self.text, start, end)]
        opening = self.text[max(0, start - 3) : start].lower().split()
        if not (lows and (opening[-1:] in (["a"], ["an"]) or lows[0] in ("his", "her", "their", "its"))):
            return None
        wanted = frozenset(lows) - {"his", "her", "their", "its", "local"}
        later = [v for v in self.known if v.at > end and v.named and v.kind == source.kind]
        if _head(lows) in GENERIC_BODIES:
            fitting = [v for v in later if v.shape == "body"]
        elif _head(lows) in self.book.persons:
            fitting = [v for v in later if wanted <= v.lows | v.also]
        else:
            return None
        return fitting[0] if len({v.name for v in fitting}) == 1 else None

    def _first(self, recent: list[Voice], shapes: tuple[str, ...]) -> Voice | None:
        """The last source of a fitting shape."""
        return next((v for v in recent if v.shape in shapes), None)

    def _same_head(self, head: str) -> Voice | None:
        """ "the ministry" is the last source with that noun in its name, else the last of that shape."""
        bare = {head, head.removesuffix("s"), head + "s"}
        for voice in reversed(self.known):
            if voice.lows & bare:
                return voice
        if head in GENERIC:
            crowd = head in self.book.crowds
            shapes = ("crowd",) if crowd else ("person", "either") if head in self.book.persons else ("body", "either")
            return next((v for v in reversed(self.known[-4:]) if v.shape in shapes), None)
        return None

    def _short_for(self, lows: list[str], span: Span) -> Voice | None:
        """A surname, an acronym or the last words of a name that the page gave in full before."""
        said = self.text[span[0] : span[1]]
        if not lows or not any(p[0].isupper() for p in said.split()):
            return None
        wanted = frozenset(lows)
        country = said in self.place_names  # the name of a country is no short name for its army
        for voice in reversed(self.known):
            if wanted == voice.lows:
                return voice
            if voice.named and not country and wanted < voice.lows and lows[-1] in voice.name.lower():
                return voice
            if _same_person(lows, voice, said, self.book):
                return voice
            if len(lows) == 1 and said.isupper() and len(said) > 1 and _initials(voice.name) == said:
                return voice
        return None


def _same_person(lows: list[str], voice: Voice, said: str, book: SourceBook) -> bool:
    """ "his sister Amal" and "Omar's sister Amal Hadi": one role and one given name in both."""
    shared = voice.lows & set(lows)
    roles = shared & book.persons
    given = {p.lower() for p in said.split() if p[0].isupper() and p.lower() in shared} - book.heads - book.persons
    return bool(roles) and bool(given) and len(lows) < 7


def _without_base(lows: list[str]) -> list[str]:
    """ "British-based observatory" without the place where it has its seat."""
    return lows[lows.index("based") + 1 :] if "based" in lows[:3] else lows


def _head(lows: list[str]) -> str:
    """The noun that a name turns on: the last word before "of", "for" or "in"."""
    stop = next((i for i, w in enumerate(lows) if i > 0 and w in ("of", "for", "in", "at", "from", "to")), len(lows))
    return lows[stop - 1] if lows else ""


def _initials(name: str) -> str:
    """ "Local Coordination Committees" gives "LCC"."""
    return "".join(p[0] for p in name.split() if p[0].isupper())


def no_source(name: str | None, evidence: Evidence) -> Source:
    """The reporter as the voice: the page's agency or outlet where it names one."""
    return Source(name=name, kind="media", named=name is not None, evidence=evidence, basis=UNSET)
