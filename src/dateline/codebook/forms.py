"""Forms of words in the codebook's lists: plurals, acronyms, ids."""

import re

from dateline.codebook.phrases import words

ACRONYM_LENGTH = 8


def slug(name: str) -> str:
    """A name as an id: lower case, no accents, words joined by hyphens.

    >>> slug("Côte d'Ivoire")
    'cote-d-ivoire'
    """
    return "-".join(w.normal for w in words(name))


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals, which is then compared with its case.

    >>> is_acronym("JNIM"), is_acronym("M23"), is_acronym("Hamas")
    (True, True, False)
    """
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]+", name)) and len(name) <= ACRONYM_LENGTH


def plural(noun: str) -> str:
    """The regular plural of an English noun.

    >>> plural("battery"), plural("torch"), plural("gun")
    ('batteries', 'torches', 'guns')
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(s|sh|ch|x|z)$", noun):
        return noun + "es"
    return noun + "s"


def forms(entry: str) -> tuple[str, str, bool]:
    """A word of a codebook list as its singular, its plural, and whether it has one form only."""
    if entry.endswith("="):
        return entry[:-1], entry[:-1], True
    singular, _, many = entry.partition("/")
    return singular, many or plural(singular), False
