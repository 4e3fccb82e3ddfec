"""What the benchmarks of coded pages share: reading their files, and coding a text as a page by today's program."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import codebook
from dateline.model import CodedPage
from dateline.pipeline import code_page


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON Lines, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)


def coded(text: str, name: str) -> CodedPage:
    """A text coded as the page of that name."""
    return code_page(text.encode(), name, codebook.load())
