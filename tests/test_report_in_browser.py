"""The page of `jimo report` in a real browser: what is clicked, typed and seen.

Needs Chromium or Chrome on the path (Debian: `apt-get install chromium`), or JIMO_BROWSER to say where
one is; without one these tests are skipped.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Page, find_browser
from test_cli_report import ALL, ECONOMY, HOSTILE, built, hostile, saved

from jimo_cli import Extractor
from jimo_cli.labels import load_labels
from jimo_cli.read import document
from jimo_cli.report.page import make_page
from support import ROOT

PROGRAM = find_browser()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no browser: install chromium, or set JIMO_BROWSER")
Opener = Callable[..., Page]
WIDTHS = [320, 390, 768, 1024, 1280, 1920]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory(prefix="jimo-browser-") as folder, Browser(PROGRAM, Path(folder)) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a page made of documents; when the test is over, nothing may have gone wrong in it."""
    pages: list[Page] = []

    def open_(text: str, width: int = 1280, height: int = 800, **look: str) -> Page:
        path = tmp_path / f"page{len(pages)}.html"
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        pages.append(browser.page(path, width, height, **look))
        return pages[-1]

    yield open_
    complaints = pages[-1].complaints() if pages else []
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture(scope="module")
def trade(extractor: Extractor) -> str:
    """The page of a whole article, as it comes out now."""
    return make_page([article(extractor, "trade-statistics")], load_labels("en"))


def article(extractor: Extractor, name: str) -> Any:
    return extractor.extract((ROOT / f"samples/{name}.txt").read_text(encoding="utf-8"), id=name)


def economy(language: str = "en") -> str:
    return built(saved(ECONOMY), language=language)


def in_sight(page: Page, selector: str) -> bool:
    """Whether an element is in the window, and nothing lies over its middle."""
    found: bool = page(
        f"(() => {{ const e = document.querySelector({selector!r}); const b = e.getClientRects()[0];"
        "const x = b.left + b.width / 2, y = b.top + b.height / 2;"
        "const top = document.elementFromPoint(x, y);"
        "return y > 0 && y < innerHeight && x > 0 && x < innerWidth && (e.contains(top) || top.contains(e)); })()"
    )
    return found


def shown_rows(page: Page) -> list[str]:
    rows: list[str] = page(
        "[...document.querySelectorAll('tr[data-fact]')].filter(r => !r.hidden).map(r => r.dataset.fact)"
    )
    return rows


def values(page: Page) -> list[str | None]:
    """The value column from top to bottom, for scripts."""
    found: list[str | None] = page(
        "[...document.querySelectorAll('tr[data-fact]')].map(r => r.querySelector('data')?.value ?? null)"
    )
    return found


# -- facts and their evidence


def test_a_fact_leads_to_its_evidence(trade: str, open_page: Opener) -> None:
    page = open_page(trade, height=500)
    last = page("[...document.querySelectorAll('tr[data-fact]')].pop().id")
    before = page("scrollY")
    page.click(f"#{last} a.to-text")
    evidence = page("[...document.querySelectorAll('.e.on')].map(e => e.textContent).join('')")
    assert evidence == page(f"document.getElementById('{last}').dataset.text")
    assert in_sight(page, ".e.on")
    assert page("scrollY") != before
    assert page("getComputedStyle(document.querySelector('.e.on')).backgroundColor") == "rgb(255, 234, 166)"
    assert page("[...document.querySelectorAll('[aria-current]')].map(r => r.id)") == [last]
    assert page("location.hash") == f"#{last}"
    page.press("Escape")
    assert page("document.querySelectorAll('.on, .arg, [aria-current]').length") == 0


def test_anywhere_in_its_row(open_page: Opener) -> None:
    page = open_page(economy())
    page.click("#d1-f3 td.kind")
    assert page("document.querySelector('.e.on').textContent") == "第二产业增加值205亿元"
    marked = page("[...document.querySelectorAll('.m.arg')].map(m => m.dataset.m)")
    assert marked == ["m3", "m4", "m7"], "what it was put together of is marked as well"


def test_the_text_leads_to_its_facts(trade: str, open_page: Opener) -> None:
    """A number leads to the row that states it; once more, to the next one that it takes part in."""
    page = open_page(trade, height=500)
    mention = page("document.querySelector('.m:not([data-e])[data-go*=\" \"]').id")
    facts = page(f"document.getElementById('{mention}').dataset.go").split()
    for fact in (*facts, facts[0]):
        page.click(f"#{mention}")
        assert page("document.querySelector('tr.on').dataset.fact") == fact
        assert in_sight(page, "tr.on .to-text")
    page("[...document.querySelectorAll('.e')].pop().click()")
    assert page("document.querySelectorAll('tr.on').length") == 1


