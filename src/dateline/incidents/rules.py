"""The type of an incident: an ordered tuple of rules; the first that does not abstain decides.

The order is ACLED's hierarchy (Codebook, event types: battles, protests, riots, explosions, violence against
civilians, strategic developments); each rule's docstring says which paragraph it follows.
"""

from collections.abc import Callable

from msgspec import Struct

from dateline.model import EventType, SubEventType, WeaponKind

Verdict = tuple[EventType, SubEventType] | None


class Features(Struct, frozen=True):
    """What the rules look at: acts told, weapons named, who did it to whom, and what it cost."""

    acts: tuple[str, ...]
    weapons: tuple[WeaponKind, ...]
    doer_state: bool
    doer_military: bool
    doer_armed: bool
    target_armed: bool
    target_named: bool
    target_protesters: bool
    killed: bool
    failed: bool
    killed_count: int = 0
    abducted_count: int = 0
    mass_abduction: bool = False

    def told(self, *acts: str) -> bool:
        """True where one of these acts is told."""
        return any(a in self.acts for a in acts)

    def armed_with(self, *kinds: WeaponKind) -> bool:
        """True where one of these weapons is named."""
        return any(k in self.weapons for k in kinds)

    @property
    def from_above(self) -> bool:
        """True where a weapon of the air is named."""
        return self.armed_with("drone", "aircraft", "helicopter", "barrel bomb")

    @property
    def remote(self) -> bool:
        """True where an explosive or remote weapon did it."""
        return self.told(
            "air_strike",
            "bomb_verb",
            "drop",
            "shell",
            "shelling",
            "suicide_bomb",
            "explosive",
            "bombing",
            "blast",
            "grenade",
            "chemical",
        )


def disrupted(f: Features) -> Verdict:
    """Bomb defused, drone or missile intercepted: Disrupted weapons use, unless the attack also did harm."""
    if f.told("disrupt") and f.failed and not f.killed:
        return "Strategic developments", "Disrupted weapons use"
    return None


def regains_territory(f: Features) -> Verdict:
    """The state takes ground from an armed group: Government regains territory."""
    if f.told("territory") and f.doer_state:
        return "Battles", "Government regains territory"
    return None


def overtakes_territory(f: Features) -> Verdict:
    """A non-state group (or a foreign army) takes ground: Non-state actor overtakes territory."""
    if f.told("territory") and not f.remote:
        return "Battles", "Non-state actor overtakes territory"
    return None


def armed_clash(f: Features) -> Verdict:
    """Two armed groups use force on one another; long-range fire within it is part of that event."""
    if (f.told("clash", "fight") or (f.told("neutralise") and not f.remote and not f.from_above)) and not f.told(
        "abduct"
    ):
        return "Battles", "Armed clash"
    if f.told("ambush") and (f.target_armed or not f.target_named) and not f.told("abduct"):
        return "Battles", "Armed clash"
    if (
        f.told("offensive", "storm")
        and not f.remote
        and not f.told("abduct")
        and (f.target_armed or not f.target_named)
    ):
        return "Battles", "Armed clash"
    return None


def attack_on_armed(f: Features) -> Verdict:
    """An armed group that attacks on-duty soldiers or police on the ground: Armed clash."""
    if (
        f.told("attack", "strike", "shoot", "kill", "assassinate", "wound", "offensive", "storm", "ambush")
        and f.doer_armed
        and f.target_armed
        and not f.remote
        and (f.killed or not f.told("abduct"))
    ):
        explosive = f.armed_with(
            "drone",
            "aircraft",
            "rocket",
            "missile",
            "artillery",
            "mortar",
            "bomb",
            "car bomb",
            "suicide bomb",
            "landmine",
            "grenade",
        )
        return None if explosive else ("Battles", "Armed clash")
    return None


def force_against_protesters(f: Features) -> Verdict:
    """Lethal force against protesters: Excessive force; dispersal or arrests: with intervention; else peaceful."""
    protest = f.told("protest", "crowd_control") or (f.target_protesters and f.doer_state)
    if not protest or f.told("riot") or f.remote:
        return None
    if f.doer_state and (f.killed or f.told("shoot", "attack", "kill")) and (f.killed or f.target_protesters):
        return "Protests", "Excessive force against protesters"
    if f.told("arrest", "crowd_control") or f.doer_state:
        return "Protests", "Protest with intervention"
    return "Protests", "Peaceful protest"


def riot(f: Features) -> Verdict:
    """Demonstrators who turn violent: Violent demonstration; other crowds: Mob violence."""
    if not f.told("riot") or f.remote:
        return None
    return ("Riots", "Violent demonstration") if f.told("protest") else ("Riots", "Mob violence")


