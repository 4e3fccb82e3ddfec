"""JSON records to pages: our own form, news-please's, and the `id`/`date`/`event_text` form of event coders."""

import json
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dateline.read import retrieved, stamps
from dateline.read.kind import is_markup
from dateline.read.lines import Meta

# For each value the keys under which records give it, the first that is filled wins. The own names come first; then
# news-please (its article JSON), then NGEC and the POLECAT pipeline, then what scrapers commonly write.
TEXT = (
    "text",
    "maintext",
    "event_text",
    "article_text",
    "body",
    "content",
    "article_body",
    "articleBody",
    "story",
)
HTML = ("html", "raw_html", "page_html")
HEADLINE = ("headline", "title", "title_page", "event_title")
STANDFIRST = ("standfirst", "description", "lead")
PUBLISHED = (
    "published",
    "date_publish",
    "date",
    "publication_date",
    "pub_date",
    "published_at",
    "datePublished",
)
AUTHORS = ("authors", "author", "byline")
OUTLET = ("outlet", "source_domain", "publication_name", "publisher", "site_name")
SOURCE = ("url", "source", "filename", "localpath", "id", "event_id", "doc_id")
RETRIEVED = ("retrieved_at", "date_download", "fetched_at", "crawled_at", "download_date", "date_crawled", "scraped_at")

Json = dict[str, Any]
Form = Literal["page", "record", "coded"]


class Input(Struct, frozen=True):
    """One page that is to be read, or the reason why there is none.

    `data` are the bytes that give the page its id. For a JSON record those are the record in canonical form, and
    the page itself stands in `text` and `meta`; `markup` is true where `text` is HTML. `form` says what the bytes
    are: a page as it was found, a JSON record, or the page of a coded page. `url` is the page's address where it is
    known, `retrieved_at` when its bytes were got (ISO 8601, UTC, to the second).
    """

    source: str
    data: bytes | None = None
    meta: Meta | None = None
    text: str | None = None
    error: str | None = None
    markup: bool = False
    form: Form = "page"
    url: str | None = None
    retrieved_at: str | None = None


def record_input(line: bytes, where: str, retrieved_at: str | None = None) -> Input:
    """The page of one JSON line; an Input with an error where the line holds none.

    The text is the headline, a blank line and the story, unless the story begins with the headline. A coded page
    gives its `page.text` as it is.
    """
    try:
        record = _load(line)
    except (ValueError, RecursionError) as error:
        return Input(where, error=f"{where} is not JSON ({_short(error)}); write one JSON object a line")
    if not isinstance(record, dict):
        return Input(where, error=f"{where} is {_kind(record)}, not a JSON object; write one JSON object a line")
    return object_input(record, where, retrieved_at)


def object_input(record: Json, where: str, retrieved_at: str | None = None) -> Input:
    """The page of one JSON object; an Input with an error where the object holds none.

    `retrieved_at` holds for a record that does not say itself when it was retrieved.
    """
    coded = record.get("page") if "schema" in record else None
    item = form_input(coded, "coded", where) if isinstance(coded, dict) else form_input(record, "record", where)
    return msgspec.structs.replace(item, retrieved_at=item.retrieved_at or retrieved_at)


def form_input(record: Json, form: Form, where: str) -> Input:
    """The page of a JSON object whose form is known."""
    text, html = _string(record, TEXT), _string(record, HTML)
    source = _string(record, SOURCE) or _number(record, SOURCE) or where
    if not (text or html):
        return Input(source, error=f"{where} holds no text: none of {', '.join(TEXT[:3])} or {HTML[0]} is filled")
    try:
        data = canonical(record)
    except ValueError as error:  # a number of more digits than can be written
        return Input(where, error=f"{where} cannot be kept as JSON ({_short(error)}); write the value as a string")
    meta = _meta(record)
    markup = not text or (form == "record" and is_markup(text))
    if not markup and form == "record":
        text = _with_headline(meta.headline, text or "")
    address = next((v for v in (meta.url, source) if v and v.startswith(("http://", "https://"))), None)
    at = next((moment for key in RETRIEVED if (moment := retrieved.from_text(record.get(key)))), None)
    return Input(source, data, meta, text or html, markup=markup, form=form, url=address, retrieved_at=at)


def parse(data: bytes) -> Any:
    """The JSON value of some bytes, or None where they are no JSON."""
    try:
        return _load(data)
    except (ValueError, RecursionError):
        return None


def restore(data: bytes) -> Any:
    """The value of which `canonical` made these bytes, lone surrogates included. Raises ValueError for other bytes."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(data.decode("utf-8", "surrogatepass"))


def canonical(record: Json) -> bytes:
    """The bytes that stand for a record whatever the order of its keys: sorted, no blanks, UTF-8."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _load(line: bytes) -> Any:
    """The value of a line. msgspec is fast and strict; json also takes lone surrogates and NaN."""
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        return json.loads(line.decode("utf-8-sig", errors="replace"))


def _meta(record: Json) -> Meta:
    published = record.get("published")
    value = published.get("start") if isinstance(published, dict) else _string(record, PUBLISHED)
    section = record.get("section")
    return Meta(
        headline=_line(_string(record, HEADLINE)),
        standfirst=_line(_string(record, STANDFIRST)),
        published=stamps.iso(value) if isinstance(value, str) else None,
        section=_strings(section),
        authors=next((found for key in AUTHORS if (found := _strings(record.get(key)))), ()),
        outlet=_line(_string(record, OUTLET)),
        agency=_line(_string(record, ("agency",))),
        language=_string(record, ("language",)),
        url=_string(record, ("url",)),
    )


def _with_headline(headline: str | None, text: str) -> str:
    if not headline or " ".join(text[: len(headline) + 80].split()).startswith(headline):
        return text
    return f"{headline}\n\n{text}"


def _string(record: Json, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _number(record: Json, keys: tuple[str, ...]) -> str | None:
    return next((str(v) for key in keys if isinstance(v := record.get(key), int) and not isinstance(v, bool)), None)


def _strings(value: Any) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [value]
    return tuple(line for v in found if isinstance(v, str) and (line := _line(v)))


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _kind(value: Any) -> str:
    return {list: "a list", str: "a string", bool: "true or false", type(None): "null"}.get(type(value), "a number")


def _short(error: Exception) -> str:
    return str(error)[:120] if str(error) else type(error).__name__
