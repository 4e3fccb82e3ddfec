"""`dateline cases`, `issues`, `diff`, `explain`, `history`, `verify`, `rebuild`: asking a ledger."""

import json
import shlex
import sqlite3
import subprocess
import sys

import pytest
import typer.main

import dateline
from dateline import cli
from dateline.cli.options import country, day, one_of
from dateline.errors import UsageError


def found(result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return sorted((case["place"] or {}).get("name", "") for case in json.loads(result.stdout))


def case_id(run, *wanted: str) -> str:
    (case,) = json.loads(run("cases", "--json", *wanted).stdout)
    return case["id"]


def value_of(run, name: str, property: str, containing: str = "") -> str:
    accounts = json.loads(run("explain", name, "--json").stdout)["accounts"]
    values = (value for account in accounts for value in account["values"])
    return next(v["finding"] for v in values if v["property"] == property and containing in v["value"])


# ---- cases -----------------------------------------------------------------------------------------------------------
def test_cases_are_a_table_with_competing_figures(stored):
    result = stored("cases")
    (varna,) = (line for line in result.stdout.splitlines() if "Varna" in line)

    assert result.exit_code == 0
    assert result.stderr == "3 cases\n"
    assert "12 May 2014" in varna
    assert "4–7" in varna
    assert "to do" in varna


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ([], ["Djibo", "Gao", "Varna"]),
        (["--since", "2021"], ["Djibo", "Gao"]),
        (["--until", "2021-03-02"], ["Gao", "Varna"]),
        (["--since", "2021-03", "--until", "2021-03"], ["Gao"]),
        (["--country", "bg"], ["Varna"]),
        (["--country", "Burkina Faso"], ["Djibo"]),
        (["--place", "gao"], ["Gao"]),
        (["--type", "abduction"], ["Djibo"]),
        (["--type", "grenade"], ["Varna"]),
        (["--status", "HAPPENED", "--killed-from", "5"], ["Varna"]),
        (["--killed-to", "4", "--killed-from", "4"], ["Gao", "Varna"]),
        (["--reports-from", "2"], ["Varna"]),
        (["--stage", "to-do", "--actor", "soldiers"], ["Gao"]),
        (["--grade", "discounted"], []),
        (["--undated"], []),
    ],
)
def test_filters(stored, wanted, names):
    assert found(stored("cases", "--json", *wanted)) == names


def test_a_part_of_the_cases_says_how_to_see_the_rest(stored):
    first = stored("cases", "--limit", "2", "--format", "jsonl")
    hint = first.stderr.strip()
    rest = stored("cases", "--limit", "2", "--format", "jsonl", *hint[hint.index("--after") :].split())

    assert hint.startswith("showing 2 of 3 cases; go on with --after 2021-03-02,")
    assert len(first.stdout.splitlines()) == 2
    assert [json.loads(line)["place"]["name"] for line in rest.stdout.splitlines()] == ["Varna"]
    assert rest.stderr == ""


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["--since", "2021-02-30"], "--since '2021-02-30' is no day; write it as 2024-03-31, 2024-03 or 2024"),
        (["--until", "soon"], "--until 'soon' is no day"),
        (["--since", "2022", "--until", "2021"], "--since 2022-01-01 is after --until 2021-12-31"),
        (["--undated", "--since", "2022"], "leave out --since and --until"),
        (["--type", "battle royale"], "'battle royale' is no type; choose one of"),
        (["--type", "granade"], "'granade' is no type; choose one of Grenade"),
        (["--status", "maybe"], "choose one of happened, failed, threatened"),
        (["--grade", "con"], "'con' is no grade; choose one of confirmed, fair, weak"),
        (["--stage", "done"], "choose one of to do, in progress"),
        (["--country", "Ruritania"], "'Ruritania' is no country; give its code of two letters"),
        (["--killed-from", "-1"], "--killed-from -1 is below 0"),
        (["--killed-from", "9", "--killed-to", "3"], "--killed-from 9 is above --killed-to 3"),
        (["--limit", "0"], "ask for 1 to 10,000"),
        (["--after", "nonsense"], "--after 'nonsense' is no place to go on from"),
    ],
)
def test_a_filter_that_makes_no_sense_says_what_to_do(stored, wanted, told):
    result = stored("cases", *wanted)

    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_words_become_values():
    assert day("2024-02", "--until", last=True) == "2024-02-29"
    assert day("2024", "--since") == "2024-01-01"
    assert one_of("Attack", ["Attack", "Attack helicopter"], "type") == "Attack"
    assert country("Democratic Republic of the Congo") == country("cd") == "CD"
    for wrong in ("24", "2024-13", "2024-1-1", "0000", "2024-02-30", "²024", ""):
        with pytest.raises(UsageError):
            day(wrong, "--since")


@pytest.mark.parametrize(
    "command",
    [["cases"], ["explain", "3f2a91bc"], ["history", "3f2a91bc"], ["issues"], ["verify"], ["link"], ["rebuild"]],
)
def test_a_missing_ledger_is_not_made(run, tmp_path, command):
    result = run(*command)

    assert result.exit_code == 2
    assert "does not exist; add pages first: dateline add PAGE" in result.stderr
    assert not (tmp_path / "test.db").exists()


