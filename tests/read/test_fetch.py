"""Fetching: limits, redirects and forbidden addresses, against a server on the loopback interface alone."""

import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dateline.config import Config
from dateline.errors import FetchError
from dateline.read import fetch as fetching
from dateline.read.fetch import fetch, is_public, is_url

PAGE = "<html><body><p>Four people died in Gao – police said.</p></body></html>".encode()
LOCAL = Config(allow_private=True, fetch_timeout=5, fetch_max_bytes=100_000, fetch_max_redirects=3)


class Site(BaseHTTPRequestHandler):
    """A small site; each path is one behaviour."""

    seen: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self):
        self.seen.append((self.path, self.headers["Host"]))
        name = self.path.strip("/").partition("?")[0].replace("-", "_")
        getattr(self, f"on_{name}", self.on_missing)()

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        headers.setdefault("Content_Type", "text/html; charset=utf-8")
        for key, value in {"Content_Length": str(len(body)), **headers}.items():
            if value:
                self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_page(self):
        self.answer(PAGE)

    def on_missing(self):
        self.answer(b"no", 404)

    def on_packed(self):
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def on_brotli(self):
        self.answer(b"\x0b\x02", Content_Encoding="br")

    def on_bomb(self):
        self.answer(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")

    def on_big(self):
        self.answer(b"x" * 200_000)

    def on_endless(self):
        self.answer(b"", Content_Length="")
        for _ in range(1000):
            self.wfile.write(b"x" * 10_000)

    def on_short(self):
        self.answer(b"x" * 10, Content_Length="500")

    def on_image(self):
        self.answer(b"\x89PNG", Content_Type="image/png")

    def on_untyped(self):
        self.answer(PAGE, Content_Type="")

    def on_latin(self):
        self.answer("<p>café à Gao".encode("latin-1"), Content_Type="text/html; charset=iso-8859-1")

    def on_hop(self):
        self.answer(b"", 302, Location="/hop2")

    def on_hop2(self):
        self.answer(b"", 301, Location="page?x=1")

    def on_loop(self):
        self.answer(b"", 302, Location="/loop")

    def on_to_file(self):
        self.answer(b"", 302, Location="file:///etc/passwd")

    def on_to_metadata(self):
        self.answer(b"", 307, Location="http://169.254.169.254/latest/meta-data")

    def on_drip(self):
        self.answer(b"", Content_Length="")
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def on_drip_head(self):
        for _ in range(100):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/packed", "/untyped", "/hop"])
def test_a_page_comes_unpacked_from_where_it_ends_up(site, path):
    assert fetch(site + path, LOCAL) == PAGE


def test_a_charset_that_only_the_header_names_is_applied(site):
    assert fetch(f"{site}/latin", LOCAL) == "<p>café à Gao".encode()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/missing", "404"),
        ("/image", "image/png"),
        ("/big", "200,000 bytes and the limit is 100,000"),
        ("/endless", "larger than the limit"),
        ("/bomb", "limit of 100,000"),
        ("/short", "broke off before the end"),
        ("/brotli", "br"),
        ("/loop", "more than 3 redirects"),
        ("/to-file", "only http and https"),
    ],
)
def test_what_goes_wrong_is_said(site, path, says):
    with pytest.raises(FetchError, match=says):
        fetch(site + path, LOCAL)


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_the_time_limit_holds_for_the_whole_of_it(site, path):
    config = Config(allow_private=True, fetch_timeout=0.6)
    start = time.monotonic()
    with pytest.raises(FetchError):
        fetch(site + path, config)
    assert time.monotonic() - start < 2


def test_a_local_address_is_refused_before_anything_is_sent(site):
    Site.seen.clear()
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is no public address.*--allow-private"):
        fetch(f"{site}/page", Config())
    with pytest.raises(FetchError, match="no public address"):
        fetch(f"{site.replace('127.0.0.1', 'localhost')}/page", Config())
    assert Site.seen == []


def resolve_to(monkeypatch, table):
    """Answer name look-ups from a table, one address a call."""
    answers = {name: list(addresses) for name, addresses in table.items()}
    real = socket.getaddrinfo

    def look_up(host, port, *rest, **named):
        if host not in answers:
            return real(host, port, *rest, **named)
        address = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", look_up)


def test_a_redirect_is_checked_anew(site, monkeypatch):
    """The first host counts as public here; the address that it sends us to does not."""
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        fetch(f"{site}/to-metadata", Config())


def test_the_connection_goes_to_the_checked_address(site, monkeypatch):
    """A name that changes its address between check and connection gains nothing: it is looked up once."""
    port = site.rpartition(":")[2]
    resolve_to(monkeypatch, {"news.example": ["127.0.0.1", "169.254.169.254"]})
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    Site.seen.clear()
    assert fetch(f"http://news.example:{port}/page", Config()) == PAGE
    assert Site.seen == [("/page", f"news.example:{port}")]


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.8")]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match=r"10\.0\.0\.8"):
        fetch("http://news.example/", Config())


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1"),
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://a.example/x", "only http and https"),
        ("http:///x", "names no host"),
        ("http://a.example:99999/", "not a URL"),
        ("http://ann:secret@a.example/", "user name"),
        ("http://[::1/", "not a URL"),
        ("http://" + "a" * 80 + ".example/", "cannot be found|not a URL"),
        ("http://127.1/", "no public address"),
        ("http://2130706433/", "no public address"),
        ("http://0x7f.1/", "no public address"),
        ("http://[::ffff:127.0.0.1]/", "no public address"),
    ],
)
def test_urls_that_are_refused(url, says):
    with pytest.raises(FetchError, match=says) as refusal:
        fetch(url, Config())
    assert "secret" not in str(refusal.value)


def test_a_port_where_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="refused"):
        fetch(f"http://127.0.0.1:{port}/", LOCAL)


def test_urls_are_told_from_paths():
    assert is_url("https://a.example/x")
    assert not is_url("pages/https.txt")