def test_a_link_from_outside(browser: Browser, open_page: Opener) -> None:
    page = open_page(economy())
    page.open(page("location.href") + "#d1-f6")
    assert page("document.querySelector('tr.on').id") == "d1-f6"
    assert page("document.querySelector('.e.on').textContent") == "全市粮食面积约10公顷"


# -- the table


def test_search(open_page: Opener) -> None:
    page = open_page(economy())
    rows = shown_rows(page)
    page("document.querySelector('input[type=search]').focus()")
    page.type("增加值")
    assert shown_rows(page) == ["f3", "f4"]
    assert page("document.querySelector('.count').textContent") == "2 of 10 facts"
    page.press("Escape")
    assert shown_rows(page) == rows
    assert page("document.querySelector('.count').textContent") == "10 facts"
    for words, found in (
        ("512.4亿", ["f1"]),
        ("51240000000", ["f1"]),
        ("51,240", ["f1"]),
        ("FORECAST", ["f8"]),
        ("全市　增长", ["f2", "f8"]),
        ("高铁 H1", []),
    ):
        page.type(words)
        assert shown_rows(page) == found, words
        page.press("Escape")
    page.type("<b>")
    assert page("document.querySelector('.count').textContent") == "nothing found"


def test_kinds(open_page: Opener) -> None:
    page = open_page(economy("zh"))
    page.click(".chip[data-kind=change]")
    assert shown_rows(page) == ["f2", "f8"]
    page.click(".chip[data-kind=rank]")
    assert shown_rows(page) == ["f2", "f8", "f9"]
    page.click(".chip[data-kind=change]")
    assert shown_rows(page) == ["f9"]
    assert page("document.querySelector('.count').textContent") == "10条中的1条"


def test_sorting_sorts_numerically(open_page: Opener) -> None:
    page = open_page(economy())
    order = shown_rows(page)
    page.click("th.value button")
    assert values(page) == ["3", "3.5", "6", "6.3", "10", "21", "40", "3000/5000", "20500000000", "51240000000"]
    assert page("document.querySelector('th.value').getAttribute('aria-sort')") == "ascending"
    page.click("th.value button")
    assert values(page) == ["51240000000", "20500000000", "3000/5000", "40", "21", "10", "6.3", "6", "3.5", "3"]
    page.click("th.value button")
    assert shown_rows(page) == order
    assert page("document.querySelector('th.value').getAttribute('aria-sort')") is None


def test_sorting_is_exact(open_page: Opener) -> None:
    """Values that are one and the same to JavaScript, falls, ranges, and rows without a value."""
    value = saved()
    numbers = [
        9007199254740993,
        9007199254740992,
        Decimal("0.1"),
        Decimal("0.10000000000000000001"),
        None,
        -3,
        2,
        10,
        9,
    ]
    for fact, number in zip(value["facts"], numbers):
        fact.update(value=number, low=None, high=None, direction=None)
    value["facts"][6].update(direction="down")
    value["facts"][9].update(value=None, low=2, high=10, direction=None)
    page = open_page(built(value))
    page.click("th.value button")
    wanted = [
        "-3",
        "-2",
        "0.1",
        "0.10000000000000000001",
        "2/10",
        "9",
        "10",
        "9007199254740992",
        "9007199254740993",
        None,
    ]
    assert values(page) == wanted
    page.click("th.value button")
    assert values(page) == [*wanted[-2::-1], None], "nothing stands last either way"


def test_sorting_by_time_and_words(open_page: Opener) -> None:
    page = open_page(economy())
    page.click("th.time button")
    assert shown_rows(page)[:7] == ["f1", "f2", "f3", "f4", "f5", "f6", "f8"]
    page.click("th.time button")
    assert shown_rows(page)[:2] == ["f8", "f1"]
    page.click("th.kind button")
    kinds = page("[...document.querySelectorAll('tr[data-fact]')].map(r => r.dataset.kind)")
    assert kinds == sorted(kinds)


# -- entities, timeline, charts


