"""Invented WARC files and feeds, built for the tests of reading them."""

import io
from html import escape

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2021-03-02T08:15:30Z"
STORY = "Four soldiers were killed when a mortar struck their post near Gao on Monday, the army said in a statement."
LONG = " ".join([STORY, *(f"A resident of quarter {n} said that shells had fallen there as well." for n in range(9))])


def page(number=1, text=STORY):
    return f"<html><body><h1>Mortar {number} kills four near Gao</h1><p>{text}</p></body></html>".encode()


class Archive:
    """A WARC file in the making; `offsets` are the places at which its records begin."""

    def __init__(self, packed=True):
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed)
        self.offsets = []

    def add(self, kind, url, payload=b"", *, status="200 OK", date=DATE, content_type="text/html", headers=(), warc=()):
        http = None
        if kind in ("response", "revisit"):
            named = [("Content-Type", content_type)] if content_type else []
            http = StatusAndHeaders(status, [*named, *headers], protocol="HTTP/1.1")
        elif kind == "request":
            http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(payload),
            http_headers=http,
            warc_content_type=content_type if http is None else "",
            warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{len(self.offsets)}>", "WARC-Date": date, **dict(warc)},
        )
        self.offsets.append(self.file.tell())
        self.writer.write_record(record)
        return self

    def data(self):
        return self.file.getvalue()


def crawl(count, packed=True):
    """An archive of some pages, each with the request and the metadata that a crawler writes beside it."""
    archive = Archive(packed)
    for n in range(1, count + 1):
        url = f"https://a.example/{n}"
        archive.add("request", url).add("response", url, page(n)).add("metadata", url, b"via: x", content_type="text/x")
    return archive


def rss(*items, head="", channel="<title>Coast Radio</title><language>en-GB</language>"):
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0" {names}><channel>{channel}{body}</channel></rss>'.encode()


def item(number=1, link="https://a.example/{}", text=LONG, summary="A mortar struck."):
    full = f"<content:encoded>{escape(f'<p>{text}</p>')}</content:encoded>" if text else ""
    return (
        f"<title>Mortar {number} kills four near Gao</title><link>{link.format(number)}</link>"
        f"<pubDate>Tue, 02 Mar 2021 08:15:00 GMT</pubDate><dc:creator>Ann Lee</dc:creator>"
        f"<description>{summary}</description>{full}"
    )
