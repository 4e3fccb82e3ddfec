"""Feeds: what their items say, sloppy and hostile ones, and which pages come of them."""

import gzip
import threading
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Config
from dateline.errors import PageRejected
from dateline.read import feed_pages
from dateline.read.archive import inputs, read_input
from dateline.read.feeds import BrokenOff, items
from dateline.read.sniff import is_feed
from tests.read.archives import LONG, STORY, item, page, rss

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
 <title type="html">Coast &amp;amp; Radio</title><link href="https://a.example/"/><updated>2021-03-03T00:00:00Z</updated>
 <author><name>The desk</name></author>
 <entry>
  <title type="html">Mortar &lt;b&gt;kills&lt;/b&gt; four</title><id>tag:a.example,2021:1</id>
  <link rel="self" href="https://a.example/1.atom"/><link href="https://a.example/1"/>
  <published>2021-03-02T08:15:00Z</published><updated>2021-03-02T09:00:00Z</updated>
  <author><name>Ann Lee</name><email>ann@a.example</email></author><author><name>Bo Ma</name></author>
  <category term="world" label="World"/>
  <summary>A mortar struck.</summary>
  <content type="xhtml">
   <div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p><p>“Second” &lt; third</p></div></content>
 </entry>
 <entry><title>Short</title><id>tag:a.example,2021:2</id><updated>2021-03-02T09:00:00Z</updated>
  <source><title>Hill Post</title></source><summary type="text">Two died &amp; one fled.</summary></entry>
</feed>""".encode()
RDF = b"""<?xml version="1.0"?><!-- news -->
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://a.example/"><title>Coast Radio</title><dc:language>en</dc:language></channel>
 <item rdf:about="https://a.example/1"><title>Mortar kills four</title><link>https://a.example/1</link>
  <dc:date>2021-03-02T08:15:00Z</dc:date><dc:creator>Ann Lee</dc:creator>
  <description>A mortar struck.</description></item>
