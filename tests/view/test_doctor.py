from importlib.metadata import PackageNotFoundError

import pytest

from dateline import codebook
from dateline.errors import CodebookError
from dateline.view import doctor


def found(name: str) -> doctor.Check:
    return next(c for c in doctor.examine("utf-8") if c.name == name)


def test_all_is_well_here():
    checks = list(doctor.examine("utf-8"))

    assert [c.name for c in checks if c.need and not c.works] == []
    assert all(c.fix for c in checks if not c.works)


def test_a_damaged_codebook_is_found(monkeypatch):
    def damaged():
        raise CodebookError("actors.toml: line 3 has no kind")

    monkeypatch.setattr(codebook, "load", damaged)

    assert not found("codebook").works
    assert "line 3 has no kind" in found("codebook").found
    assert not found("self-test").works


def test_a_coding_that_misses_what_the_page_says_is_found(monkeypatch):
    monkeypatch.setattr(doctor, "demo_page", lambda: b"Sunny spells over the coast today, with no rain expected.\n")

    assert not found("self-test").works


@pytest.mark.parametrize(
    ("encoding", "works"), [("utf-8", True), ("ascii", False), ("latin-1", False), ("none", False)]
)
def test_a_terminal_that_cannot_show_every_page_is_no_fault_but_told(encoding, works):
    check = doctor.terminal(encoding)

    assert check.works is works
    assert not works or not check.fix
    assert works or not check.need


def test_a_missing_package_is_found(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor.metadata, "version", missing)

    assert [c.name for c in doctor.packages() if not c.works] == list(doctor.NEEDED)
    assert not doctor.optional("x", "y", "z").need
