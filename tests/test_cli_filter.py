"""`jimo filter`: what is kept, what hangs on it, and what comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Runner

from jimo_cli.schema import document_schema
from support import TESTS

FOLDER = TESTS / "documents"
SAVED = sorted(FOLDER.glob("*.json"))
VALID = jsonschema.Draft202012Validator(document_schema())
ECONOMY, PEOPLE, EXTREMES = (str(FOLDER / f"{name}.json") for name in ("economy", "people", "extremes"))


def sound(document: dict[str, Any]) -> dict[str, Any]:
    """A document that is valid, and in which no id leads nowhere."""
    VALID.validate(document)
    mentions = {mention["id"] for mention in document["mentions"]}
    entities = {entity["id"] for entity in document["entities"]}
    for mention in document["mentions"]:
        assert mention.get("entity") is None or mention["entity"] in entities
        assert document["doc"]["text"][mention["start"] : mention["end"]] == mention["text"]
    for entity in document["entities"]:
        assert set(entity["mentions"]) <= mentions
        assert {role["org"] for role in entity["roles"] if role["org"]} <= entities
    for fact in document["facts"]:
        assert {identity for ids in fact["args"].values() for identity in ids} <= mentions
        for name in ("subject", "object", "place", "source"):
            assert fact[name] is None or fact[name]["entity"] in entities | {None}
    return document


def kept(ran: Any) -> dict[str, Any]:
    assert (ran.status, ran.err) == (0, "")
    return sound(json.loads(ran.out))


def texts(document: dict[str, Any], part: str = "facts") -> list[str]:
    return [record["text"] for record in document[part]]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_the_documents_are_sound(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    sound(document)
    for fact in document["facts"]:
        assert document["doc"]["text"][fact["start"] : fact["end"]] == fact["text"]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_nothing_asked_keeps_everything(path: Path, command: Runner) -> None:
    """A document goes through byte for byte, numbers of 24 digits included."""
    assert command("filter", str(path)).text == path.read_text(encoding="utf-8")


def test_types_drop_mentions_and_their_ids(command: Runner) -> None:
    document = kept(command("filter", ECONOMY, "--type", "money,Percent"))
    assert {mention["type"] for mention in document["mentions"]} == {"MONEY", "PERCENT"}
    assert document["facts"][0]["args"] == {"value": [document["mentions"][0]["id"]]}
    assert "总量居全省第三位" not in texts(document)
    assert [entity["name"] for entity in document["entities"]] == ["白石市统计局", "海东省白石市"]
    assert [entity["mentions"] for entity in document["entities"]] == [[], []]


def test_kinds_keep_what_the_facts_are_made_of(command: Runner) -> None:
    document = kept(command("filter", ECONOMY, "--kind", "change"))
    assert texts(document) == ["同比增长6.3%", "预计全年增长6%以上"]
    assert texts(document, "mentions") == ["一季度", "全市", "6.3%", "全年", "6%以上"]


@pytest.mark.parametrize(
    ("criteria", "facts"),
    [
        ("--about 白石 --kind rank", ["总量居全省第三位"]),
        ("--about 白石市 --kind rank", ["总量居全省第三位"]),
        ("--about 高铁", ["高铁用时3.5小时"]),
        ("--about 石市", ["全市地区生产总值512.4亿元"]),
        ("--about 无此地", []),
        ("--attribute 增加值", ["第二产业增加值205亿元", "占全市的40%"]),
        ("--status forecast", ["预计全年增长6%以上"]),
        ("--text 第[二三]", ["第二产业增加值205亿元", "总量居全省第三位"]),
        ("--min 300亿", ["全市地区生产总值512.4亿元"]),
        ("--min 3e10", ["全市地区生产总值512.4亿元"]),
        ("--min 30,000,000,000", ["全市地区生产总值512.4亿元"]),
        ("--min 300亿元", ["全市地区生产总值512.4亿元"]),
        ("--min 300亿美元", []),
        ("--min 6.1%", ["同比增长6.3%", "占全市的40%"]),
        ("--max 4000元", ["每亩产值3000元至5000元"]),
        ("--max 2000元", []),
        ("--min 100亩 --max 200亩", ["全市粮食面积约10公顷"]),
        ("--min 100平方公里", []),
        ("--min 200分钟 --max 4小时", ["高铁用时3.5小时"]),
        ("--unit 公顷", ["全市粮食面积约10公顷"]),
        ("--unit har,h", ["全市粮食面积约10公顷", "高铁用时3.5小时"]),
        ("--since 2023-Q2", ["预计全年增长6%以上"]),
        ("--until 2022", []),
    ],
)
def test_facts_that_match(criteria: str, facts: list[str], command: Runner) -> None:
    document = kept(command("filter", ECONOMY, *criteria.split()))
    assert texts(document)[: len(facts) or None] == facts


def test_units_are_compared_within_a_dimension(command: Runner) -> None:
    document = kept(command("filter", ECONOMY, "--min", "100亩"))
    assert texts(document, "mentions") == ["全市", "约10公顷"]
    assert texts(kept(command("filter", ECONOMY, "--min", "3小时")), "mentions") == ["3.5小时"]


def test_an_open_end_goes_on(command: Runner) -> None:
    assert texts(kept(command("filter", PEOPLE, "--since", "2030", "--until", "2031"))) == [
        "陆文远多次表示：“我们=只做一件事”"
    ]
    assert kept(command("filter", PEOPLE, "--until", "2018"))["mentions"] == []


def test_about_a_person_keeps_the_organisations_of_the_offices(command: Runner) -> None:
    document = kept(command("filter", PEOPLE, "--about", "陆文远", "--kind", "said"))
    assert [entity["name"] for entity in document["entities"]] == ["青溪集团", "陆文远", "北岭县"]


def test_invert(command: Runner) -> None:
    document = kept(command("filter", ECONOMY, "--kind", "measure,change,share", "--invert"))
    assert texts(document) == ["总量居全省第三位"]
    assert len(document["mentions"]) == 18
    left = kept(command("filter", ECONOMY, "--type", "MONEY", "--invert"))
    assert "MONEY" not in {mention["type"] for mention in left["mentions"]}


def test_first(command: Runner) -> None:
    assert len(kept(command("filter", ECONOMY, "--kind", "measure", "--first", "2"))["facts"]) == 2
    assert texts(kept(command("filter", ECONOMY, "--type", "MONEY", "--first", "2")), "mentions") == [
        "512.4亿元",
        "205亿元",
    ]


def test_exit_status(command: Runner) -> None:
    assert command("filter", ECONOMY, "--kind", "role", "-e").status == 1
    assert command("filter", ECONOMY, "--kind", "role").status == 0
    assert command("filter", ECONOMY, "--kind", "rank", "-e").status == 0


# -- in and out


def test_lines_stay_lines_and_arrays_arrays(command: Runner, tmp_path: Path) -> None:
    whole = [json.loads(path.read_text(encoding="utf-8")) for path in SAVED]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(d) + "\n" for d in whole), encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    lines = command("filter", "a.jsonl", "--kind", "rank").text.splitlines()
    assert [len(sound(json.loads(line))["facts"]) for line in lines] == [1, 0, 0]
    array = json.loads(command("filter", "a.json", "--kind", "rank").out)
    assert [len(document["facts"]) for document in array] == [1, 0, 0]
    assert command("filter", "a.json", "--kind", "rank", "--drop-empty", "-f", "jsonl").text.splitlines() == lines[:1]
    piped = command("filter", "--kind", "rank", stdin=(tmp_path / "a.jsonl").read_bytes())
    assert piped.text.splitlines() == lines
    both = (SAVED[0].read_text(encoding="utf-8") + SAVED[1].read_text(encoding="utf-8")).encode()
    assert len(json.loads(command("filter", stdin=both).out)) == 2


def test_texts_are_extracted_first(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[快讯]共3人，投资5亿元。", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": 7, "text": "投资5亿元"}\n不是\n', encoding="utf-8")
    assert texts(json.loads(command("filter", "a.txt", "--min", "1亿").out), "mentions") == ["5亿元"]
    ran = command("filter", "b.jsonl")
    assert (ran.status, ran.err) == (1, "jimo: b.jsonl:2:1: not JSON: Expecting value\n")
    assert json.loads(ran.out)["doc"]["id"] == "7"


def test_a_later_document_can_be_read(command: Runner, tmp_path: Path) -> None:
    document = json.loads(Path(ECONOMY).read_text(encoding="utf-8"))
    document["notes"] = document["mentions"][0]["colour"] = "red"
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    assert command("filter", "a.json").text == Path(ECONOMY).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "a.json: not JSON: line 1, column 2: Expecting property name enclosed in double quotes"),
        ('{"schema": "jimo/2", "doc": {}}', "a.json: its schema is 'jimo/2', and this jimo reads 'jimo/1'"),
        ('{"schema": "jimo/1"}', 'a.json: it has no "doc"'),
        ('{"schema": "jimo/1", "doc": {"id": "x"}, "mentions": [{"type": "MONEY"}]}', "a.json: mentions[0] has no 'text'"),
        ('{"schema": "jimo/1", "doc": {"id": "x"}, "mentions": [{"type": "CASH"}]}',
         "a.json: mentions[0] is of no type of mention: 'CASH'"),
        ("[1e999999999]", "a.json: not JSON"),
        ("[1e9999999999999999999]", "a.json: not JSON"),
        ("[1e-999999999]", "a.json: not JSON"),
        ("[" * 100_000, "a.json: nested too deeply to be a document"),
    ],
)  # fmt: skip
def test_what_is_no_document(content: str, problem: str, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    ran = command("filter", "a.json")
    assert ran.status == 1
    assert ran.err.startswith(f"jimo: {problem}")


@pytest.mark.parametrize(
    ("criteria", "problem"),
    [
        ("--type MONY", "'MONY' is none of"),
        ("--kind chage", "(did you mean 'change'?)"),
        ("--status actul", "(did you mean 'actual'?)"),
        ("--min viel", "is no number"),
        ("--max 3万—5万", "is no number"),
        ("--since 2019-13", "is no time"),
        ("--text (", "is no regular expression"),
        ("--format jsn", "(did you mean 'json'?)"),
        ("--color alwys", "(did you mean 'always'?)"),
        ("--knd change", "No such option: --knd"),
    ],
)
def test_what_cannot_be_asked(criteria: str, problem: str, command: Runner) -> None:
    ran = command("filter", ECONOMY, *criteria.split())
    assert (ran.status, ran.out) == (2, b"")
    assert problem in ran.err
    assert len(ran.err.splitlines()) == 1


def test_output_is_not_the_input(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(Path(ECONOMY).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "link.json").symlink_to("a.json")
    for name in ("a.json", "link.json"):
        ran = command("filter", "a.json", "--kind", "rank", "-o", name)
        assert ran.status == 2
        assert "is an input" in ran.err
    assert command("filter", "a.json", "--kind", "rank", "-o", "b.json").out == b""
    assert texts(json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))) == ["总量居全省第三位"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json", "link.json"]


def test_csv(command: Runner) -> None:
    ran = command("filter", PEOPLE, EXTREMES, "-f", "csv")
    assert ran.status == 0
    lines = ran.text.splitlines()
    assert lines[0].startswith("doc,id,kind,subject,")
    assert ",'@新线路," in ran.text
    assert "102400000000000000000001" in ran.text
    assert ",-5,-5," in ran.text


def test_no_rules_are_loaded_for_what_is_saved() -> None:
    import subprocess
    import sys

    code = (
        f"import sys; from jimo_cli.cli.main import run; run(['filter', {ECONOMY!r}, '--min', '1e9', '-o', '/dev/null']);"
        "print(*(name for name in ('jimo_cli.rules', 'jimo_cli.extractor', 'rich', 'duckdb', 'yaml')"
        " if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
