"""The weapon codebook: nouns and model names of weapons by the kinds of the public format (`weapons.toml`)."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast, get_args

from msgspec import Struct

from dateline.codebook.forms import forms
from dateline.codebook.phrases import PhraseTable, key, normal
from dateline.errors import CodebookError
from dateline.model import WeaponKind

LISTS = ("describing", "joined", "everyday", "violence", "space", "acts", "defences")


class WeaponName(Struct, frozen=True):
    """One form of a weapon's name. `model` names count only with their capitals; `plural` forms are not one piece."""

    kind: WeaponKind
    form: str
    model: bool
    plural: bool
    mass: bool = False


class WeaponBook(Struct, frozen=True):
    """All names of weapons, and the words that tell weapons from their namesakes (in normal form)."""

    names: PhraseTable[WeaponName]
    forms: tuple[WeaponName, ...]
    not_before: dict[WeaponKind, frozenset[str]]
    not_after: dict[WeaponKind, frozenset[str]]
    describing: frozenset[str]
    joined: frozenset[str]
    everyday: frozenset[str]
    violence: frozenset[str]
    space: frozenset[str]
    acts: frozenset[str]
    defences: frozenset[str]


@lru_cache(maxsize=1)
def load_weapons() -> WeaponBook:
    """The weapon codebook that ships with the program; raises CodebookError where its file is damaged."""
    try:
        raw = tomllib.loads(files(__package__).joinpath("weapons.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"weapons.toml cannot be read: {error}") from error
    lists = {name: _normals(raw.pop(name)["words"]) for name in LISTS}
    for kind in raw:
        if kind not in get_args(WeaponKind):
            known = ", ".join(get_args(WeaponKind))
            raise CodebookError(f"weapons.toml: [{kind}] is no kind; use one of {known}")
    kinds = cast(dict[WeaponKind, dict[str, Any]], raw)
    found = tuple(_forms(kinds))
    _check(found)
    return WeaponBook(
        names=PhraseTable((f.form, f) for f in found),
        forms=found,
        not_before={kind: _normals(row.get("not_before", ())) for kind, row in kinds.items()},
        not_after={kind: _normals(row.get("not_after", ())) for kind, row in kinds.items()},
        **lists,
    )


def _check(found: tuple[WeaponName, ...]) -> None:
    kinds: dict[str, WeaponKind] = {}
    for form in found:
        if kinds.setdefault(key(form.form), form.kind) != form.kind:
            raise CodebookError(f"weapons.toml: {form.form!r} is both {kinds[key(form.form)]} and {form.kind}")


def _forms(raw: dict[WeaponKind, dict[str, Any]]) -> Iterator[WeaponName]:
    for kind, row in raw.items():
        for entry in row["nouns"]:
            singular, many, mass = forms(entry)
            if not mass:
                yield WeaponName(kind, singular, model=False, plural=False)
            yield WeaponName(kind, many, model=False, plural=True, mass=mass)
        for entry in row.get("models", ()):
            plural = bool(re.search(r"[a-zA-Z0-9]s$", entry)) and not entry.endswith("ss")
            yield WeaponName(kind, entry, model=True, plural=plural)


def _normals(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(normal(word) for word in listed)
