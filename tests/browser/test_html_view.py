"""The HTML view in a real browser: words and values joined both ways, a hostile page harmless, a phone served."""

import pytest
from msgspec import structs

from dateline.view import html
from tests.view import invented
from tests.view.test_html import ATTACK
from tests.view.test_terminal import hostile

PHONE = 390
VISIBLE = "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 0 }"


@pytest.fixture(scope="module")
def document() -> str:
    return html.page_html(invented.coded())


def lit(view, where: str) -> list[str]:
    return view.page.locator(f"#{where} .lit").all_text_contents()


def test_pointing_at_a_value_lights_its_words(visit, document):
    view = visit(document)
    view.page.locator("#record tr.k-casualty", has_text="at least 3").hover()

    assert "".join(lit(view, "page")) == "at least three guards"

    view.page.mouse.move(2, 2)
    assert lit(view, "page") == []


def test_pointing_at_words_lights_their_value(visit, document):
    view = visit(document)
    view.page.locator("#text a", has_text="five people had died").hover()

    assert [t.split("“")[0] for t in lit(view, "record")] == ["5people (civilian) "]


def test_the_nearest_of_nested_values_is_lit_and_the_wider_ones_are_marked(visit, document):
    view = visit(document)
    view.page.locator("#text .b-paragraph a.k-place").first.hover()
    assert any("Gorno" in t for t in lit(view, "record"))
    near = view.page.locator("#record .near").evaluate_all("all => all.map(e => e.id)")
    assert {"i1", "c1"} <= set(near)


def test_a_click_brings_the_other_side_into_view(visit, document):
    view = visit(document)
    view.page.locator("#text a", has_text="We did not fire").click()
    assert view.page.locator("#c4").evaluate(VISIBLE)
    view.page.mouse.move(2, 2)
    assert len(lit(view, "record")) == 1, "a click pins"

    view.page.locator("#record .q", has_text="Last month").first.click()
    assert view.page.locator("#text a", has_text="Last month").evaluate(VISIBLE)

    view.page.keyboard.press("Escape")
    view.page.mouse.move(2, 2)
    view.page.evaluate("document.activeElement.blur()")
    assert lit(view, "page") == lit(view, "record") == []


def test_a_second_click_goes_on_to_the_next_value(visit, document):
    view = visit(document)
    words = view.page.locator("#text .b-paragraph a.k-place").first
    seen = []
    for _ in range(3):
        words.click()
        seen.append(view.page.locator("#record .lit").first.get_attribute("id"))

    assert len(set(seen)) == 3


def test_the_keyboard_does_what_the_pointer_does(visit, document):
    view = visit(document)
    view.page.locator("#text a.k-casualty").first.focus()
    assert len(lit(view, "record")) == 1

    view.page.keyboard.press("Enter")
    assert view.page.locator("#record .lit").first.evaluate(VISIBLE)

    view.page.locator("#record tr.k-casualty .q").first.focus()
    assert "".join(lit(view, "page")) == "at least three guards"


def test_a_kind_can_be_switched_off(visit, document):
    view = visit(document)
    color = "e => getComputedStyle(e).backgroundColor"
    words = view.page.locator("#text a.k-place").first
    assert words.evaluate(color) != "rgba(0, 0, 0, 0)"

    view.page.locator("label.chip.k-place").click()
    view.page.mouse.move(2, 2)
    view.page.wait_for_timeout(300)
    assert words.evaluate(color) == "rgba(0, 0, 0, 0)"


def test_furniture_is_grey_and_can_be_folded(visit, document):
    view = visit(document)
    furniture = view.page.locator("details.furniture").first
    ink = "e => getComputedStyle(e).color"

    assert furniture.locator(".b").is_visible()
    assert furniture.evaluate(ink) != view.page.locator(".b-paragraph").first.evaluate(ink)
    furniture.locator("summary").click()
    assert not furniture.locator(".b").is_visible()


