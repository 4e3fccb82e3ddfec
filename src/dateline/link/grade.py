"""The grade of a case, computed from its claims in the manner of Airwars' grading, with the reason in words.

Independent sources differ both in who publishes them and in who is quoted: two outlets with one agency's copy are one
source, and so are two outlets that quote the same police. A denial by an accused party is named, and takes nothing
away; that different parties are blamed or claim the act contests it.
"""

from collections.abc import Callable, Sequence

from dateline.case import Grade, GradeName, Telling
from dateline.link.attest import Attested, attested

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def grade(tellings: Sequence[Telling]) -> Grade:
    """The first grade whose rule does not abstain, and what speaks for the case and against it."""
    found = attested(tellings)
    name = next(name for name, rule in GRADES if rule(found))
    return Grade(name, reason(found), found.sources, found.admitted, found.blamed, found.denied)


def contested(found: Attested) -> bool:
    """Different parties are blamed for it or claim it."""
    return len(found.sides) > 1


def confirmed(found: Attested) -> bool:
    """A party has claimed it, or a party that is held to have done it confirms it."""
    return bool(found.admitted)


def discounted(found: Attested) -> bool:
    """At least two sources other than the accused deny or doubt it, and they are more than those who attest it."""
    return len(found.doubted) > max(1, found.sources)


def fair(found: Attested) -> bool:
    """Two or more independent sources report it."""
    return found.sources > 1


def weak(found: Attested) -> bool:
    """One source, however detailed, reports it; the grade that is left."""
    return found.sources <= 1


GRADES: tuple[tuple[GradeName, Callable[[Attested], bool]], ...] = (
    ("contested", contested),
    ("confirmed", confirmed),
    ("discounted", discounted),
    ("fair", fair),
    ("weak", weak),
)


def reason(found: Attested) -> str:
    """What speaks for and against a case, in words.

    >>> reason(Attested(sources=2, denied=("the army",)))
    'two independent sources; denied by the army'
    """
    remarks = [_sources(found.sources)]
    said = (
        ("admitted by", found.admitted),
        ("blamed on", found.blamed),
        ("denied by", found.denied),
        ("doubted or denied by", found.doubted),
        ("could not be verified by", found.unverified),
    )
    return "; ".join(remarks + [f"{words} {_names(names)}" for words, names in said if names])


def _sources(count: int) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return "one source" if count == 1 else f"{number} independent sources"


def _names(names: Sequence[str]) -> str:
    """Up to three names in a line.

    >>> _names(("A", "B", "C", "D"))
    'A, B, C and 1 more'
    """
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
