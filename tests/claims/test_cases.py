"""The case files of the claim rules: each text must give exactly the claims, statements and issues that it lists."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Claim, Said
from tests.claims.story import said, story

FOLDER = Path(__file__).parent.parent / "cases" / "claims"


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for n, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            found.append(pytest.param(case, id=f"{path.stem}-{n}"))
    return found


def quoted(text: str, spans: Any) -> str:
    return " … ".join(" ".join(text[a:b].split()) for a, b in spans)


def shown(claim: Claim, text: str, keys: list[str]) -> dict[str, Any]:
    """The fields of a claim that a case asks for, in the notation of the case files."""
    every = {
        "stance": claim.stance,
        "source": claim.source.name or "",
        "kind": claim.source.kind,
        "named": claim.source.named,
        "inferred": bool(claim.source.basis),
        "target": claim.target or "",
        "content": quoted(text, claim.content),
        "cue": quoted(text, claim.cue),
        "evidence": quoted(text, claim.evidence),
        "quotation": claim.quotation,
    }
    return {k: every[k] for k in keys}


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    document = story(case["text"], case.get("headline"), case.get("agency"), case.get("teasers", ()))
    result: Said = said(document, case.get("actors", ()))
    text = document.page.text
    wanted = case.get("claims", [])
    got = [shown(c, text, list(w)) for c, w in zip(result.claims, wanted, strict=False)]
    extra = [shown(c, text, ["stance", "source", "content"]) for c in result.claims[len(wanted) :]]
    assert got == wanted, [shown(c, text, ["stance", "source", "content"]) for c in result.claims]
    assert extra == []
    if "statements" in case:
        assert [{"kind": s.kind, "subject": s.subject, "value": s.value} for s in result.statements] == case[
            "statements"
        ]
    assert [quoted(text, i.evidence) for i in result.issues] == case.get("issues", [])
