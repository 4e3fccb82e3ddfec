"""A marked report → the contract's coded page, with exact offsets and every default filled in."""

import hashlib
import re

from msgspec import UNSET

from dateline.annotate.sentences import split
from dateline.codebook import Codebook
from dateline.config import VERSION
from dateline.incidents.summary import PLAIN
from dateline.model import (
    SCHEMA,
    Casualty,
    Claim,
    CodedBy,
    CodedPage,
    Count,
    DamagedObject,
    DateRange,
    EventType,
    Evidence,
    Incident,
    Issue,
    Link,
    Page,
    Participant,
    Place,
    Published,
    Report,
    Source,
    Span,
    Statement,
    SubEventType,
    Weapon,
)
from dateline.read.ages import leading
from dateline.read.ages import resolve as resolve_age
from training import resolve
from training.markup import TELLING, Marked, Piece
from training.table import ROLES, Armed, Bounds, ClaimRow, Figure, IncidentRow, bounds

_TYPES: dict[EventType, int] = {
    "Battles": 3,
    "Protests": 3,
    "Riots": 2,
    "Explosions/Remote violence": 6,
    "Violence against civilians": 3,
    "Strategic developments": 8,
}
TYPE_OF: dict[SubEventType, EventType] = dict(
    zip(PLAIN, [name for name, size in _TYPES.items() for _ in range(size)], strict=True)
)
"""The event type of each sub-event type; both lists keep ACLED's order."""
_QUOTES = tuple("\"“‘«'")


HARMED = frozenset("dead wounded injured injuries bodies corpses casualties deaths fatalities killed missing".split())
"""Nouns that a figure may count, but that name no group."""


def compile_page(marked: Marked, book: Codebook) -> CodedPage:
    """The coded page that a faultless report file stands for."""
    return Compiler(marked, book).page()


def merge(spans: list[Span]) -> Evidence:
    """Spans in order, overlapping ones joined."""
    out: list[Span] = []
    for start, end in sorted(set(spans)):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


