"""Make text from a page harmless to look at: no control codes, no hidden reordering, no line breaks.

A page may hold terminal escape codes, characters that turn the reading order around (Unicode UAX 9, the "Trojan
source" trick) or invisible tags. A reader must see that they are there and must not be fooled by them.
"""

import re

NAMES = {
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
# C0 without the white space, DEL and C1, reordering, invisible fillers, noncharacters, tags, lone surrogates
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
SPACE = re.compile(r"[\s\x85\u2028\u2029]+")
QUOTED = re.compile('“[^“”]+”|"[^"]+"|«[^«»]+»|‘[^‘’]+’|„[^„“”]+[“”]')
INVISIBLE = re.compile("[\u200b-\u200f\u061c\u00ad]")


SIGNS = str.maketrans(
    {"━": "=", "─": "-", "▸": ">", "›": ">", "·": "|", "“": '"', "”": '"', "’": "'", "‘": "'", "⟨": "<", "⟩": ">"}
    | {"–": "-", "—": "-", "…": "...", "✓": "+", "✗": "x", "≈": "~"}
)


def name_of(character: str) -> str:
    r"""A short visible name for a character that must not act: "RLO", "ESC", "U+0007".

    >>> name_of("\u202e"), name_of("\x1b"), name_of("\x07")
    ('RLO', 'ESC', 'U+0007')
    """
    code = ord(character)
    if code == 0x1B:
        return "ESC"
    return NAMES.get(code, f"U+{code:04X}")


def visible(text: str) -> str:
    r"""The text with every hidden character shown by its name in angle brackets."""
    return HIDDEN.sub(lambda m: f"⟨{name_of(m.group())}⟩", text)


def one_line(text: str) -> str:
    r"""The text on one line, with every hidden character shown by its name in angle brackets.

    >>> one_line("a\x1b[31m  b\n c")
    'a⟨ESC⟩[31m b c'
    """
    flat = SPACE.sub(" ", text).strip()
    return visible(INVISIBLE.sub("", flat))


def encoded(text: str, encoding: str) -> bytes:
    """The text in a terminal's encoding; where that lacks a sign, a plain one stands in, at worst a question mark.

    >>> encoded("“four” – 4", "ascii")
    b'"four" - 4'
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(SIGNS).encode(encoding, "replace")


def quote(text: str, limit: int = 240) -> str:
    """The text as one line, shortened in the middle of long passages; the words that are left out become "…"."""
    flat = one_line(text)
    if QUOTED.fullmatch(flat):  # the reader of this sets marks of quotation of its own
        flat = flat[1:-1].strip()
    if len(flat) <= limit:
        return flat
    head, tail = flat[: limit * 2 // 3], flat[-limit // 4 :]
    return f"{head.rsplit(' ', 1)[0]} … {tail.split(' ', 1)[-1]}"
