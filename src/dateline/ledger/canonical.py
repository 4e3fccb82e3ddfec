"""The canonical encoding that every hash of the ledger is taken over: sorted keys, no blanks, no floats."""

import zlib
from hashlib import sha256
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic")
DECIMALS = 5  # of a degree: a metre


def encode(value: object) -> str:
    """Canonical JSON: the same value gives the same text in any process. A float has no canonical form: `refuse_floats`
    says whether there is any, and records write theirs as text (`degrees`)."""
    return _encoder.encode(value).decode()


def digest(*parts: object) -> str:
    """The SHA-256 of some values, as 64 hexadecimal digits."""
    return sha256(_encoder.encode(parts)).hexdigest()


def name(*parts: object) -> str:
    """A lasting key: the first 16 hexadecimal digits of a digest; a million of them meet once in 37 million tries."""
    return digest(*parts)[:16]


def degrees(value: float | None) -> str | None:
    """A coordinate as a decimal number in text: floats do not print alike everywhere."""
    return None if value is None else f"{value:.{DECIMALS}f}"


def packed(data: bytes) -> bytes:
    """Bytes as they are stored."""
    return zlib.compress(data, 3)


def unpacked(data: bytes) -> bytes:
    """Stored bytes as they came. Raises zlib.error where they are damaged."""
    return zlib.decompress(data)


def refuse_floats(value: Any) -> None:
    """Raises TypeError where a value holds a float, at any depth."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float, which has no canonical form; write it as text")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            refuse_floats(one)
