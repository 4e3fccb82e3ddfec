"""Assembly: canonical text and its lines become the page, its blocks, its metadata and its reports."""

from dateline.model import Issue, Page, PageRead, Report
from dateline.read import blocks, language, metadata, reports
from dateline.read.lines import Line, Meta


def assemble(
    text: str,
    lines: tuple[Line, ...],
    meta: Meta | None,
    *,
    id: str,
    source: str,
    issues: tuple[Issue, ...] = (),
) -> PageRead:
    """Give every line its role, read the metadata, and split the page into its reports."""
    cut = blocks.assign(text, lines, meta)
    found = metadata.find(text, cut, meta, source)
    said, owners = reports.split(text, cut, found.published)
    tongue = (meta.language if meta else None) or language.of(text)
    page = Page(
        id=id,
        source=source,
        text=text,
        language=tongue,
        published=found.published,
        section=found.section,
        headline=found.headline,
        standfirst=found.standfirst,
        authors=found.authors,
        agency=found.agency,
        outlet=found.outlet,
        dateline=found.dateline,
        blocks=cut,
    )
    return PageRead(page=page, reports=said, owners=owners, issues=(*issues, *_noted(page, said)))


def _noted(page: Page, said: tuple[Report, ...]) -> list[Issue]:
    """What a person should know of the reading."""
    noted = []
    if not any(report.kind == "story" for report in said):
        noted.append(Issue(code="no-story", message="the page has no running text of a story"))
    if page.published.start is None:
        noted.append(
            Issue(
                code="publication-unknown",
                message="the page does not say when it was published; relative dates stay open",
            )
        )
    if page.language not in (None, "en"):
        noted.append(
            Issue(code="language-unsupported", message=f"the page is in {page.language!r}; the codebook reads English")
        )
    return noted
