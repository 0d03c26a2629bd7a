"""`jimo query`, and the tables of CSV and Parquet: the columns, their types, what a query may do."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import COMMAND, Runner

from jimo_cli.read import document, loads
from jimo_cli.sql import Tables
from jimo_cli.tables import TABLES, rows
from support import TESTS

FOLDER = TESTS / "documents"
SAVED = sorted(FOLDER.glob("*.json"))
ECONOMY, PEOPLE, EXTREMES = (str(FOLDER / f"{name}.json") for name in ("economy", "people", "extremes"))
DOCUMENTS = [document(loads(path.read_text(encoding="utf-8"))) for path in SAVED]

# The tables of the contract, word for word.
CONTRACT = {
    "docs": "doc title publisher published reference reference_from chars",
    "mentions": "doc id type text char_start char_end rule value value_exact low high unit per si_value si_unit mod "
    "timex timex_value time_from time_to entity",
    "entities": "doc id type name aliases adcode",
    "roles": "doc entity title org org_text",
    "facts": "doc id kind subject subject_text subject_entity attribute object value value_exact low high unit per mod "
    "whole_value direction basis basis_time basis_object qualifier time time_from time_to place source status text "
    "char_start char_end rule",
}


def test_the_tables_are_those_of_the_contract() -> None:
    assert {name: " ".join(column.name for column in table.columns) for name, table in TABLES.items()} == CONTRACT


def asked(ran: Any) -> Any:
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out, parse_float=Decimal)


def same(sql: Any, python: Any) -> bool:
    if hasattr(sql, "isoformat"):
        return str(sql.isoformat()).startswith(python)
    if isinstance(sql, float):
        return sql == float(python)
    return bool(sql == (list(python) if isinstance(python, list) else python)) or str(sql) == str(python)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("way", ["duckdb reads", "by way of records"])
def test_rows_are_the_same_by_all_ways(name: str, way: str) -> None:
    """DuckDB's own reading, and that of records, give what Python's paths give."""
    wanted = [row for item in DOCUMENTS for row in rows(item, TABLES[name])]
    with Tables() as tables:
        if way == "duckdb reads":
            for path in (ECONOMY, PEOPLE):
                assert tables.add_json(Path(path), lines=False)
            assert not tables.add_json(Path(EXTREMES), lines=False), "24 digits are more than a double keeps"
            wanted = [row for row in wanted if row[0] != "extremes.txt"]
        else:
            tables.add_documents(DOCUMENTS)
        found = tables.query(f"SELECT * FROM {name}").rows
    assert len(found) == len(wanted)
    for got, row in zip(found, wanted):
        assert [(a, b) for a, b in zip(got, row) if not same(a, b)] == []


def test_a_query(command: Runner) -> None:
    ran = command(
        "query",
        "select subject, attribute, value, unit, time from facts where unit = 'CNY' order by value desc nulls last",
        ECONOMY,
        "-f",
        "json",
    )
    assert asked(ran) == [
        {"subject": "海东省白石市", "attribute": "地区生产总值", "value": 51240000000, "unit": "CNY", "time": "2023-Q1"},
        {"subject": "海东省白石市", "attribute": "第二产业增加值", "value": 20500000000, "unit": "CNY", "time": "2023-Q1"},
        {"subject": "海东省白石市", "attribute": "产值", "value": None, "unit": "CNY", "time": None},
    ]  # fmt: skip


def test_every_digit_is_kept(command: Runner) -> None:
    query = "select value_exact from facts where attribute = '造价'"
    assert asked(command("query", query, EXTREMES, "-f", "json")) == [{"value_exact": "102400000000000000000001"}]


DIGITS = (
    "0.333333333333333", "0.0666666666666667", "123456789.012345", "-1234567890.12345", "999999999999999",
    "1234567890123456", "12345678901234567", "1234567890.123456", "0.3333333333333333", "0.12345678901234567",
    "1000000000000000000001", "-98765432109876.54321",
)  # fmt: skip


@pytest.mark.parametrize("digits", DIGITS)
def test_every_digit_of_saved_lines_is_kept(digits: str, command: Runner, tmp_path: Path) -> None:
    """Whichever way the lines are read: by DuckDB itself, or one by one where it would round."""
    line = json.loads(command("extract", ECONOMY, "-f", "jsonl").text, parse_float=str)
    line["facts"] = line["facts"][:1]
    line["facts"][0]["value"] = "VALUE"
    saved = tmp_path / "saved.jsonl"
    saved.write_text(json.dumps(line, ensure_ascii=False).replace('"VALUE"', digits) + "\n", encoding="utf-8")
    assert asked(command("query", "select value_exact from facts", str(saved), "-f", "json")) == [
        {"value_exact": digits}
    ]


def test_formats(command: Runner) -> None:
    query = "select unit, value, time_from from facts where kind in ('rank', 'change') order by char_start"
    table = command("query", query, ECONOMY).text
    assert table.splitlines() == [
        "unit  value  time_from",
        "----  -----  ----------",
        "%       6.3  2023-01-01",
        "%         6  2023-01-01",
        "位        3",
    ]
    assert command("query", query, ECONOMY, "-f", "csv").text == (
        "unit,value,time_from\n%,6.3,2023-01-01\n%,6,2023-01-01\n位,3,\n"
    )
    assert command("query", query, ECONOMY, "-f", "markdown").text.splitlines()[:3] == [
        "| unit | value | time_from |",
        "| --- | ---: | --- |",
        "| % | 6.3 | 2023-01-01 |",
    ]
    lines = command("query", query, ECONOMY, "-f", "jsonl").text.splitlines()
    assert lines[2] == '{"unit":"位","value":3,"time_from":null}'


def test_all_kinds_of_files(command: Runner, tmp_path: Path) -> None:
    whole = [json.loads(path.read_text(encoding="utf-8")) for path in SAVED]
    (tmp_path / "lines.jsonl").write_text("".join(json.dumps(d) + "\n" for d in whole), encoding="utf-8")
    (tmp_path / "array.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "a.txt").write_text("2020年投资5亿元。", encoding="utf-8")
    shutil.copy(ECONOMY, tmp_path / "odd [1] *'\x1b.json")
    (tmp_path / "mixed.jsonl").write_text(json.dumps(whole[0]) + '\n{"text": "共3人"}\n', encoding="utf-8")
    for names, count in (
        (["lines.jsonl"], 3), (["array.json"], 3), (["a.txt"], 1), (["odd [1] *'\x1b.json"], 1), (["mixed.jsonl"], 2),
        (["a.txt", "lines.jsonl", ECONOMY], 5),
    ):  # fmt: skip
        assert asked(command("query", "select count(*) n from docs", *names, "-f", "json")) == [{"n": count}]
    piped = command("query", "select count(*) n from docs", "-f", "json", stdin=(tmp_path / "lines.jsonl").read_bytes())
    assert asked(piped) == [{"n": 3}]


def test_parquet_there_and_back(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2020年，青岛市投资5亿元。", encoding="utf-8")
    for table in ("facts", "mentions", "entities"):
        assert command("extract", "a.txt", "-f", "parquet", "--table", table, "-o", f"{table}.parquet").status == 0
    files = ["facts.parquet", "mentions.parquet", "entities.parquet"]
    assert asked(command("query", "select type, value from mentions order by id", *files, "-f", "json"))[-1] == {
        "type": "MONEY",
        "value": 500000000,
    }
    typed = asked(
        command("query", "select typeof(time_from) t, typeof(value) v from mentions limit 1", *files, "-f", "json")
    )
    assert typed == [{"t": "TIMESTAMP", "v": "DOUBLE"}]
    assert asked(command("query", "select typeof(aliases) t from entities limit 1", *files, "-f", "json")) == [
        {"t": "VARCHAR[]"}
    ]
    with_other = command("query", "select 1", "facts.parquet", "a.txt")
    assert with_other.status == 0
    assert "a Parquet table, which jimo query reads" in command("filter", "facts.parquet").err


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("select valeu from facts", "there is no column 'valeu' (did you mean 'value'?)"),
        ("select f.tpye from mentions f", "there is no column 'tpye' (did you mean 'type'?)"),
        ("select * from fact", "there is no table 'fact' (did you mean 'facts'?)"),
        ("select * from read_text('/etc/hostname')", "reads the FILES that are named, and nothing else"),
        ("select * from read_csv('a.csv')", "reads the FILES that are named, and nothing else"),
        ("select * from glob('*')", "reads the FILES that are named, and nothing else"),
        ("select * from 'a.csv'", "reads the FILES"),
        ("select * from tables", "there is no table"),
        ("copy facts to 'out.csv'", "only SELECT is run, and this is COPY"),
        ("explain analyze copy facts to 'out.csv'", "reads the FILES"),
        ("drop table facts", "only SELECT is run, and this is DROP"),
        ("insert into docs (doc) values ('x')", "only SELECT is run, and this is INSERT"),
        ("set enable_external_access = true", "only SELECT is run, and this is SET"),
        ("attach 'x.db'", "only SELECT is run, and this is ATTACH"),
        ("install httpfs", "only SELECT is run"),
        ("select 1; drop table facts", "one query at a time"),
        ("selec 1", "syntax error"),
        ("", "there is no query"),
    ],
)
def test_what_a_query_may_not(query: str, problem: str, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    ran = command("query", query, ECONOMY)
    assert (ran.status, ran.out) == (2, b"")
    assert problem in ran.err
    assert len(ran.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_schema_lists_every_column(command: Runner) -> None:
    text = command("query", "--schema").text
    for name, table in TABLES.items():
        assert f"{name}\n" in text
        assert all(f"  {column.name:15} {column.type}" in text for column in table.columns)
    assert command("query").status == 2


def test_duckdb_missing(command: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    for line in (("query", "select 1", ECONOMY), ("filter", ECONOMY, "-f", "parquet", "-o", "x")):
        ran = command(*line)
        assert (ran.status, ran.err) == (2, "jimo: SQL and Parquet need DuckDB: pip install 'jimo[query]'\n")


@pytest.mark.slow
def test_ctrl_c_ends_a_query(tmp_path: Path) -> None:
    query = "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range < 0"
    process = subprocess.Popen([COMMAND, "query", query, ECONOMY], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert process.communicate() == (b"", b"")


# -- CSV


def csv_rows(ran: Any) -> list[dict[str, str]]:
    assert ran.status == 0
    return list(csv.DictReader(io.StringIO(ran.text)))


def test_csv_of_each_table(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2020年，青岛市投资5亿元。", encoding="utf-8")
    for table in TABLES:
        found = csv_rows(command("extract", "a.txt", "-f", "csv", "--table", table))
        assert " ".join(found[0] if found else CONTRACT[table].split()) == CONTRACT[table]
    assert csv_rows(command("extract", "a.txt", "-f", "csv", "--table", "mentions"))[0]["time_from"] == "2020-01-01"
    assert command("extract", "a.txt", "-f", "csv", "--bom").out.startswith(b"\xef\xbb\xbfdoc,")
    assert command("extract", "a.txt", "-f", "csv", "--table", "fact").err.endswith("(did you mean 'facts'?)\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    from jimo_cli.cli.formats.csv import cell, csv_line

    assert cell(f"{start}cmd()").startswith("'")
    assert cell("-12.5") == "-12.5"
    assert next(csv.reader([csv_line(['a"b', "c,d", " e"])])) == ['a"b', "c,d", " e"]