def test_what_is_no_ledger_is_refused(run, tmp_path):
    (tmp_path / "page.txt").write_text("Bomb kills four")

    assert run("cases", "-l", tmp_path / "page.txt").exit_code == 2
    assert run("cases", "-l", "mysql://x/y").exit_code == 2
    assert run("cases", "-l", "").exit_code == 2


# ---- reasons ---------------------------------------------------------------------------------------------------------
def test_a_row_is_explained_down_to_the_stored_page(stored, pages):
    id = case_id(stored, "--place", "Varna")
    told = " ".join(stored("explain", id[:8]).stdout.split())

    for words in (
        f"Case {id}",
        "2 reports",
        "killed 7 (4–7)",
        "“killed four people”",
        "a hospital",
        "in: Varna — A grenade killed four people at a bus stop in Varna on Monday, police said.",
        "rules/incidents · value ",
        f"stated by dateline {dateline.__version__}, codebook",
        f"page {pages / 'a.txt'}",
        "SHA-256 ",
        "retrieved 20",
    ):
        assert words in told


def test_a_value_is_explained_alone(stored):
    id = case_id(stored, "--place", "Gao")
    told = stored("explain", value_of(stored, id, "casualty", "killed")[:12]).stdout

    assert "“Four soldiers were killed”" in told
    assert "wounded" not in told.split("telling")[1].split("in:")[0]
    assert "Who says what" not in told


def test_a_name_that_is_not_there_says_where_to_look(stored):
    for command in ("explain", "history"):
        result = stored(command, "0123456789abcdef")
        assert result.exit_code == 2
        assert "dateline cases lists what it has" in result.stderr
        assert stored(command, "xyz").exit_code == 2


def test_history_is_in_order(stored):
    id = case_id(stored, "--place", "Gao")
    stored("comment", id, "the army was asked")
    stored("assign", id, "Ben")
    told = stored("history", id)
    events = json.loads(stored("history", id, "--json").stdout)

    assert [event["action"] for event in events] == ["assert", "comment", "assign"]
    assert told.stdout.index("the army was asked") < told.stdout.index("Ben")
    assert "times in UTC" in told.stdout


def test_what_codings_left_open_is_listed(stored):
    result = stored("issues", "--open")

    assert result.exit_code == 0
    assert "left open" in result.stderr
    assert isinstance(json.loads(stored("issues", "--open", "--json").stdout), list)


# ---- checks ----------------------------------------------------------------------------------------------------------
def test_a_whole_ledger_verifies_and_a_changed_one_does_not(stored, tmp_path):
    assert stored("verify").exit_code == 0
    assert json.loads(stored("verify", "--json").stdout) == []
    with sqlite3.connect(tmp_path / "test.db") as store:
        (table,) = store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%killed_high%'"
        ).fetchone()
        store.execute(f"UPDATE {table} SET killed_high = 900")
    result = stored("verify")

    assert result.exit_code == 1
    assert "run dateline rebuild" in result.stdout
    assert result.stderr == "3 faults found\n"
    assert len(json.loads(stored("verify", "--json").stdout)) == 3
    assert stored("rebuild").stdout == "3 cases\n"
    assert stored("verify").exit_code == 0


def test_two_ledgers_and_two_times_differ(stored, pages, tmp_path):
    other = tmp_path / "other.db"
    stored("add", pages / "a.txt", pages / "c.txt", "-l", other)
    result = stored("diff", tmp_path / "test.db", other)
    kinds = {change["kind"] for change in json.loads(stored("diff", tmp_path / "test.db", other, "--json").stdout)}

    assert result.exit_code == 0
    assert kinds == {"gone", "changed"}
    assert "reports" in result.stdout
    assert result.stderr == "2 cases differ\n"
    assert stored("diff", "now", "now").stderr == "0 cases differ\n"
    assert stored("diff", "2001-01-31", "now").stdout.count("+ new") == 3
    assert stored("diff", "2001-01-31", tmp_path / "nowhere.db").exit_code == 2


# ---- the command line as a whole -------------------------------------------------------------------------------------
def commands() -> dict:
    return dict(typer.main.get_command(cli.app).commands)


def test_every_help_ends_with_examples_that_can_be_parsed():
    assert len(commands()) >= 22
    for name, command in commands().items():
        examples = [line for line in (command.epilog or "").splitlines() if "dateline" in line]
        assert examples, name
        for line in examples:
            for part in line.split("&&"):
                words = shlex.split(part.split("|")[-1])
                assert words[0] == "dateline"
                commands()[words[1]].make_context(words[1], words[2:])


def test_no_command_shows_a_traceback(run, monkeypatch):
    monkeypatch.setattr(dateline, "open_ledger", lambda *_, **__: 1 / 0)
    for name, words in {"cases": [], "explain": ["3f2a"], "verify": [], "undo": ["3f2a"], "add": ["x"]}.items():
        result = run(name, *words)
        assert result.exit_code == 1
        assert result.stderr.startswith("dateline: internal error (ZeroDivisionError)")
        assert "Traceback" in run(name, *words, "--debug").stderr or run(name, *words, "--debug").exception


def test_help_needs_no_ledger_and_no_codebook():
    heavy = "sqlalchemy, lxml, trafilatura, marisa_trie, numpy, urllib3"
    code = f"import sys, dateline.cli; print([m for m in '{heavy}'.split(', ') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"
