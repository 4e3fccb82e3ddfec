"""Threats: a claim that threatens violence is an incident of its own, dated by its saying (contract)."""

import re

from dateline.incidents.scene import Scene
from dateline.model import Claim, Sentence

VIOLENT = re.compile(
    r"\b(?:retaliat\w*|reveng\w*|aveng\w*|attack\w*|strik\w*|respon[ds]\w*|regret\w*|kill\w*|wars?|destroy\w*|punish\w*|blood\w*|target\w*|spared|"
    r"fire|invad\w*|bomb\w*|fight\w*|crush\w*|hit|reprisals?|violence|annihilat\w*|force|behead\w*|execut\w*|pay (?:a|the|dearly)\b|consequences|hell|escalat\w*|burn\w*|jihad)\b",
    re.IGNORECASE,
)
NEAR_SENTENCES = 2


def threat_groups(scene: Scene) -> list[list[Claim]]:
    """Claims that threaten violence, joined where the same report tells them in neighbouring sentences."""
    groups: list[list[Claim]] = []
    last: tuple[str, int] | None = None
    for claim in scene.said.claims:
        number = scene.sentence_at(claim.evidence[0][0]) if claim.evidence else None
        if claim.stance != "threatens" or number is None or not _violent(scene, claim):
            continue
        report = scene.document.sentences[number].report
        if last and last[0] == report and number - last[1] <= NEAR_SENTENCES:
            groups[-1].append(claim)
        else:
            groups.append([claim])
        last = (report, number)
    return groups


def sentence_of(scene: Scene, claim: Claim) -> Sentence:
    """The sentence in which a claim is first made; the claim must lie in one."""
    number = scene.sentence_at(claim.evidence[0][0])
    return scene.document.sentences[number or 0]


def _violent(scene: Scene, claim: Claim) -> bool:
    return any(VIOLENT.search(scene.text, a, b) for a, b in (*claim.content, *claim.evidence))
