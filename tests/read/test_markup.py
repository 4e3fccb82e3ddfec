"""Markup to a tree: what is flattened, what is kept."""

import pytest

from dateline.read.markup import MAX_DEPTH, flatten, parse


def text_of(markup):
    tree, repaired = parse(markup)
    return " ".join("".join(tree.itertext()).split()), repaired


def test_sound_markup_is_left_alone():
    assert text_of("<html><body><p>One</p><!-- x --><?y z?><p>two</p></body></html>") == ("Onetwo", "")


def test_what_lies_too_deep_is_dissolved_and_its_text_kept():
    deep = "<div>" * 400 + "in " + "</div>" * 400 + "<p>out</p>"
    text, repaired = text_of(deep)
    assert text == "in out"
    assert f"beyond {MAX_DEPTH} levels" in repaired


def test_flattening_keeps_shallow_markup_and_linked_data():
    script = '<script type="application/ld+json">{"a": "<div>"}</script>'
    markup = f"<body>{script}<script>var x = '<div>';</script><!-- <div> --><div class=a><p>x</p><br></div></body>"
    flat = flatten(markup)
    assert script in flat
    assert "<div class=a><p>x</p><br></div>" in flat
    assert "var x" not in flat
    assert "<!--" not in flat


@pytest.mark.parametrize("open_end", ["<!-- never closed <p>lost", "<script>never closed", "<style>p {"])
def test_flattening_ends_where_a_comment_or_script_never_does(open_end):
    assert flatten(f"<p>kept</p>{open_end}") == "<p>kept</p>"


def test_elements_side_by_side_are_no_depth():
    markup = "<div><p>a</div>" * 3000 + "<li>b" * 3000
    assert parse(markup)[1] == ""


def test_attributes_by_the_thousand_are_dropped():
    flood = " ".join(f"a{i}='1'" for i in range(5000))
    tree, _ = parse(f"<div {flood}><p class='kept'>x</p></div>")
    assert not tree.find(".//div").attrib
    assert tree.find(".//p").get("class") == "kept"


def test_xml_is_read_as_xml():
    tree, repaired = parse('<?xml version="1.0" encoding="utf-16"?><nitf><hl1>Gao</hl1><p><![CDATA[a < b]]></p></nitf>')
    assert (tree.tag, tree.findtext("p"), repaired) == ("nitf", "a < b", "")


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><p>One</p></body></html><p>two</p>",
        "<html><body><p>One</p></body><p>two</p></HTML >",
        "<p>One</p></html></html><p>two</p></html>",
        "<html><body><p>One</p></body></html><!doctype html><html><head></head><body><p>two</p></body></html>",
    ],
)
def test_what_follows_the_end_of_the_page_belongs_to_it(markup):
    assert text_of(markup) == ("Onetwo", "")
