from msgspec import structs

from dateline.view import order
from tests.view import invented


def test_every_incident_and_claim_is_in_the_sheet_once():
    coded = invented.coded()
    sheet = order.arrange(coded)

    shown = [i.id for i in sheet.story] + [i.id for _, found in sheet.others for i in found]
    said = [c.id for found in sheet.about.values() for c in found] + [c.id for c in sheet.loose]
    assert shown == ["i1", "i2", "i3"]
    assert sorted(said) == ["c1", "c2", "c3", "c4", "c5"]


def test_an_incident_of_an_unknown_report_and_a_claim_about_an_unknown_incident_are_kept():
    coded = invented.coded()
    lost = structs.replace(coded.incidents[0], report="r9")
    stray = structs.replace(coded.claims[0], about="i9")
    sheet = order.arrange(structs.replace(coded, incidents=(lost,), claims=(stray,)))

    assert [i.id for i in sheet.story] == ["i2"]
    assert [c.id for c in sheet.loose] == ["c1"]