def test_an_entity_and_its_mentions(open_page: Opener) -> None:
    page = open_page(economy())
    page.click("#d1-m8")
    assert page("document.querySelector('[aria-selected=true]').id") == "d1-entities-tab"
    assert page("[...document.querySelectorAll('.m.named')].map(m => m.dataset.m)") == ["m4", "m8", "m12"]
    page.click("#d1-e1 .name")
    assert page("[...document.querySelectorAll('.m.named')].map(m => m.dataset.m)") == ["m2"]
    page.click("#d1-e2 .about")
    assert page("document.querySelector('[aria-selected=true]').id") == "d1-facts-tab"
    about = shown_rows(page)
    assert set(about) == {
        fact["id"] for fact in saved()["facts"] if "e2" in str([fact[key] for key in ("subject", "object")])
    }
    page.click(".count .chip")
    assert len(shown_rows(page)) == 10


def test_timeline_and_charts_lead_to_facts(open_page: Opener) -> None:
    page = open_page(economy())
    page.click("#d1-timeline-tab")
    page.click("#d1-timeline a[href='#d1-f8']")
    assert page("document.querySelector('.e.on').textContent") == "预计全年增长6%以上"
    page.click("#d1-charts-tab")
    widths = page("[...document.querySelectorAll('.chart')][0].querySelectorAll('.bar rect').length")
    assert widths == 2
    drawn = page(
        "[...document.querySelectorAll('.chart .bar rect')].slice(0, 2).map(r => r.getBoundingClientRect().width)"
    )
    assert drawn[1] / drawn[0] == pytest.approx(205 / 512.4, abs=0.02)
    page.click("#d1-charts a[href='#d1-f3']")
    assert page("document.querySelector('.e.on').textContent") == "第二产业增加值205亿元"
    assert page("document.querySelector('[aria-selected=true]').id") == "d1-charts-tab"


# -- keyboard, looks, paper


