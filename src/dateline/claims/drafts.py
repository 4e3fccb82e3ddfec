"""A claim in the making, between the reading of sentences and the finished record."""

from dataclasses import dataclass, field

from dateline.model import Evidence, Sentence, Source, Span, Stance


@dataclass
class Draft:
    """One act of saying: its source, stance and words; `place` is the index of its sentence."""

    source: Source
    stance: Stance
    frame: str
    lemma: str
    place: int
    sentence: Sentence
    content: list[Span]
    cue: list[Span]
    evidence: list[Span]
    target: str | None = None
    pronoun: bool = False
    nested: bool = False
    direct: bool = False
    extra: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the draft begins in the text."""
        return min(span[0] for span in self.evidence)


def merged(spans: list[Span]) -> Evidence:
    """Spans in the order of the text, those that overlap or touch joined."""
    found: list[Span] = []
    for start, end in sorted(set(spans)):
        if start >= end:
            continue
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
