"""Reads every act of saying on a page, across sentences: quotations that run on, speeches after a colon."""

import re
from typing import NamedTuple

from dateline.claims.attribution import Attribution, SentenceReader
from dateline.claims.cues import Cue, find_cues
from dateline.claims.drafts import Draft, merged
from dateline.claims.headlines import headline_source
from dateline.claims.lexicon import NAME_LINKS, REFLECTED, STATEMENT_NOUNS
from dateline.claims.names import Lexer
from dateline.claims.own_voice import OwnVoice
from dateline.claims.phrases import span_of
from dateline.claims.quotes import Quoted, quotations, quoted_share, within
from dateline.claims.signs import OUTRAGE, Utterance
from dateline.claims.sources import SourceFinder
from dateline.claims.stance import refine, target_span
from dateline.claims.tokens import Token
from dateline.claims.voices import Voices
from dateline.codebook.sources import SourceBook
from dateline.model import Document, Mentions, Sentence, Source, Span

SPOKEN_ROLES = frozenset(
    ("headline", "standfirst", "paragraph", "subhead", "teaser_headline", "teaser_standfirst", "ranking_item")
)
TITLE_ROLES = frozenset(("headline", "standfirst", "subhead", "teaser_headline", "teaser_standfirst", "ranking_item"))
QUOTE_WORDS = 4  # a quotation this long hides the cues inside it
DIRECT = 0.5  # share of the content in quotation marks from which a quotation is direct
PLAIN_WORD = re.compile(r"[a-z]+")
RUN_ON = re.compile(
    r"(?:the (?:dead|victims?|wounded|injured|toll|casualties)|among the (?:dead|victims|wounded|injured)"
    r"|those (?:killed|wounded|injured)|(?:an)?other \w+ |a further |of (?:those|the dead)"
    r"|most of the (?:dead|victims|wounded))",
    re.IGNORECASE,
)
SUBJECT_REACH = 2  # sentences back in which a pronoun may have its noun
SPEECH_LIMIT = 12  # sentences that a speech after a colon may run without a word of saying


class Speech(NamedTuple):
    """All acts of saying of a page, and per sentence the drafts that cover it."""

    drafts: list[Draft]
    covered: dict[int, list[Draft]]


def read_speech(document: Document, mentions: Mentions, book: SourceBook) -> Speech:
    """Every act of saying in the stories, teasers and rankings of a page, relevant or not, in the order of the text."""
    reader = _SpeechReader(document, mentions, book)
    for place, sentence in enumerate(document.sentences):
        if sentence.role in SPOKEN_ROLES:
            reader.sentence(place, sentence)
    reader.run_quotations()
    reader.name_later()
    return Speech(reader.drafts, reader.covered)


