"""A small invented archive of pages, its ledger, and the command line run in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dateline import cli

VARNA = """Grenade kills {n} at Varna bus stop

12 May 2014 - 09:00

Varna — A grenade killed {n} people at a bus stop in Varna on Monday, {who} said. {more}
"""
GAO = """Mortar kills four soldiers near Gao

3 March 2021 - 08:15

Gao — Four soldiers were killed and seven wounded when a mortar struck their post near Gao on Tuesday, the army said.
"""
DJIBO = """Twelve abducted near Djibo

20 June 2022 - 11:00

Ouagadougou — Gunmen abducted twelve people near Djibo in Burkina Faso on Sunday, local officials said.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path, monkeypatch) -> Run:
    """Run a command upon a ledger of its own, as Ana."""
    monkeypatch.setenv("DATELINE_LEDGER", str(tmp_path / "test.db"))
    monkeypatch.setenv("DATELINE_AUTHOR", "Ana")
    return lambda *arguments: CliRunner().invoke(cli.app, [str(one) for one in arguments])


@pytest.fixture
def pages(tmp_path) -> Path:
    """Five pages: two tell of one grenade with figures that differ, two of other incidents, and one is empty."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(VARNA.format(n="four", who="police", more=""))
    (folder / "b.txt").write_text(VARNA.format(n="seven", who="a hospital", more="Police had spoken of four."))
    (folder / "c.txt").write_text(GAO)
    (folder / "d.txt").write_text(DJIBO)
    (folder / "e.txt").write_bytes(b"")
    return folder


@pytest.fixture
def stored(run, pages) -> Run:
    """The same, with the pages in the ledger."""
    assert run("add", pages, "--workers", "1").exit_code == 1
    return run


def varna(n: int) -> str:
    """One page of many that differ."""
    return VARNA.format(n=n + 2, who="police", more=f"It was the attack number {n}.")
