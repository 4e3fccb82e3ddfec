import json
import os
import time

import pytest

from dateline import pipeline
from dateline.batch import Outcome, Style, code_all, coding, open_sink, workers
from dateline.batch.sinks import FileSink, FolderSink
from dateline.errors import UsageError
from dateline.read.records import Input

PAGE = """Bomb kills {n} in Varna

12 May 2014 - 09:00

Varna — A bomb killed {n} people in Varna on Monday, police said. A hospital said {m} had died.
"""
real_code_read = pipeline.code_read


def inputs(count: int) -> list[Input]:
    return [Input(f"p{n}.txt", PAGE.format(n=n + 2, m=n + 3).encode()) for n in range(count)]


def run(items, count, style=None) -> list[Outcome]:
    return list(code_all(iter(items), style or Style(), count))


@pytest.mark.parametrize("format", ["jsonl", "json", "text", "html"])
def test_the_same_outcomes_for_any_number_of_workers(format):
    style = Style(format=format, width=80)
    items = inputs(9)
    items[4] = Input("empty.txt", b"")
    alone = run(items, 1, style)

    assert run(items, 2, style) == alone
    assert run(items, 5, style) == alone
    assert [o.source for o in alone] == [i.source for i in items]
    assert [o.source for o in alone if o.reason] == ["empty.txt"]


def test_a_fault_of_the_program_is_a_rejection_and_the_others_go_on(monkeypatch):
    def broken(seen, book):
        if "p1" in seen.page.source:
            raise KeyError("lost")
        return real_code_read(seen, book)

    monkeypatch.setattr(pipeline, "code_read", broken)
    for count in (1, 2):
        outcomes = run(inputs(3), count)
        assert [bool(o.reason) for o in outcomes] == [False, True, False]
        assert "internal error (KeyError" in outcomes[1].reason
        assert "report" in outcomes[1].reason
        assert "Traceback" not in outcomes[1].reason
    assert "Traceback" in run(inputs(3), 1, Style(debug=True))[1].reason


@pytest.mark.skipif(os.name != "posix", reason="workers take over a patched program only by forking")
def test_a_page_that_kills_its_worker_is_the_only_one_lost(monkeypatch):
    def deadly(seen, book):
        if "p6" in seen.page.source:
            os._exit(9)
        return real_code_read(seen, book)

    monkeypatch.setattr(pipeline, "code_read", deadly)
    outcomes = run(inputs(14), 2)

    assert [o.source for o in outcomes] == [i.source for i in inputs(14)]
    assert [o.source for o in outcomes if o.reason] == ["p6.txt"]
    assert "killed" in outcomes[6].reason


def test_pages_are_taken_only_as_fast_as_they_are_coded():
    taken = []

    def endless():
        n = 0
        while True:
            taken.append(n)
            yield Input(f"p{n}.txt", PAGE.format(n=n + 2, m=n).encode())
            n += 1

    outcomes = code_all(endless(), Style(), 2)
    for _ in range(5):
        next(outcomes)
    time.sleep(0.3)
    outcomes.close()

    assert len(taken) <= 5 + 2 * workers.AHEAD + 2


def test_few_large_pages_are_held_at_once(monkeypatch):
    monkeypatch.setattr(workers, "BYTES_AHEAD", 1000)
    taken = []

    def large():
        for n in range(40):
            taken.append(n)
            yield Input(f"p{n}.txt", PAGE.format(n=n + 2, m=n).encode() + b"\n" * 600)

    outcomes = code_all(large(), Style(), 2)
    for _ in range(3):
        next(outcomes)

    assert len(taken) <= 7
    outcomes.close()


def test_one_page_starts_no_worker(monkeypatch):
    monkeypatch.setattr(workers, "_pool", lambda _: pytest.fail("a pool for one page"))

    assert run(inputs(1), 8)[0].body


def outcome(source="a/b.txt", body="{}", page_id="0123456789") -> Outcome:
    return Outcome(source, body=body, page_id=page_id)


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    sink = FileSink(path, "jsonl", True)
    sink.write(outcome(body='{"a": 1}'))
    assert path.read_text() == "old"
    sink.abandon()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]

    sink = FileSink(path, "jsonl", True)
    sink.write(outcome(body='{"a": 1}'))
    sink.write(outcome(body='{"a": 2}'))
    assert sink.close() == str(path)
    assert path.read_text() == '{"a": 1}\n{"a": 2}\n'
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_draft_that_a_full_disk_cuts_off_is_removed(tmp_path):
    sink = FileSink(tmp_path / "out.jsonl", "jsonl", True)
    sink.file.close()
    sink.file = open("/dev/full", "wb") if os.path.exists("/dev/full") else pytest.skip("no /dev/full")  # noqa: PTH110, PTH123, SIM115
    sink.file.write(b"x")
    with pytest.raises(OSError, match="No space"):
        sink.abandon()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", ["new/", "new"])
def test_a_name_that_ends_like_a_folder_is_one(tmp_path, monkeypatch, output):
    monkeypatch.chdir(tmp_path)

    assert isinstance(open_sink(output, "html", False, None, "utf-8"), FolderSink) is output.endswith("/")


def test_no_page_leaves_an_older_file_alone(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    assert FileSink(path, "jsonl", True).close() is None
    assert path.read_text() == "old"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_several_json_pages_are_one_array(tmp_path, count):
    path = tmp_path / "out.json"
    with path.open("wb") as stream:
        sink = open_sink(None, "json", True, stream, "utf-8")
        for n in range(count):
            sink.write(outcome(body=f'{{\n "n": {n}\n}}'))
        sink.close()

    assert json.loads(path.read_text()) == [{"n": n} for n in range(count)]


def test_html_files_have_safe_names_of_their_own(tmp_path):
    sink = FolderSink(tmp_path / "new" / "out")
    names = [
        sink.name(outcome(source))
        for source in (
            "a/b.txt",
            "c/b.txt",
            "../../etc/passwd",
            "https://x.example/story/?q=<b>",
            "é \x1b[1m.html",
            "-",
        )
    ]

    assert names[:3] == ["b-01234567.html", "b-01234567-2.html", "passwd-01234567.html"]
    assert len(set(names)) == len(names)
    assert all(set(n) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") for n in names)
    assert not any(n.startswith((".", "-")) for n in names)


@pytest.mark.parametrize(
    ("output", "format", "several", "said"),
    [
        (None, "html", True, "-o FOLDER"),
        (".", "jsonl", False, "is a folder"),
        ("no/such/out.json", "json", False, "does not exist"),
        ("taken", "html", True, "folder"),
        ("", "json", False, "empty name"),
        ("new/", "json", False, "is a folder"),
        ("x" * 300, "json", False, "cannot be written"),
    ],
)
def test_an_output_that_makes_no_sense_says_what_to_do(tmp_path, monkeypatch, output, format, several, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(UsageError, match=said):
        open_sink(output, format, several, None, "utf-8")


def test_what_a_terminal_cannot_show_has_a_stand_in(tmp_path):
    with (tmp_path / "out").open("wb") as stream:
        sink = open_sink(None, "text", False, stream, "ascii")
        sink.write(outcome(body="Fașă ▸ x"))
        sink.close()

    assert (tmp_path / "out").read_bytes() == b"Fa?? > x\n"


def test_every_format_has_a_writer():
    coded = [coding.code_one(inputs(1)[0], Style(format=f)) for f in coding.Format.__args__]

    assert all(o.body for o in coded)
