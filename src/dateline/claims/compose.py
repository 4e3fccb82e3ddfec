"""Composes the claims of a page: reads the speech, keeps what is about violence, joins what is said twice."""

import re

from msgspec import UNSET

from dateline.claims.drafts import Draft, merged
from dateline.claims.lexicon import WEAK
from dateline.claims.own_voice import OwnVoice
from dateline.claims.relevance import relevant, violent_reports
from dateline.claims.reporter import NUMERAL, Unsourced, unsourced_figures
from dateline.claims.speech import SPOKEN_ROLES, read_speech
from dateline.claims.statements import find_statements
from dateline.codebook import Codebook
from dateline.codebook.phrases import words
from dateline.codebook.sources import SourceBook, load_sources
from dateline.model import Claim, Document, Issue, Mentions, Said, Source, Span

TITLES = ("headline", "standfirst", "subhead")
NOBODY_HINTS = ("no ", "none", "not ", "nobody", "no-one", "neither", "unclaimed", "without", "yet to")
SAME_STORY = 2  # longer words that a headline must share with the claim it repeats


def compose(document: Document, mentions: Mentions, codebook: Codebook) -> Said:  # noqa: ARG001 - one shape for all stages
    """All claims of a page in the order of the text (`about` still null), its statements and its issues."""
    book = load_sources()
    text = document.page.text
    violent = violent_reports(document, book)
    speech = read_speech(document, mentions, book)
    kept = [d for d in speech.drafts if relevant(d, text, violent, book)]
    figures = unsourced_figures(document, speech.covered, violent, book)
    kept = _with_figures(document, kept, figures)
    kept = _join_titles(text, kept)
    kept.sort(key=lambda d: (d.start, d.cue))
    claims = tuple(_claim(f"c{n}", d) for n, d in enumerate(kept, 1))
    return Said(claims=claims, statements=find_statements(document, mentions), issues=_unclaimed(document, book))


def _with_figures(document: Document, drafts: list[Draft], figures: list[Unsourced]) -> list[Draft]:
    """Add the reporter's own figures; a headline's figure that a source in the text gives is that source's."""
    found = list(drafts)
    text = document.page.text
    own = OwnVoice(document)
    for figure in figures:
        if figure.sentence.role in TITLES:
            owner = _gives_figure(text, found, figure)
            if owner is not None:
                owner.evidence.append(figure.clause)
                owner.content.append(figure.clause)
                continue
        found.append(_reporter_draft(own, figure))
    return found


def _reporter_draft(own: OwnVoice, figure: Unsourced) -> Draft:
    source = own.of(figure.sentence.report)
    if source.name is None and figure.speaker is not None:
        source = figure.speaker
    return Draft(source, "reports", "reporter", "", figure.place, figure.sentence, [figure.clause], [], [figure.clause])


def _gives_figure(text: str, drafts: list[Draft], figure: Unsourced) -> Draft | None:
    """The first report in the text whose words hold a number of the headline's."""
    numbers = {m.group().lower() for m in NUMERAL.finditer(text, *figure.clause)} - {"a ", "an ", "one"}
    for draft in drafts:
        if draft.stance not in ("reports", "confirms") or draft.sentence.report != figure.sentence.report:
            continue
        said = " ".join(text[a:b] for a, b in draft.content).lower()
        if any(re.search(rf"\b{re.escape(n)}\b", said) for n in numbers):
            return draft
    return None


def _join_titles(text: str, drafts: list[Draft]) -> list[Draft]:
    """A headline or standfirst that repeats a claim of the text adds its spans to it."""
    found: list[Draft] = []
    bodies = [d for d in drafts if d.sentence.role not in TITLES]
    for draft in drafts:
        twin = next((b for b in bodies if _repeats(text, draft, b)), None) if draft.sentence.role in TITLES else None
        if twin is None:
            found.append(draft)
            continue
        twin.content += draft.content
        twin.cue += draft.cue
        twin.evidence += draft.evidence
    return found


def _repeats(text: str, title: Draft, body: Draft) -> bool:
    if title.stance != body.stance or title.sentence.report != body.sentence.report or body.frame == "reporter":
        return False
    same = _alike(title.source.name, body.source.name)
    if not same and not title.source.named and title.source.kind == body.source.kind:
        same = _common_words(text, title, body) >= SAME_STORY
    return same and (title.target is None or body.target is None or _alike(title.target, body.target))


def _common_words(text: str, one: Draft, other: Draft) -> int:
    """How many longer words two drafts' contents share."""
    sets = [{w.normal[:6] for a, b in d.content for w in words(text, a, b) if len(w.normal) > 3} for d in (one, other)]
    return len(sets[0] & sets[1])


def _alike(one: str | None, other: str | None) -> bool:
    """Two names share their content words, or one holds all those of the other."""
    if one is None or other is None:
        return one == other
    a = {w.normal for w in words(one)} - WEAK
    b = {w.normal for w in words(other)} - WEAK
    return bool(a) and bool(b) and (a <= b or b <= a)


def _claim(name: str, draft: Draft) -> Claim:
    source = draft.source
    evidence = merged(draft.evidence)
    return Claim(
        id=name,
        about=None,
        stance=draft.stance,
        source=Source(source.name, source.kind, source.named, merged(list(source.evidence)), source.basis or UNSET),
        target=draft.target,
        content=merged(draft.content),
        cue=merged(draft.cue),
        quotation="direct" if draft.direct else "indirect",
        evidence=evidence,
    )


def _unclaimed(document: Document, book: SourceBook) -> tuple[Issue, ...]:
    """One issue for each sentence that says that nobody has claimed the act."""
    found: list[Issue] = []
    for sentence in document.sentences:
        if sentence.role not in SPOKEN_ROLES:
            continue
        low = document.page.text[sentence.start : sentence.end].lower()
        if not any(word in low for word in NOBODY_HINTS) or not any(word in low for word in book.unclaimed_anchors):
            continue
        m = book.unclaimed.search(document.page.text, sentence.start, sentence.end)
        if m:
            span: Span = m.span()
            found.append(
                Issue("responsibility-unclaimed", "The page says that nobody has claimed responsibility.", (span,))
            )
    return tuple(found)
