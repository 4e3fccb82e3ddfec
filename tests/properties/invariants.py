"""What holds of every coded page, whatever went in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from dateline.model import CodedPage

INFERRED_WITHOUT_WORDS = {"published", "source"}


def check(coded: CodedPage) -> None:
    """Raise AssertionError where a coded page breaks a promise of the contract."""
    told = msgspec.to_builtins(coded)
    text = coded.page.text
    _blocks_cover(coded)
    _ids_resolve(coded)
    for path, record in records(told, ()):
        for key in ("evidence", "content", "cue"):
            for start, end in record.get(key) or ():
                assert 0 <= start < end <= len(text), (path, key, start, end)
                assert text[start:end].strip(), (path, key, "an empty quotation")
        _ranges_ordered(path, record)
    for incident in coded.incidents:
        assert incident.evidence, incident.id
        assert incident.summary
        rows = (*incident.places, *incident.participants, *incident.casualties, *incident.weapons, *incident.objects)
        assert all(row.evidence for row in rows), incident.id
        assert incident.date.evidence or incident.date.precision == "unknown", incident.date
    assert all(claim.evidence for claim in coded.claims)
    assert msgspec.json.decode(msgspec.json.encode(coded), type=CodedPage) == coded


def records(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every object inside a decoded record, with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from records(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from records(inner, (*path, str(n)))


def _ranges_ordered(path: tuple[str, ...], record: dict[str, Any]) -> None:
    low, high = record.get("low"), record.get("high")
    assert low is None or high is None or low <= high, (path, low, high)
    start, end = record.get("start"), record.get("end")
    if isinstance(start, str) and isinstance(end, str):
        assert start[:10] <= end[:10], (path, start, end)
        assert date.fromisoformat(start[:10])
    if "precision" in record and "start" in record:
        assert (start is None) == (record["precision"] == "unknown"), (path, record)


def _blocks_cover(coded: CodedPage) -> None:
    """Blocks are in order, do not overlap, and leave nothing but white space between them."""
    text, at = coded.page.text, 0
    for block in coded.page.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip(), text[at : block.start]
        at = block.end
    assert not text[at:].strip(), text[at:]


def _ids_resolve(coded: CodedPage) -> None:
    reports = {r.id for r in coded.reports}
    incidents = [i.id for i in coded.incidents]
    claims = [c.id for c in coded.claims]
    assert len(set(incidents)) == len(incidents)
    assert len(set(claims)) == len(claims)
    assert {i.report for i in coded.incidents} <= reports
    assert {c.about for c in coded.claims} - {None} <= set(incidents)
    held = {r.claim for i in coded.incidents for r in (*i.participants, *i.casualties)}
    assert held - {None} <= set(claims)
    assert {end for x in coded.links for end in (x.from_, x.to)} <= set(incidents)
    assert sum(i.main for i in coded.incidents) <= 1
