"""Furniture: what a line's own words say of its part in the page, whatever stands around it.

`kind` gives one of the block roles, or one of the working kinds `age` (a teaser's age), `number` (the "1." of a
list), `list_title` (the title of a list of other stories) and `text`, where the words alone decide nothing.
"""

import re
from functools import lru_cache
from typing import Literal

from dateline.read import ages, stamps, wording
from dateline.read.agencies import agencies_in, agency_named
from dateline.read.lines import INVISIBLE

Kind = Literal[
    "text",
    "age",
    "number",
    "list_title",
    "date",
    "section",
    "timestamp",
    "byline",
    "caption",
    "credit",
    "signoff",
    "promotion",
    "comments",
    "ranking_title",
    "navigation",
    "legal",
    "teaser",
]

_HIDDEN = dict.fromkeys(map(ord, INVISIBLE))
_STORY_ENDS = ("■", "▪", "●", "◆", "□")
LONG_LINE = 700
"""Characters: a longer line is running text."""
_BLANK = re.compile(r"\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARKS = "▶►▸»›→•·*–—-|#▪■●⬤◆ \t\xa0"


def shown(text: str) -> str:
    """A stretch as a reader sees it: direction marks and zero-width characters gone, ends trimmed."""
    return text.translate(_HIDDEN).strip()


def is_section_name(words: str) -> bool:
    """True for the usual name of a news section ("Middle East")."""
    return words.strip(_MARKS).lower() in wording.SECTIONS


def is_path(words: str) -> bool:
    """True for a breadcrumb or section path: two to six short capitalised names between / > | » or ›."""
    if len(words) > 90 or "://" in words or any(c in words for c in ".!?;"):
        return False
    parts = [p.strip() for p in re.split(r"\s?[>»›|]\s?|\s/\s", words) if p.strip()]
    if any(_YEAR.search(p) for p in parts):
        return False
    known = sum(is_section_name(p) for p in parts)
    return 2 <= len(parts) <= 6 and known >= 1 and all(len(p.split()) <= 4 and p[0].isalnum() for p in parts)


def is_byline(words: str) -> bool:
    """True for "By Jane Doe and John Roe in Kabul", "by Reuters": names, not a sentence that begins with By."""
    found = wording.BYLINE.fullmatch(words)
    if not found:
        return False
    who = found["who"] or found["author"] or ""
    if not who or agencies_in(who) or wording.STAFF.match(who):
        return len(words.split()) <= 12
    if words.isupper() and len(words.split()) > 9:
        return False  # in a text of capitals they do not show names
    names = [w for w in re.findall(r"[^\W\d_][\w’'.\-]*", who) if w.lower() not in wording.PARTICLES]
    return 1 <= len(names) <= 14 and all(w[0].isupper() or not w[0].islower() for w in names) and not who.endswith("?")


def is_names(words: str) -> bool:
    """True for names as a byline without "By" has them; it says so only where a byline may stand."""
    return len(words) <= 140 and len(words.split()) <= 16 and wording.NAMES.fullmatch(words) is not None


def is_pictured(words: str) -> bool:
    """True for a sentence that tells what a picture shows; a story's first sentence tells what happened."""
    return len(words.split()) <= 45 and bool(wording.PICTURED.fullmatch(words)) and not wording.SPEECH.search(words)


def is_release(words: str) -> bool:
    """True for the label of a press office's text: "PRESS RELEASE", "14th Brigade - Media Release"."""
    return len(words.split()) <= 9 and wording.RELEASE.fullmatch(words) is not None


_LABEL = r"[A-ZÀ-Þ][\w’'\-]+(?: [A-ZÀ-Þ][\w’'\-]+)?"


def beside_date(words: str) -> Kind | None:
    """What words are that share a line with the page's date: a name, an agency, or another label of a few words."""
    if agency_named(re.sub(r"^sources?\s?:?\s", "", words, flags=re.IGNORECASE)):
        return "byline"
    last = words.rpartition(" ")[2].lower()
    if last in wording.TITLED:
        return None
    if wording.NAMES.fullmatch(words) and len(words.split()) <= 5 and last not in wording.NO_PERSON:
        return "byline"
    label = re.fullmatch(rf"{_LABEL}(?:, {_LABEL})?|\w+:\s?\w+(?: \w+)?", words)
    return "navigation" if label else None


def is_credit(words: str) -> bool:
    """True for the credit of a picture: "Picture: AGENCY/Name", "[Jane Doe/AP]", "AFP via Getty Images"."""
    if len(words) > 120:
        return False
    if wording.CREDIT.fullmatch(words):
        return not words.endswith("?") and len(words.split()) <= 14
    found = wording.CREDIT_NAMES.fullmatch(words)
    return bool(found and ("/" in words or "via" in words) and (agencies_in(words) or "Getty" in words))


def is_signoff(words: str) -> bool:
    """True for the line that ends a story: an agency alone, "- Xinhua", "(AFP)", "Reporting by …", "■"."""
    if len(words) > 240:
        return False
    if agency_named(words.strip("-–—()[]. ")):
        return True
    low = words.lower()
    if len(words) > 8 and words[0] not in "-–—([" and not any(cue in low for cue in wording.SIGNOFF_CUES):
        return False
    found = wording.SIGNOFF.fullmatch(words)
    if not found:
        return False
    named = found["dash"] or found["bracket"] or found["source"]
    return named is None or bool(agencies_in(named)) or "agenc" in named.lower()


def is_legal(words: str) -> bool:
    """True for copyright, terms and imprint; a line that also asks for a subscription is no legal notice."""
    low = words.lower()
    cued = any(cue in low for cue in wording.LEGAL_CUES)
    found = (cued and wording.LEGAL.search(words)) or wording.IMPRINT.match(words)
    if not found or (len(words.split()) > 25 and wording.SPEECH.search(words)):
        return False
    strong = found.group()[0] in "©(" or "rights" in found.group().lower()
    return strong or not wording.ASKING.search(words)


def is_promotion(words: str) -> bool:
    """True where a line asks for a subscription, a click or a gift, or marks an advertisement."""
    low = words.lower()
    if len(words) < 12 and low.strip(_MARKS + "[]()") in wording.ADVERTS:
        return True
    if not any(cue in low for cue in wording.ASKING_CUES):
        return False
    asks = len(set(m.group() for m in wording.ASKING.finditer(low[:600])))
    size = len(words.split())
    if not asks or (size > 8 and wording.SPEECH.search(words)):
        return asks >= 3
    first = wording.ASKING.search(words)
    early = first is not None and first.start() <= 12
    return asks >= 2 or size <= 6 or (early and size <= 30 and not words[:1].islower())


def _by_size(words: str) -> Kind:
    """The kinds of short lines: labels, numbers, titles of lists, bars of links."""
    low = words.strip(_MARKS + ":").lower()
    if not low or low in wording.NAVIGATION or wording.COUNTS.fullmatch(words) or wording.TAGGED.fullmatch(words):
        return "navigation" if words.strip("■▪●◆□ ") else "signoff"
    if wording.NUMBER.fullmatch(words):
        return "number"
    if wording.RANKING.fullmatch(words.strip(_MARKS)):
        return "ranking_title"
    bar = [p for p in re.split(r"\s*[|•·]\s*", words) if p]
    if len(bar) >= 4 and all(is_section_name(p) for p in bar):
        return "navigation"
    if is_section_name(words) or is_path(words):
        return "section"
    if wording.LISTS.fullmatch(words.strip(_MARKS)) and len(words.split()) <= 6:
        return "list_title"
    parts = [p.strip().lower() for p in re.split(r"[|•·,/>\t]|\s{2,}", words) if p.strip()]
    if len(parts) >= 3 and sum(p in wording.NAVIGATION or p in wording.SECTIONS for p in parts) * 2 > len(parts):
        return "navigation"
    bare = [w for w in low.split() if w.isalpha()]
    if len(bare) >= 3 and sum(w in wording.NAVIGATION for w in bare) >= 0.75 * len(bare):
        return "navigation"
    return "text"


_RULES = (
    ("byline", is_byline),
    ("credit", is_credit),
    ("signoff", is_signoff),
    ("comments", lambda words: len(words) <= 260 and bool(wording.COMMENTS.fullmatch(words))),
    ("legal", is_legal),
    ("promotion", is_promotion),
    ("caption", lambda words: len(words) <= 300 and bool(wording.CAPTION.search(words))),
)


def kind(text: str, start: int, end: int) -> Kind:
    """What the words of one line or part of a line say of its part in the page."""
    if end - start < LONG_LINE:
        return _kind(text[start:end])
    opening = shown(text[start : start + 40])
    return "navigation" if wording.URL.match(opening) and not _BLANK.search(text, start, end) else "text"


@lru_cache(maxsize=20_000)
def _kind(line: str) -> Kind:
    words = shown(line)
    if not any(c.isalnum() for c in words):
        return "signoff" if words in _STORY_ENDS else "navigation"
    age = ages.leading(words, 0, len(words))
    if age and not words[age.end :].strip(_MARKS + "."):
        return "age"
    if stamps.only(words, 0, len(words)):
        return "timestamp" if not words.lower().startswith("date ") else "date"
    if wording.URL.fullmatch(words) or wording.REFERENCE.fullmatch(words) or wording.FOOTNOTE.match(words):
        return "navigation"
    if len(words) <= 90:
        found = _by_size(words)
        if found != "text":
            return found
    for name, rule in _RULES:
        if rule(words):
            return name  # type: ignore[return-value]
    return "text"
