"""Sections: under which part of its site a page stands ("World / Africa", "Sport"), wherever the page says so.

Labels above the headline go first, then labels between headline and story, what the head says, the category named
below the story, the desk before the headline ("SOCCER-…"), and last the page's address.
"""

import re

from dateline.model import Block
from dateline.read import furniture
from dateline.read.lines import Meta
from dateline.read.reports import quoted

_PARTS = re.compile(r"\s*[>»›|]\s*|\s/\s")
_FILED = re.compile(
    r"(?:filed under|categor(?:y|ies)|section|posted in|channel|topics?|tags?)\s?:?\s(?P<names>.{3,120})", re.IGNORECASE
)
_DESK = re.compile(r"(?:[A-Z]+ \d-)?(?P<desk>[A-Z][A-Za-z &]{2,24}?)(?:-(?=[A-Z])|:\s|\s\|\s|\s[–—]\s)")
_NO_SECTION = ("home", "homepage", "front page", "news", "latest", "live")
_HOME = ("home", "homepage", "front page")


def find(text: str, blocks: tuple[Block, ...], meta: Meta, address: str = "") -> tuple[str, ...]:
    """The page's section path, the widest part first; () where nothing names one."""
    return (
        _labelled(text, blocks)
        or meta.section
        or _filed(text, blocks)
        or _desk(text, blocks, meta)
        or _addressed(address)
    )


def _labelled(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The section path above the story, split where the page splits it; "Home" is not part of it."""
    top = next((b.start for b in blocks if b.role in ("headline", "paragraph")), len(text))
    end = next((b.start for b in blocks if b.role == "paragraph"), len(text))
    named = [b for b in blocks if b.role == "section" and b.start < top]
    named = named or [b for b in blocks if b.role == "section" and b.start < end]
    parts = [p.strip(" ·•:–—-") for b in named for p in _PARTS.split(furniture.shown(text[b.start : b.end]))]
    return tuple(dict.fromkeys(p for p in parts if p and p.lower() not in _HOME))


def _filed(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The usual section names in a line such as "Filed under: Sport, Football"."""
    for block in blocks:
        if block.role == "navigation":
            found = _FILED.match(text, block.start, block.end)
            names = re.split(r"\s*[,;|/>]\s*", found["names"].strip(" .")) if found else []
            known = [n for n in names if furniture.is_section_name(n) and n.lower() not in _NO_SECTION]
            if known:
                return tuple(dict.fromkeys(known))
    return ()


def _desk(text: str, blocks: tuple[Block, ...], meta: Meta) -> tuple[str, ...]:
    """The desk that some outlets put before a headline: "SOCCER-Late goal …", "Cricket: …"."""
    title = next((quoted(text, b) for b in blocks if b.role == "headline"), meta.headline or "")
    found = _DESK.match(title)
    return (found["desk"].strip(),) if found and furniture.is_section_name(found["desk"]) else ()


def _addressed(address: str) -> tuple[str, ...]:
    """The usual section names among the folders of the page's address: ".../sport/football/a-late-goal"."""
    folders = re.sub(r"^https?://[^/]*", "", address.partition("?")[0]).split("/")[:-1]
    names = [folder.replace("-", " ").replace("_", " ") for folder in folders]
    known = [n.capitalize() for n in names if furniture.is_section_name(n) and n.lower() not in _NO_SECTION]
    return tuple(dict.fromkeys(known))
