"""Standing facts beside the incidents: deployments, relations and policies, where the sentence states one plainly."""

import re

from dateline.model import Document, Mentions, Sentence, Span, Statement, StatementKind

ROLES = frozenset(("paragraph", "standfirst"))
NUMBER = r"(?:\d[\d,.]*|a (?:few|couple of)|several|some|hundreds of|thousands of|\w+ (?:hundred|thousand))"
FORCES = r"(?:[\w-]+ ){0,3}?(?:troops|soldiers|personnel|peacekeepers|marines|advisers|advisors|service members|police officers|warplanes|forces)"
DEPLOYED = re.compile(
    rf"\b(?:has|have|had|maintains?|keeps?|stations?|deploys?) (?P<value>(?:about |around |some |more than |at least |up to |roughly |nearly )?{NUMBER} {FORCES}(?: (?:deployed|stationed|based))? (?:in|at|on|across) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*)",
)
ALSO_IN = re.compile(r"\G? and (?P<value>(?:about |another |some )?\d[\d,.]* in [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*)".replace(r"\G?", ""))
STATIVE = re.compile(
    r"\b(?:now |also |still |long |largely |mainly )*(?P<value>(?:has|have) (?:\w+ ){0,2}(?:control|influence|authority|power) over [^,.;]+"
    r"|(?:controls?|governs?|rules?) (?:most|much|parts?|large parts|all|the|swathes|swaths|large swathes|vast areas) [^,.;]+"
    r"|(?:is|are) (?:\w+ )?(?:backed|supported|funded|armed|led|controlled|financed|trained) by [^,.;]+"
    r"|(?:is|are) (?:an? |the )?(?:[\w-]+ )?(?:ally|allies|offshoot|affiliate|wing|branch|part|member|members) of [^,.;]+"
    r"|form(?:s)? an? [^,.;]*?(?:bloc|alliance|coalition|front|majority)[^,.;]*)",
)
POLICY = re.compile(
    r"\b(?P<value>(?:opposes?|supports?|backs?|rejects?) (?:the |an? |any )?(?:[\w.'’-]+ ){0,4}?(?:campaign|war|offensive|plan|peace|talks|government|state|ceasefire|presence|invasion|operation|operations|intervention|rule|deal|independence|autonomy|withdrawal|sanctions)\b[^,.;]*"
    r"|(?:aims?|seeks?|wants?) to [^,.;]+"
    r"|(?:has|have) imposed [^,.;]*(?:siege|emergency|curfew|sanctions|blockade|embargo|martial law)[^,.;]*"
    r"|complies with [^.;]+)",
)
SUBJECT = re.compile(r"(?:^|[,;] |\b(?:and|but|while|that|who|which) )(?P<subject>(?:The |the |A |an? )?[A-Z][\w.'’/&-]*(?: (?:of|for|and|in|the|[A-Z][\w.'’/&-]*|[a-z]+-[\w-]+|[a-z]{3,}s?)){0,7}?)\s+$")
RULES: tuple[tuple[StatementKind, re.Pattern[str]], ...] = (
    ("deployment", DEPLOYED),
    ("relation", STATIVE),
    ("policy", POLICY),
)
OPENING = re.compile(r"^(?:The |the |A |An )")


def find_statements(document: Document, mentions: Mentions) -> tuple[Statement, ...]:
    """The statements of a page's stories, in the order of the text. One sentence may hold several."""
    found: list[Statement] = []
    stories = {r.id for r in document.reports if r.kind == "story"}
    for sentence in document.sentences:
        if sentence.role in ROLES and sentence.report in stories:
            found += _of_sentence(document.page.text, sentence, mentions)
    return tuple(found)


def _of_sentence(text: str, sentence: Sentence, mentions: Mentions) -> list[Statement]:
    found: list[Statement] = []
    for kind, rule in RULES:
        m = rule.search(text, sentence.start, sentence.end)
        subject = _subject(text, sentence.start, m.start(), mentions) if m else None
        if m is None or subject is None:
            continue
        values = [m.span("value")]
        if kind == "deployment":
            more = ALSO_IN.match(text, m.end(), sentence.end)
            values += [more.span("value")] if more else []
        name = text[subject[0] : subject[1]]
        found += [Statement(kind, name, text[a:b].strip(), (subject, _trim(text, (a, b)))) for a, b in values]
    return found


def _subject(text: str, start: int, end: int, mentions: Mentions) -> Span | None:
    """Who the statement is about: a party that ends where the verb begins, else a capitalised phrase there."""
    while end > start and text[end - 1].isspace():
        end -= 1
    for actor in mentions.actors:
        if actor.end == end and actor.start >= start:
            return actor.start, actor.end
    m = SUBJECT.search(text[start:end] + " ")
    if m is None:
        return None
    a = start + m.start("subject")
    opening = OPENING.match(text[a:end])
    a += opening.end() if opening else 0
    return (a, end) if a < end and end - a < 90 else None


def _trim(text: str, span: Span) -> Span:
    a, b = span
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b