class Compiler:
    """One report file and the codebook, with a method for each part of the record."""

    def __init__(self, marked: Marked, book: Codebook) -> None:
        self.marked = marked
        self.book = book
        self.home = marked.head.get("country")
        self.claims = {c.id: c for c in marked.table.claims}

    def page(self) -> CodedPage:
        """The whole record."""
        marked = self.marked
        claims = tuple(self.claim(row) for row in marked.table.claims)
        links = tuple(
            Link(row.id, to, kind, marked.spans(span) if span else self.told(row.id))
            for row in marked.table.incidents
            for kind, to, span in row.links
        )
        statements = tuple(
            Statement(r.parts[0], r.parts[1], r.parts[2], marked.spans(r.id))  # type: ignore[arg-type]
            for r in marked.table.others
            if r.id[0] == "f"
        )
        return CodedPage(
            schema=SCHEMA,
            page=self.front(),
            reports=tuple(self.report(p) for p in marked.pieces),
            incidents=tuple(self.incident(row) for row in marked.table.incidents),
            claims=claims,
            links=links,
            statements=statements,
            issues=self.issues(),
            coded_by=CodedBy(VERSION, self.book.version, "training corpus"),
        )

    def front(self) -> Page:
        """The page's metadata, from the header and the blocks."""
        marked, head = self.marked, self.marked.head
        return Page(
            id=hashlib.sha256(marked.text.encode()).hexdigest(),
            source=marked.file,
            text=marked.text,
            language=head.get("language", "en"),
            published=self.published(),
            section=tuple(p.strip() for p in head.get("section", "").split("/") if p.strip()),
            headline=self.block("headline"),
            standfirst=self.block("standfirst"),
            authors=tuple(p.strip() for p in head.get("authors", "").split(",") if p.strip()),
            agency=head.get("agency"),
            outlet=head.get("outlet"),
            dateline=head.get("dateline"),
            blocks=marked.blocks,
        )

    def published(self) -> Published:
        """The page's own time; its evidence is the stamp on the page, where there is one."""
        stamp = self.marked.head.get("published", "unknown")
        if stamp == "unknown":
            return Published(None, None, "unknown", ())
        evidence = tuple((b.start, b.end) for b in self.marked.blocks if b.role in ("timestamp", "date"))[:1]
        return Published(stamp, stamp, "minute" if "T" in stamp else "day", evidence)

    def block(self, role: str, among: tuple[int, ...] | None = None) -> str | None:
        """The text of the first block of a role."""
        numbered = enumerate(self.marked.blocks)
        held = [b for n, b in numbered if b.role == role and (among is None or n in among)]
        return self.marked.text[held[0].start : held[0].end] if held else None

    def report(self, piece: Piece) -> Report:
        """One report of the page; a teaser's time is its own age."""
        published = self.published()
        role = {"story": "", "teaser": "teaser_", "ranking": ""}[piece.kind]
        title = self.block("ranking_item" if piece.kind == "ranking" else f"{role}headline", piece.blocks)
        if piece.kind != "story":
            ages = [self.marked.blocks[n] for n in piece.blocks if self.marked.blocks[n].role == "teaser_age"]
            age = leading(self.marked.text, ages[0].start, ages[0].end) if ages else None
            if age and published.start:
                published = resolve_age(age, published, ((ages[0].start, ages[0].end),))
            else:
                published = Published(None, None, "unknown", ())
        told = [self.marked.blocks[n] for n in piece.blocks if self.marked.blocks[n].role in TELLING]
        evidence = tuple((b.start, b.end) for b in told)
        return Report(piece.id, piece.kind, title, self.block(f"{role}standfirst", piece.blocks), published, evidence)

    def told(self, id: str) -> Evidence:
        """The sentences in which an id is marked."""
        found: list[Span] = []
        for mention in self.marked.of(id):
            block = next(b for b in self.marked.blocks if b.start <= mention.start < b.end)
            for start, end in split(self.marked.text, block.start, block.end):
                if start < mention.end and mention.start < end:
                    found.append((start, end))
        return merge(found)

    def name(self, id: str) -> str | None:
        """What a party or a source is called: a name where the page has one, else its fullest wording."""
        return resolve.named(self.marked.wordings(id), self.book)

    def value(self, id: str) -> str | None:
        """What the table wrote for an id."""
        written = self.marked.table.values.get(id)
        return written[0] if written else None

    def range_of(self, id: str | None, written: Bounds | None) -> Bounds:
        """The range of a number: as written in the table, else as its words give it."""
        if id is None:
            return written or (None, None)
        value = self.value(id)
        if value:
            return bounds(value)
        return resolve.spoken(self.figure_words(id) or "") or (None, None)

    def figure_words(self, id: str) -> str | None:
        """The words of a number, from the body rather than from a headline, which drops "at least"."""
        found = self.marked.of(id)
        titles = [b for b in self.marked.blocks if b.role.endswith("headline")]
        body = [m for m in found if not any(b.start <= m.start < b.end for b in titles)]
        return next((" ".join(self.marked.text[m.start : m.end].split()) for m in body or found), None)

    def incident(self, row: IncidentRow) -> Incident:
        """One incident with its rows."""
        marked = self.marked
        if row.sub is None:
            raise resolve.ValueWrong(f"{row.id} has no sub-event type")
        triggers = marked.of(row.id)
        count = self.range_of(row.count_id, row.count) if row.count_id or row.count else (1, 1)
        used = [(u, id) for u in row.uses for id in u.ids]
        weapons = tuple(self.weapon(armed) for armed in row.weapons)
        date = self.date(row)
        places = self.places(row)
        casualties = tuple(self.casualty(row, f) for f in row.figures)
        participants = tuple(
            Participant(
                ROLES[u.keyword],  # type: ignore[arg-type]
                self.name(id) or "",
                resolve.actor(self.name(id) or "", self.book),
                resolve.party_kind(self.value(id), marked.wordings(id), self.book),
                u.claim,
                marked.spans(id),
            )
            for u, id in used
            if u.keyword in ROLES
        )
        return Incident(
            id=row.id,
            report=marked.report_at(triggers[0].start) if triggers else "r1",
            main=row.main,
            summary=_summary(row.sub, date, places, participants),
            event_type=TYPE_OF[row.sub],
            sub_event_type=row.sub,
            status=row.status,
            count=Count(*count),
            date=date,
            places=places,
            participants=participants,
            casualties=casualties,
            weapons=weapons,
            objects=tuple(
                DamagedObject(marked.words(id) or "", self.value(id) or "unknown", marked.spans(id))  # type: ignore[arg-type]
                for u, id in used
                if u.keyword == "object"
            ),
            evidence=self.told(row.id),
        )

    def weapon(self, armed: Armed) -> Weapon:
        """One weapon, by the page's own word."""
        low, high = self.range_of(armed.number, armed.bounds)
        kind = self.value(armed.id) or "other"
        return Weapon(kind, self.marked.words(armed.id) or "", low, high, self.marked.spans(armed.id))  # type: ignore[arg-type]

    def date(self, row: IncidentRow) -> DateRange:
        """The days of an incident."""
        when, twin = row.when, self.twin(row)
        if when is None and twin is not None:
            told = self.date(twin)
            return DateRange(told.start, told.end, told.precision, told.evidence, f"inferred: the same as {twin.id}")
        if when is None:
            return DateRange(None, None, "unknown", ())
        values = [v for i in when.ids if (v := self.value(i))]
        found = resolve.interval(when.value or (values[0] if values else "unknown"))
        evidence = tuple(s for i in when.ids for s in self.marked.spans(i))
        return DateRange(found.start, found.end, found.precision, evidence, when.basis or UNSET)

    def twin(self, row: IncidentRow) -> IncidentRow | None:
        """The incident that this one is the same as, if its row says so."""
        same = [to for kind, to, _ in row.links if kind == "same_as" and to != row.id]
        return next((r for r in self.marked.table.incidents if r.id in same and r.when is not None), None)

    def places(self, row: IncidentRow) -> tuple[Place, ...]:
        """The places of an incident; a teaser that names none has those of the incident that it is the same as."""
        ids = [id for use in row.uses if use.keyword == "place" for id in use.ids]
        twin = self.twin(row)
        return self.places(twin) if twin and not ids else tuple(self.place(id) for id in ids)

    def place(self, id: str) -> Place:
        """One place of an incident, as its words name it."""
        words = self.marked.words(id) or ""
        at = resolve.place(self.value(id), words, self.home, self.book)
        entry = at.entry
        return Place(
            words,
            at.country,
            None if at.precision == "country" else at.admin1,
            round(entry.lat, 4) if entry else None,
            round(entry.lon, 4) if entry else None,
            at.precision,
            entry.geonameid if entry else None,
            self.marked.spans(id),
        )

    def casualty(self, row: IncidentRow, figure: Figure) -> Casualty:
        """One figure of one source; without `per`, of the claim whose content holds it."""
        low, high = self.range_of(figure.id, figure.bounds)
        words = self.figure_words(figure.id) if figure.id else None
        spans = [*self.marked.spans(figure.id or ""), *self.marked.spans(figure.who or "")]
        who = self.marked.words(figure.who) if figure.who else None
        who = None if who and who.lower() in HARMED else who
        claim = figure.claim or self.holder(figure.id or figure.who, row.id)
        evidence = merge(spans) or self.told(row.id)
        return Casualty(figure.kind, low, high, words, who, figure.status, claim, evidence)  # type: ignore[arg-type]

    def holder(self, id: str | None, incident: str) -> str | None:
        """The claim about this incident whose content most closely surrounds a span."""
        found: list[tuple[int, str]] = []
        for mention in self.marked.of(id or ""):
            for content in self.marked.mentions:
                claim = self.claims.get(f"c{content.id[1:]}") if content.letter == "q" and content.id else None
                if claim and claim.about == incident and content.start <= mention.start and mention.end <= content.end:
                    found.append((content.end - content.start, claim.id))
        return min(found)[1] if found else None

    def claim(self, row: ClaimRow) -> Claim:
        """One claim; its evidence is the source, the cue and the content together."""
        marked = self.marked
        content, cue = marked.spans(f"q{row.id[1:]}"), marked.spans(row.id)
        source = self.source(row)
        quoted = any(marked.text[max(0, s - 1) : s + 1].strip().startswith(_QUOTES) for s, _ in content)
        target = self.name(row.target) if row.target and re.fullmatch(r"[a-z]\d+", row.target) else row.target
        evidence = merge([*source.evidence, *cue, *content])
        quotation = "direct" if row.is_direct or quoted else "indirect"
        stance = row.stance or "reports"
        return Claim(row.id, row.about, stance, source, target, content, cue, quotation, evidence)  # type: ignore[arg-type]

    def source(self, row: ClaimRow) -> Source:
        """Who says it; the outlet where no source is marked."""
        if row.source is None:
            head = self.marked.head
            return Source(head.get("agency") or head.get("outlet"), "media", "agency" in head or "outlet" in head, ())
        kind, _, named = (self.value(row.source) or "unnamed").partition(" ")
        return Source(self.name(row.source), kind, bool(named), self.marked.spans(row.source))  # type: ignore[arg-type]

    def issues(self) -> tuple[Issue, ...]:
        """Page-level issues: rows of `u`, and each bare `{u|…}` as unclaimed responsibility."""
        rows = {r.id: r.parts for r in self.marked.table.others}
        found: list[Issue] = []
        for id in dict.fromkeys(m.id for m in self.marked.mentions if m.letter == "u"):
            code, *message = rows.get(id or "", ("responsibility-unclaimed",))
            spans = tuple(m.span for m in self.marked.mentions if m.letter == "u" and m.id == id)
            found.append(Issue(code, message[0] if message else "no one has claimed responsibility", spans))  # type: ignore[arg-type]
        found += [
            Issue("date-unresolved", f"the page does not say when {row.id} happened", self.told(row.id))
            for row in self.marked.table.incidents
            if self.date(row).precision == "unknown"
        ]
        return tuple(found)


def _summary(
    sub: SubEventType, date: DateRange, places: tuple[Place, ...], participants: tuple[Participant, ...]
) -> str:
    doers = [p.name for p in participants if p.role == "perpetrator"][:1]
    by = f" by {doers[0]}" if doers else ""
    where = f" in {places[0].name}" if places else ""
    when = f", {date.start}" if date.start == date.end and date.start else ""
    return f"{PLAIN[sub]}{by}{where}{when}."
