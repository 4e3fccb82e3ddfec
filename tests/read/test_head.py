"""The head of a page and its linked data, value by value."""

import pytest

from dateline.read.head import read_head
from dateline.read.lines import Meta
from dateline.read.markup import parse

STORY = (
    "<p>Four soldiers were killed when a mortar struck their post in the northern town on Monday, the army said.</p>"
)


def head_of(markup: str) -> Meta:
    return read_head(parse(markup)[0])


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2021-03-02T08:00:00Z">', {"published": "2021-03-02T08:00"}),
        ('<meta name="DC.date.issued" content="2021-03-02">', {"published": "2021-03-02"}),
        ('<meta itemprop="datePublished" content="2 March 2021">', {"published": "2021-03-02"}),
        ('<meta name="pubdate" content="soon">', {"published": None}),
        ('<meta name="author" content="By Ann Lee and Omar Aziz">', {"authors": ("Ann Lee", "Omar Aziz")}),
        ('<meta property="article:author" content="https://social.example/ann">', {"authors": ()}),
        ('<meta property="article:section" content="Africa">', {"section": ("Africa",)}),
        ('<meta property="og:site_name" content="Coast Radio">', {"outlet": "Coast Radio"}),
        (
            "<title>Convoy attacked near Gao overnight | Coast Radio</title>",
            {"headline": "Convoy attacked near Gao overnight"},
        ),
        ('<meta property="og:locale" content="fr_FR">', {"language": "fr"}),
        ('<link rel="canonical" href="https://a.example/b">', {"url": "https://a.example/b"}),
    ],
)
def test_meta_elements(head, expected):
    meta = head_of(f"<html><head>{head}</head><body>{STORY}</body></html>")
    assert {name: getattr(meta, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('[{"@type":["Article","NewsArticle"],"headline":"A &amp; B","datePublished":"2020-01-02"}]', "A & B"),
        ('//<![CDATA[\n{"@type":"NewsArticle","headline":"A","datePublished":"2020-01-02"}\n//]]>', "A"),
        ('{"@type":"NewsArticle","headline":"two\nlines","datePublished":"2020-01-02"};', "two lines"),
        ('{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":"Deep"}}', "Deep"),
        ('{"@type":"NewsArticle","headline":', None),
        ("[" * 50_000, None),
        ('"a string"', None),
        ('{"@type":"Organization","name":"No article"}', None),
    ],
)
def test_linked_data_in_many_shapes(block, expected):
    markup = f'<html><head><script type="application/ld+json">{block}</script></head><body>{STORY}</body></html>'
    assert head_of(markup).headline == expected


def test_a_news_organisation_as_author_is_an_agency():
    block = (
        '{"@type":"NewsArticle","headline":"H","author":{"@type":"Organization","name":"Reuters"},'
        '"publisher":{"@type":"Organization","name":"Coast Radio"}}'
    )
    meta = head_of(f'<script type="application/ld+json">{block}</script>{STORY}')
    assert (meta.authors, meta.agency, meta.outlet) == ((), "Reuters", "Coast Radio")
