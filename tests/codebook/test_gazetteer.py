"""The compiled gazetteer: what it holds, that it agrees with its own tables, and that a damaged one is refused."""

import pickle
import shutil
import time
import tomllib
from pathlib import Path

import pytest

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import DATA, Entry, Gazetteer, open_gazetteer
from dateline.codebook.gazetteer.fold import fold
from dateline.codebook.phrases import key
from dateline.errors import CodebookError

GAZETTEER = open_gazetteer()
TABLES = DATA.parent


def best(name: str, kind: int) -> Entry:
    return next(n.entry for n in GAZETTEER.get(key(name)) if n.entry.kind == kind)


def table(name: str) -> dict:
    return tomllib.loads((TABLES / name).read_text("utf-8"))


def test_it_holds_the_world() -> None:
    kinds = [GAZETTEER.entry(i).kind for i in range(len(GAZETTEER))]
    assert kinds.count(gz.PLACE) >= 150_000
    assert kinds.count(gz.COUNTRY) == 250
    assert kinds.count(gz.ADMIN1) > 3_500


def test_it_is_small_and_opens_at_once() -> None:
    assert sum(f.stat().st_size for f in DATA.iterdir()) < 25_000_000
    begin = time.perf_counter()
    Gazetteer(DATA)
    assert time.perf_counter() - begin < 1.0  # a tenth of that as a rule; the machine may be busy


@pytest.mark.parametrize("iso", sorted(table("countries.toml")))
def test_every_country_of_the_table_is_compiled(iso: str) -> None:
    row, entry = table("countries.toml")[iso], GAZETTEER.country(iso)
    assert entry is not None
    assert (entry.lat, entry.lon) == pytest.approx(row["at"])
    for field, how in (("names", gz.PRIMARY), ("upper", gz.UPPER), ("adjectives", gz.ADJECTIVE)):
        for name in row.get(field, ()):
            hows = [n.how for n in GAZETTEER.get(key(name.removeprefix("the "))) if n.entry.country == iso]
            assert hows, f"{name} is missing: run `make gazetteer`"
            assert min(hows) <= how


def test_every_region_of_the_table_is_compiled() -> None:
    for row in table("regions.toml")["region"]:
        named = GAZETTEER.get(key(row["name"].removeprefix("the ")))
        assert any(n.entry.country == row.get("country") for n in named), row["name"]


def test_divisions_and_their_towns() -> None:
    manbij = best("Manbij", gz.PLACE)
    assert (manbij.country, GAZETTEER.admin1_name(manbij)) == ("SY", "Aleppo")
    for town, country, division in (
        ("Mosul", "IQ", "Nineveh"),
        ("Lashkar Gah", "AF", "Helmand"),
        ("Maiduguri", "NG", "Borno"),
        ("Mariupol", "UA", "Donetsk"),
        ("Khan Younis", "PS", "Gaza Strip"),
        ("Houston", "US", "Texas"),
    ):
        entry = best(town, gz.PLACE)
        assert (entry.country, GAZETTEER.admin1_name(entry)) == (country, division)


def test_capitals_are_marked_once() -> None:
    capitals = [e for e in map(GAZETTEER.entry, range(len(GAZETTEER))) if e.capital]
    assert len({e.country for e in capitals}) == len(capitals)
    assert best("Baghdad", gz.PLACE).capital


def test_abbreviations_know_how_they_are_written() -> None:
    assert {n.how for n in GAZETTEER.get("uae")} == {gz.UPPER}
    assert gz.AFTER_COMMA in {n.how for n in GAZETTEER.get("tex")}


def test_no_airport_codes() -> None:
    assert not [n for n in GAZETTEER.get("bgw") if n.entry.country == "IQ"]


def test_longest_stops_at_words() -> None:
    assert GAZETTEER.longest("new york city hall")[0] == "new york city"
    assert "york" not in GAZETTEER.longest("yorkshire moors")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir al-Zor", "Deyr ez-Zour"),
        ("al-Shaddadi", "Shaddadah"),
        ("Khan Yunis", "Khan Younis"),
        ("Mazar-e Sharif", "Mazar-i-Sharif"),
        ("Qamishli", "Kamishly"),
        ("Hodeida", "Hudaydah"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold(key(one)) == fold(key(other))


def test_unlike_names_stay_apart() -> None:
    assert len({fold(key(name)) for name in ("Homs", "Hama", "Herat", "Hatra", "Haifa")}) == 5


def test_folded_names_find_their_place() -> None:
    assert "SY" in {n.entry.country for n in GAZETTEER.folded(key("Shaddadi"))}


def test_a_worker_can_receive_it() -> None:
    copy = pickle.loads(pickle.dumps(GAZETTEER))
    assert copy.get("mosul") == GAZETTEER.get("mosul")


def test_a_missing_file_is_a_codebook_error(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "records.bin").unlink()
    with pytest.raises(CodebookError, match="compile it again"):
        Gazetteer(tmp_path / "data")


def test_another_format_is_a_codebook_error(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    meta = tmp_path / "data" / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"format":1', '"format":99'), "utf-8")
    with pytest.raises(CodebookError, match="format 99"):
        Gazetteer(tmp_path / "data")


@pytest.mark.parametrize(
    ("iso", "name"), [("KE", "Nairobi"), ("UA", "Kyiv"), ("YE", "Sanaa"), ("NG", "Abuja"), ("HT", "Port-au-Prince")]
)
def test_it_knows_capitals(iso: str, name: str) -> None:
    capital = GAZETTEER.capital(iso)
    assert capital is not None
    assert (capital.name, capital.country, capital.capital) == (name, iso, True)


def test_what_is_no_country_has_no_capital() -> None:
    assert GAZETTEER.capital("ZZ") is None
