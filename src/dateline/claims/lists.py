"""Sources in a list: "police, a medic and two residents said", "according to doctors, residents and the army".

The noun phrase beside a word of saying is only the end, or the start, of such a list. A list goes on over a comma
only to a phrase that can speak, and only where that phrase itself opens a clause or a further step of the list.
"""

from dateline.claims.phrases import Grammarian, Phrase

MOST = 5  # parts of one list


def listed_before(np: Grammarian, phrase: Phrase) -> Phrase:
    """The whole list that ends with a joint phrase ("a medic and two residents"), or the phrase itself."""
    tokens = np.tokens
    first = phrase.first
    oxford = first > 3 and tokens[first - 1].low == "and" and tokens[first - 2].low == ","
    if not oxford and not any(t.low == "and" for t in tokens[first : phrase.last]):
        return phrase
    comma = first - 2 if oxford else first - 1
    parts: list[int] = []
    while comma > 0 and tokens[comma].low == "," and len(parts) < MOST:
        part = np.before(comma - 1)
        if part is None or not _speaks(np, part) or any(t.low == "and" for t in tokens[part.first : part.last]):
            break
        parts.append(part.first)
        comma = part.first - 1
    while parts and not _opens(np, parts[-1]):
        parts.pop()
    return Phrase(parts[-1], phrase.last) if parts else phrase


def listed_after(np: Grammarian, phrase: Phrase) -> Phrase:
    """The whole list that begins with a phrase and ends after "and", or the phrase itself."""
    tokens = np.tokens
    last, parts = phrase.last, 0
    if not _speaks(np, phrase):
        return phrase
    while last + 2 < len(tokens) and tokens[last + 1].low == "," and parts < MOST:
        closing = tokens[last + 2].low == "and"
        part = np.after(last + 2 + closing, frozenset())
        if part is None or not _speaks(np, part):
            return phrase
        last, parts = part.last, parts + 1
        joint = any(t.low == "and" for t in tokens[part.first : part.last])
        if closing or joint:
            return Phrase(phrase.first, last)
        if last + 2 < len(tokens) and tokens[last + 1].low == "and":
            end = np.after(last + 2, frozenset())
            return Phrase(phrase.first, end.last) if end is not None and _speaks(np, end) else phrase
    return phrase


def _speaks(np: Grammarian, part: Phrase) -> bool:
    """Whether a part of a list can be a source: it has a source noun or is a name."""
    return np.plausible(part) >= 2 and np.tokens[part.last].low not in ("it", "he", "she", "they", "we", "i", "who")


def _opens(np: Grammarian, first: int) -> bool:
    """Whether a list may begin at a token: at the start, or after a mark where a source noun stands."""
    if (
        first == 0
        or np.tokens[first - 1].kind == "quote"
        or np.tokens[first - 1].low in ("that", "and", ":", ";", "but")
    ):
        return True
    reach = next((i for i in range(first, len(np.tokens)) if np.tokens[i].low in (",", "and")), first + 1)
    return np.tokens[first - 1].low == "," and np.is_head_of(first, reach)
