"""The right side of the HTML view: the record, each value with a link to the words that it rests on."""

from itertools import groupby

from lxml.html import HtmlElement

from dateline.model import Casualty, Claim, CodedPage, Evidence, Incident, Report
from dateline.view import order, wording
from dateline.view.html_build import Child, node, words
from dateline.view.plain import one_line, quote
from dateline.view.spans import Mark

QUOTED = 220  # characters of a quotation before its middle is left out; the page beside it has them all
SHOWN = 3  # quotations a value shows; all of its spans light up


class RecordSide:
    """The record as HTML, and the marks of its values in the order in which they stand."""

    def __init__(self, coded: CodedPage) -> None:
        self.coded = coded
        self.sheet = order.arrange(coded)
        self.titles = {i.id: one_line(wording.title(i)) for i in coded.incidents}
        self.marks: list[Mark] = []
        self.quotes: list[tuple[HtmlElement, str, int]] = []
        parts = [self.glance(), self.incidents(), self.loose(), self.links(), self.statements()]
        parts += [self.others(), self.issues(), self.facts(), self.made_by()]
        self.parts = [p for p in parts if p is not None]

    def element(self, anchors: dict[tuple[str, int], str]) -> HtmlElement:
        """The record as one section; `anchors` says where the page shows the start of each span."""
        for link, mark, start in self.quotes:
            link.set("href", f"#{anchors.get((mark, start), 'text')}")
        return node("div", "record", *self.parts)

    # ---- values and their words ------------------------------------------------------------------------------------
    def mark(self, kind: str, evidence: Evidence, name: str | None = None) -> str:
        """Note that words of the page carry a value; gives the value's id."""
        identity = name or f"v{len(self.marks)}"
        self.marks.append(Mark(identity, kind, evidence))
        return identity

    def quoted(self, mark: str, evidence: Evidence) -> list[Child]:
        """The words of a value as links into the page."""
        text, length = self.coded.page.text, len(self.coded.page.text)
        found: dict[str, int] = {}
        for start, end in evidence:
            if 0 <= start < end <= length:
                found.setdefault(quote(text[start:end], QUOTED), start)
        parts: list[Child] = []
        for shown, start in list(found.items())[:SHOWN]:
            link = node("a", "q", "“", words(shown), "”")
            self.quotes.append((link, mark, start))
            parts += [" ", link]
        if len(found) > SHOWN:
            parts.append(node("span", "more", f" and {len(found) - SHOWN} more"))
        return parts

    def value(
        self, kind: str, evidence: Evidence, *children: Child, tag: str = "dd", basis: str | None = None
    ) -> HtmlElement:
        """A value with its words; pointing at either lights up the other."""
        identity = self.mark(kind, evidence)
        note = node("span", "basis", words(basis)) if basis else None
        inner = [*children, note, *self.quoted(identity, evidence)]
        return node(tag, f"val k-{kind}", *inner, id=identity, data_v=identity)

    # ---- incidents -------------------------------------------------------------------------------------------------
    def glance(self) -> HtmlElement:
        """What the record holds, as a list that leads to each incident of the story."""
        items: list[Child] = []
        for incident in self.sheet.story:
            link = node("a", "", words(self.titles[incident.id]), href=f"#{incident.id}")
            facts = [wording.when(incident.date), *wording.toll(incident)]
            tail = node("span", "facts", words(" · ".join(facts)))
            items.append(node("li", "main" if incident.main else "", node("span", "id", incident.id), link, tail))
        coded = self.coded
        counts = [
            wording.counted(len(coded.incidents), "incident"),
            wording.counted(len(coded.claims), "claim"),
            wording.counted(len(coded.links), "link"),
            wording.counted(len(coded.issues), "issue"),
        ]
        head = node("p", "counts", " · ".join(counts), node("span", "unreviewed", "machine coding, not reviewed"))
        none = None if items else node("p", "empty", wording.no_incident(len(coded.incidents)))
        listed = node("ol", "glance", *items) if items else None
        return node("nav", "overview", node("h2", "away", "Record"), head, none, listed, aria_label="Incidents")

    def incidents(self) -> HtmlElement | None:
        """All incidents of the story."""
        if not self.sheet.story:
            return None
        return node("section", "incidents", *(self.incident(i) for i in self.sheet.story), aria_label="Incidents")

    def incident(self, incident: Incident, aside: bool = False) -> HtmlElement:
        """One incident as a card; one of another report is folded under its short title."""
        mark = self.mark("incident", incident.evidence, incident.id)
        rank = node("span", "rank", "main incident") if incident.main else node("span", "", "background")
        rank = node("span", "", "told in passing") if aside else rank
        count = wording.series(incident.count)
        status = node("span", f"status s-{incident.status}", incident.status)
        eyebrow = node("p", "eyebrow", node("span", "id", incident.id), rank, status, count)
        typed = incident.sub_event_type if incident.sub_event_type != "Other" else incident.event_type
        broad = None if typed == incident.event_type else node("span", "type", incident.event_type)
        head = node("header", "", eyebrow, node("h3", "", typed, " " if broad is not None else None, broad))
        summary = node("p", "summary", words(incident.summary), *self.quoted(mark, incident.evidence[:0]))
        body = [self.fields(incident), self.figures(incident), self.means(incident), self.claims_of(incident)]
        css = "card incident main" if incident.main else "card incident"
        return node("article", css, head, summary, *body, id=incident.id, data_v=mark)

    def fields(self, incident: Incident) -> HtmlElement:
        """When, where and who."""
        rows: list[Child] = []
        date = incident.date
        rough = None if date.precision in ("day", "unknown") else node("span", "detail", date.precision)
        known = date.start is not None or date.end is not None
        strong = node("strong" if known else "span", "" if known else "detail", wording.when(date))
        basis = wording.basis(date.basis)
        rows += field("When", [self.value("date", date.evidence, strong, " ", rough, basis=basis)])
        rows += field("Where", [self.place(incident, n) for n in range(len(incident.places))] or [unknown()])
        rows += field("Who", [self.participant(incident, n) for n in range(len(incident.participants))])
        return node("dl", "fields", *rows)

    def means(self, incident: Incident) -> HtmlElement | None:
        """With what, and against what."""
        weapons = [self.value("weapon", w.evidence, named(wording.weapon(w))) for w in incident.weapons]
        rows = field("Weapons", weapons)
        things = []
        for thing in incident.objects:
            damage = None if thing.damage == "unknown" else node("span", "detail", thing.damage)
            things.append(self.value("object", thing.evidence, named(thing.name), " ", damage))
        rows += field("Objects", things)
        return node("dl", "fields", *rows) if rows else None

    def place(self, incident: Incident, number: int) -> HtmlElement:
        """One place with what is known of it."""
        row = incident.places[number]
        detail = node("span", "detail", words(wording.place_detail(row)))
        return self.value("place", row.evidence, named(row.name), " ", detail, basis=wording.basis(row.basis))

    def participant(self, incident: Incident, number: int) -> HtmlElement:
        """One participant; an accusation links to the claim that makes it."""
        row = incident.participants[number]
        detail = node("span", "detail", wording.participant_detail(row))
        by = self.claim_link(row.claim)
        basis = wording.basis(row.basis)
        return self.value(
            "actor",
            row.evidence,
            named(row.name),
            " ",
            detail,
            " " if by is not None else None,
            by,
            basis=basis,
        )

    def claim_link(self, name: str | None) -> HtmlElement | None:
        """A claim's source and stance as a link to the claim, or nothing."""
        claim = self.sheet.claims.get(name or "")
        if claim is None:
            return None
        stance = "" if claim.stance == "reports" else f" ▸ {wording.STANCES[claim.stance]}"
        tail = node("span", "id", claim.id)
        return node("a", "by", words(wording.source_name(claim)), stance, tail, href=f"#{claim.id}")

    def figures(self, incident: Incident) -> HtmlElement | None:
        """The figures of an incident side by side: one row a figure a source, grouped by the kind of harm."""
        if not incident.casualties:
            return None
        rows: list[Child] = []
        for kind, run in groupby(order.figures(incident), key=wording.casualty_kind):
            same = list(run)
            rows.append(node("tr", "kind", node("th", "", kind, compete(same), colspan="3", scope="rowgroup")))
            rows += [self.figure(row) for row in same]
        heads = [node("th", "", name, scope="col") for name in ("Figure", "Who", "Says who")]
        columns = node("colgroup", "", node("col"), node("col"), node("col"))
        head = node("thead", "", node("tr", "", *heads))
        caption = node("caption", "", "Casualties")
        return node("table", "figures", caption, columns, head, node("tbody", "", *rows))

    def figure(self, row: Casualty) -> HtmlElement:
        """One row of the table of figures."""
        mark = self.mark("casualty", row.evidence)
        strong = node("strong", "", words(wording.figure(row.low, row.high, row.words)))
        basis = wording.basis(row.basis)
        note = node("span", "basis", words(basis)) if basis else None
        group = node("td", "group", words(wording.who(row)), note, *self.quoted(mark, row.evidence))
        by = self.claim_link(row.claim)
        says = node("td", "says", by if by is not None else node("span", "detail", "no source given"))
        return node("tr", "val k-casualty", node("td", "amount", strong), group, says, id=mark, data_v=mark)

    def claims_of(self, incident: Incident) -> HtmlElement | None:
        """The claims about one incident."""
        found = self.sheet.about.get(incident.id, ())
        if not found:
            return None
        title = node("h4", "", wording.counted(len(found), "claim"))
        return node("section", "claims", title, node("ul", "", *(self.claim(c) for c in found)))

    def claim(self, claim: Claim) -> HtmlElement:
        """One claim: who says it, what it does, against whom, and its words."""
        mark = self.mark("content", claim.content or claim.evidence, claim.id)
        source = self.mark("source", claim.source.evidence)
        cue = self.mark("cue", claim.cue)
        who = node("strong", "source k-source", words(wording.source_name(claim)), id=source, data_v=source)
        stance = node("span", f"stance st-{claim.stance}", wording.STANCES[claim.stance], id=cue, data_v=cue)
        target = node("span", "target", "▸ ", words(claim.target)) if claim.target else None
        basis = wording.basis(claim.source.basis)
        note = node("span", "basis", words(basis)) if basis else None
        kind = node("span", "detail", claim.source.kind.replace("_", " "))
        inner = [node("span", "id", claim.id), who, " ", kind, " ", stance, " ", target, note]
        inner += self.quoted(mark, claim.content or claim.evidence)
        return node("li", "val k-content", *inner, id=claim.id, data_v=mark)

    # ---- what follows the incidents --------------------------------------------------------------------------------
    def loose(self) -> HtmlElement | None:
        """Claims about no incident of the page."""
        return block("Claims about no incident", [self.claim(c) for c in self.sheet.loose], "claims")

    def links(self) -> HtmlElement | None:
        """How incidents of the page hang together."""
        rows = []
        for link in self.coded.links:
            kind = node("span", "stance", wording.LINKS[link.kind])
            ends = (self.incident_link(link.from_), " ", kind, " ", self.incident_link(link.to))
            rows.append(self.value("link", link.evidence, *ends, tag="li"))
        return block("Links between incidents", rows)

    def incident_link(self, name: str) -> HtmlElement:
        """An incident's short title, leading to it."""
        return node("a", "to", node("span", "id", name), words(self.titles.get(name, "")), href=f"#{name}")

    def statements(self) -> HtmlElement | None:
        """Standing facts that the page tells."""
        rows = []
        for row in self.coded.statements:
            detail = node("span", "detail", row.kind)
            rows.append(
                self.value(
                    "statement",
                    row.evidence,
                    named(row.subject),
                    " ",
                    words(row.value),
                    " ",
                    detail,
                    tag="li",
                )
            )
        return block("Standing facts", rows)

    def others(self) -> HtmlElement | None:
        """Teasers and most-read items, each with what it says happened."""
        rows = [self.other(report, found) for report, found in self.sheet.others]
        if not rows:
            return None
        title = node("h2", "", f"Other reports on the page · {len(rows)}")
        return node("section", "others", title, *rows)

    def other(self, report: Report, found: tuple[Incident, ...]) -> HtmlElement:
        """One other report."""
        head = words(report.headline or "without a headline")
        time = wording.published(report.published)
        told = wording.REPORTS[report.kind] if time == wording.UNKNOWN else f"{wording.REPORTS[report.kind]}, {time}"
        line = self.value(
            "report",
            report.evidence + report.published.evidence,
            head,
            " ",
            node("span", "detail", told),
            tag="p",
        )
        for link in line.xpath("a[@class='q']"):  # the headline above says the same words
            line.remove(link)
        return node("div", f"report r-{report.kind}", line, *(self.folded(i) for i in found))

    def folded(self, incident: Incident) -> HtmlElement:
        """An incident of another report under its short title."""
        facts = [wording.when(incident.date), *wording.toll(incident)]
        title = words(self.titles[incident.id])
        tail = node("span", "facts", words(" · ".join(facts)))
        summary = node("summary", "", node("span", "id", incident.id), title, " ", tail)
        return node("details", "", summary, self.incident(incident, aside=True))

    def issues(self) -> HtmlElement | None:
        """What a person should know about this coding."""
        rows = []
        for issue in self.coded.issues:
            code = node("code", "", issue.code)
            rows.append(self.value("issue", issue.evidence, code, " ", words(issue.message), tag="li"))
        return block("Issues", rows, "issues")

    def facts(self) -> HtmlElement:
        """What is known of the page itself."""
        page = self.coded.page
        rows: list[Child] = []
        time = node("span", "", wording.published(page.published))
        basis = wording.basis(page.published.basis)
        rows += field("Published", [self.value("date", page.published.evidence, time, basis=basis)])
        told = {
            "Outlet": page.outlet,
            "Agency": page.agency,
            "Authors": ", ".join(page.authors),
            "Dateline": page.dateline,
            "Section": " › ".join(page.section),
            "Language": page.language,
            "Source": page.source,
            "Page id": page.id,
        }
        for label, text in told.items():
            rows += field(label, [node("dd", "", words(text))] if text else [])
        return node("section", "block", node("h2", "", "The page"), node("dl", "fields", *rows))

    def made_by(self) -> HtmlElement:
        """Which versions made the record."""
        by = self.coded.coded_by
        return node("p", "made", f"Coded by Dateline {by.version}, codebook {by.codebook}, model {by.model}.")


def compete(rows: list[Casualty]) -> HtmlElement | None:
    """A note where sources give different figures for one kind of harm."""
    figures = {(r.low, r.high) for r in rows}
    return node("span", "compete", wording.counted(len(figures), "figure")) if len(figures) > 1 else None


def named(text: str) -> HtmlElement:
    """The name of a value."""
    return node("strong", "", words(text))


def unknown() -> HtmlElement:
    """A value that the page does not give."""
    return node("dd", "detail", wording.UNKNOWN)


def field(label: str, values: list[HtmlElement]) -> list[Child]:
    """A label with its values, or nothing where there is none."""
    return [node("dt", "", label), *values] if values else []


def block(title: str, rows: list[HtmlElement], css: str = "") -> HtmlElement | None:
    """A list with a heading, or nothing where the list is empty."""
    return node("section", f"block {css}".strip(), node("h2", "", title), node("ul", "", *rows)) if rows else None
