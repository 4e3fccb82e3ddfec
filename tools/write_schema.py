"""Writes the JSON Schema of the coded page, generated from model.py, to docs/coded-page.schema.json."""

import json
from pathlib import Path

import msgspec

from dateline.model import CodedPage

TARGET = Path(__file__).parent.parent / "docs" / "coded-page.schema.json"


def schema_text() -> str:
    """The schema as the file holds it."""
    schema = msgspec.json.schema(CodedPage)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dateline/1: a coded page",
        **schema,
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema_text(), "utf-8")