def test_by_keyboard(open_page: Opener) -> None:
    page = open_page(economy())
    page("document.querySelector('#d1-facts-tab').focus()")
    for key, tab in (
        ("ArrowRight", "entities"),
        ("ArrowRight", "timeline"),
        ("ArrowLeft", "entities"),
        ("ArrowLeft", "facts"),
    ):
        page.press(key)
        assert page("document.activeElement.id") == f"d1-{tab}-tab"
        assert page("[...document.querySelectorAll('.part')].filter(p => !p.hidden).map(p => p.id)") == [f"d1-{tab}"]
    page("document.querySelector('#d1-f6 a').focus()")
    page.press("Enter")
    assert page("document.querySelector('.e.on').textContent") == "全市粮食面积约10公顷"
    page.press("Tab")
    assert page("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page("document.querySelector('th.value button').focus()")
    page.press("Enter")
    assert values(page)[0] == "3"
    page("document.querySelector('#d1-m5').focus()")
    page.press("Tab")
    assert page("document.activeElement.id") == "d1-m6"
    page.press("Tab")
    assert page("document.querySelector('.tip').textContent") == "20,500,000,000 CNYmoney"
    page.press("Escape")
    assert page("document.querySelector('.tip').hidden") is True


# No person clicks so fast that the browser would rather not keep up with the address.
HURRY = "history.replaceState = () => {}"
CONTRAST = """
(() => {
  document.getAnimations().forEach((animation) => animation.finish());  // a colour on its way is neither of the two
  const channel = (c) => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const read = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (c.startsWith('rgb(')) return read(c); } return [255, 255, 255]; };
  const poor = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.getClientRects().length || e.closest('.unseen, script')) continue;
    const [a, b] = [light(read(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) poor.push(`${e.tagName}.${e.className} ${e.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return poor;
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read(scheme: str, trade: str, open_page: Opener) -> None:
    """Text stands out from what is behind it, 4.5 to 1 and more, whatever is marked."""
    page = open_page(trade, prefers_color_scheme=scheme)
    for part in ("facts", "entities", "timeline", "charts"):
        page.click(f"#d1-{part}-tab")
        assert page(CONTRAST) == []
    page.click("#d1-facts-tab")
    page.click("#d1-f3")
    page.click(".chip")
    assert page(CONTRAST) == []


def test_light_and_dark(open_page: Opener) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    page = open_page(economy(), prefers_color_scheme="dark")
    dark = page(paper)
    page.click(".theme")
    light = page(paper)
    assert (light, dark) == ("rgb(251, 250, 246)", "rgb(22, 21, 19)")
    page.click(".theme")
    assert page(paper) == dark
    page.open(page("location.href").partition("#")[0] + "?again")
    assert page("document.querySelector('.theme').textContent") == "Theme: dark"
    page.click(".theme")
    assert page("document.querySelector('.theme').textContent") == "Theme: auto"


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_screen(width: int, open_page: Opener) -> None:
    page = open_page(built(*(saved(name) for name in ALL)), width=width)
    for part in ("facts", "entities", "timeline", "charts"):
        page(f"document.querySelectorAll('[id$={part}-tab]').forEach(tab => tab.click())")
        assert page("document.documentElement.scrollWidth") <= width, part


def test_on_a_phone_there_is_a_way_back(trade: str, open_page: Opener) -> None:
    page = open_page(trade, width=390, height=700)
    page.click("#d1-f20 a.to-text")
    assert in_sight(page, ".e.on")
    assert not in_sight(page, "#d1-f20")
    page.click(".back")
    assert in_sight(page, "#d1-f20")
    assert page("document.querySelector('.back').hidden") is True


def test_on_paper_all_is_there(open_page: Opener) -> None:
    page = open_page(economy(), prefers_color_scheme="dark")
    page.click(".chip[data-kind=rank]")
    page.call("Emulation.setEmulatedMedia", media="print")
    seen = page("[...document.querySelectorAll('.part, tr[data-fact]')].filter(e => e.getClientRects().length).length")
    assert seen == 14
    assert page("getComputedStyle(document.querySelector('.doc')).color") == "rgb(0, 0, 0)"
    assert page("[...document.querySelectorAll('.tabs, .tools, .theme, .save')].every(e => !e.getClientRects().length)")


def test_without_scripts(open_page: Opener) -> None:
    """Everything is there, and the links work as links do."""
    page = open_page(economy())
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(page("location.href") + "?bare")
    assert page("[...document.querySelectorAll('.part')].every(e => e.getClientRects().length)")
    assert not page("[...document.querySelectorAll('.needs-js')].some(e => e.getClientRects().length)")
    page.click("#d1-f6 a")
    assert page("document.querySelector(':target').textContent") == "全市粮食面积约10公顷"
    page.call("Emulation.setScriptExecutionDisabled", value=False)


# -- articles as they are, and as they should not be


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_goes_wrong(language: str, extractor: Extractor, open_page: Opener) -> None:
    """All samples in one page; every fact is selected, every entity, every highlight."""
    names = sorted(path.stem for path in (ROOT / "samples").glob("*.txt"))
    page = open_page(make_page([article(extractor, name) for name in names], load_labels(language)))
    assert page("document.querySelectorAll('.contents a').length") == len(names)
    page(HURRY)
    wrong = page(
        "[...document.querySelectorAll('tr[data-fact]')].filter(row => { row.querySelector('a').click();"
        "const told = [...document.querySelectorAll('.e.on')].map(e => e.textContent).join('');"
        "return !told.replace(/\\s/g, '').includes(row.dataset.text.replace(/\\s/g, '')); }).map(row => row.id)"
    )
    assert wrong == []
    page("document.querySelectorAll('.m, .name, .forms a, .about, .part a').forEach(e => e.click())")
    page("document.querySelectorAll('thead button').forEach(e => e.click())")
    page.click(".contents li:last-child a")
    assert page("location.hash") == f"#d{len(names)}"


def test_hostile_text_stays_text(open_page: Opener) -> None:
    page = open_page(built(*(hostile(words) for words in HOSTILE)))
    page(HURRY)
    page("document.querySelectorAll('.m, .name, .forms a, .about, .part a, tr').forEach(e => e.click())")
    assert page("document.querySelectorAll('img, iframe, object, [onmouseover], [onfocus]').length") == 0
    assert page("document.scripts.length") == 2 + len(HOSTILE)
    for number, words in enumerate(HOSTILE, 1):
        shown = page(f"document.querySelector('#d{number} .title').textContent")
        if words.isprintable():
            assert shown == words
        assert "\u202e" not in page(f"document.querySelector('#d{number} .spread').textContent")
    assert page("JSON.parse(document.querySelector('script.data').textContent).doc.title") == HOSTILE[0]


def test_scripts_of_others_do_not_run(open_page: Opener, tmp_path: Path) -> None:
    """Even if markup of an article got through, the page's policy would not let it act."""
    text = economy().replace(
        "</main>", "<script>window.ran = 1</script><b onclick='window.ran = 1' id='b'>b</b></main>"
    )
    page = open_page(text)
    page("document.querySelector('#b').click()")
    assert page("window.ran") is None
    assert any("Content Security Policy" in told for told in page.complaints())
    page._browser.events.clear()


def test_the_document_comes_out_as_it_went_in(open_page: Opener) -> None:
    page = open_page(economy())
    data = page("document.querySelector('script.data').textContent")
    from jimo_cli.read import loads

    assert document(loads(data)) == document(saved())
