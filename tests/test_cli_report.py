"""`jimo report`: one page that needs nothing else, says what the documents say, and runs nothing that they hold."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import Runner

from jimo_cli.labels import languages, load_labels
from jimo_cli.read import document, loads
from jimo_cli.report.page import make_page
from jimo_cli.report.periods import Periods
from jimo_cli.report.wording import Wording
from jimo_cli.wire import dumps_value
from support import ROOT, TESTS

FOLDER = TESTS / "documents"
ECONOMY, PEOPLE, EXTREMES = (str(FOLDER / f"{name}.json") for name in ("economy", "people", "extremes"))
ALL = (ECONOMY, PEOPLE, EXTREMES)
EMPTY = {"input", "meta", "rect", "line"}  # elements that have no end


class Read(HTMLParser):
    """A page as a parser sees it: elements in order, text, and whatever does not fit together."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.problems: list[str] = []
        self.raw: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.problems += [f"{name} is not closed" for name in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.problems.append(f"{tag} has an attribute twice: {attrs}")
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.raw.setdefault(self._open[-1] if self._open else "", []).append(data)

    def all(self, name: str, key: str) -> list[str]:
        return [found or "" for tag, told in self.elements if tag == name and (found := told.get(key)) is not None]


def page_of(command: Runner, *arguments: str) -> str:
    ran = command("report", *arguments)
    assert (ran.status, ran.err) == (0, "")
    return ran.text


def saved(name: str = ECONOMY) -> Any:
    return loads(Path(name).read_text(encoding="utf-8"))


def built(*values: Any, language: str = "en") -> str:
    """The page of documents made by hand, as it is written."""
    page = make_page([document(value) for value in values], load_labels(language))
    return page.encode("utf-8", "backslashreplace").decode("utf-8")


# -- the page as a file


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "files", [(ECONOMY,), (PEOPLE,), (EXTREMES,), ALL], ids=["economy", "people", "extremes", "all"]
)
def test_it_is_sound(files: tuple[str, ...], language: str, command: Runner) -> None:
    """Elements fit into each other, ids are given once, and every link leads somewhere in the page."""
    page = Read(page_of(command, *files, "--lang", language))
    assert page.problems == []
    ids = [told["id"] for _, told in page.elements if "id" in told]
    assert len(ids) == len(set(ids))
    links = page.all("a", "href")
    assert {link for link in links if link != "#" and link.removeprefix("#") not in ids} == set()
    assert all(link.startswith("#") for link in links)
    for _, told in page.elements:
        for key in ("aria-labelledby", "aria-controls", "aria-describedby"):
            assert told.get(key) is None or told[key] in ids


def test_it_needs_nothing_else(command: Runner) -> None:
    text = page_of(command, *ALL)
    page = Read(text)
    loading = {"src", "srcset", "data", "action", "formaction", "poster", "background", "style", "ping"}
    assert [
        told for tag, told in page.elements if loading & told.keys() or tag in ("link", "img", "iframe", "base")
    ] == []
    assert [key for _, told in page.elements for key in told if key.startswith("on")] == []
    style = "".join(page.raw["style"])
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = [told["content"] for _, told in page.elements if told.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_it_is_the_same_every_time(command: Runner, tmp_path: Path) -> None:
    assert page_of(command, *ALL) == page_of(command, *ALL)
    assert command("report", *ALL, "-o", "page.html").out == b""
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page_of(command, *ALL)


def test_the_data_in_it_is_the_document(command: Runner) -> None:
    page = page_of(command, *ALL)
    found = re.findall(r'<script type="application/json" class="data">(.*?)</script>', page)
    assert [document(loads(data)) for data in found] == [document(loads(Path(name).read_text("utf-8"))) for name in ALL]


def test_every_mention_and_fact_is_in_it(command: Runner) -> None:
    page = Read(page_of(command, ECONOMY))
    value = saved()
    rows = [told for tag, told in page.elements if tag == "tr" and "data-fact" in told]
    assert [row["data-fact"] for row in rows] == [fact["id"] for fact in value["facts"]]
    assert [row["data-text"] for row in rows] == [fact["text"] for fact in value["facts"]]
    assert page.all("a", "data-m") == [mention["id"] for mention in value["mentions"]]
    assert page.all("li", "data-entity") == ["e2", "e1"] or set(page.all("li", "data-entity")) == {"e1", "e2"}
    assert page.all("data", "value")[:6] == ["51240000000", "6.3", "20500000000", "40", "21", "10"]
    assert page.all("data", "value")[6] == "3000/5000"


def test_the_text_is_the_text(command: Runner) -> None:
    """With all marks taken out, what stands in the paragraphs is the article, character by character."""
    page = page_of(command, ECONOMY)
    (prose,) = re.findall(r'<div class="prose"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert re.sub("<[^>]*>", "", prose) == saved()["doc"]["text"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ("51.24 bn", "3,000–5,000", "Q1 2023", "+6.3", "forecast", "17 Apr 2023: the day of this text")),
     ("zh", ("512.4亿", "3,000–5,000", "2023年1季度", "+6.3", "预计", "2023年4月17日：本文的日期", "占比"))],
)  # fmt: skip
def test_what_it_says(language: str, told: tuple[str, ...], command: Runner) -> None:
    page = page_of(command, ECONOMY, "--lang", language)
    assert f'<html lang="{language}">' in page
    for words in told:
        assert words in page


