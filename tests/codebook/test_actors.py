"""The actor codebook: what each entry must say, and that the book covers the world."""

import time
from collections import Counter
from typing import get_args

import pytest

from dateline.codebook import actors as book_module
from dateline.codebook.actors import KIND_TABLES, Actor, ActorBook, load_actors
from dateline.codebook.forms import slug
from dateline.codebook.phrases import key
from dateline.errors import CodebookError
from dateline.model import ActorKind

BOOK = load_actors()
GROUPS = [a for a in BOOK.actors.values() if not a.id.startswith(("military-", "police-"))]
REGIONS = {
    "middle-east": (60, "IQ SY LB IL PS YE IR TR SA"),
    "asia": (100, "AF PK IN LK MM TH PH ID NP BD KH"),
    "africa": (150, "ML NG CM CF CD SD SS ET SO KE MZ UG BI RW LY DZ EG BF NE AO SL LR CI TD SN"),
    "americas": (70, "CO PE SV GT NI MX HT BR VE EC HN"),
    "europe": (50, "RU UA RS BA HR XK GB ES GE AM AZ MK"),
}
_LANDS = (
    "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM "
    "CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS "
    "IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD "
    "MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN "
    "RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN "
    "YE ZM ZW PS VA TW XK"
)
LANDS = _LANDS.split()


def test_the_book_is_large_enough() -> None:
    assert len(GROUPS) >= 500
    assert len(BOOK.actors) >= 900


@pytest.mark.parametrize("land", LANDS)
def test_every_state_has_military_and_police(land: str) -> None:
    state = BOOK.states[land]
    assert BOOK.actors[state.military].name == f"Military Forces of {state.name}"
    assert BOOK.actors[state.police].name == f"Police Forces of {state.name}"
    assert BOOK.force(land, "police") == state.police
    assert state.adjectives


@pytest.mark.parametrize("region", REGIONS)
def test_regions_are_in_balance(region: str) -> None:
    least, lands = REGIONS[region]
    count = Counter(c for a in GROUPS for c in a.country)
    here = [a for a in GROUPS if set(a.country) & set(lands.split())]
    assert len(here) >= least
    assert [land for land in lands.split() if not count[land]] == []


def test_ids_are_slugs() -> None:
    for ident, actor in BOOK.actors.items():
        assert ident == actor.id == slug(ident)


def test_kinds_years_and_parents_are_legal() -> None:
    for actor in BOOK.actors.values():
        assert actor.kind in get_args(ActorKind)
        assert actor.first is None or 1800 <= actor.first <= 2030
        assert actor.last is None or (actor.first is not None and actor.first <= actor.last)
        assert actor.part_of is None or actor.part_of in BOOK.actors
        assert all(c in BOOK.states for c in actor.country)


def test_every_group_was_active_since_1989() -> None:
    assert [a.id for a in GROUPS if a.last is not None and a.last < 1987] == []
    assert [a.id for a in GROUPS if a.first is None] == []


def test_part_of_never_runs_in_a_circle() -> None:
    for actor in BOOK.actors.values():
        seen, here = set(), actor
        while here.part_of:
            assert here.id not in seen
            seen.add(here.id)
            here = BOOK.actors[here.part_of]


def test_names_are_clear_or_marked_as_weak() -> None:
    owners: dict[str, str] = {}
    for actor in BOOK.actors.values():
        for name in (actor.name, *actor.aliases):
            assert owners.setdefault(key(name), actor.id) == actor.id, name
    for actor in BOOK.actors.values():
        assert [name for name in actor.weak if key(name) in owners] == []


def test_every_name_finds_its_actor() -> None:
    for actor in BOOK.actors.values():
        for name in (actor.name, *actor.aliases, *actor.weak):
            assert actor.id in {use.actor for use in BOOK.names.get(name)}


def test_spellings_that_follow_a_rule_are_known() -> None:
    assert {use.actor for use in BOOK.names.get("Kataib Sayyid al-Shuhada'a")} == {"kataib-sayyid-al-shuhada"}
    assert {use.actor for use in BOOK.names.get("Libya National Army")} == {"lna"}


def test_heads_say_kind_and_status() -> None:
    assert BOOK.role_kind("gunman") == BOOK.role_kind("gunmen") == "Political militia"
    assert BOOK.role_kind("security forces") == "State forces"
    assert BOOK.role_kind("peacekeepers") == "External/Other forces"
    assert BOOK.role_kind("sofa") is None
    assert BOOK.status("civilians") == "civilian"
    assert BOOK.status("children") == "unknown"
    assert BOOK.status("soldier") == "combatant"
    assert {h.lemma for h in BOOK.heads.values() if h.status == "civilian"} == {
        "civilian",
        "noncombatant",
        "non-combatant",
    }


def test_no_head_is_listed_twice_with_different_meaning() -> None:
    seen: dict[str, str] = {}
    for row in book_module._read("roles.toml")["heads"]:
        for word in row["words"]:
            assert (
                seen.setdefault(word, f"{row['kind']} {row.get('needs', '')}")
                == f"{row['kind']} {row.get('needs', '')}"
            ), word


def test_a_damaged_book_is_refused() -> None:
    one = Actor("one", "Front of Stone", ("Stone",), (), ("IQ",), "Rebel group", 1990, None, None)
    same = Actor("two", "Front of Sand", ("Stone",), (), ("IQ",), "Rebel group", 1990, None, None)
    lost = Actor("three", "Front of Salt", (), (), ("IQ",), "Rebel group", 1990, None, "nowhere")
    late = Actor("four", "Front of Snow", (), (), ("IQ",), "Rebel group", 1999, 1990, None)
    for actors in ([one, same], [lost], [late]):
        with pytest.raises(CodebookError):
            book_module._check({a.id: a for a in actors})


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(CodebookError, match="no kind"):
        list(book_module._groups({"pirates": {}}, "sea.toml"))
    assert set(KIND_TABLES.values()) <= set(get_args(ActorKind))


def test_loading_is_quick() -> None:
    """A sixth of a second is the budget; five times that is allowed here for busy machines."""
    assert min(_load_seconds() for _ in range(3)) < 0.8


def _load_seconds() -> float:
    began = time.process_time()
    fresh: ActorBook = load_actors.__wrapped__()
    assert len(fresh.actors) == len(BOOK.actors)
    return time.process_time() - began
