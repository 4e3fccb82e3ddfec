"""Kind: whether a text is markup or plain text, told without parsing it."""

import re

START = re.compile(
    r"\s*\ufeff?\s*(?:<\?xml|<!doctype\s|<!--|</?(?:html|head|body|title|meta|link|base|script|style|div|p|article|section|main|header"
    r"|table|span|h[1-6]|center|font|frameset|ul|ol|nav|img|a|br|rss|feed|nitf|newsml)\b[^<]{0,2000}>)",
    re.I,
)
CLOSING = re.compile(r"</(?:html|body|head|div|p|article|section|h[1-6]|table|ul|ol|li|a|span|td|script)\s*>", re.I)


def is_markup(text: str) -> bool:
    """Whether a text is HTML or XML: it begins like it, or holds several closing tags of its common elements."""
    if START.match(text):
        return True
    found = CLOSING.finditer(text, 0, 200_000)
    return sum(1 for _ in zip(found, range(4), strict=False)) == 4
