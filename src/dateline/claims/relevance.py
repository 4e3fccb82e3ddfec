"""What keeps a claim: speech about violence or harm. Ordinary political talk is no claim of this record."""

from dateline.claims.drafts import Draft
from dateline.claims.signs import ATTACK, BARE, BARE_DENIAL, DENIED_DEED, RESPONSIBLE
from dateline.codebook.sources import SourceBook
from dateline.model import Document

NEVER = ("appeal",)
SPOKEN = ("reports", "confirms")
ALWAYS = ("declines_comment", "cannot_verify", "doubts", "blames", "denies", "threatens", "claims_responsibility")
OWN_ACTS = ("threatens", "claims_responsibility")
TESTED = ("accuse", "object", "reject", "clause")  # frames whose content must itself touch violence
SHORT = 6  # sentences
TOLL = ("number", "toll", "figure", "dead", "casualt")


def violent_reports(document: Document, book: SourceBook) -> frozenset[str]:
    """The reports that tell of violence at all: two strong words in a long one, one in a short one."""
    hits: dict[str, int] = {}
    length: dict[str, int] = {}
    for sentence in document.sentences:
        found = book.violence(document.page.text[sentence.start : sentence.end])
        hits[sentence.report] = hits.get(sentence.report, 0) + found
        length[sentence.report] = length.get(sentence.report, 0) + 1
    return frozenset(r for r, n in hits.items() if n >= (1 if length[r] <= SHORT else 2))


def relevant(draft: Draft, text: str, violent: frozenset[str], book: SourceBook) -> bool:
    """Whether a draft belongs in the record, by its stance, its words and its report."""
    if draft.stance in ("claims_responsibility", "threatens") and draft.sentence.role.startswith(("teaser", "ranking")):
        return True
    idle = draft.frame in NEVER and draft.stance in SPOKEN
    if idle or draft.sentence.report not in violent:
        return False
    if draft.stance in OWN_ACTS or (draft.stance in ALWAYS and draft.frame not in TESTED):
        return True
    content = " ".join(text[a:b] for a, b in draft.content)
    around = text[draft.sentence.start : draft.sentence.end]
    if draft.stance == "denies" and _denies_violence(content):
        return True
    if draft.stance == "blames" and RESPONSIBLE.search(content):
        return True
    if draft.stance in SPOKEN:
        told = content if len(content) > 25 else around
        return book.harm(told) or _tells_toll(content)
    return book.harm(around) or book.harm(content) or bool(ATTACK.search(around))


def _denies_violence(content: str) -> bool:
    """A denial of a violent deed, or a short one of what somebody else has just said: "denied the accusations"."""
    if DENIED_DEED.search(content):
        return True
    return len(content.split()) <= BARE_DENIAL and bool(BARE.search(content))


def _tells_toll(content: str) -> bool:
    low = content.lower()
    return any(word in low for word in TOLL)
