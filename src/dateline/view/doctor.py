"""Look whether this installation works: versions, codebook, a coding of the bundled page, the terminal."""

import platform
import sys
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from importlib.resources import files

from msgspec import Struct

from dateline.model import CodedPage

OLDEST = (3, 11)
NEEDED = (
    *"lxml lxml_html_clean marisa-trie msgspec py3langid rich".split(),
    *"sqlalchemy trafilatura typer urllib3 warcio".split(),
)
DEMO = "datu-piang-market.txt"
REINSTALL = "install dateline again: pip install --force-reinstall dateline"
SLOW = 3.0  # seconds: a first result should be there by then


class Check(Struct, frozen=True):
    """One thing that was looked at: whether it works, what was found, and how to mend it.

    A check that is no `need` tells of an optional part and breaks nothing.
    """

    name: str
    works: bool
    found: str
    fix: str = ""
    need: bool = True


def demo_page() -> bytes:
    """The bundled page: an invented report in the form in which scrapers find such pages."""
    return files("dateline").joinpath("demo", DEMO).read_bytes()


def code_demo() -> CodedPage:
    """The bundled page, coded."""
    from dateline import codebook, pipeline

    return pipeline.code_page(demo_page(), f"demo/{DEMO}", codebook.load())


def examine(encoding: str) -> Iterator[Check]:
    """All checks in order, each when it is done; `encoding` is that of the terminal."""
    yield python()
    yield from packages()
    yield guarded("codebook", tables, REINSTALL)
    yield guarded("web pages", markup, "pip install --upgrade trafilatura lxml_html_clean")
    yield guarded("self-test", coding, "install dateline again; if it still fails, please report this line")
    yield terminal(encoding)
    yield optional("IPython", "coded pages show as HTML in notebooks", "pip install ipython")


def python() -> Check:
    """The version of Python."""
    found = f"{platform.python_version()} ({platform.python_implementation()} on {platform.system()})"
    wanted = ".".join(map(str, OLDEST))
    return Check("Python", sys.version_info[:2] >= OLDEST, found, f"install Python {wanted} or later")


def packages() -> Iterator[Check]:
    """The packages that the program needs."""
    for name in NEEDED:
        try:
            yield Check(name, True, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name, False, "not installed", f"pip install {name}")


def guarded(name: str, look: Callable[[], Check], fix: str) -> Check:
    """A check that may fail in any way; the failure is what was found."""
    try:
        return look()
    except Exception as error:  # a doctor reports every fault
        return Check(name, False, f"{type(error).__name__}: {error}", fix)


def tables() -> Check:
    """The codebook with its actors and places."""
    from dateline import codebook

    book = codebook.load()
    counts = {
        "actors": len(book.actors.actors),
        "countries": len(book.actors.states),
        "places": len(book.gazetteer),
    }
    found = [f"version {book.version}", *(f"{number:,} {name}" for name, number in counts.items())]
    return Check("codebook", all(counts.values()), ", ".join(found), REINSTALL)


def markup() -> Check:
    """Whether the library that finds the story in a web page can be loaded; without it stories are found less well."""
    import trafilatura

    return Check("web pages", callable(trafilatura.bare_extraction), "the story of a web page can be found")


def coding() -> Check:
    """The bundled page, coded: its main incident, its rival figures, and every value quoting the page."""
    start = time.perf_counter()
    coded = code_demo()
    took = time.perf_counter() - start
    found = f"{len(coded.incidents)} incidents and {len(coded.claims)} claims in {took:.2f} s"
    main = [i for i in coded.incidents if i.main]
    killed = {(c.low, c.high) for i in main for c in i.casualties if c.kind == "killed"}
    whole = bool(main) and (5, None) in killed and {c.stance for c in coded.claims} >= {"blames", "denies"}
    if not whole:
        return Check("self-test", False, f"{found}, not what the bundled page says", REINSTALL)
    return Check("self-test", took < SLOW, found, "slow: is the disk or the machine busy?")


def terminal(encoding: str) -> Check:
    """Whether the terminal can show what pages hold."""
    try:
        "“é—ع▸✓".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        fix = "use a UTF-8 terminal, or set PYTHONUTF8=1; files are always written as UTF-8"
        return Check("terminal", False, f"encoding {encoding} cannot show every page", fix, need=False)
    return Check("terminal", True, f"encoding {encoding}")


def optional(package: str, gives: str, fix: str) -> Check:
    """A package that adds something and need not be there."""
    try:
        return Check(package, True, f"{metadata.version(package)}: {gives}", need=False)
    except metadata.PackageNotFoundError:
        return Check(package, False, f"not installed; with it {gives}", fix, need=False)