def test_several_articles_have_contents(command: Runner) -> None:
    page = page_of(command, *ALL, "--title", "A <week>")
    assert "<h1>A &lt;week&gt;</h1>" in page
    assert "<title>A &lt;week&gt;</title>" in page
    for number, name in enumerate(ALL, 1):
        title = saved(name)["doc"]["title"] or saved(name)["doc"]["id"]
        assert (
            f'<a href="#d{number}" lang="zh">{title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}</a>'
            in page
        )
    assert "<h1>3 articles</h1>" in page_of(command, *ALL)
    assert '<h1 id="d1-title"' in page_of(command, ECONOMY)


def test_without_text_there_are_still_facts(command: Runner, tmp_path: Path) -> None:
    value = saved()
    value["doc"]["text"] = None
    (tmp_path / "bare.json").write_text(dumps_value(value), encoding="utf-8")
    page = page_of(command, "bare.json")
    assert "(the text was left out)" in page
    assert page.count("<tr id=") == len(value["facts"])
    assert Read(page).problems == []


def test_nothing_found(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("啊", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    page = page_of(command, "a.txt", "empty.txt")
    assert "nothing found" in page
    assert Read(page).problems == []


def test_the_headline_is_that_of_the_text(command: Runner, tmp_path: Path) -> None:
    """It stands once, with its highlights, wherever in the head it is; a file is named without its folders."""
    (tmp_path / "news").mkdir()
    article = "滚动新闻 > 正文\n今年投资5亿元\n2019-12-02 08:27 来源：钱江观察\n据介绍，今年共招聘三人，工期两年，到明年结束。\n"
    (tmp_path / "news/a.txt").write_text(article, encoding="utf-8")
    page = page_of(command, "news/a.txt")
    assert re.search(r'<h1 id="d1-title"[^>]*>.*5亿元</a>', page)
    assert len(re.findall('class="m number"[^>]*>5亿元<', page)) == 1
    assert "<span>a.txt</span>" in page
    assert page.count('<p class="byline">') == 2
    (tmp_path / "news/b.txt").write_text("共3人", encoding="utf-8")
    assert '<h1 id="d1-title" lang="zh" class="title">b.txt</h1>' in page_of(command, "news/b.txt")
    assert "(no title)</h1>" in command("report", stdin="共3人".encode()).text


# -- the command


def test_it_reads_what_other_commands_write(command: Runner, tmp_path: Path) -> None:
    article = str(ROOT / "samples/local-economy.txt")
    lines = command("extract", article, "-f", "jsonl").out
    assert command("report", stdin=lines).out == command("report", article).out
    changes = command("filter", "--kind", "change", stdin=lines).out
    page = Read(command("report", stdin=changes).text)
    assert set(page.all("tr", "data-kind")) == {"change"}
    assert page.problems == []


def test_extract_and_filter_write_it_too(command: Runner) -> None:
    article = str(ROOT / "samples/local-economy.txt")
    assert command("extract", article, "-f", "html").out == command("report", article).out
    assert command("filter", ECONOMY, "-f", "html").out == command("report", ECONOMY).out


def test_what_fails_is_left_out(command: Runner, tmp_path: Path) -> None:
    ran = command("report", "none.txt", ECONOMY, "-o", "page.html")
    assert (ran.status, ran.err) == (1, "jimo: none.txt: cannot be read: No such file or directory\n")
    assert "512.4" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_wrong_use(command: Runner, tmp_path: Path) -> None:
    ran = command("report", ECONOMY, "--lang", "cn")
    assert (ran.status, "--lang 'cn' is none of en, zh" in ran.err) == (2, True)
    (tmp_path / "a.txt").write_text("共3人", encoding="utf-8")
    ran = command("report", "a.txt", "-o", "a.txt")
    assert ran.status == 2
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "共3人"


def test_what_it_does_not_load(tmp_path: Path) -> None:
    """A page of saved documents waits for neither the rules nor libraries."""
    heavy = "pydantic rich jieba duckdb yaml click jsonschema jimo_cli.extractor jimo_cli.rules"
    code = (
        f"import sys; from jimo_cli.cli.main import run; status = run(['report', {ECONOMY!r}, '-o', 'page.html']);"
        f"print(status, *(name for name in '{heavy}'.split() if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=tmp_path)
    assert done.stdout == "0\n"


def test_labels_are_complete() -> None:
    english, chinese = load_labels("en"), load_labels("zh")
    for group in ("group", "unit", "month", "when", "when_mod", "of_object", "report"):
        assert english.group(group).keys() == chinese.group(group).keys()
        for key, pattern in english.group(group).items():
            if group in ("report", "of_object", "when_mod"):
                assert set(re.findall(r"\{\w+\}", pattern)) == set(re.findall(r"\{\w+\}", chinese.group(group)[key]))


# -- figures and periods


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [("51240000000", "51.24 bn", "512.4亿"), ("4370000000000", "4.37 trn", "4.37万亿"), ("46000", "46,000", "4.6万"),
     ("-1500000", f"{chr(0x2212)}1.5 mn", f"{chr(0x2212)}150万"), ("0.35", "0.35", "0.35"), ("1234567.891", "1,234,567.891", "1,234,567.891"),
     ("1234567", "1,234,567", "123.4567万"), ("102400000000000000000001",) + ("102,400,000,000,000,000,000,001",) * 2,
     ("9999", "9,999", "9,999")],
)  # fmt: skip
def test_figures_are_exact(value: str, english: str, chinese: str) -> None:
    fact = document(loads(dumps_value(saved()).replace("51240000000", value))).facts[0]
    for language, told in (("en", english), ("zh", chinese)):
        figure = Wording(load_labels(language)).figure(fact)
        assert figure is not None
        assert figure.short == told
        assert figure.full.replace(",", "").replace(chr(0x2212), "-") == str(loads(value))


@pytest.mark.parametrize(
    ("value", "mod", "english", "chinese"),
    [("2018", None, "2018", "2018年"), ("2019-H1", None, "H1 2019", "2019年上半年"),
     ("2019-Q3", None, "Q3 2019", "2019年3季度"), ("2019-06", "END", "late Jun 2019", "2019年6月末"),
     ("2019-W05", None, "week 5, 2019", "2019年第5周"), ("2019-10-08", None, "8 Oct 2019", "2019年10月8日"),
     ("2019-10-28T09:30", None, "28 Oct 2019, 09:30", "2019年10月28日 09:30"),
     ("2019-10-28T09", None, "28 Oct 2019, 09:00", "2019年10月28日 09:00"),
     ("2019-10-28TMO", None, "28 Oct 2019, morning", "2019年10月28日上午"), ("2019-SU", None, "summer 2019", "2019年夏"),
     ("201", None, "2010s", "2010年代"), ("P2Y", None, "2 years", "2年"), ("PT90M", "MORE_THAN", "more than 90 minutes", "超过90分钟"),
     ("PRESENT_REF", None, "now", "目前"), ("XXXX-10-28", None, "28 Oct", "10月28日"),
     ("2023-01/2023-07", None, "Jan–Jul 2023", "2023年1—7月"), ("2023-Q1/2023-Q3", None, "Q1–Q3 2023", "2023年1—3季度"),
     ("2023-11-05/2023-11-10", None, "5–10 Nov 2023", "2023年11月5—10日"),
     ("2022-11/2023-02", None, "Nov 2022 – Feb 2023", "2022年11月—2023年2月"),
     ("2022-11-03T00/2022-11-03T24", None, "3 Nov 2022, 00:00–24:00", "2022年11月3日 00:00–24:00"),
     ("2019/..", None, "since 2019", "2019年以来"), ("../2019", None, "until 2019", "截至2019年"),
     ("2024", "BEFORE", "before 2024", "2024年前"), ("P1Y6M", None, "P1Y6M", "P1Y6M"), ("XXXX-WXX-5", None, "XXXX-WXX-5", "XXXX-WXX-5"),
     ("什么", None, "什么", "什么")],
)  # fmt: skip
def test_periods(value: str, mod: str | None, english: str, chinese: str) -> None:
    assert Periods(load_labels("en"))(value, mod) == english
    assert Periods(load_labels("zh"))(value, mod) == chinese


def test_every_time_of_the_texts_has_words(command: Runner) -> None:
    """Nothing raises, whatever TIMEX3 jimo gives."""
    for name in sorted((ROOT / "samples/expected").glob("*.json")):
        for language in languages():
            wording = Wording(load_labels(language))
            for mention in document(loads(name.read_text(encoding="utf-8"))).mentions:
                assert wording.says(mention) != ""


# -- what is hostile

HOSTILE = [
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "<!--", "]]>",
    "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "javascript:alert(1)", "{{7*7}}${7*7}$title", "&lt;b&gt;&amp;",
    "\u202egnp.exe", "\u2067rtl\u2069", "\x00\x07\x1b[31m\x9b", "\udfff\ud800", "\ufffe\uffff", "\u2028\u2029\x85\x0c",
]  # fmt: skip


def hostile(words: str) -> Any:
    """The economy with words in every place that a document has for any."""
    value = saved()
    length = len(words)
    value["doc"]["text"] = f"{words}。\n{value['doc']['text']}"
    value["doc"].update(id=words, title=words, publisher=words, published=words, reference=words)
    for record in (*value["mentions"], *value["facts"]):
        record["start"] += length + 2
        record["end"] += length + 2
        record["rule"] = words
    surface = {**value["mentions"][3], "id": "m99", "start": 0, "end": length, "text": words, "entity": "e1"}
    value["mentions"].insert(0, surface)
    value["entities"][0].update(name=words, aliases=[words], mentions=["m99", "m2"], adcode=words)
    value["entities"][0]["roles"] = [{"title": words, "org": None, "org_text": words}]
    thing = {"text": words, "name": words, "entity": "e1"}
    fact = value["facts"][0]
    fact.update(subject=thing, object=thing, place=thing, source=thing, attribute=words, unit=words, per=words)
    fact.update(qualifier=words, basis="versus", basis_object=words, text=words, start=0, end=length, kind="said")
    fact["time"]["value"] = words
    return value


@pytest.mark.parametrize("words", HOSTILE, ids=[ascii(words) for words in HOSTILE])
def test_text_stays_text(words: str) -> None:
    page = built(hostile(words), language="zh")
    read = Read(page)
    assert read.problems == []
    harmless = {(tag, name) for tag, told in Read(built(hostile("word"), language="zh")).elements for name in told}
    assert {(tag, name) for tag, told in read.elements for name in told} <= harmless
    assert [tag for tag, _ in read.elements].count("script") == 3
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", _outside_data(page)
    )
    (data,) = re.findall(r'<script type="application/json" class="data">(.*?)</script>', page, re.DOTALL)
    assert loads(data)["doc"]["title"] == words


def _outside_data(page: str) -> str:
    return re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)


