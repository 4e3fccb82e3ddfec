"""A case explained in a terminal: its row, the rule behind each value, who says what, the quoted words, the pages."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.case import Account, Because, Case, Choice, Event, Explanation, Figure, Quote, Toll, Voice
from dateline.model import DateRange, Place
from dateline.view import order, wording
from dateline.view.cases import days
from dateline.view.events import SHORT, at, event_line
from dateline.view.plain import one_line, quote
from dateline.view.printing import printed

LABEL = 12
WIDE = 96
QUOTES = 3
"""Sentences that are shown for one value among many."""

SENTENCE = 320
BEGUN = 44
WORDS = 120
SLACK = 3
"""Characters by which a sentence may be longer than the quoted words and still be no more than they."""

GONE = ("rejected", "replaced")
STANDINGS = {"accepted": "green", "rejected": "red", "corrected": "yellow", "added": "cyan"}
LABELS = {"told": "told as", "participant": "who", "casualty": "harm", "claim": "says"}
MACHINE = "dateline"


def text(found: Explanation, width: int = 100, color: bool = False, *, whole: bool = True) -> str:
    """The explanation as lines no wider than `width`; of a telling or a value, not `whole`, its account alone."""
    writer = _Writer(found, width)
    parts = [writer.head(whole)]
    if whole:
        parts += [writer.row(), *writer.figures(), *writer.voices()]
    parts += writer.accounts(whole)
    if whole:
        parts += writer.related()
        acts = [event for event in found.events if not passing(event)]
        parts += [_titled("Done to the case as a whole", map(event_line, acts))] if acts else []
    return printed(Group(*parts, Text("")), width, color)


class _Writer:
    """Lays out one explanation; knows the reports by number and the values by name."""

    def __init__(self, found: Explanation, width: int) -> None:
        self.found = found
        self.case = found.case
        self.wide = width >= WIDE
        self.numbers = {account.telling: number for number, account in enumerate(found.accounts, 1)}
        self.known = {value.finding: value for account in found.accounts for value in account.values}

    # ---- the case ----------------------------------------------------------------------------------------------------
    def head(self, whole: bool) -> RenderableType:
        """The case's name, what happened, and how well it is attested."""
        case = self.case
        title = Text().append(f"Case {case.id}", style="bold")
        title.append(f"  {case.event_type} › {case.sub_event_type}", style="cyan")
        marks = [case.status if case.status != "happened" else "", "series" if case.series else ""]
        title.append("".join(f" · {mark}" for mark in marks if mark), style="yellow")
        parts: list[RenderableType] = [Rule(style="bold", characters="━"), title, Text(one_line(case.summary))]
        if whole:
            outlets = f" ({', '.join(map(one_line, case.outlets))})" if case.outlets else ""
            parts.append(Text(f"{wording.counted(len(case.tellings), 'report')}{outlets}", style="dim"))
            parts.append(Text.assemble((case.grade.name, "bold"), f": {one_line(case.grade.reason)}"))
            parts += self.desk()
        return Group(*parts)

    def desk(self) -> Iterable[Text]:
        """Where the case stands with people."""
        desk = self.case.desk
        told = Text(f"stage {desk.stage}")
        if desk.assignee:
            told.append(f", with {one_line(desk.assignee)}")
        if desk.signed_by:
            told.append(f", signed by {one_line(desk.signed_by)} {at(desk.signed_at or '')}")
        yield told
        for dispute in desk.disputes:
            said = "; ".join(f"{one_line(who)} says {one_line(what)}" for who, what in dispute.says)
            yield Text(f"disputed, {one_line(dispute.about)}: {said}", style="yellow")
        for note in desk.notes:
            yield Text(f"{at(note.at)}  {one_line(note.author)}: {one_line(note.text)}", style="italic")

    def row(self) -> RenderableType:
        """The values of the case, each with the rule that chose it and the report that it is from."""
        case, rows = self.case, list[tuple[str, RenderableType]]()
        choices = {choice.field: choice for choice in case.choices}
        for field in ("event_type", "status"):
            label = "what" if field == "event_type" else "status"
            value = case.sub_event_type if field == "event_type" else case.status
            rows.append((label, self.chosen(value, choices.get(field))))
        rows.append(("when", self.chosen(_when(case), choices.get("date"))))
        rows.append(("where", self.chosen(_where(case.place), choices.get("place"))))
        for number, party in enumerate(case.participants):
            told = f"{party.name}, {wording.participant_detail(party)}"
            rows.append(("who", self.chosen(told, choices.get(f"participants.{number}"))))
        for number, weapon in enumerate(case.weapons):
            rows.append(("weapon", self.chosen(weapon, choices.get(f"weapons.{number}"))))
        for toll in case.tolls:
            told_toll = Text().append(_toll(toll), style="bold red").append(f"  {one_line(toll.why)}", style="dim")
            rows.append((wording.CASUALTIES.get(toll.kind, toll.kind), told_toll))
        return _titled("The row, and the rule behind each value", [_grid(rows)])

    def chosen(self, value: str, choice: Choice | None) -> Text:
        """A value, why it was chosen, and from which report."""
        line = Text(one_line(value))
        if choice is not None:
            number = self.numbers.get(choice.telling)
            origin = f", report {number}" if number and len(self.numbers) > 1 else ""
            line.append(f"  {choice.rule}{origin}", style="dim")
            line.append(f" · value {choice.finding[:SHORT]}" if choice.finding else "", style="dim")
        return line

    def figures(self) -> list[RenderableType]:
        """Competing figures beside each other: one row a figure a source."""
        found = sorted(self.case.figures, key=lambda one: order.HARM.index(one.kind))
        if not found:
            return []
        title = "The figures, and whose they are"
        if not self.wide:
            return [_titled(title, (Text("  ").join(self.cells(one)) for one in found))]
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(ratio=4, overflow="fold")
        table.add_column(ratio=4, overflow="fold")
        table.add_column(no_wrap=True)
        table.add_column(ratio=6, overflow="fold")
        for one in found:
            table.add_row(*self.cells(one))
        return [_titled(title, [table])]

    def cells(self, one: Figure) -> list[Text]:
        """A figure: amount and group, source, report, and its words with what holds it back."""
        amount = f"{wording.CASUALTIES.get(one.kind, one.kind)} {wording.figure(one.low, one.high, one.words)}"
        aside = one.superseded or one.standing in GONE
        told = Text().append(one_line(amount), style="dim strike" if aside else "bold red")
        told.append(f" {one_line(one.who)}" if one.who else "")
        source = Text(_source(one.source, one.source_kind)) if one.source else Text("no source given", style="dim")
        marks = ["given up by its source since" if one.superseded else "", "part of another figure" if one.part else ""]
        marks.append("" if one.standing == "found" else one.standing)
        words = Text()
        if because := self.known.get(one.finding):
            words.append(" ".join(f"“{quote(q.words, WORDS)}”" for q in because.quotes[:1]), style="dim italic")
        words.append("".join(f" · {mark}" for mark in marks if mark), style="yellow")
        words.append(f" · value {one.finding[:SHORT]}", style="dim")
        return [told, source, Text(self.report(one.telling, one.published), style="dim"), words]

    def report(self, telling: str, published: str | None) -> str:
        """A report by its number, with its day."""
        number = self.numbers.get(telling)
        day = days(DateRange(published[:10], published[:10], "day", ())) if published else ""
        return ", ".join(filter(None, (f"report {number}" if number else "", one_line(day))))

    def voices(self) -> list[RenderableType]:
        """The claims about the case that do more than report."""
        lines = [self.voice(one) for one in self.case.voices]
        return [_titled("Who says what of whom", lines)] if lines else []

    def voice(self, one: Voice) -> Text:
        """One claim: who, stance, target, words."""
        line = Text().append(_source(one.source, one.source_kind), style="bold")
        line.append(f" ▸ {wording.STANCES.get(one.stance, one.stance)}")
        line.append(f" ▸ {one_line(one.target)}" if one.target else "")
        because = self.known.get(one.finding)
        if because and because.quotes:
            line.append(f"  “{quote(because.quotes[-1].words, SENTENCE)}”", style="dim italic")
        return line.append(f"  {self.report(one.telling, one.published)} · value {one.finding[:SHORT]}", style="dim")

    def related(self) -> list[RenderableType]:
        """The cases that this one covers in passing, and the tellings that cover it so."""
        lines = [f"covers the case {one.case} too: {one.why}" for one in self.found.related.speaks_of]
        lines += [f"covered by the telling {one.telling} too: {one.why}" for one in self.found.related.spoken_of]
        return [_titled("Beside this case", (Text(one_line(line)) for line in lines))] if lines else []

    # ---- the reports -------------------------------------------------------------------------------------------------
    def accounts(self, whole: bool) -> list[RenderableType]:
        """Each report with its values, their words and the entries upon them."""
        return [
            _titled(f"Report {number}: {one_line(account.headline or 'without a headline')}", _account(account, whole))
            for number, account in enumerate(self.found.accounts, 1)
        ]


