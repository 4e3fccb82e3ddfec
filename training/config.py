"""The settings of a training, as `config.toml` gives them."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

CONFIG = Path(__file__).parent / "config.toml"


class RunSettings(Struct, frozen=True):
    """What is trained on, how long, where it is written, and for a trial how many documents of a set at most."""

    seed: int
    sets: tuple[str, ...]
    epochs: int
    out: str
    limit: int | None = None


class WindowSettings(Struct, frozen=True):
    """Word pieces of a window, and of its overlap with the next."""

    size: int
    overlap: int


class OptimiserSettings(Struct, frozen=True):
    """Batch size in word pieces, rates of the encoder and of its heads, and what keeps them in bounds."""

    pieces: int
    rate: float
    head_rate: float
    warm_up: float
    decay: float
    dropout: float
    clip: float


class LossSettings(Struct, frozen=True):
    """How much each head counts."""

    token: float
    sentence: float
    pair: float
    page: float
    unmarked: float


class SetSettings(Struct, frozen=True):
    """How much of a set an epoch takes, how much it counts, and what the model card says of it."""

    part: float
    weight: float
    title: str
    origin: str
    licence: str


class Config(Struct, frozen=True):
    """All settings of a training."""

    run: RunSettings
    windows: WindowSettings
    optimiser: OptimiserSettings
    losses: LossSettings
    sets: dict[str, SetSettings]


def read_config(path: Path = CONFIG, **changed: Any) -> Config:
    """The settings of a file, with those of its `run` part changed that are given."""
    raw = msgspec.toml.decode(path.read_bytes())
    raw["run"].update({name: value for name, value in changed.items() if value is not None})
    return msgspec.convert(raw, Config)
