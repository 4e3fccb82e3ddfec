"""The coded page as an analyst's reading sheet in a terminal: incident by incident, value, quoted words, source.

Page text never reaches the terminal raw: escape codes, reordering and markup characters are shown, not obeyed.
"""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.model import Casualty, Claim, CodedPage, Evidence, Incident, Page, Participant, Report
from dateline.view import order, wording
from dateline.view.plain import one_line, quote
from dateline.view.printing import NARROWEST, printed

LABEL = 11
WIDE = 96
QUOTE = "dim italic"
STATUS = {"happened": "", "failed": "yellow", "threatened": "yellow"}


def text(coded: CodedPage, width: int = 100, color: bool = False) -> str:
    """The sheet as a string of lines no wider than `width` columns, with or without colour codes."""
    return printed(render(coded, max(NARROWEST, width)), width, color)


def render(coded: CodedPage, width: int = 100) -> RenderableType:
    """The sheet as one rich renderable, laid out for a terminal of `width` columns."""
    sheet = order.arrange(coded)
    writer = _Writer(coded, sheet, width)
    parts: list[RenderableType] = [writer.head()]
    parts += [writer.incident(i) for i in sheet.story]
    if not sheet.story:
        parts.append(Padding(Text(wording.no_incident(len(coded.incidents))), (1, 0, 0, 0)))
    parts += writer.tail()
    parts.append(Text(""))
    return Group(*parts)


