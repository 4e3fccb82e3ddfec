"""A tree to the lines that a reader sees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.markup import parse
from dateline.read.visible import visible_lines

STORY = (
    "<p>Four soldiers were killed when a mortar struck their post in the northern town on Monday, the army said.</p>"
)


def shown(markup: str) -> list[str]:
    return [line.text for line in visible_lines(parse(markup)[0])]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>One\n  two\tthree</p><p>four</p>", ["One two three", "four"]),
        ("<p>The <b>army</b> <a href=x>said</a>, again</p>", ["The army said, again"]),
        ("<p>Line one<br>line two<br><br>line three</p>", ["Line one", "line two", "line three"]),
        ("<h1>A headline<br>on two lines</h1><p>x</p>", ["A headline on two lines", "x"]),
        ("<p>south&shy;western &ldquo;front&rdquo; &amp; caf&eacute; &#8217;s</p>", ["southwestern “front” & café ’s"]),
        ("<p>He said <q>no</q>.</p>", ["He said “no”."]),
        ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", ["one", "two", "three"]),
        ("<dl><dt>Killed</dt><dd>four</dd></dl>", ["Killed", "four"]),
        (
            "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Kidal</td><td>4</td></tr></table>",
            ["Town\tKilled", "Kidal\t4"],
        ),
        ("<table><tr><td>menu</td><td><p>Long story</p></td></tr></table>", ["menu", "Long story"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("<span class=a>World</span><span class=b>Middle East</span>", ["World Middle East"]),
        ("<div><span>By Ann Lee</span><span>Kabul</span></div>", ["By Ann Lee", "Kabul"]),
        ("<div><span>By Ann Lee</span> <time>3 May 2020</time></div>", ["By Ann Lee", "3 May 2020"]),
        ("<div>Published <time>3 May 2020</time></div>", ["Published 3 May 2020"]),
        ("<div>The <span>Army</span> <a>Chief</a> <b>Musa</b> said</div>", ["The Army Chief Musa said"]),
        ("<p>&nbsp;</p><p>\u200b\ufeff</p><p>x</p>", ["x"]),
        ("<p><span>W</span>ashington</p>", ["Washington"]),
        ("<p>a</p><!-- comment --><p>b<!-- x -->c</p>", ["a", "bc"]),
        ("<p>seen</p><script>no</script><style>no</style><template>no</template><select><option>no</select>", ["seen"]),
        (
            "<p>seen and read by all</p><p hidden>no</p><p style='Display : None'>no</p><dialog>no</dialog>",
            ["seen and read by all"],
        ),
        ("<p>seen<svg><title>no</title></svg> again</p><iframe>no</iframe>", ["seen again"]),
        ("<div aria-hidden=true>seen all the same</div>", ["seen all the same"]),
    ],
)
def test_visible_lines(markup, lines):
    assert shown(f"<html><body>{markup}</body></html>") == lines


def test_a_story_behind_a_curtain_is_read():
    markup = f"<body style='display:none'><div style='display:none'>{STORY * 3}</div><p>Loading</p></body>"
    assert len(shown(markup)) == 4


SHOWN = "div p span b table tr td ul li h1 br a article nav footer body html head form font frameset pre q time figure"
MARKS = st.sampled_from([f"<{end}{tag}>" for tag in SHOWN.split() for end in ("", "/")])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(MARKS, st.just(" word ")), max_size=40))
def test_no_word_is_lost_whatever_the_markup(parts):
    numbered = [f" w{i}w " if part == " word " else part for i, part in enumerate(parts)]
    text = " ".join(shown("<html><body>" + "".join(numbered)))
    assert [part.strip() for part in numbered if part.startswith(" w") and part.strip() not in text] == []
