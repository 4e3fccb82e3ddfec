"""What a coding of a page adds to the ledger, and what of an earlier coding it takes back.

A value that both codings found stays as it was stated. A newer coding never takes back what a person has said, nor an
incident on which a person has decided anything: the ledger keeps it as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, structs

from dateline.case import Body, Entry, Finding
from dateline.ledger import canonical, replay
from dateline.ledger.findings import PAGE, findings, incident_of, value_of
from dateline.ledger.journal import Journal
from dateline.ledger.keys import Known, keys, quoted, told_words
from dateline.model import CodedBy, CodedPage


class Earlier(Struct, frozen=True):
    """What the ledger has of a page: its entries, the findings that they name, and the texts that those point into.

    `worked_on` are incidents that people have merged, split, assigned, commented on or signed as cases.
    """

    entries: tuple[Entry, ...] = ()
    findings: Mapping[str, Finding] = {}
    texts: Mapping[str, str] = {}
    worked_on: frozenset[str] = frozenset()


class Coding(Struct, frozen=True):
    """One coding of a page, ready to be appended: the new findings, those that are stated no more, and the decisions
    that are repeated, each with the finding that takes the place of the one that was decided on."""

    page: str
    reading: str
    findings: tuple[Finding, ...]
    stated: tuple[str, ...]
    gone: tuple[str, ...]
    carried: tuple[tuple[Entry, str], ...]


def reading_id(coded: CodedPage) -> str:
    """The lasting name of a page's text, as one version of the program reads it."""
    return canonical.digest(coded.page.id, coded.page.text)


def coding(coded: CodedPage, earlier: Earlier) -> Coding:
    """What a coding adds to what the ledger has of the page."""
    reading = reading_id(coded)
    found = findings(coded, reading, keys(coded, known(earlier)))
    stands = stated(earlier.entries)
    new = {one.id for one in found}
    spared = _spared(earlier, {one.subject for one in found})
    gone = tuple(id for id in stands if id not in new and id not in spared)
    added = tuple(one.id for one in found if one.id not in stands)
    texts = {**earlier.texts, reading: coded.page.text}
    carried = tuple(_carried(earlier, gone, [one for one in found if one.id in added], texts)) if gone else ()
    return Coding(coded.page.id, reading, found, added, gone, carried)


def append(journal: Journal, one: Coding, provenance: str | None) -> list[Entry]:
    """Append the entries of a coding; of a page's first one with the hash of where the page came from."""
    made = []
    machine = replay.MACHINE
    if one.gone:
        reason = "a newer coding of the page does not say it"
        made.append(journal.entry("retract", Body(findings=one.gone), page=one.page, author=machine, reason=reason))
    if one.stated:
        body = Body(findings=one.stated, text=provenance)
        made.append(journal.entry("assert", body, page=one.page, author=machine))
    for entry, id in one.carried:
        origin = entry.body.carries or entry.id
        body = (
            structs.replace(entry.body, replaces=id, carries=origin)
            if entry.action == "correct"
            else Body(findings=(id,), carries=origin)
        )
        reason = f"repeated for a newer reading of the page; {entry.reason or 'no reason was given'}"
        if entry.body.carries is not None:
            reason = entry.reason or reason
        upon = {"page": one.page, "subject": entry.subject, "author": entry.author, "reason": reason}
        made.append(journal.entry(entry.action, body, **upon))
    return made


def _carried(
    earlier: Earlier, gone: Iterable[str], found: Iterable[Finding], texts: Mapping[str, str]
) -> Iterator[tuple[Entry, str]]:
    """People's decisions on findings that go, each with the new finding that says the same in the same words."""
    by_words = {_in_words(one, texts): one.id for one in found}
    instead = {id: by_words.get(_in_words(earlier.findings[id], texts)) for id in gone}
    for entry in earlier.entries:  # also those that are undone: an undoing may be undone
        if entry.author == replay.MACHINE or entry.action not in ("accept", "reject", "correct"):
            continue
        for old in (entry.body.replaces,) if entry.action == "correct" else entry.body.findings:
            new = instead.get(old or "")
            if new is not None:
                yield entry, new


def _in_words(one: Finding, texts: Mapping[str, str]) -> str:
    """What a finding says, with the words of its spans for the spans."""
    text = texts[one.reading]

    def worded(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: worded(inner) for name, inner in value.items()}
        if isinstance(value, list):
            is_span = len(value) == 2 and all(isinstance(side, int) for side in value)
            return text[value[0] : value[1]] if is_span else [worded(inner) for inner in value]
        return value

    words = quoted(text, one.evidence)
    return canonical.digest(one.subject, one.property, worded(value_of(one)), words)


def stated(entries: Iterable[Entry]) -> dict[str, None]:
    """The findings that the program states of a page at the end of some entries, in their order."""
    stands: dict[str, None] = {}
    for entry in entries:
        if entry.action == "assert":
            stands.update(dict.fromkeys(entry.body.findings))
        elif entry.action == "retract":
            for id in entry.body.findings:
                stands.pop(id, None)
    return stands


def known(earlier: Earlier) -> list[Known]:
    """The incidents that the ledger has of a page, with the words that told them."""
    told: dict[str, Finding] = {}
    types: dict[str, str] = {}
    for id, one in replay.held(earlier.entries, earlier.findings).items():
        if one.finding.property == "told":
            told[one.finding.subject] = earlier.findings[id]
        elif one.finding.property == "type":
            types[one.finding.subject] = value_of(one.finding)["sub_event_type"]
    return [
        Known(subject, types.get(subject, ""), told_words(earlier.texts[finding.reading], finding.evidence))
        for subject, finding in sorted(told.items())
    ]


def _spared(earlier: Earlier, told: set[str]) -> set[str]:
    """The findings of incidents told no more that a person has worked on, with their claims and report."""
    keys = _touched(earlier) - told
    if not keys:
        return set()
    rows = earlier.findings.values()
    reports = {value_of(one)["report"] for one in rows if one.property == "told" and one.subject in keys}
    return {
        one.id
        for one in rows
        if one.subject in keys
        or (one.property == "report" and one.subject in reports)
        or (one.property == "claim" and value_of(one)["about"] in keys)
    }


def _touched(earlier: Earlier) -> set[str]:
    """The incidents of a page on which a person has decided something that still counts."""
    touched = set(earlier.worked_on)
    for entry in replay.active(earlier.entries):
        if entry.author != replay.MACHINE:
            ids = (*entry.body.findings, *filter(None, (entry.body.replaces,)))
            touched.update(incident_of(earlier.findings[id]) or "" for id in ids)
    return touched - {PAGE}


def versions(by: CodedBy) -> str:
    """The versions that made a coding, as one text."""
    return canonical.encode(structs.asdict(by))
