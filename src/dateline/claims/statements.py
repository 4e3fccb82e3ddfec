"""Standing facts beside the incidents: deployments, relations and policies, where the sentence states one plainly."""

import re

from dateline.model import Document, Mentions, Sentence, Span, Statement, StatementKind

ROLES = frozenset(("paragraph", "standfirst"))
LONGEST_SUBJECT = 90  # characters
NUMBER = r"(?:\d[\d,.]*|a (?:few|couple of)|several|some|hundreds of|thousands of|\w+ (?:hundred|thousand))"
ABOUT = r"(?:about |around |some |more than |at least |up to |roughly |nearly |another )?"
NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*"
FORCES = (
    r"(?:[\w-]+ ){0,3}?(?:troops|soldiers|personnel|peacekeepers|marines|advisers|advisors|service members"
    r"|police officers|warplanes|forces)"
)
FORCE_NOUNS = (
    "troops",
    "soldiers",
    "personnel",
    "peacekeepers",
    "marines",
    "advis",
    "members",
    "officers",
    "planes",
    "forces",
)
DEPLOYED = re.compile(
    r"\b(?:has|have|had|maintains?|keeps?|stations?|deploys?) "
    rf"(?P<value>{ABOUT}{NUMBER} {FORCES}(?: (?:deployed|stationed|based))? (?:in|at|on|across) {NAME})"
)
ALSO_IN = re.compile(rf" and (?P<value>{ABOUT}\d[\d,.]* in {NAME})")
SENT = re.compile(rf"\b(?P<value>(?:sent|deployed) (?:{ABOUT}{NUMBER} )?{FORCES} (?:into|to|in) {NAME})")
STATIVE = re.compile(
    r"\b(?:now |also |still |long |largely |mainly )*(?P<value>"
    r"(?:has|have) (?:\w+ ){0,2}(?:control|influence|authority|power) over [^,.;]+"
    r"|(?:controls?|governs?|rules?) (?:most|much|parts?|large parts|all|the|swathes|swaths|vast areas)"
    r" [^,.;]+"
    r"|(?:is|are) (?:\w+ )?(?:backed|supported|funded|armed|led|controlled|financed|trained) by [^,.;]+"
    r"|(?:is|are) (?:an? |the )?(?:[\w-]+ )?(?:ally|allies|offshoot|affiliate|wing|branch|part|members?) of [^,.;]+"
    r"|form(?:s)? an? [^,.;]*?(?:bloc|alliance|coalition|front|majority)[^,.;]*)"
)
POLICY_NOUN = (
    r"(?:campaign|war|offensive|plan|peace|talks|government|state|ceasefire|presence|invasion|operations?|intervention"
    r"|rule|deal|independence|autonomy|withdrawal|sanctions)"
)
POLICY = re.compile(
    r"\b(?P<value>"
    rf"(?:opposes?|supports?|backs?|rejects?) (?:the |an? |any )?(?:[\w.'’-]+ ){{0,4}}?{POLICY_NOUN}\b"
    rf"(?: (?:in|against|on|of|for) {NAME})?"
    r"|(?:aims?|seeks?|wants?) to [^,.;]+"
    r"|(?:has|have) imposed [^,.;]*(?:siege|emergency|curfew|sanctions|blockade|embargo|martial law)[^,.;]*"
    r"|complies with [^.;]+)"
)
SUBJECT = re.compile(
    r"(?:^|[,;] |\b(?:and|but|while|that|who|which) )"
    r"(?P<subject>(?:The |the |A |an? )?[A-Z][\w.'’/&-]*"
    r"(?: (?:of|for|and|in|the|[A-Z][\w.'’/&-]*|[a-z]+-[\w-]+|[a-z]{3,}s?)){0,7}?)\s+$"
)
RULES: tuple[tuple[StatementKind, re.Pattern[str]], ...] = (
    ("deployment", DEPLOYED),
    ("deployment", SENT),
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
    forces = any(noun in text[sentence.start : sentence.end] for noun in FORCE_NOUNS)
    for kind, rule in RULES:
        if kind == "deployment" and not forces:
            continue
        m = rule.search(text, sentence.start, sentence.end)
        subject = _subject(text, sentence.start, m.start(), mentions) if m else None
        if m is None or subject is None:
            continue
        values = [m.span("value")]
        more = ALSO_IN.match(text, m.end(), sentence.end) if rule is DEPLOYED else None
        if more:
            values.append(more.span("value"))
        name = " ".join(text[subject[0] : subject[1]].split())
        for a, b in values:
            span = _trim(text, (a, b))
            found.append(Statement(kind, name, " ".join(text[span[0] : span[1]].split()), (subject, span)))
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
    return (a, end) if a < end and end - a < LONGEST_SUBJECT else None


def _trim(text: str, span: Span) -> Span:
    a, b = span
    while b > a and (text[b - 1].isspace() or text[b - 1] in ".,"):
        b -= 1
    return a, b
