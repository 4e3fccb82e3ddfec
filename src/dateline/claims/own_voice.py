"""The page's own voice: the agency or outlet that answers for what the reporter states without a source."""

import re

from dateline.claims.voices import no_source
from dateline.model import Document, Source

NAMING_ROLES = frozenset(("byline", "signoff", "credit", "timestamp", "section", "paragraph", "standfirst", "date"))


class OwnVoice:
    """The agency or outlet of a page as a source, looked up once.

    A teaser or ranking item belongs to a story of its own, whose agency the page does not tell: it has no name.
    """

    def __init__(self, document: Document) -> None:
        self._stories = frozenset(r.id for r in document.reports if r.kind == "story")
        self._named = _named(document)

    def of(self, report: str) -> Source:
        """The page's voice in one of its reports; without a name where the page names nobody."""
        return self._named if report in self._stories else no_source(None, ())


def _named(document: Document) -> Source:
    """The agency or outlet with the words that name it in the page, if any do."""
    page = document.page
    name = page.agency or page.outlet
    if name is None:
        return no_source(None, ())
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    for block in page.blocks:
        m = pattern.search(page.text, block.start, block.end) if block.role in NAMING_ROLES else None
        if m:
            return no_source(name, (m.span(),))
    return no_source(name, ())
