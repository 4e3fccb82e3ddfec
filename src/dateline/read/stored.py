"""What is kept of an input, so that the same page can be read again without the place that it came from."""

import json
from typing import get_args

from msgspec import structs

from dateline.errors import PageRejected
from dateline.read.records import Form, Input, form_input, restore


def stored_bytes(item: Input) -> bytes:
    """The bytes to keep of an input; their SHA-256 is the id of its page.

    Of a JSON record and of a feed's item it is the record in canonical form, which holds the metadata too. Raises
    PageRejected with the reason where the input holds no page.
    """
    if item.error is not None or item.data is None:
        raise PageRejected(item.error or f"{item.source}: the input holds no page; give its bytes")
    return item.data


def stored_meta(item: Input) -> str:
    """The JSON to keep beside the bytes of an input: what form they have."""
    return json.dumps({"form": item.form})


def rebuilt(
    data: bytes, source: str, url: str | None = None, retrieved_at: str | None = None, meta: str | None = None
) -> Input:
    """The input of which `data` and `meta` were kept; it gives the same page id and is coded to the same record.

    An Input with an error where the two do not fit together. Without `meta` the bytes are a page as it was found.
    """
    try:
        form: Form = json.loads(meta)["form"] if meta else "page"
        if form not in get_args(Form):
            raise ValueError(f"a form {form!r} is not known")
        if form == "page":
            return Input(source, data, url=url, retrieved_at=retrieved_at)
        record = restore(data)
        if not isinstance(record, dict):
            raise ValueError("the bytes are no JSON object")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        reason = f"what was kept of this page is damaged ({str(error)[:120]}); add the page again"
        return Input(source, error=f"{source}: {reason}", url=url, retrieved_at=retrieved_at)
    item = form_input(record, form, source)
    return structs.replace(item, source=source, data=data, url=url, retrieved_at=retrieved_at)