</rdf:RDF>"""
CONFIG = Config()


def listed(*arguments, **options):
    return list(inputs([str(a) for a in arguments], options.pop("config", CONFIG), **options))


def saved(tmp_path, data, name="feed.xml"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


# ---- items -----------------------------------------------------------------------------------------------------------
def test_an_item_of_rss():
    (found,) = items(rss(item()))
    assert (found.title, found.link) == ("Mortar 1 kills four near Gao", "https://a.example/1")
    assert (found.published, found.authors) == ("Tue, 02 Mar 2021 08:15:00 GMT", ("Ann Lee",))
    assert (found.outlet, found.language, found.body) == ("Coast Radio", "en", f"<p>{LONG}</p>")


def test_items_of_atom():
    first, second = items(ATOM)
    assert (first.title, first.link, first.published) == (
        "Mortar kills four",
        "https://a.example/1",
        "2021-03-02T08:15:00Z",
    )
    assert (first.authors, first.section, first.outlet) == (("Ann Lee", "Bo Ma"), ("World",), "Coast & Radio")
    assert first.body == f"<div><p>{LONG}</p><p>“Second” &lt; third</p></div>"
    assert (second.outlet, second.body, second.link) == ("Hill Post", "<p>Two died &amp; one fled.</p>", None)
    assert (second.id, second.published, second.language) == ("tag:a.example,2021:2", "2021-03-02T09:00:00Z", "en")


def test_an_item_of_rdf():
    (found,) = items(RDF)
    assert (found.title, found.link, found.outlet) == ("Mortar kills four", "https://a.example/1", "Coast Radio")
    assert (found.published, found.language, found.body) == ("2021-03-02T08:15:00Z", "en", "<p>A mortar struck.</p>")


def test_names_of_foreign_vocabularies_are_not_taken_for_the_feeds_own():
    media = (
        '<media:title xmlns:media="http://search.yahoo.com/mrss/">A photo</media:title><itunes:title>X</itunes:title>'
    )
    (found,) = items(rss(f"{media}<title>The story</title><guid isPermaLink='false'>https://a.example/?p=1</guid>"))
    assert (found.title, found.link, found.id) == ("The story", None, "https://a.example/?p=1")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", "<title>Mortar & shells kill four &nbsp; near&rsquo;s <Gao></title>", "Mortar & shells kill four near’s"),
        ("", "<title><![CDATA[Four &amp; five <b>die</b>]]></title>", "Four & five die"),
        ("", "<title>Four die</b></title><description>x <br> y <img src=z></description>", "Four die"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "<title>Café</title>", "Café"),
        (
            '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://a.example/rss.dtd">',
            "<title>Four die</title>",
            "Four die",
        ),
    ],
)
def test_sloppy_feeds_are_read(head, body, title):
    data = (head + rss(body, item(2)).decode()).encode("cp1252" if "1252" in head else "utf-8")
    assert is_feed(data)
    found = list(items(data))
    assert {i.title for i in found} == {title, "Mortar 2 kills four near Gao"}


def test_names_of_authors():
    (found,) = items(rss("<title>t</title><author>ann@a.example (Ann Lee)</author><dc:creator>Ann Lee</dc:creator>"))
    assert found.authors == ("Ann Lee",)


def test_a_date_that_is_none_is_left_out():
    (found,) = items(rss("<title>t</title><pubDate>soon</pubDate>"))
    assert found.published is None


# ---- hostile and damaged feeds ---------------------------------------------------------------------------------------
BOMB = '<!DOCTYPE rss [<!ENTITY a "{}">{}]>'.format(
    "ha" * 500, "".join(f'<!ENTITY {b} "{f"&{a};" * 40}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)
FILE = '<!DOCTYPE rss [<!ENTITY i SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'


@pytest.mark.parametrize("head", [BOMB, FILE])
def test_entities_are_not_expanded_and_nothing_is_fetched(head):
    data = rss("<title>Four &i; die</title><category domain='&i;'>x</category>", head=head)
    assert is_feed(data)
    start = time.monotonic()
    try:
        found = list(items(data))
    except BrokenOff:
        found = []
    assert time.monotonic() - start < 2
    assert all(i.title == "Four &i; die" for i in found)


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (rss(item(1), item(2), item(3))[:-500], 2),
        (rss(item(1), item(2)).removesuffix(b"</channel></rss>"), 2),
        (rss(item(1), "<a>" * 10_000), 1),
        (rss(item(1), f"<title>{'x' * 11_000_000}</title>"), 1),
    ],
)
def test_a_feed_that_breaks_off_gives_its_whole_items(data, whole, tmp_path):
    found = listed(saved(tmp_path, data))
    assert [i.error is None for i in found] == [True] * whole + [False]
    assert f"feed.xml: the feed breaks off after {whole} items (line 1: " in found[-1].error
    assert found[-1].error.endswith("get it again")


def test_a_large_feed_is_read_item_by_item():
    start = time.monotonic()
    assert sum(1 for _ in items(rss(*(item(n, text="") for n in range(20_000))))) == 20_000
    assert time.monotonic() - start < 20


def test_a_feed_without_items_says_so(tmp_path):
    (found,) = listed(saved(tmp_path, rss()))
    assert "the feed holds no item" in found.error


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_damaged_nothing_else_is_raised(data):
    broken = bytearray(data.draw(st.sampled_from([rss(item(1), item(2)), ATOM, RDF])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken)))
        broken[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    try:
        for found in items(bytes(broken)):
            assert found.number >= 1
    except (BrokenOff, PageRejected) as error:
        assert "\n" not in str(error)  # noqa: PT017


# ---- recognition -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data", [ATOM, RDF, rss(), b"\xef\xbb\xbf\n" + ATOM, ATOM.decode().encode("utf-16"), rss(head=BOMB)]
)
def test_feeds_are_known_by_their_root(data):
    assert is_feed(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"rss",
        b"<html><body><rss>",
        b"<rssx>",
        b"<!-- <rss> -->",
        b"<!DOCTYPE rss",
        b"<?xml ",
        b"<!-- x",
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
        STORY.encode(),
        b"<!-- -->" * 7000,
    ],
)
def test_other_data_are_no_feeds(data):
    assert not is_feed(data)


def test_feeds_in_a_folder_are_taken_and_other_xml_is_not(tmp_path):
    for name, data in {
        "a.xml": rss(item(1)),
        "b.xml.gz": gzip.compress(rss(item(2))),
        "c.rss": rss(item(3)),
        "d.txt": rss(item(4)),
        "e.xml": b"<sitemap/>",
        "f.xml.gz": b"\x1f\x8b\x08damaged",
    }.items():
        saved(tmp_path, data, name)
    found = listed(tmp_path)
    assert [i.source for i in found[:4]] == [f"https://a.example/{n}" for n in (1, 2, 3, 4)]
    assert len(found) == 5
    assert "damaged" in found[4].error


# ---- pages -----------------------------------------------------------------------------------------------------------
def test_an_item_that_holds_its_story_is_a_page(tmp_path):
    path = saved(tmp_path, rss(item()))
    (found,) = listed(path)
    assert found.source == found.url == "https://a.example/1"
    assert found.retrieved_at.endswith("Z")
    read = read_input(found).page
    assert read.text == f"Mortar 1 kills four near Gao\n{LONG}"
    assert (read.headline, read.outlet, read.authors) == ("Mortar 1 kills four near Gao", "Coast Radio", ("Ann Lee",))
    assert read.published.start == "2021-03-02T08:15"
    path.write_bytes(rss(item(2), item(1)))
    assert listed(path)[1].data == found.data


def test_an_item_with_a_summary_only_is_a_brief_where_no_link_is_followed(tmp_path):
    (found,) = listed(saved(tmp_path, rss(item(text="", summary=escape(f"<p>{STORY}</p>")))))
    assert read_input(found).page.text == f"Mortar 1 kills four near Gao\n{STORY}"


def test_an_item_with_a_headline_only_is_read_and_one_with_nothing_is_an_error(tmp_path):
    one, two = listed(
        saved(tmp_path, rss("<title>Car bomb kills nine in Mosul</title>", "<link>https://a.example/1</link>"))
    )
    assert read_input(one).page.text == "Car bomb kills nine in Mosul"
    assert one.source.endswith("feed.xml:1")
    assert (two.source, "neither a headline nor text" in two.error) == (f"{tmp_path}/feed.xml:2", True)


def test_an_item_without_a_link_is_named_by_its_identifier(tmp_path):
    (found,) = listed(saved(tmp_path, rss(f"<guid isPermaLink='false'>a-17</guid><description>{STORY}</description>")))
    assert (found.source, found.url) == ("a-17", None)


class Site(BaseHTTPRequestHandler):
    """A news site with a feed and the pages that it leads to."""

    feed = b""
    seen: ClassVar[list[str]] = []

    def do_GET(self):
        self.seen.append(self.path)
        if self.path == "/feed":
            self.answer(self.feed, "application/rss+xml")
        elif self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/9")
            self.end_headers()
        elif self.path.strip("/").isdigit():
            self.answer(page(int(self.path.strip("/"))), "text/html")
        else:
            self.send_error(404)

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(feed_pages, "PAUSE", 0.0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.seen.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


LOCAL = Config(allow_private=True, fetch_timeout=5)


def test_a_feed_from_the_web_leads_to_its_pages(site):
    Site.feed = rss(
        item(1, "/{}"),
        item(2, "/{}", text=""),
        item(3, "/absent", text=""),
        item(4, "/moved", text=""),
        item(2, "/{}", text=""),
        item(5, "/feed", text=""),
        item(6, "javascript:alert(1)", text=""),
    )
    found = listed(f"{site}/feed", config=LOCAL)
    assert Site.seen == ["/feed", "/2", "/absent", "/moved", "/9", "/feed"]
    assert [i.source.removeprefix(site) for i in found[:5]] == ["/1", "/2", "/absent", "/moved", "/feed"]
    assert [i.data for i in found[1:5]] == [page(2), None, page(9), None]
    assert (found[0].url, found[1].url, found[3].url) == (f"{site}/1", f"{site}/2", f"{site}/9")
    assert "404" in found[2].error
    assert "item 3 of " in found[2].error
    assert "a feed, not a page" in found[4].error
    assert found[5].source == f"{site}/feed:7"
    assert all(i.retrieved_at for i in found if i.error is None)


def test_links_of_a_file_are_followed_when_asked(site, tmp_path):
    path = saved(tmp_path, rss(item(1, f"{site}/{{}}", text="")))
    (brief,) = listed(path, config=LOCAL)
    assert Site.seen == []
    assert brief.markup
    (found,) = listed(path, config=LOCAL, fetch_links=True)
    assert found.data == page(1)


def test_a_feed_leads_to_no_private_address(site, tmp_path):
    (found,) = listed(saved(tmp_path, rss(item(1, f"{site}/{{}}", text=""))), fetch_links=True)
    assert "--allow-private" in found.error
    assert Site.seen == []


def test_pages_of_a_feed_are_fetched_with_a_pause(site, monkeypatch):
    slept = []
    monkeypatch.setattr(feed_pages, "PAUSE", 0.5)
    monkeypatch.setattr(feed_pages.time, "sleep", slept.append)
    Site.feed = rss(item(1, "/{}", text=""), item(2, "/{}", text=""))
    listed(f"{site}/feed", config=LOCAL)
    assert slept[0] == 0.0
    assert 0.3 < slept[1] <= 0.5