def _account(account: Account, whole: bool) -> Iterable[RenderableType]:
    outlet = [one_line(account.outlet)] if account.outlet else []
    published = f"published {one_line(wording.day(account.published))}" if account.published else "publication unknown"
    yield Text(" · ".join([*outlet, published, f"telling {account.telling}"]))
    yield Text(f"page {one_line(account.source)}", style="dim")
    retrieved = f", retrieved {at(account.retrieved_at)} UTC" if account.retrieved_at else ""
    yield Text(f"SHA-256 {account.page}{retrieved}", style="dim")
    usual = _usual(account.values)
    if usual is not None and len(account.values) > 1:
        yield Text(f"unless something else is said, {_stated(usual)}", style="dim")
    else:
        usual = None
    shown: set[str] = set()
    groups: dict[tuple[Quote, ...], list[Because]] = {}
    for value in account.values:
        groups.setdefault(value.quotes, []).append(value)
    for quotes, values in groups.items():
        rows: list[tuple[str, RenderableType]] = []
        for value in values:
            label = LABELS.get(value.property, value.property)
            rows.append((label, _value(value)))
            rows += [(label, event) for event in _events(value, usual)]
        rows += [("", line) for line in _quotes(quotes, QUOTES if len(account.values) > 1 else len(quotes), shown)]
        yield Padding(_grid(rows), (1, 0, 0, 0) if whole or len(groups) > 1 else 0)