def chemical(f: Features) -> Verdict:
    """Chemical weapons come first among the explosions."""
    return ("Explosions/Remote violence", "Chemical weapon") if f.told("chemical") else None


def air_strike(f: Features) -> Verdict:
    """Any attack from the air, by aircraft, helicopter or drone, also a military's "strikes"; outranks shelling."""
    if f.told("air_strike", "bomb_verb", "drop") or (
        f.from_above
        and f.told(
            "attack",
            "strike",
            "kill",
            "assassinate",
            "wound",
            "explosive",
            "bombing",
            "blast",
            "shelling",
            "neutralise",
        )
    ):
        return "Explosions/Remote violence", "Air/drone strike"
    if f.told("strike") and f.doer_military and not f.armed_with("rocket", "missile", "artillery", "mortar"):
        return "Explosions/Remote violence", "Air/drone strike"
    return None


def suicide_bomb(f: Features) -> Verdict:
    """A bomber who dies by the bomb, on foot or in a vehicle: Suicide bomb."""
    if f.told("suicide_bomb") or (
        f.armed_with("suicide bomb") and f.told("attack", "kill", "assassinate", "wound", "explosive", "blast")
    ):
        return "Explosions/Remote violence", "Suicide bomb"
    return None


def shelling(f: Features) -> Verdict:
    """Artillery, mortars, rockets, missiles, tank fire: Shelling/artillery/missile attack."""
    if f.told("shelling", "shell") or (
        f.told("attack", "strike", "kill", "assassinate", "wound", "blast")
        and f.armed_with("rocket", "missile", "artillery", "mortar", "tank", "naval")
    ):
        return "Explosions/Remote violence", "Shelling/artillery/missile attack"
    return None


def remote_explosive(f: Features) -> Verdict:
    """Landmine, IED, car bomb, unexploded ordnance: Remote explosive/landmine/IED."""
    if (
        f.told("explosive", "bombing")
        or (f.told("blast") and not f.told("grenade"))
        or (f.told("attack", "kill", "assassinate", "wound") and f.armed_with("bomb", "car bomb", "landmine"))
    ):
        return "Explosions/Remote violence", "Remote explosive/landmine/IED"
    return None


def grenade(f: Features) -> Verdict:
    """Hand grenade or thrown IED: Grenade."""
    if f.told("grenade") or (f.told("attack", "strike", "kill", "assassinate", "wound") and f.armed_with("grenade")):
        return "Explosions/Remote violence", "Grenade"
    return None


def sexual_violence(f: Features) -> Verdict:
    """Sexual violence outranks other violence against civilians."""
    return ("Violence against civilians", "Sexual violence") if f.told("sexual") else None


def abduction(f: Features) -> Verdict:
    """An abduction, and an Attack where as many or more were killed as taken."""
    if not f.told("abduct"):
        return None
    if f.killed and f.killed_count >= max(f.abducted_count, 1) and not f.mass_abduction:
        return "Violence against civilians", "Attack"
    return "Violence against civilians", "Abduction/forced disappearance"


def attack(f: Features) -> Verdict:
    """Violence against people who cannot fight back: Attack."""
    return (
        ("Violence against civilians", "Attack")
        if f.told("attack", "strike", "shoot", "kill", "assassinate", "wound", "offensive", "storm", "ambush")
        else None
    )


def arrests(f: Features) -> Verdict:
    """Detention by the state: Arrests."""
    return ("Strategic developments", "Arrests") if f.told("arrest") else None


def destruction(f: Features) -> Verdict:
    """Looting or burning outside other violence: Looting/property destruction."""
    return ("Strategic developments", "Looting/property destruction") if f.told("destroy") else None


def weapons_kept_from_use(f: Features) -> Verdict:
    """A cache seized or a weapon stopped that nobody fired: Disrupted weapons use."""
    return ("Strategic developments", "Disrupted weapons use") if f.told("disrupt") else None


def other(f: Features) -> Verdict:
    """Threats, tests of weapons, coups, mass graves: Other."""
    del f
    return "Strategic developments", "Other"


RULES: tuple[Callable[[Features], Verdict], ...] = (
    disrupted,
    regains_territory,
    overtakes_territory,
    armed_clash,
    attack_on_armed,
    force_against_protesters,
    riot,
    chemical,
    air_strike,
    suicide_bomb,
    shelling,
    remote_explosive,
    grenade,
    sexual_violence,
    abduction,
    attack,
    arrests,
    destruction,
    weapons_kept_from_use,
    other,
)


def decide(features: Features) -> tuple[EventType, SubEventType]:
    """The type that the first rule gives."""
    return next(verdict for rule in RULES if (verdict := rule(features)))
