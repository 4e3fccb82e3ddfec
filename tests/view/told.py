"""Invented cases, and a case explained, for the tests of the views; any text in them may be hostile."""

from dateline import case as c
from dateline import model as m

NOBODY = c.Desk()


def case(id: str = "0123456789abcdef", words: str = "Gorno", **changes) -> c.Case:
    """A case with two figures that compete."""
    fields = {
        "id": id,
        "digest": "0" * 64,
        "summary": f"Shelling of {words}.",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "status": "happened",
        "series": False,
        "date": m.DateRange("2019-03-04", "2019-03-04", "day", ()),
        "place": m.Place(words, "BG", words, 42.0, 25.0, "locality", None, ()),
        "participants": (m.Participant("perpetrator", words, None, "State forces", None, ()),),
        "weapons": (words,),
        "figures": (figure(4, words), figure(7, words, superseded=True)),
        "tolls": (toll("killed", 4, 7),),
        "voices": (
            c.Voice("v1", "blames", words, "armed_group", words, id, "p" * 64, "2019-03-04T10:00", (), "f" * 64),
        ),
        "grade": c.Grade("contested", words),
        "choices": (c.Choice("place", "all agree", id, "f" * 64),),
        "tellings": (id,),
        "pages": ("p" * 64,),
        "outlets": (words,),
        "ties": (),
        "desk": NOBODY,
    }
    return c.Case(**{**fields, **changes})


def toll(kind: str, low: int | None, high: int | None, best: int | None = None) -> c.Toll:
    return c.Toll(kind, low, low, best if best is not None else low, high, (low, high), "as it was told")


def figure(number: int, words: str, **changes) -> c.Figure:
    return c.Figure(
        kind="killed",
        low=number,
        high=number,
        words=words,
        who=words,
        status="unknown",
        source=words,
        source_kind="armed_group",
        telling="0123456789abcdef",
        page="p" * 64,
        published="2019-03-04T10:00",
        evidence=(),
        finding="f" * 64,
        standing="found",
        **{"superseded": False, **changes},
    )


def event(action: str = "assert", author: str = "dateline", words: str = "stated", **changes) -> c.Event:
    fields = {
        "entry": "e" * 64,
        "seq": 1,
        "at": "2026-03-04T15:48:00.000Z",
        "author": author,
        "action": action,
        "what": words,
        "reason": words,
        "run": "a" * 32,
        "version": "1.2.3, codebook 1, rules",
        "undone": False,
    }
    return c.Event(**{**fields, **changes})


def explanation(words: str = "Gorno", **changes) -> c.Explanation:
    """A case of one report, with a value that the program found and one that a person rejected."""
    found = because("date", words, "f" * 64, (event(words=words),))
    against = event("reject", "Ana", words)
    rejected = because("casualty", words, "b" * 64, (event(words=words), against), standing="rejected", by="Ana")
    account = c.Account(
        telling="0123456789abcdef",
        headline=words,
        outlet=words,
        published="2019-03-04T10:00",
        source=words,
        page="p" * 64,
        reading="b" * 64,
        retrieved_at="2026-03-04T15:40:00Z",
        values=(found, rejected),
    )
    related = c.Related((c.SpeaksOf("1" * 16, "2" * 16, words),), (c.SpeaksOf("3" * 16, "4" * 16, words),))
    return c.Explanation(case(words=words, **changes), (account,), (event("comment", "Ana", words),), related)


def because(property: str, words: str, finding: str, events: tuple[c.Event, ...], **changes) -> c.Because:
    quotes = (c.Quote(words, f"The army said that {words} had been shelled on Monday.", 19, 24),)
    fields = {"standing": "found", "by": "dateline", **changes}
    return c.Because(
        subject="0123456789abcdef",
        property=property,
        value=words,
        finding=finding,
        reading="b" * 64,
        method="rules/incidents",
        quotes=quotes,
        events=events,
        **fields,
    )
