"""Markup to visible lines, story flags, head and repairs."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import PageRejected
from dateline.read import read_page
from dateline.read.decode import decode
from dateline.read.html import Visible, read_html, visible_page
from dateline.read.lines import Meta

PAGES = Path(__file__).parent.parent / "pages"
STORY = (
    "<p>Four soldiers were killed when a mortar struck their post in the northern town on Monday, the army said.</p>"
)


def seen(name: str) -> Visible:
    return visible_page(decode((PAGES / f"{name}.html").read_bytes()).text)


def shown(markup: str) -> list[str]:
    return visible_page(markup).text.split("\n")


def quoted(page: Visible) -> list[tuple[str, str, bool | None]]:
    return [(page.text[n.start : n.end], n.tag, n.body) for n in page.lines]


# ---- a whole page ----------------------------------------------------------------------------------------------------
def test_every_line_quotes_the_text_and_is_trimmed():
    for name in ("river_gazette", "old_tables"):
        page = seen(name)
        assert [page.text[n.start : n.end] for n in page.lines] == page.text.split("\n")
        assert all(line == line.strip() for line in page.text.split("\n"))


def test_what_is_hidden_or_for_machines_is_left_out():
    text = seen("river_gazette").text
    for word in ("drawer", "Cookie wall", "Template", "switch on scripts", "Script text", "color", "schema.org"):
        assert word not in text


def test_the_story_is_told_from_the_rest():
    kept = [text for text, _, body in quoted(seen("river_gazette")) if body]
    dropped = [text for text, _, body in quoted(seen("river_gazette")) if not body]
    assert "‘We ran to the mosque’" in kept
    assert any(text.startswith("Mortar fire killed four people") for text in kept)
    assert any(text.startswith("No group has claimed responsibility") for text in kept)
    for text in (
        "READ MORE: Clan elders agree on truce in Hiran",
        "Most read",
        "Drought returns to the Horn",
        "Comments",
    ):
        assert text in dropped


def test_lines_know_their_place_in_the_markup():
    page = seen("river_gazette")
    tags = {text: tag for text, tag, _ in quoted(page)}
    assert tags["World"] == "nav"
    assert tags["Most read"] == "h3"
    assert tags["Traders clear the market after the blast. Picture: Ali Nur"] == "figcaption"
    hints = {page.text[n.start : n.end]: n.hints for n in page.lines}
    assert {"story", "standfirst"} <= hints["Two shells landed among stalls shortly before noon."]
    assert {"aside", "most", "read"} <= hints["Ferry sinks off Zanzibar coast"]


def test_the_head_is_read():
    assert seen("river_gazette").meta == Meta(
        headline="Mortar fire kills four at Baidoa market, police say",
        standfirst="Two shells landed among stalls shortly before noon.",
        published="2022-05-17T14:05",
        section=("World", "Africa"),
        authors=("Hodan Warsame", "Peter Lindqvist"),
        outlet="The River Gazette",
        language="en",
        url="https://rivergazette.example/africa/baidoa-market-mortar",
    )


def test_the_page_comes_out_whole():
    page = read_page((PAGES / "river_gazette.html").read_bytes(), "river_gazette.html").page
    assert page.headline == "Mortar fire kills four at Baidoa market, police say"
    assert page.published.start == "2022-05-17T14:05"
    assert page.published.evidence
    assert page.outlet == "The River Gazette"
    roles = {page.text[b.start : b.end]: b.role for b in page.blocks}
    assert roles["‘We ran to the mosque’"] == "subhead"
    assert roles["Drought returns to the Horn"] == "ranking_item"


def test_an_old_page_in_a_windows_encoding():
    page = read_page((PAGES / "old_tables.html").read_bytes(), "old_tables.html")
    assert "Yerevan – the only body to comment – said" in page.page.text
    assert page.page.headline == "Shelling resumes near Stepanakert"
    assert page.page.published.start == "1993-03-12"
    assert page.issues == ()


# ---- linked data and records ----------------------------------------------------------------------------------------
BODY = "Four soldiers were killed near Gao on Monday, the army said. Nine were wounded, it added.\\n\\n" + (
    "A mortar struck their post shortly after noon, according to a statement that was read on the radio. "
    "No group has claimed the attack, which was the third of its kind in the region this month."
)
LINKED = f'''<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Mortar kills four near Gao",
"datePublished": "2021-03-02", "articleBody": "{BODY}"}}</script>'''


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<div id=app></div>", ["Mortar kills four near Gao"]),
        ("<nav>Home</nav><h1>Mortar kills four</h1><p>Please wait</p>", ["Home", "Mortar kills four", "Please wait"]),
    ],
)
def test_a_story_that_scripts_would_show_is_taken_from_linked_data(body, lines):
    page = visible_page(f"<html><head>{LINKED}</head><body>{body}</body></html>")
    story = [page.text[n.start : n.end] for n in page.lines if n.body]
    assert story == BODY.split("\\n\\n")
    assert [text for text in page.text.split("\n") if text not in story] == lines
    assert [issue.code for issue in page.issues] == ["markup-repaired"]


def test_a_story_that_is_shown_is_not_added_again():
    shown = "".join(f"<p>{text}</p>" for text in BODY.split("\\n\\n"))
    page = visible_page(f"<html><head>{LINKED}</head><body><h1>Mortar kills four near Gao</h1>{shown}</body></html>")
    assert page.text.count("Nine were wounded") == 1
    assert page.issues == ()


def test_a_record_goes_before_the_head():
    markup = f'<html><head><meta property="og:site_name" content="Mirror site"><title>t</title></head><body>{STORY}'
    read = read_html(markup, id="x", source="s", meta=Meta(outlet="Coast Radio", published="2020-01-02"))
    assert read.page.outlet == "Coast Radio"
    assert read.page.published.start == "2020-01-02"


# ---- hostile and broken markup ---------------------------------------------------------------------------------------
HOSTILE = {
    "deep": "'<html><body>' + '<div>' * 10_000 + STORY + '</div>' * 10_000 + AFTER",
    "deep_unclosed": "'<div class=a>' * 10_000 + STORY + AFTER",
    "deep_inline": "'<body>' + '<b>' * 10_000 + STORY + AFTER",
    "deep_tables": "'<table><tr><td>' * 10_000 + STORY + '</table>' * 10_000 + AFTER",
    "deep_lists": "'<ul><li>x' * 3_000 + STORY + '</ul>' * 3_000 + AFTER",
    "deep_xml": "'<?xml version=\"1.0\"?>' + '<a>' * 10_000 + STORY + '</a>' * 10_000 + AFTER",
    "attributes": "'<p ' + ' '.join(f'a{i}=1' for i in range(100_000)) + '>x</p>' + STORY + AFTER",
    "unclosed_comments": "STORY + AFTER + '<!--' * 300_000",
    "open_tags": "STORY + AFTER + '<a' * 500_000",
    "twenty_megabytes": "'<html><body>' + STORY * 180_000 + AFTER",
    "one_long_line": "STORY + AFTER + '<p>' + 'word ' * 4_000_000",
}
PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from dateline.read.html import visible_page
STORY, AFTER = {story!r}, '<p>After it all stands one more sentence of the story.</p>'
page = visible_page({markup})
assert 'a mortar struck their post' in page.text, 'the story was lost'
assert 'After it all' in page.text, 'the end was lost'
print(*sorted({{issue.code for issue in page.issues}}))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_monsters_are_read_to_their_end(name):
    program = PROGRAM.format(story=STORY, markup=HOSTILE[name])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    if name.startswith("deep") or name in ("twenty_megabytes", "one_long_line"):
        assert done.stdout.strip() == "markup-repaired"


def test_entity_bombs_are_not_expanded():
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol" * 10}">' for i in range(12))
    page = visible_page(f'<?xml version="1.0"?><!DOCTYPE s [{entities}]><s><p>Four people died.</p><p>&l11;</p></s>')
    assert "Four people died." in page.text
    assert len(page.text) < 1000


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word")
    markup = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "{secret.as_uri()}">]><s><p>Four died.</p><p>&x;</p></s>'
    )
    assert "secret word" not in visible_page(markup).text


def test_control_characters_from_entities_are_repaired():
    page = visible_page(f"{STORY}<p>a&#1;b&#0;c</p>")
    assert "a\ufffdb\ufffdc" in page.text
    assert [issue.code for issue in page.issues] == ["text-repaired"]


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("<html><head><title>Only a title</title></head></html>", "no text"),
        ("<html><body><script>render()</script></body></html>", "no text"),
        ("<!-- nothing -->", "."),
        ("<html>", "."),
    ],
)
def test_markup_without_text_is_refused(markup, says):
    with pytest.raises(PageRejected, match=says):
        visible_page(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><frameset><frame src=a><noframes><p>Four people died.</p></noframes></frameset></html>",
        "<html><body><script>x()</script><noscript><p>Four people died.</p></noscript></body></html>",
        "<html><body><div><p>Four people died.",
        "<p>Four people died.</div></b></p></table>",
        "<?xml version='1.0'?><nitf><body.content><block>Four people died.</block></body.content></nitf>",
    ],
)
def test_frames_scripts_and_broken_markup_still_show_their_text(markup):
    assert shown(markup) == ["Four people died."]


TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "b",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "h1",
        "h2",
        "br",
        "a",
        "article",
        "nav",
        "script",
        "style",
        "pre",
        "q",
        "time",
        "!--",
        "/div",
        "/p",
        "/td",
    ]
)
TEXTS = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS.map("<{}>".format), TEXTS), max_size=40))
def test_any_markup_ends_in_lines_or_a_refusal(parts):
    try:
        page = visible_page("<html>" + "".join(parts))
    except PageRejected:
        return
    assert page.text.strip()
    assert [page.text[n.start : n.end] for n in page.lines] == page.text.split("\n")
    assert page.text.encode()
    assert page == visible_page("<html>" + "".join(parts))
