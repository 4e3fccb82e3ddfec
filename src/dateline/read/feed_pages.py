"""Items of a feed to pages: the text that the feed holds or, where it only announces the page, the page at its link."""

import re
import time
from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from dateline.config import Config
from dateline.errors import FetchError, PageRejected
from dateline.read.answers import without_password
from dateline.read.feeds import BrokenOff, Item, items, visible
from dateline.read.records import Input, Json, form_input
from dateline.read.sniff import is_feed

FULL = 500  # characters that a whole story has at least; what is shorter announces one
PAUSE = 1.0  # seconds from one page that a feed leads to until the next
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


class Feed(Struct, frozen=True):
    """Where a feed comes from: its name, its address, when it was got, and whether links are followed."""

    name: str
    config: Config
    url: str | None = None
    retrieved_at: str | None = None
    follow: bool = False


def feed_inputs(data: bytes, feed: Feed) -> Iterator[Input]:
    """The pages of a feed's items in the feed's order.

    An item of FULL characters or more is a page of its own, kept as a JSON record of its headline, publication,
    authors, outlet and HTML. A shorter one is fetched from its link where links are followed, and otherwise a page
    of headline and summary. An Input with an error stands for what cannot be had, the others go on.
    """
    count, last = 0, 0.0
    seen: set[str] = set()
    try:
        for item in items(data):
            count += 1
            link = _address(item, feed)
            if not (feed.follow and link) or len(visible(item.body)) >= FULL:
                yield _told(item, link, feed)
            elif link not in seen:
                seen.add(link)
                time.sleep(max(0.0, last + PAUSE - time.monotonic()))
                yield _linked(item, link, feed)
                last = time.monotonic()
    except BrokenOff as error:
        reason = f"the feed breaks off after {count:,} items ({error}); get it again"
        yield Input(feed.name, error=f"{feed.name}: {reason}")
    except PageRejected as error:
        yield Input(feed.name, error=f"{feed.name}: {error}")
    else:
        if not count:
            yield Input(feed.name, error=f"{feed.name}: the feed holds no item; check that it is the right one")


def _address(item: Item, feed: Feed) -> str | None:
    """The address of an item's page; None where it has none on the web."""
    try:
        link = urljoin(feed.url or "", item.link or "")
    except ValueError:
        return None
    return link if item.link and _WEB.match(link) else None


def _told(item: Item, link: str | None, feed: Feed) -> Input:
    """The page that an item holds itself."""
    where = f"{feed.name}:{item.number}"
    shown = visible(item.body)
    if not shown and not item.title:
        return Input(where, error=f"{where}: the item has neither a headline nor text; give the page that it leads to")
    title = item.title or ""
    heading = "" if not title or shown.startswith(title) else f"<h1>{escape(title, quote=False)}</h1>\n"
    url = without_password(link) if link else None
    record: Json = {
        "html": f"<article>{heading}{item.body}</article>",
        "headline": item.title,
        "published": item.published,
        "authors": list(item.authors),
        "section": list(item.section),
        "outlet": item.outlet,
        "language": item.language,
        "url": url,
        "id": None if url else item.id,
    }
    page = form_input({key: value for key, value in record.items() if value}, "record", where)
    return replace(page, retrieved_at=feed.retrieved_at)


def _linked(item: Item, link: str, feed: Feed) -> Input:
    """The page that an item leads to."""
    from dateline.read.fetch import fetch_page  # a run without URLs needs no network code

    shown = without_password(link)
    by = f"item {item.number:,} of {without_password(feed.name)} leads there"
    try:
        answer = fetch_page(link, feed.config)
    except FetchError as error:
        return Input(shown, error=f"{error} ({by})")
    if is_feed(answer.data):
        return Input(shown, error=f"{shown}: this is a feed, not a page ({by}); give its address itself")
    return Input(shown, answer.data, url=answer.url, retrieved_at=answer.retrieved_at)
