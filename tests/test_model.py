"""The records are the contract: the published schema is the one that model.py generates."""

import importlib.util

import msgspec
import pytest

from dateline.model import Casualty, Claim, CodedPage, Incident, Link
from tests.conftest import ROOT, shared_path


def _writer():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("write_schema", ROOT / "tools" / "write_schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_published_schema_is_generated_from_the_records() -> None:
    assert (ROOT / "docs" / "coded-page.schema.json").read_text("utf-8") == _writer().schema_text(), "run: make schema"


def test_json_names_of_a_link_are_those_of_the_contract() -> None:
    link = Link(from_="i2", to="i1", kind="retaliation_for", evidence=((0, 3),))
    assert msgspec.json.encode(link) == b'{"from":"i2","to":"i1","kind":"retaliation_for","evidence":[[0,3]]}'


def test_an_open_figure_is_written_as_null_and_an_absent_basis_is_left_out() -> None:
    row = Casualty(
        kind="killed",
        low=101,
        high=None,
        words="more than 100",
        who=None,
        status="unknown",
        claim=None,
        evidence=((0, 1),),
    )
    told = msgspec.json.decode(msgspec.json.encode(row))
    assert told["high"] is None
    assert "basis" not in told


def test_a_record_with_an_unknown_role_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            b'{"role":"masthead","start":0,"end":1}',
            type=__import__("dateline.model", fromlist=["Block"]).Block,
        )


@pytest.mark.parametrize("record", [Incident, Claim, CodedPage])
def test_every_field_of_the_contract_is_in_the_record(record: type) -> None:
    contract = shared_path("design", "contract.md").read_text("utf-8")
    names = {f.encode_name for f in msgspec.structs.fields(record)}
    assert all(f'"{name}"' in contract for name in names)
