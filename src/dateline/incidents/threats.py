"""Threats: a claim that threatens violence is an incident of its own, dated by its saying (contract)."""

import re
from datetime import date

from msgspec import UNSET, Struct
from msgspec.structs import replace

from dateline.incidents import when
from dateline.incidents.guards import ARMED, DEBATED, LABOUR
from dateline.incidents.scene import Scene
from dateline.incidents.summary import Told, summarise
from dateline.incidents.topics import off_topic
from dateline.model import Claim, Count, Evidence, Incident, Participant, TimeMention

VIOLENT = re.compile(
    r"\b(?:retaliat\w*|reveng\w*|aveng\w*|attack\w*|strik\w*|respon[ds]\w*|regret\w*|kill\w*|wars?|destroy\w*|"
    r"punish\w*|blood\w*|target\w*|spared|"
    r"fire|invad\w*|bomb\w*|fight\w*|crush\w*|hit|reprisals?|violence|annihilat\w*|force|behead\w*|execut\w*|"
    r"pay (?:a|the|dearly)\b|consequences|hell|escalat\w*|burn\w*|jihad)\b",
    re.IGNORECASE,
)
NEAR_SENTENCES = 2
STRIKE = re.compile(r"\bstrik(?:e|es|ing)\b", re.IGNORECASE)
MANY_WORKERS = 3
"""A report that speaks so often of workers and wages means their strike."""


class Threat(Struct, frozen=True, eq=False):
    """A threat as a report tells it: the claims that utter it."""

    report: str
    claims: tuple[Claim, ...]

    @property
    def start(self) -> int:
        """Where it is first told."""
        return self.claims[0].evidence[0][0]

    @property
    def spans(self) -> Evidence:
        """The words of all its claims."""
        return tuple(dict.fromkeys(span for c in self.claims for span in c.evidence))


def find_threats(scene: Scene) -> list[Threat]:
    """Claims that threaten violence, joined where the same report tells them in neighbouring sentences."""
    threatening = [c for c in scene.said.claims if c.stance == "threatens"]
    elsewhere = off_topic(scene) if threatening else set()
    found: list[Threat] = []
    last: tuple[str, int] | None = None
    for claim in threatening:
        number = scene.sentence_at(claim.evidence[0][0]) if claim.evidence else None
        if number is None or not _violent(scene, claim):
            continue
        report = scene.document.sentences[number].report
        if report in elsewhere:
            continue
        if last and last[0] == report and number - last[1] <= NEAR_SENTENCES:
            found[-1] = Threat(report, (*found[-1].claims, claim))
        else:
            found.append(Threat(report, (claim,)))
        last = (report, number)
    return found


def _violent(scene: Scene, claim: Claim) -> bool:
    spans = (*claim.content, *claim.evidence)
    sentence = scene.document.sentences[scene.sentence_at(spans[-1][0]) or 0]
    striking = any(STRIKE.search(scene.text, a, b) for a, b in spans)
    labour = striking and len(LABOUR.findall(scene.told[sentence.report])) >= MANY_WORKERS
    words = scene.text[sentence.start : sentence.end]
    debated = DEBATED.search(words) and not ARMED.search(words)
    return not labour and not debated and any(VIOLENT.search(scene.text, a, b) for a, b in spans)


def threat_incident(scene: Scene, threat: Threat, number: str, renamed: dict[str, str]) -> Incident:
    """The record of a threat: dated by its saying, else by the days before its report (contract, "What counts").

    `renamed` leads from the ids of its claims to those of the joined claims.
    """
    report = scene.reports[threat.report]
    day = when.date_of(_times_of_saying(scene, threat))
    if day is None:
        news = when.before_publication(report.published, report.kind)
        day = when.UNKNOWN if news is None else replace(news, evidence=news.evidence or threat.spans[:1])
    people = _people(threat, renamed)
    count = Count(low=1, high=1)
    return Incident(
        id=number,
        report=threat.report,
        main=False,
        summary=summarise(Told(sub="Other", status="threatened", count=count, date=day, participants=people)),
        event_type="Strategic developments",
        sub_event_type="Other",
        status="threatened",
        count=count,
        date=day,
        places=(),
        participants=people,
        casualties=(),
        weapons=(),
        objects=(),
        evidence=threat.spans,
    )


def _times_of_saying(scene: Scene, threat: Threat) -> list[TimeMention]:
    """Times beside the threatening words, not within them: "vowed on Friday to strike in May" was said on Friday."""
    found = []
    for claim in threat.claims:
        number = scene.sentence_at(claim.evidence[0][0])
        sentence = scene.document.sentences[number or 0]
        times = scene.inside(scene.mentions.times, sentence.start, sentence.end)
        found += [t for t in times if not any(a <= t.start < b for a, b in claim.content)]
    return found


def _people(threat: Threat, renamed: dict[str, str]) -> tuple[Participant, ...]:
    """Those who threaten and those who are threatened, each once."""
    rows: dict[tuple[str, str], Participant] = {}
    for claim in threat.claims:
        if claim.source.name:
            spans = claim.source.evidence or claim.evidence
            doer = Participant("perpetrator", claim.source.name, None, None, renamed[claim.id], spans)
            rows.setdefault(("perpetrator", claim.source.name.lower()), doer)
        if claim.target:
            target = Participant("target", claim.target, None, None, renamed[claim.id], claim.evidence)
            rows.setdefault(("target", claim.target.lower()), target)
    return tuple(rows.values())


def dated_after(threat: Incident, causes: dict[str, Incident]) -> Incident:
    """A threat that answers an act is uttered after it: its inferred days begin no earlier than those of the act."""
    cause = causes.get(threat.id)
    if cause is None or threat.date.basis is UNSET or None in (cause.date.start, threat.date.start, threat.date.end):
        return threat
    first, start, end = str(cause.date.start), str(threat.date.start), str(threat.date.end)
    if not start < first <= end:
        return threat
    days = when.span_precision(date.fromisoformat(first), date.fromisoformat(end))
    basis = "inferred: said after the act that it answers, and before publication"
    day = replace(threat.date, start=first, precision=days, basis=basis)
    told = Told(sub="Other", status="threatened", count=threat.count, date=day, participants=threat.participants)
    return replace(threat, date=day, summary=summarise(told))
