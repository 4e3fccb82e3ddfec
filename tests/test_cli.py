"""The command line as a person meets it: real processes where signals and pipes matter, else in this process."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

import dateline
from dateline import cli, pipeline
from dateline.view import doctor

PAGE = """Grenade kills {n} at Varna bus stop

12 May 2014 - 09:00

Varna — A grenade killed {n} people at a bus stop in Varna on Monday, police said.
"""


@pytest.fixture
def pages(tmp_path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(2, 5):
        (folder / f"p{n}.txt").write_text(PAGE.format(n=n))
    return folder


def run(*arguments: str, stdin: bytes | None = None):
    return CliRunner().invoke(cli.app, list(arguments), input=stdin)


def process(*arguments: str, **options) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_one_page_as_text_quotes_the_page(pages):
    result = run("code", str(pages / "p2.txt"))

    assert result.exit_code == 0
    assert "killed 2" in result.stdout
    assert "“" in result.stdout
    assert result.stderr == ""


def test_json_is_the_public_record(pages):
    result = run("code", str(pages / "p2.txt"), "--format", "json")
    record = json.loads(result.stdout)

    assert record["schema"] == "dateline/1"
    assert record["incidents"][0]["casualties"][0]["low"] == 2


def test_standard_input_gives_what_the_file_gives(pages):
    data = (pages / "p2.txt").read_bytes()
    from_file = json.loads(run("code", str(pages / "p2.txt"), "-f", "jsonl").stdout)
    from_pipe = json.loads(run("code", "-", "-f", "jsonl", stdin=data).stdout)
    packed = json.loads(run("code", "-", "-f", "jsonl", stdin=gzip.compress(data)).stdout)

    for record in (from_file, from_pipe, packed):
        record["page"].pop("source")
        record["page"].pop("id")
    assert from_file == from_pipe == packed


def test_a_rejected_page_is_named_with_reason_and_the_others_go_on(pages):
    (pages / "p0.txt").write_bytes(b"")
    result = run("code", str(pages), "nowhere.txt", "-f", "jsonl")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    lines = result.stderr.splitlines()
    assert lines[0].startswith("rejected ")
    assert "p0.txt" in lines[0]
    assert "nowhere.txt" in lines[1]
    assert lines[-1] == "3 pages coded, 2 rejected"


def test_output_goes_whole_into_a_file(pages, tmp_path):
    result = run("code", str(pages), "-f", "jsonl", "-o", str(tmp_path / "out.jsonl"))

    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"3 pages coded, 0 rejected; written to {tmp_path / 'out.jsonl'}" in result.stderr
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 3


def test_several_html_pages_go_into_a_folder_with_an_index(pages, tmp_path):
    assert run("code", str(pages), "-f", "html").exit_code == 2
    assert run("code", str(pages), "-f", "html", "-o", str(tmp_path / "html")).exit_code == 0

    names = sorted(p.name for p in (tmp_path / "html").iterdir())
    assert names[0] == "index.html"
    assert len(names) == 4
    index = (tmp_path / "html" / "index.html").read_text()
    assert all(name in index for name in names[1:])


@pytest.mark.parametrize(
    "arguments",
    [["code"], ["code", "x", "--format", "xml"], ["code", "x", "--workers", "-1"], ["publish"], ["code", "--wrong"]],
)
def test_a_command_that_makes_no_sense_ends_with_2(arguments):
    result = run(*arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["code", "x", "--format", "xml"], "'xml' is not one of"),
        (["code", "x", "--workers", "-1"], "'-1' is no number of processes"),
        (["code", "x", "--workers", "many"], "'many' is no number of processes"),
        (["publish"], "'publish'"),
        (["code", "--wrong"], "--wrong"),
        (["code"], "PAGE"),
    ],
)
def test_a_message_about_a_command_is_one_line_with_the_value_and_where_to_look(arguments, told):
    done = subprocess.run([sys.executable, "-m", "dateline", *arguments], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("dateline: ")
    assert told in line
    assert line.endswith("--help")


def test_a_page_is_never_written_over(pages):
    page = pages / "p2.txt"
    before = page.read_bytes()

    for output in (page, pages / ".." / "pages" / "p2.txt"):
        result = run("code", str(page), "-o", str(output))
        assert result.exit_code == 2
        assert "written over" in result.stderr
    assert run("code", str(pages), "-f", "html", "-o", str(pages)).exit_code == 2
    assert page.read_bytes() == before


def test_a_second_run_does_not_code_the_output_of_the_first(pages):
    for _ in range(2):
        result = run("code", str(pages), "-f", "jsonl", "-o", str(pages / "coded.jsonl"))
        assert "3 pages coded" in result.stderr


def test_a_hyphen_as_output_is_standard_output(pages, monkeypatch):
    monkeypatch.chdir(pages)

    assert run("code", "p2.txt", "-f", "jsonl", "-o", "-").stdout.startswith('{"schema"')
    assert not (pages / "-").exists()


def test_a_name_with_a_line_break_makes_one_line(tmp_path):
    result = run("code", str(tmp_path / "a\nb.txt"))

    assert len(result.stderr.splitlines()) == 2


def test_a_fault_of_the_program_shows_no_traceback_unless_asked(pages, monkeypatch):
    monkeypatch.setattr(pipeline, "code_read", lambda *_: 1 / 0)

    plain = run("code", str(pages / "p2.txt"))
    asked = run("code", str(pages / "p2.txt"), "--debug")

    assert plain.exit_code == 1
    assert "internal error (ZeroDivisionError" in plain.stderr
    assert "Traceback" not in plain.output
    assert "Traceback" in asked.stderr


def test_help_and_version():
    assert run("--version").stdout == f"dateline {dateline.__version__}\n"
    assert dateline.__version__ == pipeline.VERSION
    for command in ([], ["code"], ["demo"], ["doctor"]):
        shown = run(*command, "--help").stdout
        assert "dateline" in shown[shown.index("Example") :]


def test_the_examples_of_the_help_can_be_run(pages, monkeypatch):
    monkeypatch.chdir(pages)
    (pages / "page.txt").write_text(PAGE.format(n=3))
    (pages / "page.html").write_text(
        f"<html><body><article><h1>Raid</h1><p>{PAGE.format(n=3)}</p></article></body></html>"
    )
    (pages / "pages").mkdir()
    (pages / "pages" / "one.txt").write_text(PAGE.format(n=3))
    lines = [x.strip() for text in (cli.EXAMPLES, cli.FIRST_STEPS) for x in text.splitlines()]
    commands = [x.split()[1:] for x in lines if x.startswith("dateline ")]

    assert len(commands) >= 5
    for command in commands:
        assert run(*command).exit_code == 0, command


def test_the_demo_shows_the_bundled_page_and_the_next_steps():
    result = run("demo")

    assert result.exit_code == 0
    assert "Datu Piang" in result.stdout
    assert "dateline code PAGE --format html" in result.stdout


def test_the_doctor_finds_this_installation_well():
    result = run("doctor")

    assert result.exit_code == 0, result.stdout
    assert "✗" not in result.stdout
    assert "places" in result.stdout


def test_the_doctor_says_how_to_mend_what_is_broken(monkeypatch):
    monkeypatch.setattr(pipeline, "code_page", lambda *_: 1 / 0)
    monkeypatch.setattr(doctor, "NEEDED", ("rich", "no-such-package"))
    result = run("doctor")

    assert result.exit_code == 1
    assert "✗ self-test    ZeroDivisionError" in result.stdout
    assert "✗ no-such-package" in result.stdout
    assert "pip install no-such-package" in result.stdout
    assert "2 of the checks failed" in result.stdout


def test_messages_cannot_steer_the_terminal(tmp_path):
    result = run("code", str(tmp_path / "a\x1b[31m\u202eb.txt"))

    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert "⟨ESC⟩" in result.stderr


def test_a_local_address_is_fetched_only_when_that_is_allowed(pages):
    handler = partial(SimpleHTTPRequestHandler, directory=str(pages))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/p2.txt"
        refused = run("code", url, "-f", "jsonl")
        allowed = run("code", url, "-f", "jsonl", "--allow-private")
        server.shutdown()

    assert refused.exit_code == 1
    assert url in refused.stderr
    assert allowed.exit_code == 0
    assert json.loads(allowed.stdout)["page"]["source"] == url


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")
class TestProcesses:
    def test_a_reader_that_goes_away_ends_the_run_quietly(self, pages):
        running = process("code", *[str(pages)] * 40, "-f", "json", "--workers", "2")
        running.stdout.read(10)
        running.stdout.close()

        assert running.wait(60) == 141
        assert running.stderr.read() == b""

    def test_ctrl_c_ends_cleanly_and_leaves_no_half_file(self, pages, tmp_path):
        out = tmp_path / "out.jsonl"
        arguments = ["code", *[str(pages)] * 2000, "-f", "jsonl", "-o", str(out), "--workers", "2"]
        running = process(*arguments, start_new_session=True)
        until = time.monotonic() + 60
        while not list(tmp_path.glob(".out*.part")) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)

        assert running.returncode == 130
        assert said.splitlines()[-1].startswith(b"interrupted after ")
        assert b"Traceback" not in said
        assert list(tmp_path.iterdir()) == [pages]

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_an_ended_run_leaves_no_worker_and_no_half_file(self, pages, tmp_path, number):
        out = tmp_path / "out.jsonl"
        arguments = ["code", *[str(pages)] * 2000, "-f", "jsonl", "-o", str(out), "--workers", "2"]
        running = process(*arguments, start_new_session=True)
        until = time.monotonic() + 60
        while not list(tmp_path.glob(".out*.part")) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(number)
        _, said = running.communicate(timeout=60)  # ends when the last process that holds the pipe is gone

        assert running.returncode == 128 + number
        assert b"Traceback" not in said
        assert list(tmp_path.iterdir()) == [pages]

    @pytest.mark.parametrize("arguments", [["--help"], ["demo"], ["code", "PAGE"]])
    def test_a_full_disk_or_a_closed_output_is_a_message_for_every_command(self, pages, arguments):
        if not Path("/dev/full").exists():
            pytest.skip("this system has no /dev/full")
        words = [str(pages / "p2.txt") if a == "PAGE" else a for a in arguments]
        for redirect in (">/dev/full", ">&-") if words != ["--help"] else (">/dev/full",):
            command = ["sh", "-c", f'"$0" -m dateline "$@" {redirect}', sys.executable, *words]
            done = subprocess.run(command, capture_output=True, check=False)
            assert done.returncode == 1
            assert len(done.stderr.splitlines()) == 1
            assert b"cannot be written" in done.stderr

    def test_a_full_disk_is_a_message(self, pages):
        if not Path("/dev/full").exists():
            pytest.skip("this system has no /dev/full")
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "dateline", "code", str(pages / "p2.txt")]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)

        assert done.returncode == 1
        assert b"cannot be written" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_importing_the_package_loads_nothing_heavy(self):
        heavy = "trafilatura, lxml, rich, typer, marisa_trie, py3langid, numpy, urllib3"
        code = f"import sys, dateline; print([m for m in '{heavy}'.split(', ') if m in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

        assert done.stdout.strip() == b"[]"
