"""Invented tellings for property tests: few days, towns and names, so that many meet."""

from hypothesis import strategies as st

from dateline.case import Bond, Traits
from tests.link.brief import brief

TOWNS = (("Tarfa", 31.0), ("Umm Sidra", 31.1), ("Wadi Nil", 34.0))
DAYS = ("2021-05-02", "2021-05-03", "2021-05-04", "2021-05-31")
TYPES = ("Attack", "Armed clash", "Suicide bomb", "Remote explosive/landmine/IED", "Other")


@st.composite
def told(draw: st.DrawFn) -> dict[str, object]:
    """What a report may tell."""
    chosen: dict[str, object] = {"type": draw(st.sampled_from(TYPES)), "report": draw(st.sampled_from(("r1", "r2")))}
    chosen["page"] = draw(st.sampled_from("pqrst"))
    if day := draw(st.sampled_from((*DAYS, ""))):
        chosen["day"] = day
        chosen["until"] = draw(st.sampled_from((day, "2021-05-31")))
    if draw(st.integers(0, 4)):
        name, lat = draw(st.sampled_from(TOWNS))
        level = draw(st.sampled_from(("locality", "locality", "locality", "admin1")))
        chosen |= {"place": name, "at": [lat, 41.0], "province": "Badiya", "as": level}
    if draw(st.booleans()):
        chosen["killed"] = draw(st.sampled_from((2, 12, 60, [10, "open"])))
    if draw(st.booleans()):
        chosen["headline"] = draw(st.sampled_from(("the baker Mbekele", "a lighthouse near Mbekele's bakery")))
    if draw(st.integers(0, 3)):
        chosen["published"] = draw(st.sampled_from(("2021-05-04", "2021-05-05", "2021-06-02")))
    return chosen


@st.composite
def tellings(draw: st.DrawFn, most: int = 9) -> list[Traits]:
    """Some tellings with keys of their own."""
    return [brief(one, f"k{n:02}") for n, one in enumerate(draw(st.lists(told(), max_size=most)))]


@st.composite
def bonds(draw: st.DrawFn, keys: list[str], most: int = 4) -> list[Bond]:
    """What people may have said of tellings with some keys."""
    if not keys:
        return []
    some = st.lists(st.sampled_from(keys), min_size=1, max_size=2, unique=True).map(tuple)
    return draw(st.lists(st.builds(Bond, left=some, right=some, together=st.booleans()), max_size=most))
