"""What people decide on the command line, and the way back."""

import json

import pytest

import dateline
from dateline.cli.decide import pairs
from dateline.errors import UsageError
from tests.cli.test_ask import case_id, value_of


def entry(result) -> str:
    assert result.exit_code == 0, result.stderr
    return result.stdout.split("dateline undo ")[1].split()[0]


def toll(run, id: str) -> tuple[int | None, int | None]:
    case = json.loads(run("explain", id, "--json").stdout)["case"]
    killed = next(one for one in case["tolls"] if one["kind"] == "killed")
    return killed["low"], killed["high"]


def test_a_correction_counts_and_can_be_taken_back(stored):
    id = case_id(stored, "--place", "Gao")
    value = value_of(stored, id, "casualty", "killed")
    made = stored("correct", value[:12], "low=5", "high=6", "--words", "Four soldiers", "--reason", "the hospital")

    assert made.stdout.startswith("corrected by Ana; to take it back: dateline undo ")
    assert toll(stored, id) == (5, 6)
    assert "the hospital" in stored("history", value).stdout
    stored("undo", entry(made), "--reason", "a slip")
    assert toll(stored, id) == (4, 4)


def test_values_are_accepted_rejected_and_added(stored):
    id = case_id(stored, "--place", "Gao")
    value = value_of(stored, id, "casualty", "wounded")

    assert json.loads(stored("accept", value, "--json").stdout)[0]["action"] == "accept"
    assert stored("reject", value).exit_code == 2
    assert "rejected by Ana" in stored("reject", value, "-r", "another attack").stdout
    added = stored("add-value", id, "weapon", "kind=mortar", "name=mortar", "--words", "a mortar", "-r", "it says so")
    assert added.stdout.startswith("added by Ana")
    told = stored("explain", id).stdout
    assert "added by Ana" in told
    assert "rejected by Ana" in told


def test_cases_are_merged_and_split(stored):
    gao, varna = case_id(stored, "--place", "Gao"), case_id(stored, "--place", "Varna")
    merged = stored("merge", gao[:8], varna[:8], "--reason", "a test")

    assert len(json.loads(stored("cases", "--json").stdout)) == 2
    stored("undo", entry(merged))
    assert len(json.loads(stored("cases", "--json").stdout)) == 3
    tellings = json.loads(stored("explain", varna, "--json").stdout)["case"]["tellings"]
    assert "split by Ana" in stored("split", tellings[1], "--reason", "another day").stdout
    assert len(json.loads(stored("cases", "--json").stdout)) == 4
    stored("link")
    assert len(json.loads(stored("cases", "--json").stdout)) == 4


def test_a_case_goes_through_the_work(stored):
    id = case_id(stored, "--place", "Gao")
    for command in (["assign", id, "Ben"], ["comment", id, "seen"], ["stage", id, "in-progress"], ["sign-off", id]):
        assert stored(*command).exit_code == 0
    row = stored("cases", "--assignee", "Ben").stdout

    assert "signed off" in row
    assert "Ben" in row
    stored("correct", value_of(stored, id, "casualty", "killed"), "low=9", "high=9")
    assert "stale" in stored("cases", "--assignee", "Ben").stdout
    stored("assign", id, "--nobody")
    assert stored("cases", "--assignee", "Ben").stderr == "no case fits\n"


def test_the_author_is_the_one_given_or_the_one_of_the_environment_or_the_login(stored, monkeypatch):
    id = case_id(stored, "--place", "Gao")

    assert "by Ben;" in stored("comment", id, "x", "--author", "Ben").stdout
    assert "by Ana;" in stored("comment", id, "x").stdout
    monkeypatch.delenv("DATELINE_AUTHOR")
    monkeypatch.setattr("getpass.getuser", lambda: "carla")
    assert "by carla;" in stored("comment", id, "x").stdout
    for nobody in ("dateline", "", " "):
        result = stored("comment", id, "x", "--author", nobody)
        assert result.exit_code == 2
        assert "a decision needs a person's name" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["merge", "CASE", "-r", "x"], "give two or more"),
        (["merge", "CASE", "CASE", "-r", "x"], "one case already"),
        (["merge", "CASE", "CASE"], "--reason"),
        (["split", "CASE", "-r", "x"], "the whole case"),
        (["assign", "CASE"], "give a name, or --nobody"),
        (["assign", "CASE", "Ben", "--nobody"], "give a name, or --nobody"),
        (["comment", "CASE", " "], "the comment is empty"),
        (["stage", "CASE", "done"], "choose one of to do, in progress, ready for review"),
        (["correct", "VALUE", "low"], "write it as low=4"),
        (["correct", "VALUE", "low=9", "--words", "nine"], "the page does not say 'nine'"),
        (["correct", "VALUE", "low=9", "--words", "ao"], "more than once"),
        (["correct", "VALUE", "low=many"], "this is no casualty"),
        (["add-value", "CASE", "rumour", "x=1", "--words", "Four"], "'rumour' is no list of an incident"),
        (["add-value", "CASE", "weapon", "kind=mortar"], "--words"),
        (["accept", "abcdefabcdef"], "no value whose name begins with"),
        (["undo", "abcdefabcdef"], "no entry whose name begins with"),
    ],
)
def test_a_decision_that_makes_no_sense_says_what_to_do(stored, words, told):
    id = case_id(stored, "--place", "Gao")
    given = {"CASE": id, "VALUE": value_of(stored, id, "casualty", "killed")}
    result = stored(*(given.get(word, word) for word in words))

    assert result.exit_code == 2
    assert told in result.stderr
    assert len(json.loads(stored("history", id, "--json").stdout)) == 1


def test_fields_are_taken_as_json_where_they_are_json():
    assert pairs(["a=1", "b=null", "c=two words", 'd="3"', "e=", "f=x=y"]) == {
        "a": 1,
        "b": None,
        "c": "two words",
        "d": "3",
        "e": "",
        "f": "x=y",
    }
    with pytest.raises(UsageError):
        pairs(["=3"])


def test_python_opens_the_same_ledger(stored, tmp_path):
    with dateline.open_ledger(tmp_path / "test.db", author="Ben") as ledger:
        (case,) = (one for one in ledger.cases() if one.place and one.place.name == "Gao")
        assert ledger.comment(case.id, "from Python").author == "Ben"
        assert ledger.known(case.pages) == set(case.pages)
    assert "from Python" in stored("history", case.id).stdout
    with pytest.raises(UsageError, match="does not exist"):
        dateline.open_ledger(tmp_path / "nowhere.db")
    dateline.open_ledger(tmp_path / "new.db", create=True).close()
    assert (tmp_path / "new.db").exists()
