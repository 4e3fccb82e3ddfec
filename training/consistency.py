"""Checks of one report against itself: days against words, stances against cues, contents against their speakers.

Each finding is a warning: the words may mean what the record says, but the annotator should look again.
"""

import re
from collections.abc import Iterator

from dateline.annotate.sentences import split
from dateline.codebook import Codebook
from dateline.model import Span
from training import days, resolve
from training.compile import Compiler
from training.markup import TELLING, Level, Marked, Mention
from training.table import ROLES, Bounds, ClaimRow, Figure, bounds

Found = Iterator[tuple[int, Level, str]]

_UNABLE = (
    r"(?:could|can|has|have|had|does|did) ?not|cannot|can['’]t|couldn['’]t|unable to|impossible to|not possible to"
)
_CUES: tuple[tuple[str, str], ...] = (
    (rf"\b(?:{_UNABLE})\b.*\b(?:verif|confirm|authentic|corrobor)", "cannot_verify doubts declines_comment"),
    (r"\b(?:declin(?:e[sd]?|ing)|had no comment|did not (?:answer|respond|reply|comment))\b", "declines_comment"),
    (r"\b(?:denie[sd]|deny(?:ing)?)\b", "denies doubts declines_comment"),
    (r"\b(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing))\b", "blames"),
    (r"\bclaim(?:s|ed|ing)? (?:the )?(?:responsibility|credit)\b", "claims_responsibility"),
    (r"\bcondemn(?:s|ed|ing)?\b", "condemns"),
    (r"^(?:has |have |had )?confirm(?:s|ed|ing)?$", "confirms cannot_verify claims_responsibility declines_comment"),
)
"""Cues that say their stance themselves, and the stances that a claim may have which has no other cue."""
_PROTESTS = frozenset({"Peaceful protest", "Protest with intervention", "Excessive force against protesters"})
_HARM = frozenset({"killed", "wounded", "killed_or_wounded"})
_GAS = re.compile(r"\b(?:tear|irritant|pepper|smoke)", re.I)
_DEED = re.compile(
    r"\b(?:kill(?:ed|ing)|attack(?:s|ed)?|assaulted|opened fire|gunned down|ambush(?:ed|es)?|bomb(?:ed|ing)|blast"
    r"|abduct(?:ed|ion)|kidnapp(?:ed|ing)|stormed|raid(?:ed)?|looted|torched|beheaded)\b",
    re.I,
)
_NO_ROLE = re.compile(
    r"^[ \t]*(?:dateline|source|place|author|lead|lede|text|body|title|note|quote|kicker|story):\s", re.M
)


def findings(marked: Marked, book: Codebook) -> Found:
    """Everything in a report that its own words speak against."""
    sentences = [s for b in marked.blocks if b.role in TELLING for s in split(marked.text, b.start, b.end)]
    yield from _days(marked, Compiler(marked, book))
    yield from _stances(marked)
    yield from _types(marked, book)
    yield from _far(marked, sentences)
    if _NO_ROLE.search(marked.text):
        yield 1, "warning", f"{_NO_ROLE.findall(marked.text)[0].strip()!r} is no role, and so is told as text; drop it"
    if marked.table.incidents:
        yield from _deeds(marked, sentences)


def _days(marked: Marked, compiler: Compiler) -> Found:
    """Plain times ("yesterday", "three weeks ago", "in March") against the days of the record."""
    published = {p.id: compiler.report(p).published for p in marked.pieces}
    for row in marked.table.incidents:
        ids = row.when.ids if row.when else ()
        id, (value, line) = ids[0] if len(ids) == 1 else "", marked.table.values.get(ids[0] if ids else "", ("", 0))
        try:
            held = resolve.interval(value or "unknown")
        except resolve.ValueWrong:
            continue
        for mention in marked.of(id) if held.start and held.end else ():
            words = " ".join(marked.text[mention.start : mention.end].split())
            said = days.of(words, published[marked.report_at(mention.start)])
            if said is None:
                continue
            apart = said.last < (held.start or "") or said.first > (held.end or "")
            is_alone = len(marked.of(id)) == 1
            if apart or (is_alone and said.is_exact and (said.first, said.last) != (held.start, held.end)):
                shown = said.first if said.first == said.last else f"{said.first}/{said.last}"
                yield (
                    line,
                    "warning",
                    f"{words!r} is {shown} on this page, but {id} is {value}; correct it if it is wrong",
                )