def test_an_incident_of_a_teaser_opens_when_its_words_are_clicked(visit, document):
    view = visit(document)
    assert not view.page.locator("#i3").is_visible()

    view.page.locator("#text .aside a", has_text="wounded two").click()
    assert view.page.locator("#i3").is_visible()


def attacked() -> str:
    coded = invented.coded()
    attack = ATTACK * 3
    span = ((0, len(attack)),)
    page = structs.replace(coded.page, text=attack, headline=attack, source=attack, blocks=(), language='"><script>')
    incident = structs.replace(coded.incidents[1], summary=attack, evidence=span)
    claims = tuple(structs.replace(c, content=span, target=attack) for c in coded.claims)
    return html.page_html(structs.replace(coded, page=page, incidents=(incident,), claims=claims))


@pytest.mark.parametrize("make", [attacked, lambda: html.page_html(hostile())])
@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_hostile_page_runs_nothing_asks_for_nothing_and_complains_of_nothing(visit, make, width):
    view = visit(make(), width)
    view.page.evaluate("document.querySelectorAll('#record .q, #text a').forEach(e => e.click())")

    assert [url for url in view.requests if not url.startswith("file:")] == []
    assert len(view.requests) == 1
    assert view.complaints == []
    assert view.page.locator("script").count() == 1
    assert view.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_stops_a_script_that_got_in_all_the_same(visit, document):
    view = visit(
        document.replace("</main>", "<script>window.pwned = 1</script><img src=https://x.example/a.png></main>")
    )

    assert view.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in c for c in view.complaints)


@pytest.mark.parametrize("width", [320, PHONE, 768, 1280, 1920])
def test_nothing_runs_out_at_the_side(visit, document, width):
    view = visit(document, width)
    for pane in ("page", "record"):
        view.page.evaluate(f"document.getElementById('show-{pane}').checked = true")
        assert view.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = view.page.locator(f"#{pane}")
        assert box.is_visible()
        assert box.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_phone_shows_one_side_and_a_tap_leads_to_the_other(visit, document):
    view = visit(document, PHONE, has_touch=True, is_mobile=True)
    assert view.page.locator("#record").is_visible()
    assert not view.page.locator("#page").is_visible()

    view.page.locator("#record .q", has_text="near Gorno").first.tap()
    words = view.page.locator("#text a.lit").first
    assert words.evaluate(VISIBLE)
    assert not view.page.locator("#record").is_visible()

    view.page.locator("#text a", has_text="We did not fire").tap()
    assert view.page.locator("#c4").evaluate(VISIBLE)

    view.page.locator("label[for=show-page]").tap()
    assert view.page.locator("#text").is_visible()


def test_without_scripts_the_links_still_lead_to_words_and_values(visit, document):
    view = visit(document, java_script_enabled=False)
    view.page.locator("#record .q", has_text="We did not fire").first.click()

    target = view.page.url.split("#")[1]
    assert view.page.locator(f"#text #{target}").inner_text().startswith("We did not fire")


CONTRAST = """() => {
  const rgb = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const lum = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length && (c.length < 4 || c[3] > 0.99)) return c } return [255, 255, 255] };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('script, style, .away')) continue;
    const a = lum(rgb(getComputedStyle(e).color)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${e.className} ${walker.currentNode.data.trim().slice(0, 30)}`);
  }
  return bad;
}"""  # noqa: E501 - contrast as WCAG 2.2 defines it


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, PHONE])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(visit, document, scheme, width):
    view = visit(document, width, color_scheme=scheme)
    for pane in ("page", "record"):
        view.page.evaluate(f"document.getElementById('show-{pane}').checked = true")
        assert view.page.evaluate(CONTRAST) == []

    view.page.evaluate("document.querySelectorAll('[data-v]').forEach(e => e.classList.add('lit'))")
    view.page.wait_for_timeout(300)
    assert view.page.evaluate(CONTRAST) == []


def test_print_shows_both_sides(visit, document):
    view = visit(document, PHONE)
    view.page.emulate_media(media="print")

    assert view.page.locator("#page").is_visible()
    assert view.page.locator("#record").is_visible()
    assert not view.page.locator(".switch").is_visible()
