"""The event cues: every act has its type, every frame its function, every form its readings."""

import pytest

from dateline.codebook import events
from dateline.errors import CodebookError
from dateline.incidents.frames import FRAMES


def test_every_frame_has_its_function() -> None:
    book = events.load_events()
    assert {act.frame for act in book.acts.values()} <= set(FRAMES)


def test_plurals_and_verb_forms_are_found() -> None:
    cues = events.load_events().cues
    for form in ("air strikes", "Airstrike", "abducting", "SUICIDE BOMBINGS", "clashed", "ambushes"):
        assert cues.get(form), form


@pytest.mark.parametrize(
    ("verb", "forms"),
    [("raid", ("raid", "raids", "raided", "raiding")), ("torture", ("torture", "tortures", "tortured", "torturing"))],
)
def test_regular_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert events.inflected(verb) == forms


def test_an_act_without_a_type_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events.tomllib, "loads", lambda _: {"raid": {"nouns": ["raid"]}})
    events.load_events.cache_clear()
    with pytest.raises(CodebookError, match="raid"):
        events.load_events()
    monkeypatch.undo()
    events.load_events.cache_clear()
    assert events.load_events().acts