def _stances(marked: Marked) -> Found:
    """Cues that can only mean one stance."""
    for row in marked.table.claims:
        cues = {" ".join(marked.text[m.start : m.end].lower().split()) for m in marked.of(row.id)}
        if len(cues) != 1 or row.stance is None:
            continue
        cue = cues.pop()
        legal = next((stances.split() for pattern, stances in _CUES if re.search(pattern, cue)), None)
        if legal and row.stance not in legal:
            yield row.line, "warning", f"{row.id} {row.stance}, but its cue is {cue!r}; write {legal[0]} if it is that"


def _types(marked: Marked, book: Codebook) -> Found:
    """Types that ACLED's rules give to other parties, or to acts that hurt nobody."""
    for row in marked.table.incidents:
        if any(kind == "same_as" for kind, _, _ in row.links):
            continue
        kinds: dict[str, set[str | None]] = {}
        for use in row.uses:
            for id in use.ids if use.keyword in ROLES else ():
                value = marked.table.values.get(id, (None, 0))[0]
                try:
                    found = resolve.party_kind(value, marked.wordings(id), book)
                except resolve.ValueWrong:
                    continue
                kinds.setdefault(use.keyword, set()).add(found)
        by = kinds.get("by", set())
        everyone = set().union(*kinds.values())
        hurt = any(f.kind in _HARM and _range(marked, f) != (0, 0) for f in row.figures)
        gas = [w.id for w in row.weapons if marked.table.values.get(w.id, ("", 0))[0] == "chemical"]
        for is_odd, says in (
            (
                row.sub == "Government regains territory" and by and not by & {"State forces"},
                "it is for the state's own forces",
            ),
            (row.sub == "Non-state actor overtakes territory" and by == {"State forces"}, "the state regains"),
            (row.sub in _PROTESTS and everyone and "Protesters" not in everyone, "no party of it is `Protesters`"),
            (
                row.sub == "Arrests" and by and not by & {"State forces", "External/Other forces"},
                "who is no state abducts",
            ),
            (row.sub == "Looting/property destruction" and hurt, "persons are hurt, so it is an attack or a mob"),
            (any(_GAS.search(marked.words(w) or "") for w in gas), "tear gas is `other`, not `chemical`"),
        ):
            if is_odd:
                yield row.line, "warning", f"{row.id} {row.sub}: {says}; look again"


def _range(marked: Marked, figure: Figure) -> Bounds:
    value = marked.table.values.get(figure.id or "", (None, 0))[0]
    if figure.bounds is not None or value is None:
        return figure.bounds or resolve.spoken(marked.words(figure.id or "") or "") or (None, None)
    return bounds(value)


def _far(marked: Marked, sentences: list[Span]) -> Found:
    """Contents with neither their cue nor their speaker in the same or a neighbouring sentence."""
    if marked.head.get("style") == "interview":
        return

    def number(mention: Mention) -> int:
        return next((n for n, (a, b) in enumerate(sentences) if a <= mention.start < b), -9)

    for row in marked.table.claims:
        near = {number(m) for m in (*marked.of(row.id), *marked.of(row.source or "")) if not _is_silent(row)}
        near |= {number(m) for m in marked.of(f"q{row.id[1:]}")[:1]}
        for content in marked.of(f"q{row.id[1:]}"):
            if all(abs(number(content) - n) > 1 for n in near):
                yield content.line, "warning", f"{content.id} stands far from its cue and its speaker; is it theirs?"
            near.add(number(content))


def _is_silent(row: ClaimRow) -> bool:
    return row.source is None


def _deeds(marked: Marked, sentences: list[Span]) -> Found:
    """Deed words beside a marked deed that are not marked themselves."""
    for start, end in sentences:
        marks = [m for m in marked.mentions if m.start < end and start < m.end]
        if not any(m.letter == "i" for m in marks):
            continue
        for word in _DEED.finditer(marked.text, start, end):
            if not any(m.letter in "ialwvnosc" and m.start < word.end() and word.start() < m.end for m in marks):
                yield marks[0].line, "warning", f"{word.group()!r} is no marked deed; mark it if it tells the same act"
