"""The finest of the places that clauses name, and which of them only contain the others."""

from dateline.incidents.where import grain, merged
from dateline.model import Place, PlacePrecision


def place(name: str, precision: PlacePrecision, lat: float = 12.0) -> Place:
    return Place(
        name=name, country="NG", admin1="Zamfara", lat=lat, lon=6.0, precision=precision, geonameid=None, evidence=()
    )


def test_a_rural_district_holds_its_villages() -> None:
    assert merged([place("Maradun district", "district"), place("Faru", "locality", 12.1)]) == (
        place("Faru", "locality", 12.1),
    )


def test_a_quarter_lies_in_its_town() -> None:
    assert merged([place("Gusau", "locality"), place("eastern Gusau", "district", 12.01)]) == (
        place("eastern Gusau", "district", 12.01),
    )


def test_a_rural_district_is_finer_than_its_province() -> None:
    assert grain(place("Maradun district", "district")) < grain(place("Zamfara", "admin1"))
