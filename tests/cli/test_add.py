"""`dateline add`: what is stored, what is passed over, and that whatever ends a run, the next one goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dateline
from dateline import config, pipeline
from dateline.batch import adding
from dateline.batch.counting import count_pages
from dateline.cli import add
from dateline.cli.progress import Bar, remaining
from dateline.errors import LedgerError
from dateline.ledger import Filter, Ledger
from tests.cli.conftest import GAO, varna
from tests.read.archives import crawl, item, rss


def last(result) -> str:
    return result.stderr.splitlines()[-1]


def test_pages_are_added_once_and_the_last_line_says_what_there_is(run, pages):
    first = run("add", pages)
    again = run("add", pages)

    assert first.exit_code == again.exit_code == 1
    assert first.stdout == ""
    assert last(first).startswith("4 pages added, 1 rejected; ")
    assert last(first).endswith("cases in the ledger (dateline cases)")
    assert last(again).startswith("0 pages added, 4 known, 1 rejected; ")


def test_without_a_rejected_page_all_is_well(run, pages):
    result = run("add", pages / "c.txt", pages / "d.txt")

    assert result.exit_code == 0
    assert last(result) == "2 pages added; 2 incidents found, 2 cases in the ledger (dateline cases)"


def test_a_rejected_page_is_told_listed_and_not_doubled(run, pages):
    for _ in range(2):
        result = run("add", pages, "nowhere.txt")
        assert result.stderr.splitlines()[0] == (
            f"rejected {pages / 'e.txt'}: the page is empty: it has 0 bytes; give a page with text"
        )

    listed = json.loads(run("issues", "--json").stdout)
    assert [one["source"] for one in listed] == [str(pages / "e.txt"), "nowhere.txt"]
    told = run("issues")
    assert "the page is empty" in told.stdout
    assert told.stderr == "2 pages were rejected\n"


def test_a_page_that_is_given_twice_is_added_once(run, pages):
    result = run("add", pages / "c.txt", pages / "c.txt", pages / "c.txt")

    assert last(result).startswith("1 page added, 2 known; 1 incident found, 1 case in")


def test_other_versions_code_a_page_anew(run, pages, monkeypatch):
    run("add", pages / "c.txt")
    for module in (config, pipeline, dateline):
        monkeypatch.setattr(module, "VERSION", "9.9.9")

    assert last(run("add", pages / "c.txt", pages / "d.txt")).startswith("1 page added, 1 coded anew; ")
    assert last(run("add", pages / "c.txt")).startswith("0 pages added, 1 known; ")


def test_feeds_archives_and_records_are_sources_too(run, tmp_path):
    (tmp_path / "feed.xml").write_bytes(rss(item(1), item(2)))
    (tmp_path / "crawl.warc.gz").write_bytes(crawl(2).data())
    (tmp_path / "pages.jsonl").write_text(json.dumps({"text": GAO, "url": "https://a.example/gao"}) + "\n")
    result = run("add", *(tmp_path / name for name in ("feed.xml", "crawl.warc.gz", "pages.jsonl")))
    again = run("add", *(tmp_path / name for name in ("feed.xml", "crawl.warc.gz", "pages.jsonl")))

    assert result.exit_code == 0, result.stderr
    assert "5 pages added" in result.stderr
    assert "5 known" in again.stderr
    assert "2 metadata records" in last(result)
    with dateline.open_ledger(tmp_path / "test.db") as ledger:
        stored = [ledger.page(id) for case in ledger.cases() for id in case.pages]
    assert {"https://a.example/gao", "https://a.example/1"} <= {page.url for page in stored}
    assert all(page.retrieved_at for page in stored)


def test_unlinked_incidents_are_joined_later(run, pages):
    assert "3 cases" in last(run("add", pages / "a.txt", pages / "b.txt", pages / "c.txt", "--no-link"))
    linked = run("link")

    assert linked.exit_code == 0
    assert linked.stdout == "2 cases, 3 before\n"
    assert json.loads(run("link", "--json").stdout) == {"before": 2, "cases": 2}


def test_several_workers_store_what_one_does(run, pages, tmp_path):
    for number in ("1", "3"):
        run("add", pages, "--workers", number, "--ledger", tmp_path / f"{number}.db")

    assert state(tmp_path / "1.db") == state(tmp_path / "3.db")


def test_counts_for_programs(run, pages):
    counts = json.loads(run("add", pages, "--json").stdout)

    assert counts["added"] == {"new": 4, "anew": 0, "known": 0}
    assert counts["rejected"] == 1


def test_a_store_that_fails_ends_the_run_and_what_was_stored_stays(run, pages, monkeypatch):
    stored = Ledger.add
    monkeypatch.setattr(adding, "PAGES", 2)

    def full(self, intakes, *, linked=True):
        if "c.txt" in intakes[0].stored.source:
            raise LedgerError("test.db: the disk is full; free some space")
        return stored(self, intakes, linked=linked)

    monkeypatch.setattr(Ledger, "add", full)
    broken = run("add", pages)
    monkeypatch.setattr(Ledger, "add", stored)
    resumed = run("add", pages)

    assert broken.exit_code == 1
    assert broken.stderr.splitlines()[-2:] == [
        "stopped after 2 pages added",
        "dateline: test.db: the disk is full; free some space",
    ]
    assert last(resumed).startswith("2 pages added, 2 known, 1 rejected; ")


def test_a_page_that_the_ledger_cannot_take_is_the_only_one_lost(run, pages, monkeypatch):
    stored = Ledger.add

    def faulty(self, intakes, *, linked=True):
        if any("c.txt" in one.stored.source for one in intakes):
            raise RuntimeError("no such thing")
        return stored(self, intakes, linked=linked)

    monkeypatch.setattr(Ledger, "add", faulty)
    result = run("add", pages / "a.txt", pages / "c.txt", pages / "d.txt")

    assert result.exit_code == 1
    assert "c.txt: internal error (RuntimeError" in result.stderr
    assert last(result).startswith("2 pages added, 1 rejected; ")
    assert "no such thing" in run("issues").stdout


def test_a_password_is_not_kept():
    told = add.command(["https://ana:secret@a.example/feed", *map(str, range(20))])

    assert "secret" not in told
    assert told.endswith("and 11 more")


# ---- killed runs -----------------------------------------------------------------------------------------------------
def state(path: Path) -> list[tuple[str, str]]:
    with dateline.open_ledger(path) as ledger:
        return sorted((case.id, case.digest) for case in ledger.cases(Filter(limit=10_000)))


def many(tmp_path: Path, count: int = 400) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(varna(n))
    return folder


def begun(pages: Path, ledger: Path) -> subprocess.Popen[bytes]:
    """A run that adds pages with two workers, and has stored some."""
    command = [sys.executable, "-m", "dateline", "add", str(pages), "--no-link", "--workers", "2", "-l", str(ledger)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        time.sleep(0.05)
        if ledger.exists() and ledger.stat().st_size and state_or_nothing(ledger):
            break
    return running


def state_or_nothing(path: Path) -> list[tuple[str, str]]:
    try:
        return state(path)
    except dateline.DatelineError:  # its tables are being made
        return []


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
class TestKilled:
    def test_a_killed_run_leaves_no_worker_and_goes_on_with_nothing_lost_or_doubled(self, run, tmp_path):
        folder, ledger = many(tmp_path), tmp_path / "killed.db"
        running = begun(folder, ledger)
        running.kill()
        running.communicate(timeout=60)  # ends when the last process that holds the pipe is gone
        before = len(state(ledger))

        assert running.returncode == -signal.SIGKILL
        assert 0 < before < 400
        assert run("verify", "-l", ledger).exit_code == 0
        resumed = run("add", folder, "--no-link", "-l", ledger)
        assert resumed.exit_code == 0
        assert f"{400 - before} pages added, {before} known" in resumed.stderr
        run("add", folder, "--no-link", "-l", tmp_path / "whole.db")
        assert state(ledger) == state(tmp_path / "whole.db")

    def test_an_interrupted_run_says_how_to_go_on(self, tmp_path):
        folder, ledger = many(tmp_path), tmp_path / "stopped.db"
        running = begun(folder, ledger)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)

        assert running.returncode == 130
        assert b"Traceback" not in said
        assert said.splitlines()[-1].startswith(b"interrupted after ")
        assert said.splitlines()[-1].endswith(b"what was stored stays; run the same command again to go on from there")


# ---- progress --------------------------------------------------------------------------------------------------------
def test_pages_are_counted_where_that_is_cheap(pages):
    (pages / ".hidden.txt").write_text("x")
    (pages / "notes.pdf").write_text("x")

    assert count_pages([str(pages)]) == 5
    assert count_pages([str(pages / "a.txt"), str(pages / "nowhere.html")]) == 2
    (pages / "page.html.gz").write_bytes(b"")
    assert count_pages([str(pages)]) == 6
    for unknown in ("-", "https://a.example/feed", "pages.jsonl", "crawl.warc.gz", "page.gz", "feed.xml"):
        assert count_pages([str(pages), unknown]) is None
    (pages / "feed.rss").write_text("x")
    assert count_pages([str(pages)]) is None


def test_the_time_left_comes_of_the_rate_of_late():
    bar = Bar(True, 1000)
    start = bar.start
    for second in range(1, 100):
        bar.rate(start + second * 1.1, 10 * second)

    assert 9 < bar.rate(start + 110, 1000) * 1.1 < 11
    assert remaining(50, 1.0) == "50 s left"
    assert remaining(1_000_000, 2.0) == "5.8 days left"


def test_a_page_that_tells_of_no_violence_is_added_too(run, tmp_path):
    (tmp_path / "quiet.txt").write_text("Town opens library\n\nThe town of Gorno opened a library on Monday.\n")

    assert last(run("add", tmp_path / "quiet.txt")) == "1 page added; 0 cases in the ledger (dateline cases)"


def test_stored_pages_are_coded_again_by_another_version_alone(stored, monkeypatch):
    assert last(stored("recode")).startswith("0 pages added; ")

    monkeypatch.setattr("dateline.VERSION", "99.0")
    monkeypatch.setattr("dateline.pipeline.VERSION", "99.0")
    again = stored("recode", "--workers", "1")

    assert again.exit_code == 0
    assert last(again).startswith("0 pages added, 4 coded anew; ")
    assert stored("verify").exit_code == 0
