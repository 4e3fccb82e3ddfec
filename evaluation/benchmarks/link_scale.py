"""Linking at scale, on invented tellings: `python -m evaluation.benchmarks.link_scale [--up-to 1000000]`.

News comes at a constant density: five hundred tellings a day over forty countries of sixty towns, of some two hundred
incidents with one to five tellings each. Every fifth incident has a neighbour that is easily mistaken for it: the same
day, the same town or the next, mostly the same type. Tellings differ as reports do: a date may be off or vague, a place
coarser, tolls rise, doers and words are left out. Each row runs in a process of its own, so that its peak of memory is
its own; tellings are unpacked one by one, as from a ledger, and share nothing. Seconds are those of linking alone, by
the clock and of the processor; the peak holds tellings and answers too.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from dateline import link
from dateline.case import Traits
from evaluation.benchmarks.metrics.groups import pairwise

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
A_DAY = 500
START = date(2020, 1, 1).toordinal()
COUNTRIES, TOWNS, PROVINCES = 40, 60, 8
CONFUSABLE = 0.2
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Battles", "Armed clash", ("firearm", "mortar")),
    ("Explosions/Remote violence", "Air/drone strike", ("drone", "aircraft")),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", ("rocket", "artillery")),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", ("bomb", "car bomb")),
    ("Explosions/Remote violence", "Suicide bomb", ("suicide bomb", "bomb")),
    ("Violence against civilians", "Attack", ("firearm", "blade")),
    ("Violence against civilians", "Abduction/forced disappearance", ("firearm",)),
)


class Town(NamedTuple):
    """An invented town."""

    name: str
    country: str
    province: str
    lat: float
    lon: float


class Event(NamedTuple):
    """An invented incident as it was."""

    day: int
    town: Town
    kind: tuple[str, str, tuple[str, ...]]
    doer: str
    killed: int
    wounded: int
    names: tuple[str, ...]
    words: tuple[str, ...]


class World:
    """Countries with towns, and the words of which news there is made."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.names = [self._word() for _ in range(20_000)]
        self.words = [self._word() for _ in range(4_000)]
        self.towns = [self._towns(n) for n in range(COUNTRIES)]

    def _word(self) -> str:
        return "".join(self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in range(4))

    def _towns(self, n: int) -> list[Town]:
        lat, lon = -30 + 15 * (n // 8), -160 + 40 * (n % 8)
        found = []
        for m in range(TOWNS):
            at = lat + self.chance.uniform(0, 8), lon + self.chance.uniform(0, 8)
            found.append(Town(self._word(), f"X{n}", f"province {m % PROVINCES}", *at))
        return found

    def event(self, day: int, near: Event | None = None) -> Event:
        """A new incident; near another it has its day, its town or the next one, and mostly its type."""
        c = self.chance
        towns = self.towns[min(int(c.expovariate(0.08)), COUNTRIES - 1)]
        town, kind = c.choice(towns), c.choice(KINDS)
        if near is not None:
            day, town = near.day, near.town
            kind = near.kind if c.random() < 0.6 else kind
            if c.random() < 0.5:
                town = town._replace(name=self._word(), lat=town.lat + 0.12, lon=town.lon + 0.1)
        killed = int(c.lognormvariate(1.2, 1.1))
        words = tuple(c.sample(self.words, 4))
        doer = f":{town.country}-{c.randrange(5)}"
        return Event(
            day, town, kind, doer, killed, int(killed * c.uniform(0, 4)), tuple(c.sample(self.names, 2)), words
        )

    def telling(self, number: int, event: Event) -> Traits:
        """One report's telling of an incident."""
        c = self.chance
        key = blake2b(number.to_bytes(8, "big"), digest_size=16).hexdigest()
        first, last = self._days(event.day)
        names = tuple(n for n in event.names if c.random() < 0.7)
        words = tuple(w for w in event.words if c.random() < 0.6) + tuple(c.sample(self.words, c.randrange(3)))
        spots, fine, places, province = self._place(event.town)
        share = 1.0 if c.random() < 0.7 else c.uniform(0.6, 1.0)
        event_type, sub_event_type, arms = event.kind
        return Traits(
            key=key, report=key, published=event.day + c.randrange(3), first=first, last=last, spots=spots, fine=fine,
            countries=(event.town.country,), admin1=province, places=places, event_type=event_type,
            sub_event_type=sub_event_type, status="happened", series=False, main=c.random() < 0.8,
            doers=(event.doer,) if c.random() < 0.6 else (), victims=(), killed=self._toll(event.killed, share),
            wounded=self._toll(event.wounded, share), weapons=(c.choice(arms),) if c.random() < 0.7 else (),
            words=(*names, *words), names=names,
        )  # fmt: skip

    def _days(self, day: int) -> tuple[int | None, int | None]:
        luck = self.chance.random()
        if luck < 0.80:
            return day, day
        if luck < 0.90:
            return day, day + 1
        if luck < 0.94:
            return day + 1, day + 1
        return (day - 3, day + 3) if luck < 0.97 else (None, None)

    def _place(
        self, town: Town
    ) -> tuple[tuple[tuple[float, float, float], ...], bool, tuple[str, ...], tuple[str, ...]]:
        luck = self.chance.random()
        if luck < 0.90:
            off = 0.05 if luck < 0.1 else 0.0
            return ((town.lat + off, town.lon, 12.0),), True, (town.name,), (town.province,)
        if luck < 0.97:
            return ((town.lat, town.lon, 120.0),), False, (town.province,), (town.province,)
        return (), False, (town.country,), ()

    def _toll(self, number: int, share: float) -> tuple[tuple[int | None, int | None], ...]:
        seen = int(number * share)
        luck = self.chance.random()
        if luck < 0.2:
            return ()
        return ((seen, None),) if luck < 0.4 else ((seen, seen),)


def tellings(number: int, seed: int = 7) -> Iterator[tuple[int, Traits]]:
    """So many tellings, each with the number of its incident, in a random order within a month."""
    world, made, event_number, before = World(seed), 0, 0, None
    month: list[tuple[int, Traits]] = []
    while made < number:
        day = START + made // A_DAY
        event = world.event(day, before if before and world.chance.random() < CONFUSABLE else None)
        event_number, before = event_number + 1, event
        for _ in range(min(number - made, world.chance.choice((1, 1, 2, 3, 5)))):
            month.append((event_number, world.telling(made, event)))
            made += 1
        if len(month) >= 30 * A_DAY:
            world.chance.shuffle(month)
            yield from month
            month.clear()
    world.chance.shuffle(month)
    yield from month


def measure(number: int) -> str:
    """One row of the table."""
    gold: dict[str, int] = {}
    traits: list[Traits] = []
    packer, unpacker = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Traits)
    for event, made in tellings(number):
        gold[made.key] = event
        traits.append(unpacker.decode(packer.encode(made)))
    began, busy = time.perf_counter(), time.process_time()
    grouping = link.link_all(traits, ())
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p, r, f = pairwise(grouping.cases, gold).percent
    speed = f"{number:9} {seconds:8.1f} {busy:7.1f} {number / seconds:10.0f} {peak:8.0f}"
    return f"{speed}   {p:6.2f} {r:6.2f} {f:6.2f} {len(grouping.cases):9}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--up-to", type=int, default=SIZES[-1], help="the largest number of tellings")
    parser.add_argument("--only", type=int, help="one row, in this process")
    options = parser.parse_args()
    if options.only:
        print(measure(options.only))
        return
    print(" tellings  seconds   cpu s tellings/s  peak MB   pairs: P      R     F1     cases", flush=True)
    for size in SIZES:
        if size <= options.up_to:
            subprocess.run([sys.executable, "-m", "evaluation.benchmarks.link_scale", "--only", str(size)], check=True)


if __name__ == "__main__":
    main()