class _Writer:
    """Lays out the parts of one sheet; holds the page so that every value can show its words."""

    def __init__(self, coded: CodedPage, sheet: order.Sheet, width: int) -> None:
        self.coded = coded
        self.sheet = sheet
        self.width = width
        self.titles = {i.id: one_line(wording.title(i)) for i in coded.incidents}

    # ---- small pieces ----------------------------------------------------------------------------------------------
    def quoted(self, evidence: Evidence, limit: int = 160) -> Text:
        """The words that a value rests on, dimmed and in quotation marks."""
        words = list(dict.fromkeys(quote(self.coded.page.text[a:b], limit) for a, b in evidence))
        shown = "  ".join(f"“{w}”" for w in words[:3] if w)
        more = f" +{len(words) - 3}" if len(words) > 3 else ""
        return Text(f"{shown}{more}", style=QUOTE)

    def value(self, main: str, style: str, detail: str = "", evidence: Evidence = (), basis: str = "") -> Text:
        """One value: what it is, what is known of it, and its words."""
        line = Text().append(one_line(main), style=style)
        if detail:
            line.append(f"  {one_line(detail)}")
        if evidence:
            line.append("  ")
            line.append_text(self.quoted(evidence))
        if basis:
            line.append(f"  [{one_line(basis)}]", style="dim")
        return line

    def grid(self, rows: Iterable[tuple[str, RenderableType]]) -> Table:
        """Rows of a label and a value; a label is shown once for the values that follow under it."""
        table = Table.grid(padding=(0, 1))
        table.add_column(width=LABEL, no_wrap=True, style="dim")
        table.add_column(ratio=1, overflow="fold")
        last = ""
        for label, value in rows:
            table.add_row("" if label == last else label, value)
            last = label
        table.expand = True
        return table

    def rule(self, title: str) -> Padding:
        """A heading across the sheet."""
        return Padding(Rule(Text(title, style="bold"), align="left", style="dim", characters="─"), (1, 0, 0, 0))

    # ---- the page --------------------------------------------------------------------------------------------------
    def head(self) -> RenderableType:
        """Headline, standfirst, and where the page comes from."""
        page = self.coded.page
        parts: list[RenderableType] = [Rule(style="bold", characters="━")]
        parts.append(Text(one_line(page.headline or "Page without a headline"), style="bold"))
        if page.standfirst:
            parts.append(Text(one_line(page.standfirst), style="italic"))
        parts.append(Text(" · ".join(self.origin(page))))
        parts.append(Text(f"source {one_line(page.source)}", style="dim"))
        counts = [
            wording.counted(len(self.coded.incidents), "incident"),
            wording.counted(len(self.coded.claims), "claim"),
            wording.counted(len(self.coded.issues), "issue"),
        ]
        parts.append(Text(f"{' · '.join(counts)} · machine coding, not reviewed", style="dim"))
        return Group(*parts)

    def origin(self, page: Page) -> list[str]:
        """Who published the page, when, from where, in which section and language."""
        found = [page.outlet, page.agency and f"by {page.agency}", *page.authors]
        found.append(f"published {wording.published(page.published)}")
        found.append(page.dateline and f"dateline {page.dateline}")
        found += [" › ".join(page.section), page.language]
        return [one_line(x) for x in found if x]

    # ---- one incident ----------------------------------------------------------------------------------------------
    def incident(self, incident: Incident) -> RenderableType:
        """One incident with all its values and the claims about it."""
        rank = "main" if incident.main else "background"
        marks = [rank, incident.status, wording.series(incident.count)]
        head = Text().append(f"{incident.id}  {incident.event_type} › ", style="bold")
        head.append(incident.sub_event_type, style="bold cyan" if incident.main else "bold")
        head.append(f"  {' · '.join(m for m in marks if m)}", style=STATUS[incident.status] or "dim")
        rows = [*self.where_and_when(incident), *self.parties(incident), *self.harm(incident)]
        rows += [("Claims", self.claim(c)) for c in self.sheet.about.get(incident.id, ())]
        summary = Text(one_line(incident.summary))
        body = Group(summary, self.grid(rows))
        return Padding(Group(Rule(style="dim"), head, Padding(body, (0, 0, 0, 3))), (1, 0, 0, 0))

    def where_and_when(self, incident: Incident) -> list[tuple[str, RenderableType]]:
        """The rows for the date and the places."""
        date = incident.date
        detail = "" if date.precision in ("day", "unknown") else f"({date.precision})"
        basis = wording.basis(date.basis) or ""
        rows: list[tuple[str, RenderableType]] = [
            ("When", self.value(wording.when(date), "blue", detail, date.evidence, basis))
        ]
        for place in incident.places:
            basis = wording.basis(place.basis) or ""
            detail = wording.place_detail(place)
            rows.append(("Where", self.value(place.name, "green", detail, place.evidence, basis)))
        return rows if incident.places else [*rows, ("Where", Text(wording.UNKNOWN, style="dim"))]

    def parties(self, incident: Incident) -> list[tuple[str, RenderableType]]:
        """The rows for the participants; an accusation says whose it is."""
        rows: list[tuple[str, RenderableType]] = []
        for row in incident.participants:
            detail = f"{wording.participant_detail(row)}{self.accuser(row)}"
            basis = wording.basis(row.basis) or ""
            rows.append(("Who", self.value(row.name, "magenta", detail, row.evidence, basis)))
        return rows

    def accuser(self, row: Participant) -> str:
        """Whose claim it is that somebody took part, or nothing."""
        claim = self.sheet.claims.get(row.claim or "")
        return f" · according to {self.says(claim)}" if claim else ""

    def says(self, claim: Claim) -> str:
        """The source of a claim with its stance."""
        stance = "" if claim.stance == "reports" else f" ▸ {wording.STANCES[claim.stance]}"
        return f"{wording.source_name(claim)}{stance} ({claim.id})"

    def harm(self, incident: Incident) -> list[tuple[str, RenderableType]]:
        """The rows for casualties, weapons and objects."""
        rows: list[tuple[str, RenderableType]] = []
        if incident.casualties:
            wide = self.width >= WIDE
            rows.append(("Casualties", self.figures(order.figures(incident)) if wide else self.figure_lines(incident)))
        for weapon in incident.weapons:
            line = self.value(wording.weapon(weapon), "yellow", "", weapon.evidence)
            rows.append(("Weapons", line))
        for thing in incident.objects:
            detail = "" if thing.damage == "unknown" else thing.damage
            rows.append(("Objects", self.value(thing.name, "default", detail, thing.evidence)))
        return rows

    def figures(self, rows: list[Casualty]) -> Table:
        """Competing figures beside each other: one row a figure a source."""
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=18, overflow="fold")
        table.add_column(overflow="fold", ratio=5)
        table.add_column(overflow="fold", ratio=6)
        table.add_column(overflow="fold", ratio=6)
        for row in rows:
            claim = self.sheet.claims.get(row.claim or "")
            table.add_row(
                self.figure(row),
                Text(one_line(wording.who(row))),
                Text(one_line(self.says(claim)) if claim else "no source given", style="" if claim else "dim"),
                self.quoted(row.evidence),
            )
        table.expand = True
        return table

    def figure_lines(self, incident: Incident) -> Group:
        """The same figures for a narrow terminal: each one as a paragraph."""
        lines = []
        for row in order.figures(incident):
            claim = self.sheet.claims.get(row.claim or "")
            line = self.figure(row)
            line.append(f"  {one_line(wording.who(row))}")
            line.append(f" — {one_line(self.says(claim))}  " if claim else " — no source given  ")
            line.append_text(self.quoted(row.evidence))
            lines.append(line)
        return Group(*lines)

    def figure(self, row: Casualty) -> Text:
        """Kind and range of one figure."""
        amount = wording.figure(row.low, row.high, row.words)
        return Text().append(one_line(f"{wording.casualty_kind(row)} {amount}"), style="bold red")

    def claim(self, claim: Claim) -> Text:
        """One claim: who, stance, target, words."""
        line = Text().append(f"{claim.id} ", style="dim")
        line.append(one_line(wording.source_name(claim)), style="bold")
        line.append(f" {one_line(wording.claim_line(claim))}  ")
        line.append_text(self.quoted(claim.content or claim.evidence, 220))
        return line

    # ---- what follows the incidents --------------------------------------------------------------------------------
    def tail(self) -> list[RenderableType]:
        """Claims without an incident, links, statements, other reports and issues; empty parts are left out."""
        coded, parts = self.coded, list[RenderableType]()
        if self.sheet.loose:
            parts.append(self.rule("Claims about no incident of the page"))
            parts += [Padding(self.claim(c), (0, 0, 0, 3)) for c in self.sheet.loose]
        if coded.links:
            parts.append(self.rule("Links"))
            for link in coded.links:
                line = self.value(wording.link_line(link, self.titles), "default", "", link.evidence)
                parts.append(Padding(line, (0, 0, 0, 3)))
        if coded.statements:
            parts.append(self.rule("Standing facts"))
            for row in coded.statements:
                line = self.value(row.subject, "bold", f"{row.value} ({row.kind})", row.evidence)
                parts.append(Padding(line, (0, 0, 0, 3)))
        if self.sheet.others:
            parts.append(self.rule("Other reports on the page"))
            parts += [Padding(self.other(r, found), (0, 0, 0, 3)) for r, found in self.sheet.others]
        if coded.issues:
            parts.append(self.rule("Issues"))
            for issue in coded.issues:
                line = self.value(issue.code, "yellow", issue.message, issue.evidence)
                parts.append(Padding(line, (0, 0, 0, 3)))
        return parts

    def other(self, report: Report, found: tuple[Incident, ...]) -> RenderableType:
        """A teaser or an item of a ranking in few lines: headline, time, and its incidents."""
        kind = wording.REPORTS[report.kind].lower()
        head = Text().append(one_line(report.headline or "without a headline"), style="" if found else "dim")
        time = wording.published(report.published)
        head.append(f"  {kind}{'' if time == wording.UNKNOWN else f', published {time}'}", style="dim")
        lines: list[RenderableType] = [head]
        for incident in found:
            places = ", ".join(p.name for p in incident.places)
            figures = ", ".join(wording.toll(incident))
            status = "" if incident.status == "happened" else incident.status
            facts = [incident.sub_event_type, places, wording.when(incident.date), status, figures]
            line = Text().append(f"{incident.id} ", style="dim")
            line.append(one_line(" · ".join(f for f in facts if f)))
            lines.append(Padding(line, (0, 0, 0, 2)))
            claims = self.sheet.about.get(incident.id, ())
            lines += [Padding(self.claim(c), (0, 0, 0, 5)) for c in claims]
        return Group(*lines)
