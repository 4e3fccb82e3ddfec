"""What a coding of a page adds to the ledger, and what of an earlier coding it takes back.

A value that both codings found stays as it was stated. A newer coding never takes back what a person has said, nor an
incident on which a person has decided anything: the ledger keeps it as it is.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from dateline.case import Body, Entry, Finding
from dateline.ledger import canonical, replay
from dateline.ledger.findings import PAGE, findings, value_of
from dateline.ledger.journal import Journal
from dateline.ledger.keys import Known, keys, told_words
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
    """One coding of a page, ready to be appended: the new findings, and those that are stated no more."""

    page: str
    reading: str
    findings: tuple[Finding, ...]
    stated: tuple[str, ...]
    gone: tuple[str, ...]


def reading_id(coded: CodedPage) -> str:
    """The lasting name of a page's text, as one version of the program reads it."""
    return canonical.digest(coded.page.id, coded.page.text)


def coding(coded: CodedPage, earlier: Earlier) -> Coding:
    """What a coding adds to what the ledger has of the page."""
    reading = reading_id(coded)
    found = findings(coded, reading, keys(coded, known(earlier)))
    stands = stated(earlier.entries)
    new = {one.id for one in found}
    spared = _touched(earlier) - {one.subject for one in found}
    gone = [id for id in stands if id not in new and earlier.findings[id].subject not in spared]
    added = tuple(one.id for one in found if one.id not in stands)
    return Coding(coded.page.id, reading, found, added, tuple(gone))


def append(journal: Journal, one: Coding) -> list[Entry]:
    """Append the entries of a coding."""
    made = []
    if one.gone:
        reason = "a newer coding of the page does not say it"
        made.append(
            journal.entry("retract", Body(findings=one.gone), page=one.page, author=replay.MACHINE, reason=reason)
        )
    if one.stated:
        made.append(journal.entry("assert", Body(findings=one.stated), page=one.page, author=replay.MACHINE))
    return made


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


def _touched(earlier: Earlier) -> set[str]:
    """The incidents of a page on which a person has decided something that still counts."""
    touched = set(earlier.worked_on)
    for entry in replay.active(earlier.entries):
        if entry.author != replay.MACHINE:
            ids = (*entry.body.findings, *filter(None, (entry.body.replaces,)))
            touched.update(earlier.findings[id].subject for id in ids)
            touched.update(filter(None, (entry.subject,)))
    return touched - {PAGE}


def versions(by: CodedBy) -> str:
    """The versions that made a coding, as one text."""
    return canonical.encode(structs.asdict(by))
