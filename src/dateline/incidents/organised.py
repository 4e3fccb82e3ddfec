"""What is organised violence: which deeds stand, which bouts may begin an incident, which tell a whole war."""

import re

from msgspec.structs import replace

from dateline.incidents.acts import Deed
from dateline.incidents.bouts import Bout
from dateline.incidents.frames import STOPPED_NEAR, stands
from dateline.incidents.scene import Scene

FIRM_FRAMES = frozenset({"weapon", "militant", "place", "combat", "struck"})
"""Frames without which the words tell no act at all, not even one that goes on with an incident."""


WHOLE_WAR = re.compile(
    r"\b(?:war|conflict|uprising|insurgency|revolt|crisis|fighting|violence)\b[^.;]{0,40}\b(?:has|"
    r"have)\s+(?:\w+\s+)?(?:killed|claimed|left|cost)"
    r"|\b(?:have|has)\s+(?:\w+\s+)?(?:been\s+)?(?:killed|died|lost their lives)\b[^.;]{0,80}\b(?:war|conflict|"
    r"uprising|insurgency|revolt|since (?:the )?(?:violence|fighting|unrest)|since\b[^.;]{0,60}\b(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def whole_war(scene: Scene, bout: Bout) -> bool:
    """True where a bout tells nothing but the toll of a whole war."""
    end = scene.document.sentences[bout.sentence].end
    return bout.casualty_only and bool(WHOLE_WAR.search(scene.text, bout.spans[0][0], end))


def may_begin(scene: Scene, bout: Bout) -> bool:
    """True where a bout by itself tells of organised violence."""
    return any(stands(scene, deed, bout) for deed in bout.deeds)


def told_deeds(scene: Scene, bout: Bout) -> tuple[Deed, ...]:
    """The deeds of a bout in the reading that its clause bears out: "seized" of a town or of rifles, or neither.

    What a weapon was kept from doing ("defused a car bomb", "foiled a suicide attack") is no deed beside its stopping.
    """
    told: list[Deed] = []
    for deed in bout.deeds:
        readings = (replace(deed, act=act) for act in (deed.act, *deed.others))
        reading = next((d for d in readings if d.act.frame not in FIRM_FRAMES or stands(scene, d, bout)), None)
        stopped = (
            told and told[-1].act.name == "disrupt" and deed.part != "verb" and deed.start - told[-1].end < STOPPED_NEAR
        )
        if reading is not None and not stopped:
            told.append(reading)
    return tuple(told)