def _value(value: Because) -> Text:
    line = Text(one_line(value.value.replace("_", " ")))
    if value.standing != "found":
        line.stylize("strike" if value.standing in GONE else "")
        by = f" by {one_line(value.by)}" if value.by else ""
        line.append(f"  {value.standing}{by}", style=STANDINGS.get(value.standing, ""))
    return line.append(f"  {one_line(value.method)} · value {value.finding[:SHORT]}", style="dim")


def _usual(values: Sequence[Because]) -> Event | None:
    """The entry that alone stated most of the values."""
    sole = Counter(value.events[0] for value in values if len(value.events) == 1)
    return sole.most_common(1)[0][0] if sole else None


def passing(event: Event) -> bool:
    """Whether it is a merge of the program that holds no more, or the undoing of one: history has them all."""
    return event.author == "dateline" and event.action in ("merge", "undo") and (event.undone or event.action == "undo")


def _events(value: Because, usual: Event | None) -> Iterable[RenderableType]:
    """The entries upon a value, but for the usual one where it stands alone."""
    if value.events == (usual,):
        return
    for event in value.events:
        yield Text(_stated(event), style="dim") if event.author == MACHINE else event_line(event)


def _stated(event: Event) -> str:
    what = one_line(event.what) or event.action
    reason = f", because {one_line(event.reason)}" if event.reason else ""
    undone = ", undone" if event.undone else ""
    by = f"{one_line(event.author)} {one_line(event.version)}"
    return f"{what} by {by}, {at(event.at)}{reason}{undone} (entry {event.entry[:SHORT]}, run {event.run[:SHORT]})"


def _quotes(quotes: Sequence[Quote], most: int, shown: set[str]) -> Iterable[Text]:
    """The quoted words, each in its sentence; several of one sentence together, and a sentence in full but once."""
    sentences: dict[str, list[str]] = {}
    for one in quotes:
        sentences.setdefault(one.around, []).append(one.words)
    for around, words in list(sentences.items())[:most]:
        line = Text()
        if max(len(one) for one in words) + SLACK < len(around):
            line.append("  ".join(f"“{quote(one, WORDS)}”" for one in dict.fromkeys(words)), style="italic")
            line.append(f"  in: {_begun(around) if around in shown else quote(around, SENTENCE)}", style="dim")
        else:
            line.append(f"“{quote(around, SENTENCE)}”", style="italic")
        shown.add(around)
        yield line
    if len(sentences) > most:
        yield Text(f"and in {wording.counted(len(sentences) - most, 'more sentence')}", style="dim")


def _begun(sentence: str) -> str:
    """The beginning of a sentence that a reader has seen already."""
    words = one_line(sentence)
    return words if len(words) <= 2 * BEGUN else f"{words[:BEGUN].rsplit(' ', 1)[0]} …"


# ---- small pieces ----------------------------------------------------------------------------------------------------
def _titled(title: str, lines: Iterable[RenderableType]) -> RenderableType:
    heading = Rule(Text(title, style="bold"), align="left", style="dim", characters="─")
    return Padding(Group(heading, *(Padding(line, (0, 0, 0, 2)) for line in lines)), (1, 0, 0, 0))


def _grid(rows: Iterable[tuple[str, RenderableType]]) -> Table:
    """Rows of a label and a value; a label is shown once for the values that follow under it."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=LABEL, style="dim")
    table.add_column(ratio=1, overflow="fold")
    last = ""
    for label, value in rows:
        table.add_row("" if label == last else label, value)
        last = label
    table.expand = True
    return table


def _source(name: str | None, kind: str | None) -> str:
    """A source with its kind; the page itself where none is named."""
    if name is None:
        return "the page, in its own voice"
    plain = kind.replace("_", " ") if kind else ""
    return one_line(name) if plain in ("", "unnamed", name.casefold()) else f"{one_line(name)} ({plain})"


def _when(case: Case) -> str:
    basis = wording.basis(case.date.basis)
    return wording.when(case.date) + (f" ({basis})" if basis else "")


def _where(place: Place | None) -> str:
    if place is None:
        return wording.UNKNOWN
    detail = wording.place_detail(place)
    return f"{place.name} · {detail}" if detail else place.name


def _toll(toll: Toll) -> str:
    """A toll in words: the best figure between the low and the high one."""
    if toll.low is None and toll.high is None:
        return "no number"
    best = "no best figure" if toll.best is None else f"{toll.best:,}"
    between = wording.figure(toll.low, toll.high)
    told = best if between == best else f"{best} ({between})"
    lowest = f", lowest {toll.lowest:,}" if toll.lowest is not None and toll.lowest != toll.low else ""
    latest = wording.figure(*toll.latest) if toll.latest != (None, None) else ""
    return told + lowest + (f", latest {latest}" if latest and latest not in (best, between) else "")
