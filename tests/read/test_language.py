"""Language: English by its small words, the rest by the identifier."""

import pytest

from dateline.read import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said on Monday that two of its soldiers were killed by a mine in the north.", "en"),
        ("BOMB KILLS TWO SOLDIERS. THE ARMY BLAMED REBELS FOR THE ATTACK IN THE NORTH.", "en"),
        ("Rebels free eight hostages. Army retakes town in east. Talks on ceasefire resume in Doha.", "en"),
        ("Le ministère a annoncé lundi que deux soldats avaient été tués dans une attaque dans le nord.", "fr"),
        ("Zwei Soldaten wurden am Montag bei einem Angriff im Norden getötet, teilte die Armee mit.", "de"),
        ("Два солдата погибли в понедельник при обстреле на севере страны, сообщили военные.", "ru"),
        ("قال الجيش إن جنديين قتلا يوم الاثنين في هجوم في شمال البلاد", "ar"),
        ("12 345", None),
        ("", None),
    ],
)
def test_language_of(text: str, code: str | None) -> None:
    assert language.of(text) == code