class _SpeechReader:
    def __init__(self, document: Document, mentions: Mentions, book: SourceBook) -> None:
        self.document = document
        self.text = document.page.text
        self.mentions = mentions
        self.lexer = Lexer(document, mentions, book)
        self.own = OwnVoice(document)
        self.book = book
        self.voices: dict[str, Voices] = {}
        self.quotes: dict[int, list[Quoted]] = {}
        self.drafts: list[Draft] = []
        self.covered: dict[int, list[Draft]] = {}
        self.speech: Draft | None = None
        self.speech_left = 0

    # ---- one sentence -----------------------------------------------------------------------------------------
    def sentence(self, place: int, sentence: Sentence) -> None:
        """Add the acts of saying of one sentence, or the sentence itself to the speech that is running."""
        if sentence.role not in TITLE_ROLES and not self._may_speak(sentence):
            self._running(place, sentence)
            return
        tokens = self.lexer.tokens(sentence.start, sentence.end)
        quoted = self._quoted(sentence)
        cues = [c for c in find_cues(self.text, tokens, self.book) if not self._inside_quote(c, tokens, quoted)]
        acts = SentenceReader(tokens, self.book).read(cues) if cues else []
        drafts = self._drafts(place, sentence, tokens, acts)
        if not acts and sentence.role in TITLE_ROLES:
            drafts = self._headline(place, sentence, tokens)
        if not drafts:
            self._running(place, sentence)
            return
        inner = self.speech is not None and all(
            a.order == "relative" or d.pronoun for a, d in zip(acts, drafts, strict=False)
        )
        self._keep(place, drafts)
        if self.text[sentence.start : sentence.end].rstrip().endswith(":"):
            self.speech = drafts[-1]
            self.speech_left = SPEECH_LIMIT
        elif inner:
            self._running(place, sentence)
        else:
            self.speech = None

    def _may_speak(self, sentence: Sentence) -> bool:
        """Whether the sentence holds any word that can be a word of saying."""
        low = self.text[sentence.start : sentence.end].lower()
        return not self.book.cue_words.isdisjoint(PLAIN_WORD.findall(low))

    def _keep(self, place: int, drafts: list[Draft]) -> None:
        self.drafts += drafts
        self.covered.setdefault(place, []).extend(drafts)

    def _quoted(self, sentence: Sentence) -> list[Quoted]:
        if sentence.block not in self.quotes:
            block = self.document.page.blocks[sentence.block]
            self.quotes[sentence.block] = quotations(self.text, block.start, block.end)
        return self.quotes[sentence.block]

    def _inside_quote(self, cue: Cue, tokens: list[Token], quoted: list[Quoted]) -> bool:
        q = within((tokens[cue.first].start, tokens[cue.last].end), quoted)
        return q is not None and len(self.text[q.start : q.end].split()) >= QUOTE_WORDS

    def _voices(self, report: str) -> Voices:
        if report not in self.voices:
            self.voices[report] = Voices(self.document, self.mentions, self.book)
        return self.voices[report]

    def _drafts(self, place: int, sentence: Sentence, tokens: list[Token], acts: list[Attribution]) -> list[Draft]:
        found: list[Draft] = []
        sources: dict[tuple[int, int], Source] = {}
        for act in acts:
            draft = self._draft(place, sentence, tokens, act, sources)
            if draft is None:
                continue
            outer = next((d for d in found if _holds(d, draft)), None)
            if outer is not None:
                if act.cue.side == "page":
                    continue
                if draft.pronoun and draft.stance in ("reports", "confirms"):
                    outer.cue += draft.cue
                    continue
                draft.nested = True
                if draft.pronoun:
                    draft.source = outer.source
            if (
                act.inherited
                and found
                and act.cue.participle
                and draft.stance == "reports"
                and found[-1].frame != "appeal"
            ):
                self._join(found[-1], draft)
                continue
            found.append(draft)
        return found

    def _join(self, earlier: Draft, draft: Draft) -> None:
        """ "confirmed the attack, saying …": one act of saying with two cues."""
        earlier.content += draft.content
        earlier.cue += draft.cue
        earlier.evidence += draft.evidence

    def _draft(
        self,
        place: int,
        sentence: Sentence,
        tokens: list[Token],
        act: Attribution,
        sources: dict[tuple[int, int], Source],
    ) -> Draft | None:
        content = [(tokens[a].start, tokens[b - 1].end) for a, b in act.content]
        source, pronoun = self._source(place, sentence, tokens, act, sources)
        said = " … ".join(self.text[a:b] for a, b in content)
        stance = refine(act.cue.stance, self._utterance(act.cue.lemma, said, sentence, source))
        if stance is None:
            return None
        target = target_span(self.lexer, stance, act.cue.frame, content, self.book)
        if act.cue.frame.endswith("attribute") and target is None:
            return None
        cue = (tokens[act.cue.first].start, tokens[act.cue.last].end)
        own = [(tokens[act.first].start, tokens[min(act.last, len(tokens)) - 1].end)]
        evidence = [(min(s[0] for s in [*content, cue, *own]), max(s[1] for s in [*content, cue, *own]))]
        if act.cue.frame == "cite" or act.inherited:
            evidence = [*content, *own]
        draft = Draft(
            source=source,
            stance=stance,
            frame=act.cue.frame,
            lemma=act.cue.lemma,
            place=place,
            sentence=sentence,
            content=content,
            cue=[cue],
            evidence=evidence,
            target=" ".join(self.text[target[0] : target[1]].split()) if target else None,
            pronoun=pronoun,
        )
        draft.direct = quoted_share(tuple(content), self._quoted(sentence)) >= DIRECT
        return self._owned(draft)

    def _utterance(self, lemma: str, content: str, sentence: Sentence, source: Source) -> Utterance:
        """What the rules of stance look at."""
        name = source.name or ""
        person = self._voices(sentence.report).is_person(name, named=source.named)
        around = self.text[sentence.start : sentence.end]
        return Utterance(lemma, content, around, name, source.kind, source.named, person)

    def _own_voice(self, sentence: Sentence, span: Span) -> Source | None:
        """ "We have found out": outside quotations a page that speaks of itself is its own source."""
        low = self.text[span[0] : span[1]].lower()
        if low not in ("we", "i") or not self._voices(sentence.report).unresolved(span):
            return None
        voice = self.own.of(sentence.report)
        return Source(
            voice.name, voice.kind, voice.named, (*voice.evidence, span), "inferred: the page speaks of itself"
        )

    def _hear_subjects(self, place: int, sentence: Sentence, voices: Voices) -> None:
        """For a pronoun that no source fits: the subject of one of the sentences just before may be meant."""
        for k in range(max(0, place - SUBJECT_REACH), place):
            earlier = self.document.sentences[k]
            if earlier.report != sentence.report or earlier.role not in SPOKEN_ROLES:
                continue
            tokens = self.lexer.tokens(earlier.start, earlier.end)
            finder = SourceFinder(tokens, self.book)
            subject = finder.subject(NAME_LINKS)
            if subject is not None and finder.np.plausible(subject) > 1:
                voices.hear(span_of(tokens, subject))

    def _source(
        self,
        place: int,
        sentence: Sentence,
        tokens: list[Token],
        act: Attribution,
        sources: dict[tuple[int, int], Source],
    ) -> tuple[Source, bool]:
        if act.source is None:
            return self.own.of(sentence.report) if act.cue.side == "page" else Source(None, "unnamed", False, ()), False
        key = (act.source.first, act.source.last)
        if key not in sources:
            span = span_of(tokens, act.source)
            voices = self._voices(sentence.report)
            if voices.unresolved(span):
                self._hear_subjects(place, sentence, voices)
            sources[key] = self._own_voice(sentence, span) or voices.source(span, act.aside)
        low = tokens[act.source.last].low
        return sources[key], act.source.first == act.source.last and low in REFLECTED

    def _owned(self, draft: Draft) -> Draft:
        """A statement without an owner that says "The armed forces hold …" speaks for the armed forces."""
        name = (draft.source.name or "").lower().split()
        if not name or name[-1] not in STATEMENT_NOUNS or not draft.direct or draft.stance in ("reports", "confirms"):
            return draft
        tokens = self.lexer.tokens(draft.content[0][0], draft.content[-1][1])
        reader = SourceFinder(tokens, self.book)
        owner = reader.subject()
        if owner is None or reader.np.plausible(owner) < 3:
            return draft
        span = span_of(tokens, owner)
        voices = self._voices(draft.sentence.report)
        draft.source = Source(
            name=" ".join(self.text[span[0] : span[1]].split()),
            kind=voices.kind(span),
            named=True,
            evidence=(span, *draft.source.evidence),
            basis=f"inferred: the {name[-1]} speaks for its subject",
        )
        return draft

    def _headline(self, place: int, sentence: Sentence, tokens: list[Token]) -> list[Draft]:
        found = headline_source(tokens, self.book)
        if found is None:
            return []
        span = span_of(tokens, found.source)
        content = (tokens[found.content[0]].start, tokens[found.content[1] - 1].end)
        source = self._voices(sentence.report).source(span)
        mark = (tokens[found.mark].start, tokens[found.mark].end)
        said = self._utterance("say", self.text[content[0] : content[1]], sentence, source)
        stance = refine("reports", said) or "reports"
        whole = (min(span[0], content[0]), max(span[1], content[1]))
        return [Draft(source, stance, "clause", "say", place, sentence, [content], [mark], [whole])]

    # ---- beyond one sentence ------------------------------------------------------------------------------------
    def _running(self, place: int, sentence: Sentence) -> None:
        """A sentence without a word of saying goes to the speech after a colon, or runs on from the one before."""
        last = self.drafts[-1] if self.drafts else None
        span = (sentence.start, sentence.end)
        if (
            self.speech is not None
            and self.speech_left > 0
            and sentence.role == "paragraph"
            and self.speech.sentence.report == sentence.report
        ):
            self.speech_left -= 1
            self._extend(self.speech, place, span)
            if OUTRAGE.search(self.text, *span) and self.book.violence(self.text[span[0] : span[1]]):
                source = self.speech.source
                self._keep(place, [Draft(source, "condemns", "speech", "", place, sentence, [span], [], [span])])
            return
        if last is None or last.stance not in ("reports", "confirms"):
            return
        same = last.sentence.block == sentence.block and place - last.place == 1
        if same and RUN_ON.match(self.text, sentence.start, sentence.end):
            self._extend(last, place, span)

    def _extend(self, draft: Draft, place: int, span: Span) -> None:
        draft.content.append(span)
        draft.evidence.append(span)
        draft.extra.append(span)
        self.covered.setdefault(place, []).append(draft)

    def run_quotations(self) -> None:
        """Give every quoted sentence without a speaker to the act whose quotation it continues."""
        by_block: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            by_block.setdefault(draft.sentence.block, []).append(draft)
        last: Draft | None = None
        for place, sentence in enumerate(self.document.sentences):
            if place in self.covered:
                last = self.covered[place][-1]
                continue
            if sentence.role != "paragraph":
                continue
            inner = _core(self.text, sentence)
            quote = within(inner, self._quoted(sentence))
            if quote is None:
                continue
            owner = _sharing(quote, by_block.get(sentence.block, [])) or self._before(last, place, sentence)
            if owner is not None:
                self._extend(owner, place, inner)
                owner.direct = True
                last = owner

    def name_later(self) -> None:
        """ "A police spokesman said": give the name under which the page presents the speaker further on."""
        for draft in self.drafts:
            voice = self._voices(draft.sentence.report).named_later(draft.source)
            if voice is not None:
                low = " ".join((draft.source.name or "").lower().split())
                basis = f"inferred: “{low}” is named further on"
                draft.source = Source(voice.name, voice.kind, True, (*draft.source.evidence, voice.span), basis)

    def _before(self, last: Draft | None, place: int, sentence: Sentence) -> Draft | None:
        """The last act before a quoted sentence, where nothing but its own words stands between."""
        if last is None or last.sentence.report != sentence.report:
            return None
        touching = place > 0 and place - 1 in self.covered and last in self.covered[place - 1]
        return last if touching else None


def _sharing(quote: Quoted, drafts: list[Draft]) -> Draft | None:
    """The act of the same paragraph whose content lies in the same quotation."""
    return next((d for d in drafts if any(a < quote.end and quote.start < b for a, b in d.content)), None)


def _core(text: str, sentence: Sentence) -> Span:
    """A sentence without the quotation marks and stops at its ends."""
    start, end = sentence.start, sentence.end
    while start < end and (text[start].isspace() or text[start] in "“\"‘'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "”\"’'"):
        end -= 1
    return start, end


def _holds(outer: Draft, inner: Draft) -> bool:
    """True where the whole inner act stands inside what the outer one says."""
    a, b = inner.cue[0]
    return any(start <= a and b <= end for start, end in outer.content) and merged(inner.cue) != merged(outer.cue)
