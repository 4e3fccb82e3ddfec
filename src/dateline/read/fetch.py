"""Fetch one page from the web: only when asked, only from public addresses, within limits of time and size."""

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ProtocolError, SSLError
from urllib3.response import HTTPResponse

from dateline.config import Config
from dateline.errors import FetchError, PageRejected
from dateline.read import retrieved
from dateline.read.answers import as_utf8, media_type
from dateline.read.decode import unpack

REDIRECTS = frozenset((301, 302, 303, 307, 308))
TEXT_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/json",
    "application/x-ndjson",
    "application/gzip",
    "application/warc",
)
VAGUE_TYPES = ("application/octet-stream", "application/x-gzip", "binary/octet-stream", "unknown/unknown")
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; dateline)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip",
}
CHUNK = 65_536


class Fetched(Struct, frozen=True):
    """A page from the web: its bytes, the address at which it was found in the end, and when (ISO 8601, UTC)."""

    data: bytes
    url: str
    retrieved_at: str


def is_url(argument: str) -> bool:
    """Whether an argument is meant as a URL rather than a path."""
    return "://" in argument[:12]


def fetch(url: str, config: Config) -> bytes:
    """The bytes of the page at an http or https URL. Raises FetchError with the reason."""
    return fetch_page(url, config).data


def fetch_page(url: str, config: Config) -> Fetched:
    """The page at an http or https URL.

    Every host is resolved once, each of its addresses is checked, and the connection goes to the checked address
    itself, at every redirect anew. `fetch_timeout` bounds the whole of it in seconds, `fetch_max_bytes` the page
    before and after unpacking. Where only the HTTP header names a legacy encoding, the bytes come as UTF-8.
    Raises FetchError with the reason.
    """
    deadline = time.monotonic() + config.fetch_timeout
    for _ in range(config.fetch_max_redirects + 1):
        with _answer(url, config, deadline) as response:
            target = response.headers.get("Location") if response.status in REDIRECTS else None
            if target is None:
                _check_answer(url, response, config)
                data = _body(url, response, config, deadline)
                return Fetched(data, url.partition("#")[0], retrieved.now())
        url = urljoin(url, target)
    raise FetchError(f"{url}: more than {config.fetch_max_redirects} redirects; give the address that they end at")


@contextmanager
def _answer(url: str, config: Config, deadline: float) -> Iterator[HTTPResponse]:
    """Ask for a URL and give its answer, head only; the connection ends with the block or at the deadline."""
    parts, host = _parts(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _checked_address(url, host, port, config)
    connection = _connection(parts.scheme, host, address, port, _left(url, deadline))
    watchdog = threading.Timer(_left(url, deadline), _hang_up, (connection,))
    watchdog.daemon = True
    watchdog.start()
    try:
        path = quote(parts.path or "/", safe="%/:=&?~+!$,;'@()*[]")
        query = f"?{quote(parts.query, safe='%/:=&?~+!$,;@()*[]')}" if parts.query else ""
        shown = f"[{host}]" if ":" in host else host
        name = shown if parts.port is None else f"{shown}:{port}"
        connection.request(
            "GET",
            path + query,
            headers={**HEADERS, "Host": name},
            preload_content=False,
            decode_content=False,
        )
        yield connection.getresponse()
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise FetchError(
                f"{url}: no complete answer within {config.fetch_timeout:g} s; try again, or save the page"
            ) from None
        raise FetchError(f"{url}: {_reason(error)}") from None
    finally:
        watchdog.cancel()
        connection.close()


def _parts(url: str) -> tuple[SplitResult, str]:
    """The parts of a URL and its host in ASCII."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{url}: not a URL that can be read ({error}); check the address") from None
    if parts.scheme not in ("http", "https"):
        what = parts.scheme or "an address without a scheme"
        raise FetchError(f"{url}: only http and https are fetched, not {what}; save the page and give its file")
    if not host or port == 0:
        raise FetchError(f"{url}: the URL names no host; write it as https://host/page")
    if parts.username is not None:
        raise FetchError(
            f"{url.replace(parts.netloc, '…@' + host)}: a URL with a user name is not fetched; leave it out"
        )
    return parts, host


def _checked_address(url: str, host: str, port: int, config: Config) -> str:
    """The address to connect to, after all addresses of the host were found to be allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"{url}: the host {host} cannot be found ({_plain(error)}); check the address and the network"
        ) from None
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not config.allow_private and not is_public(address):
            where = address if host == address else f"{host} is at {address}, which"
            raise FetchError(f"{url}: {where} is no public address; pass --allow-private to fetch it")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where IPv6 wraps an IPv4 address.

    >>> is_public("93.184.216.34"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo[1] if ip.teredo else None
        nat64 = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in ipaddress.ip_network("64:ff9b::/96") else None
        inner = ip.ipv4_mapped or ip.sixtofour or teredo or nat64
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _connection(scheme: str, host: str, address: str, port: int, timeout: float) -> HTTPConnection:
    """A connection to the checked address; the certificate is checked against the host's name."""
    if scheme == "http":
        return HTTPConnection(address, port, timeout=timeout)
    context = ssl.create_default_context()
    return HTTPSConnection(
        address, port, timeout=timeout, ssl_context=context, server_hostname=host, assert_hostname=host
    )


def _hang_up(connection: HTTPConnection) -> None:
    """End a connection from outside, whatever it is waiting for."""
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            sock.close()


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{url}: no complete answer in the time for fetching; try again, or save the page")
    return left


def _reason(error: Exception) -> str:
    """What went wrong in words, and what to do about it."""
    if isinstance(error, (ProtocolError, HTTPException)):
        return "the connection broke off before the end of the page; try again"
    if isinstance(error, (ssl.SSLError, SSLError)):
        return f"the server's certificate was not accepted ({error}); check the address"
    text = _plain(str(error).rpartition(": ")[2]) or type(error).__name__
    return f"the page could not be fetched ({text}); check the address and the network"


def _plain(error: object) -> str:
    """The words of an operating system's error without its number."""
    return re.sub(r"\[Errno -?\d+\] ", "", str(error))


def _check_answer(url: str, response: HTTPResponse, config: Config) -> None:
    if response.status != 200:
        raise FetchError(
            f"{url}: the server answered {response.status} {response.reason or ''}".rstrip() + "; check the address"
        )
    kind = media_type(response.headers.get("Content-Type"))
    if kind and not kind.startswith((*TEXT_TYPES, *VAGUE_TYPES)) and not kind.endswith("+xml"):
        raise FetchError(f"{url}: this is {kind}, not a page of text; give the address of a page")
    size = response.headers.get("Content-Length", "")
    if size.isdigit() and int(size) > config.fetch_max_bytes:
        raise FetchError(
            f"{url}: the page has {int(size):,} bytes and the limit is {config.fetch_max_bytes:,}; save it and split it"
        )


def _body(url: str, response: HTTPResponse, config: Config, deadline: float) -> bytes:
    """Read the answer to its end, within the limits, and unpack it."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(CHUNK, decode_content=False):
        _left(url, deadline)
        size += len(piece)
        if size > config.fetch_max_bytes:
            raise FetchError(
                f"{url}: the page is larger than the limit of {config.fetch_max_bytes:,} bytes; save it and split it"
            )
        pieces.append(piece)
    _left(url, deadline)
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(f"{url}: the server packed the page as {coding}, which it was not asked for; save the page")
    try:
        data = unpack(b"".join(pieces), config.fetch_max_bytes)
    except PageRejected as error:
        raise FetchError(f"{url}: {error}") from None
    return as_utf8(data, response.headers.get("Content-Type") or "")
