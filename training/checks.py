"""The checks of one report file, each a small function from a marked report to problems with their lines."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from dateline.codebook import Codebook
from training import consistency, resolve, unmarked
from training.compile import Compiler
from training.markup import TELLING, Level, Marked, Problem
from training.table import LEGAL, Bounds, bounds

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_DAY_ONLY = re.compile(
    rf"(?:(?:on|last|early|late)\s+)*({'|'.join(_DAYS)})(?:\s+(?:morning|afternoon|evening|night))?$", re.I
)
_MONTH_IN = re.compile(rf"\b({'|'.join(_MONTHS)})\b", re.I)
_DIVISION = re.compile(r"\b(?:province|state|governorate|oblast|region|department)s?$", re.I)
LETTERS_USED = "avpntwo"
Found = Iterator[tuple[int, Level, str]]


def check(marked: Marked, book: Codebook) -> list[Problem]:
    """Every problem of one file, those of reading included."""
    found = list(marked.problems)
    for each in (
        _header,
        _roles,
        _references,
        _use,
        _incidents,
        _claims,
        _dates,
        _edges,
        unmarked.findings,
        _places,
        _parties,
        _numbers,
        consistency.findings,
    ):
        found += [Problem(marked.file, line, level, message) for line, level, message in each(marked, book)]
    return sorted(set(found))


def _header(marked: Marked, _: Codebook) -> Found:
    path, head = PurePosixPath(marked.file), marked.head
    if head.get("id") and path.suffix == ".txt" and path.stem != head["id"]:
        yield 1, "error", f"id: {head['id']!r} is not the file's name {path.stem!r}; make them the same"
    if path.suffix == ".txt" and head.get("region") and path.parent.name != head["region"]:
        yield (
            1,
            "error",
            f"region: {head['region']!r} is not the folder {path.parent.name!r}; move the file or change it",
        )
    rows = marked.table.incidents
    is_negative = head.get("negative") == "yes"
    if is_negative and rows:
        yield rows[0].line, "error", f"a negative page has no incident, but there is {rows[0].id}; drop `negative: yes`"
    if not is_negative and not rows:
        yield 1, "error", "no incident row below `---`; write one, or say `negative: yes` in the header"


def _roles(marked: Marked, _: Codebook) -> Found:
    furniture = [b for b in marked.blocks if b.role not in TELLING]
    for mention in marked.mentions:
        held = next((b for b in furniture if b.start <= mention.start < b.end), None)
        if held:
            yield mention.line, "error", f"a span in a `{held.role}` block; furniture carries no spans, so unmark it"
    if not any(b.role in ("headline", "paragraph") for b in marked.blocks):
        yield 1, "error", "the page has neither headline nor paragraph"


def _referred(marked: Marked) -> Iterator[tuple[int, str]]:
    """Every id that the rows point at, with its line."""
    for row in marked.table.incidents:
        yield row.line, row.id
        refs: list[tuple[int, str | None]] = [(row.when.line, i) for i in row.when.ids] if row.when else []
        refs += [(u.line, i) for u in row.uses for i in (*u.ids, u.claim)]
        refs += [(f.line, i) for f in row.figures for i in (f.id, f.who, f.claim)]
        refs += [(w.line, i) for w in row.weapons for i in (w.id, w.number)]
        refs += [(row.line, i) for _, to, span in row.links for i in (to, span)]
        yield from ((line, i) for line, i in refs if i)
        if row.count_id:
            yield row.line, row.count_id
    for claim in marked.table.claims:
        yield from ((claim.line, i) for i in (claim.source, claim.about) if i)
        if claim.source is not None:
            yield claim.line, claim.id
        if claim.target and re.fullmatch(r"[a-z]\d+", claim.target):
            yield claim.line, claim.target
    yield from ((o.line, o.id) for o in marked.table.others)


def _references(marked: Marked, _: Codebook) -> Found:
    marks = {m.id for m in marked.mentions}
    table = marked.table
    rows = {r.id for r in table.incidents} | {r.id for r in table.claims} | {r.id for r in table.others}
    for line, id in _referred(marked):
        if id[0] in "ic" and id not in rows:
            yield line, "error", f"{id} has no row; write `{id}: …`, or name the right one"
        if id not in marks and not (id[0] == "c" and id in rows and _is_silent(marked, id)):
            yield line, "error", f"{id} is marked nowhere on the page; mark its words as {{{id}|…}}"
    for id, (_value, line) in marked.table.values.items():
        if id not in marks:
            yield line, "error", f"{id} has a value but is marked nowhere on the page; mark its words or drop it"


def _is_silent(marked: Marked, id: str) -> bool:
    """Whether a claim needs no cue: the outlet's own, and a headline's "…: police"."""
    return any(c.id == id for c in marked.table.claims) and bool(marked.of(f"q{id[1:]}"))


def _use(marked: Marked, _: Codebook) -> Found:
    used = {id for _, id in _referred(marked)}
    claims = {c.id for c in marked.table.claims}
    seen: set[str] = set()
    for mention in marked.mentions:
        id = mention.id
        if id is None or id in seen:
            continue
        seen.add(id)
        if mention.letter == "q":
            if f"c{id[1:]}" not in claims:
                yield mention.line, "error", f"{id} is the content of c{id[1:]}, which has no row; write it"
        elif mention.letter == "c":
            if id not in claims:
                yield mention.line, "error", f"{id} has no row; write `{id}: s1=police reports i1`"
        elif mention.letter == "u":
            continue
        elif id not in used:
            advice = (
                f"write it as {{{mention.letter}|…}}" if mention.letter in LETTERS_USED else f"write the row `{id}: …`"
            )
            yield mention.line, "error", f"{id} is used by no row; use it, or {advice}"


def _incidents(marked: Marked, _: Codebook) -> Found:
    for row in marked.table.incidents:
        if row.sub is None:
            yield row.line, "error", f"{row.id} has no sub-event type; begin with one, as `{row.id}: Attack`"
        is_same = any(kind == "same_as" for kind, _, _ in row.links)
        if row.when is None and not is_same:
            yield (
                row.line,
                "error",
                f"{row.id} has no date; write `date t1=…`, `date … (inferred: …)` or `date unknown`",
            )
        needs_place = row.status != "threatened" and not is_same
        if needs_place and not any(u.keyword == "place" for u in row.uses):
            yield row.line, "warning", f"{row.id} has no place; add one if the page names any"
        if len({marked.report_at(m.start) for m in marked.of(row.id)}) > 1:
            yield (
                row.line,
                "error",
                f"{row.id} is marked in two reports of the page; give the teaser its own + `same_as`",
            )
        claims = {c.id for c in marked.table.claims if c.about == row.id}
        named = [(u.line, u.claim) for u in row.uses] + [(f.line, f.claim) for f in row.figures]
        for line, claim in named:
            if claim and claim not in claims:
                yield line, "error", f"`per {claim}`: that claim is not about {row.id}; name one that is"
    if marked.table.incidents and not any(r.main for r in marked.table.incidents):
        yield marked.table.incidents[0].line, "warning", "no incident is `main`"


def _claims(marked: Marked, _: Codebook) -> Found:
    keys: dict[tuple[str | None, ...], str] = {}
    for row in marked.table.claims:
        if row.stance is None:
            yield row.line, "error", f"{row.id} says nothing; write `{row.id}: s1=police reports i1`"
            continue
        if row.source is not None and row.source not in marked.table.values:
            yield row.line, "error", f"{row.source} has no kind; write `{row.source}=police` (add `named` for a name)"
        if not marked.of(f"q{row.id[1:]}") and row.stance not in ("declines_comment", "cannot_verify"):
            yield row.line, "error", f"{row.id} has no content; mark what is said as {{q{row.id[1:]}|…}}"
        if row.stance in ("blames", "threatens") and row.target is None:
            yield row.line, "warning", f"{row.id} {row.stance} nobody; add `target a1` if the page says whom"
        name = marked.words(row.source) if row.source else None
        key = (name, row.stance, row.about, row.target)
        if row.about and key in keys:
            yield (
                row.line,
                "error",
                f"{row.id} repeats {keys[key]} (source, stance, incident, target); join their spans",
            )
        keys.setdefault(key, row.id)
    for id, (value, line) in marked.table.values.items():
        legal = LEGAL.get(id[0])
        if legal and value.removesuffix(" named") not in legal:
            yield line, "error", f"{id}={value!r} is not one of: {', '.join(sorted(legal))}"
    for incident in marked.table.incidents:
        for armed in incident.weapons:
            if armed.id not in marked.table.values:
                yield armed.line, "error", f"{armed.id} has no kind; write `weapon {armed.id}=drone`"


def _dates(marked: Marked, _: Codebook) -> Found:
    published = marked.head.get("published", "unknown")[:10]
    for row in marked.table.incidents:
        when = row.when
        if when is None:
            continue
        values = [(i, *marked.table.values[i]) for i in when.ids if i in marked.table.values]
        if when.ids and not values:
            yield when.line, "error", f"{when.ids[0]} has no date; write `date {when.ids[0]}=2021-03-13`"
        written = [("", when.value, when.line)] if when.value else values
        for id, value, line in written:
            try:
                found = resolve.interval(value)
            except resolve.ValueWrong as error:
                yield line, "error", str(error)
                continue
            if found.start and published != "unknown" and found.start > published and row.status != "threatened":
                yield (
                    line,
                    "error",
                    f"{row.id} lies after publication ({found.start} > {published}); correct one of them",
                )
            yield from ((line, "error", m) for m in _words_against(marked.words(id) or "", found))
        if when.value and when.value != "unknown" and when.basis is None:
            yield when.line, "error", "a date without a marked time needs its reason; add `(inferred: …)`"


def _edges(marked: Marked, _: Codebook) -> Found:
    """Spans that take in a mark or a cue that belongs outside."""
    for mention in marked.mentions:
        words = marked.text[mention.start : mention.end]
        if mention.letter != "u" and words[-1] in ",;:":
            yield mention.line, "error", f"the span {words!r} ends in {words[-1]!r}; move it out"
        if mention.letter in "aspv" and words.endswith(("'s", "’s")):
            yield (
                mention.line,
                "error",
                f"the span {words!r} ends in a genitive; write {words[:-2]!r} and leave 's outside",
            )
        if mention.letter == "q" and mention.id:
            cue = next((c for c in marked.of(f"c{mention.id[1:]}") if mention.start <= c.start < mention.end), None)
            if cue:
                yield cue.line, "error", f"the cue {cue.id} stands inside its content; close {mention.id} before it"


def _words_against(words: str, found: resolve.Interval) -> Iterator[str]:
    if found.start is None or found.end is None:
        return
    first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
    day = _DAY_ONLY.match(words.strip())
    days = {(first + timedelta(n)).weekday() for n in range(min(7, (last - first).days + 1))}
    if day and _DAYS.index(day[1].lower()) not in days:
        yield f"{words!r}, but {first} is a {_DAYS[first.weekday()].capitalize()}; correct the date"
    named = [_MONTHS.index(m.lower()) + 1 for m in _MONTH_IN.findall(words) if m[0].isupper()]
    spanned = {(first + timedelta(n)).month for n in range(min(366, (last - first).days + 1))}
    if named and not spanned & set(named):
        yield f"{words!r} is not in {first} to {last}; correct the date"


def _places(marked: Marked, book: Codebook) -> Found:
    home = marked.head.get("country")
    for row in marked.table.incidents:
        for use in row.uses:
            for id in use.ids if use.keyword == "place" else ():
                words = marked.words(id) or ""
                value, line = marked.table.values.get(id, (None, use.line))
                try:
                    at = resolve.place(value, words, home, book)
                except resolve.ValueWrong as error:
                    yield line, "error", str(error)
                    continue
                if at.country is None:
                    yield line, "error", f"{id} has no country; write `{id}={at.name}, BF` or `country:` in the header"
                if at.entry is None and at.precision != "country":
                    others = ", ".join(resolve.countries(at.name, book)[:4])
                    advice = f"but in {others}; check its country" if others else "check its spelling"
                    yield line, "warning", f"{at.name!r} ({at.country}) is not in the gazetteer; {advice}"
                if _DIVISION.search(words) and at.precision in ("locality", "site"):
                    yield (
                        line,
                        "warning",
                        f"{words!r} reads as a division, but {id} is a {at.precision}; add `(admin1)`",
                    )


def _parties(marked: Marked, book: Codebook) -> Found:
    for row in marked.table.incidents:
        for use in row.uses:
            for id in use.ids if use.keyword in ("by", "on", "victim", "with") else ():
                value, line = marked.table.values.get(id, (None, use.line))
                try:
                    if resolve.party_kind(value, marked.wordings(id), book) is None:
                        yield (
                            line,
                            "error",
                            f"the kind of {id} ({marked.words(id)!r}) is unknown; write `{id}=Political`",
                        )
                except resolve.ValueWrong as error:
                    yield line, "error", str(error)


def _numbers(marked: Marked, book: Codebook) -> Found:
    compiler = Compiler(marked, book)
    titles = [b for b in marked.blocks if b.role.endswith("headline")]
    for mention in marked.mentions:
        if mention.letter != "n" or mention.id is None:
            continue
        words = marked.text[mention.start : mention.end]
        said = resolve.spoken(words)
        value, line = marked.table.values.get(mention.id, (None, mention.line))
        if value is None and resolve.spoken(compiler.figure_words(mention.id) or "") is None:
            yield mention.line, "error", f"the words {words!r} give no range; write it, as `killed {mention.id}=12-`"
            continue
        held = bounds(value) if value else compiler.range_of(mention.id, None)
        in_title = len(marked.of(mention.id)) > 1 and any(b.start <= mention.start < b.end for b in titles)
        if said is not None and said != held and not in_title and not _may_differ(words, said, held):
            yield line, "error", f"{mention.id} is {_shown(held)}, but {words!r} reads {_shown(said)}; correct one"
    for row in marked.table.incidents:
        for figure in row.figures:
            claim = figure.claim or compiler.holder(figure.id or figure.who, row.id)
            if claim is None:
                advice = "put it inside the {q…} of a claim, write `per c1`, or add `c9: outlet reports …`"
                yield figure.line, "warning", f"the figure {figure.kind} {figure.id or ''} has no claim; {advice}"
    for row in marked.table.incidents:
        ranges = [(f.line, f.bounds) for f in row.figures] + [(row.line, row.count)]
        ranges += [(v[1], bounds(v[0])) for i, v in marked.table.values.items() if i[0] == "n"]
        for line, pair in ranges:
            if pair and None not in pair and pair[0] > pair[1]:  # type: ignore[operator]
                yield line, "error", f"{pair[0]} to {pair[1]} runs backwards; put the lower number first"


def _may_differ(words: str, said: Bounds, held: Bounds) -> bool:
    """Words with two readings: "the third victim" may count one, "thirty-odd" may be open above."""
    return (resolve.ordinal(words) is not None and held == (1, 1)) or ("odd" in words.lower() and held[0] == said[0])


def _shown(pair: Bounds) -> str:
    low, high = pair
    if low == high:
        return "?" if low is None else str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"
