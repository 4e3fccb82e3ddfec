"""Pass one on one screen: a page goes in as bytes, the coded page comes out. Pure: no files, no network, no clock."""

from dateline import annotate, claims, incidents, mentions, read
from dateline.codebook import Codebook
from dateline.config import VERSION
from dateline.model import SCHEMA, CodedBy, CodedPage, PageRead


def code_page(data: bytes, source: str, codebook: Codebook) -> CodedPage:
    """Read one page and code what it says happened.

    Raises PageRejected where the bytes are no page of text.
    """
    return code_read(read.read_page(data, source), codebook)


def code_read(seen: PageRead, codebook: Codebook) -> CodedPage:
    """Code a page that has been read already."""
    document = annotate.document(seen)
    found = mentions.find(document, codebook)
    said = claims.compose(document, found, codebook)
    happened = incidents.code(document, found, said, codebook)
    return CodedPage(
        schema=SCHEMA,
        page=document.page,
        reports=document.reports,
        incidents=happened.incidents,
        claims=happened.claims,
        links=happened.links,
        statements=said.statements,
        issues=seen.issues + found.issues + said.issues + happened.issues,
        coded_by=CodedBy(version=VERSION, codebook=codebook.version, model="rules"),
    )
