"""One Chromium for the browser tests, and pages opened in it with all that they ask for and complain of noted."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.conftest import skip_or_fail

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    with sync_playwright() as play:
        try:
            started = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            skip_or_fail(f"no Chromium can be started ({str(error).splitlines()[0]})")
        yield started
        started.close()


class Visit:
    """A page in the browser, with the requests it made and the errors it logged."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text))
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("dialog", lambda d: (self.complaints.append(f"dialog {d.message}"), d.dismiss()))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path):
    """Open a document at a width: `visit(document, width)`."""
    contexts = []

    def opened(document: str, width: int = 1280, **options) -> Visit:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(document, "utf-8")
        context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce", **options)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.goto(path.as_uri())
        return seen

    yield opened
    for context in contexts:
        context.close()