def test_ids_made_by_hand() -> None:
    """Ids with quotes and blanks, ids given twice, spans that overlap or lie outside of the text."""
    value = saved()
    for record in (*value["mentions"], *value["entities"], *value["facts"]):
        record["id"] = f'a "{record["id"]}"] *'
    value["facts"][1]["id"] = value["facts"][0]["id"]
    value["facts"][2].update(start=130, end=9999)
    value["mentions"][2].update(start=3, end=12)
    value["mentions"][3].update(start=-5, end=2)
    page = Read(built(value))
    assert page.problems == []
    assert page.all("tr", "data-fact") == [f"f{number}" for number in range(1, 11)]
    ids = [told["id"] for _, told in page.elements if "id" in told]
    assert len(ids) == len(set(ids))
    assert all(link == "#" or link[1:] in ids for link in page.all("a", "href"))


def test_it_is_quick(command: Runner, tmp_path: Path) -> None:
    """A text of 40,000 characters with as many facts as that gives takes no more than its share."""
    import time

    article = (ROOT / "samples/trade-statistics.txt").read_text(encoding="utf-8")
    (tmp_path / "long.txt").write_text(article * 60, encoding="utf-8")
    lines = command("extract", "long.txt", "-f", "jsonl").out
    begun = time.perf_counter()
    assert command("report", stdin=lines).status == 0
    assert time.perf_counter() - begun < 20  # on a machine that does other things as well
