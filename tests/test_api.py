"""The Python API: what the package exports, purity, pickling, options."""

from __future__ import annotations

import gc
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import jimo_cli
from jimo_cli import Document, Extractor, NumberMention, RuleError, Rules, TimeMention, extract
from support import counted

TEXT = "2018年，全区完成地区生产总值1413.4亿元，同比增长6.7%。"


def test_everything_that_is_named_is_there() -> None:
    assert all(getattr(jimo_cli, name) is not None for name in jimo_cli.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        jimo_cli.nothing_such  # noqa: B018


def test_extract() -> None:
    document = extract(TEXT)
    assert isinstance(document, Document)
    found = counted(document)
    assert [(mention.text, mention.type, mention.value) for mention in found][:2] == [
        ("2018年", "DATE", "2018"),
        ("1413.4亿元", "MONEY", 141340000000),
    ]
    assert isinstance(found[0], TimeMention)
    assert isinstance(found[1], NumberMention)
    assert (found[0].from_, found[0].to) == ("2018-01-01", "2019-01-01")


def test_options(extractor: Extractor) -> None:
    document = extractor.extract(
        "昨天投资3亿元", id="a1", title="标题", published="2019-10-30T08:00", reference="2019-10-29", keep_text=False
    )
    assert document.doc[:8] == (
        "a1", "标题", None, "2019-10-30T08:00", "2019-10-29", "option", 7,
        "".join(f"{byte:02x}" for byte in __import__("hashlib").sha256("昨天投资3亿元".encode()).digest()),
    )  # fmt: skip
    assert document.doc.text is None
    assert counted(document)[0].value == "2019-10-28"


def test_types_keep_and_number_what_is_left(extractor: Extractor) -> None:
    document = extractor.extract(TEXT, types=["PERCENT"])
    assert [(mention.type, mention.text) for mention in document.mentions] == [("PERCENT", "6.7%")]


def test_the_same_text_gives_the_same_document(extractor: Extractor) -> None:
    assert extractor.extract(TEXT) == extractor.extract(TEXT) == extract(TEXT)


def test_a_document_is_plain_values(extractor: Extractor) -> None:
    document = extractor.extract(TEXT)
    assert document.to_dict()["schema"] == "jimo/1"
    assert json.loads(document.to_json())["mentions"][0]["id"] == "m1"
    assert pickle.loads(pickle.dumps(document)) == document


def test_an_extractor_can_be_pickled(tmp_path: Path) -> None:
    rules = tmp_path / "my.yaml"
    rules.write_text("- {id: my.unit, class: classifier, words: [嘭]}\n", encoding="utf-8")
    extractor = Extractor([rules])
    copy = pickle.loads(pickle.dumps(extractor))
    assert copy.extract("共三嘭") == extractor.extract("共三嘭")
    assert len(pickle.dumps(extractor)) < 500


def test_rules_may_be_shared() -> None:
    rules = Rules()
    assert Extractor(rules).extract(TEXT) == Extractor(rules).extract(TEXT)


def test_rules_with_problems_raise_one_error(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("- {id: a, patern: x}\n- {id: a, class: x, words: [甲]}\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        Extractor([wrong])
    assert len(caught.value.problems) >= 2
    assert f"{wrong}:1:" in str(caught.value)


def test_importing_loads_nothing(tmp_path: Path) -> None:
    code = "import sys, jimo_cli; print(*sorted(name for name in sys.modules if name.startswith('jimo_cli')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.split() == ["jimo_cli"]


def test_nothing_is_printed(extractor: Extractor, capfd: pytest.CaptureFixture[str]) -> None:
    extractor.extract(TEXT)
    assert capfd.readouterr() == ("", "")


def test_ids_count_in_text_order(extractor: Extractor) -> None:
    document = extractor.extract("3月5日，12人、34人、56人、78%、第九名")
    assert [mention.id for mention in document.mentions] == [f"m{n}" for n in range(1, len(document.mentions) + 1)]
    starts = [mention.start for mention in document.mentions]
    assert starts == sorted(starts)


def test_hash_is_of_the_utf_8_bytes(extractor: Extractor) -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert extractor.extract("").doc[6:] == (0, empty, "")


def test_the_garbage_collector_is_as_it_was(extractor: Extractor) -> None:
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        try:
            extractor.extract("2018年，全市增长6.7%。")
            assert gc.isenabled() is enabled
            with pytest.raises(ValueError, match="reference"):
                extractor.extract("", reference="tomorrow")
            assert gc.isenabled() is enabled
        finally:
            gc.enable()
