"""What keeps a claim: speech about violence or harm. Ordinary political talk is no claim of this record."""

from dateline.claims.drafts import Draft
from dateline.codebook.sources import SourceBook
from dateline.model import Document

NEVER = ("appeal",)
SPOKEN = ("reports", "confirms")
ALWAYS = ("declines_comment", "cannot_verify", "doubts", "blames", "denies", "threatens", "claims_responsibility")
TOLL = ("number", "toll", "figure", "dead", "casualt")


def violent_reports(document: Document, book: SourceBook) -> frozenset[str]:
    """The reports that tell of violence at all: two strong words in a story, one in a teaser or ranking item."""
    counts: dict[str, int] = {}
    for sentence in document.sentences:
        hits = len(book.strong.findall(document.page.text, sentence.start, sentence.end))
        counts[sentence.report] = counts.get(sentence.report, 0) + hits
    stories = {r.id for r in document.reports if r.kind == "story"}
    return frozenset(r for r, n in counts.items() if n >= (2 if r in stories else 1))


def relevant(draft: Draft, text: str, violent: frozenset[str], book: SourceBook) -> bool:
    """Whether a draft belongs in the record, by its stance, its words and its report."""
    if draft.stance in ("claims_responsibility", "threatens") and draft.sentence.role.startswith(("teaser", "ranking")):
        return True
    if draft.frame in NEVER and draft.stance in SPOKEN or draft.sentence.report not in violent:
        return False
    if draft.stance in ALWAYS:
        return True
    content = " ".join(text[a:b] for a, b in draft.content)
    around = text[draft.sentence.start : draft.sentence.end]
    if draft.stance in SPOKEN:
        told = content if len(content) > 25 else around
        return bool(book.strong.search(told) or book.harm.search(told) or _tells_toll(content))
    return bool(book.strong.search(around) or book.harm.search(around) or book.strong.search(content))


def _tells_toll(content: str) -> bool:
    low = content.lower()
    return any(word in low for word in TOLL)
