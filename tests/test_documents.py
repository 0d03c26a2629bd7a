"""The commands that the documents show without output: each runs, in a folder with the files that they name."""

from __future__ import annotations

import gzip
import json
import re
import shlex
from pathlib import Path

import pytest
from conftest import Runner

from support import ROOT

DOCUMENTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/rules.md")
TEXT = "2018年，即墨区完成地区生产总值1413.4亿元，同比增长6.7%，引进近300个项目。公司卖出约三十标准罐原料。"


def commands() -> list[str]:
    """The command lines of blocks and tables, each once, in the order in which they build on each other."""
    found: dict[str, None] = {}
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        lines = re.findall(r"^    ((?:cat [\w.]+ \| )?jimo [^\n]*)$", text, re.MULTILINE)
        lines += re.findall(r"(?<=\|)[ ]`(jimo [^`]*)`", text)
        for line in lines:
            found.setdefault(re.sub(r"\s+#.*$", "", line), None)
    return [line for line in found if "ID" not in line and "COMMAND" not in line and "extract -j" not in line]


@pytest.fixture
def folder(tmp_path: Path, command: Runner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the documents name."""
    monkeypatch.chdir(tmp_path)
    batch = "".join(json.dumps({"id": name, "text": TEXT}, ensure_ascii=False) + "\n" for name in "ab")
    for name in ("article.txt", "a.txt", "b.txt", "news/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "news.jsonl").write_text(batch, encoding="utf-8")
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(batch.encode()))
    saved = command("extract", "article.txt", "-f", "jsonl").out
    for name in ("gold.jsonl", "old.jsonl"):
        (tmp_path / name).write_bytes(saved)
    rules = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/rules.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "my.yaml").write_text("\n".join(rules[:4]), encoding="utf-8")
    return tmp_path


def test_every_command_of_the_documents_runs(folder: Path, command: Runner) -> None:
    lines = commands()
    assert len(lines) > 20
    failed = []
    for line in lines:
        words = shlex.split(line.split(" | ")[-1])[1:]
        ran = command(*words, stdin=TEXT.encode() if line.startswith("cat") else b"")
        if ran.status != 0:
            failed.append((line, ran.status, ran.err))
    assert not failed
