"""Pages: the article, its headline and its day, and what a page may do instead. Skipped without `jimo[html]`."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from conftest import Runner

BODY = "".join(
    f"<p>第{n}天，青岛市投资{n}.5亿元建设码头，同比增长6.7%，吸引了来自各地的近300个项目前来洽谈合作，现场十分热闹。</p>"
    for n in range(2, 7)
)
PAGE = (
    '<html><head><meta charset="{charset}"><title>码头开工</title>'
    '<meta property="article:published_time" content="2019-10-30T08:00:00+08:00"></head><body>'
    "<nav><a href='/'>首页99个频道</a></nav><article><h1>码头开工</h1>" + BODY + "</article>"
    "<script>var 人 = '88人';</script><footer>版权所有 77家</footer></body></html>"
)


def test_without_the_extra(tmp_path: Path, command: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jimo_cli.cli.html.find_spec", lambda name: None)
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    ran = command("extract", "a.html")
    assert (ran.status, ran.err) == (2, "jimo: a.html: HTML needs trafilatura: pip install 'jimo[html]'\n")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    from jimo_cli.cli.html import article
    from jimo_cli.extras import MissingError

    with pytest.raises(MissingError, match="pip install"):
        article(b"", None)


@pytest.mark.parametrize(
    ("charset", "encoding", "name"),
    [("utf-8", "utf-8", "a.html"), ("gb2312", "gb18030", "a.htm"), ("none-such", "utf-8", "a.xhtml")],
)
def test_an_article(charset: str, encoding: str, name: str, tmp_path: Path, command: Runner) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / name).write_bytes(PAGE.replace("{charset}", charset).encode(encoding))
    ran = command("extract", name)
    assert (ran.status, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert document["doc"]["title"] == "码头开工"
    assert document["doc"]["published"][:10] == "2019-10-30"
    assert "2.5亿元" in [mention["text"] for mention in document["mentions"]]
    for noise in ("88人", "77家"):
        assert noise not in document["doc"]["text"]


def test_packed_pages_in_a_folder(tmp_path: Path, command: Runner) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html.gz").write_bytes(gzip.compress(PAGE.replace("{charset}", "utf-8").encode()))
    (tmp_path / "in/b.txt").write_text("共3人", encoding="utf-8")
    ran = command("extract", "in", "-f", "jsonl")
    assert (ran.status, ran.out.count(b"\n")) == (0, 2)
    assert command("query", "select count(*) n from docs", "in", "-f", "csv").text == "n\n2\n"


@pytest.mark.parametrize(
    "page",
    [b"", b"<", b"<html></html>", b"\x00" * 500, b"<div>" * 20_000, b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>&b;",
     b"<meta charset=" + b"a" * 5000, b"not a page", b"<table>" * 3000, b"PK\x03\x04"],
)  # fmt: skip
def test_pages_that_are_none(page: bytes, tmp_path: Path, command: Runner) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.txt").write_text("共3人", encoding="utf-8")
    ran = command("extract", "a.html", "b.txt", "-f", "jsonl")
    assert ran.status in (0, 1)
    assert ran.out.count(b"\n") >= 1
    assert "in jimo itself" not in ran.err
    assert ran.err.count("\n") <= 1
