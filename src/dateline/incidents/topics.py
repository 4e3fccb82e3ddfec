"""Topics: reports that tell of something else in words of violence: a match, a film, an exercise, a hack, a fraud."""

import re

from dateline.incidents.guards import HARM, PLAYED
from dateline.incidents.scene import Scene

TOPICS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        2,
        re.compile(
            r"\b(?:space\w*|satellite|orbit|astronaut|payload|launch ?(?:pad|site|tower|window)|lift-?off|booster|"
            r"countdown|(?:first|upper) stage|mission control|splashdown|moon|mars|capsule)\b",
            re.IGNORECASE,
        ),
    ),
    (
        3,
        re.compile(
            r"\b(?:ransomware|malware|spyware|phishing|cyber\w*|hack(?:ers?|ed|ing)|bitcoin|servers?|passwords?|"
            r"encrypt\w*|leak site|data breach|computers?|software|websites?|denial-of-service|ddos)\b",
            re.IGNORECASE,
        ),
    ),
    (
        3,
        re.compile(
            r"\b(?:tax(?:es|man)?|fraud\w*|embezzl\w*|evasion|evaders?|launder\w*|brib\w+|counterfeit\w*|"
            r"double set of books|insider trading|price[- ]fixing)\b",
            re.IGNORECASE,
        ),
    ),
    (
        3,
        re.compile(
            r"\b(?:chess|checkmate|pawns?|knights?|rooks?|kingside|queenside|grandmaster|arbiter|bishops|"
            r"champions?|championship|tournament|striker|midfield\w*|goalkeeper|half-time|innings|wickets?|knockout|"
            r"board[- ]?games?|runner-up|players|title|opponents?|fans)\b",
            re.IGNORECASE,
        ),
    ),
    (
        5,
        re.compile(
            r"\b(?:tax(?:es)?|bills?|budget|senat(?:e|ors?)|lawmakers?|back ?bench\w*|whip|committee|"
            r"debate[sd]?|votes?|"
            r"voted|majority|amendments?|recess|allowances|finance (?:minister|secretary)|shortfall|abstain\w*)\b",
            re.IGNORECASE,
        ),
    ),
    (
        3,
        re.compile(
            r"\b(?:wildfires?|bushfires?|forest fires?|fire (?:chief|front|crews?|service|officials)|firefighters|"
            r"water bombers?|gallons of water|acres|hectares|containment|drought)\b",
            re.IGNORECASE,
        ),
    ),
)
"""Words of space, computers, fraud, games, budgets and fires, and how many different ones make a report of it."""
BODILY = re.compile(
    r"\b(?:kill(?:s|ed|ing|ings)?|dead|deaths?|die[sd]?|wound\w*|injur\w*|abduct\w*|kidnap\w*|bomb\w*|"
    r"gunm[ae]n|shot|air ?strikes?|shell(?:s|ed|ing)|missiles?|drones?|clash\w*|rebels?|militants?)\b",
    re.IGNORECASE,
)
LEISURE = re.compile(
    r"^(?:sports?|chess|football|cricket|rugby|tennis|film|movies?|culture|arts?|entertainment|lifestyle|"
    r"travel|books|music|"
    r"science|technology|tech|weather|markets?)\b",
    re.IGNORECASE,
)
"""Sections of a site that report no violence."""


def harmless(scene: Scene) -> set[str]:
    """Reports that tell no deed, by their headline, their section or their words; none whose headline tells of harm."""
    leisure = any(LEISURE.match(name) for name in scene.document.page.section)
    found = off_topic(scene)
    for report in scene.document.reports:
        headline = report.headline or ""
        other = PLAYED.search(headline) or (leisure and report.kind == "story")
        if other and not HARM.search(headline):
            found.add(report.id)
    return found


def off_topic(scene: Scene) -> set[str]:
    """Reports whose words are those of another topic, in which even a threat threatens nobody's life.

    A headline that tells of an attack must speak of the topic itself ("hackers claim attack"); one that tells of bodily
    harm is never off topic.
    """
    return {r.id for r in scene.document.reports if _off_topic(r.headline or "", scene.told[r.id])}


def _off_topic(headline: str, told: str) -> bool:
    if BODILY.search(headline):
        return False
    attack = HARM.search(headline)
    return any(
        len({m.lower() for m in words.findall(told)}) >= few
        for few, words in TOPICS
        if not attack or words.search(headline)
    )
