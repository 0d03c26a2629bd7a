"""One stated policy for what overlaps: longest, then priority, then leftmost, over the text as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from jimo_cli import Extractor
from support import counted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会期10月28日至30日", ["10月28日至30日"]),
        ("总价3万—5万元", ["3万—5万元"]),
        ("共计2018年12月31日24时", ["2018年12月31日24时"]),
        ("1季度中国经济", ["1季度"]),
        ("今年上半年3个项目", ["今年上半年", "3个"]),
        ("3日前往北京", ["3日"]),
        ("三日前他来了", ["三日前"]),
        ("共3541.07万元2.3本", ["3541.07万元", "2.3本"]),
        ("十一点集合", ["十一点"]),
        ("两点半集合", ["两点半"]),
        ("五千克大米", ["五千克"]),
        ("三千克大米", ["三千克"]),
        ("1个半小时", ["1个半小时"]),
    ],
)
def test_the_longest_wins(text: str, wanted: list[str], extractor: Extractor) -> None:
    document = extractor.extract(text, reference="2019-10-30")
    assert [mention.text for mention in counted(document)] == wanted


def rules(tmp_path: Path, first: str, second: str) -> Extractor:
    path = tmp_path / "r.yaml"
    path.write_text(
        "- {id: my.words, class: my_word, words: [嘭嘭, 啪]}\n"
        "- {id: my.more, class: my_more, words: [啪啪]}\n"
        f"- {{id: my.first, type: CARDINAL, pattern: 'amount my_word', value: measure{first}}}\n"
        f'- {{id: my.second, type: CARDINAL, pattern: "amount {second}", value: measure}}\n',
        encoding="utf-8",
    )
    return Extractor([path])


def test_the_longer_rule_wins(tmp_path: Path) -> None:
    (mention,) = counted(rules(tmp_path, "", "my_more").extract("共3啪啪"))
    assert (mention.text, mention.rule) == ("3啪啪", "my.second")


def test_weight_decides_between_equals(tmp_path: Path) -> None:
    for weight, winner in ((", weight: 4", "my.first"), (", weight: -4", "my.second")):
        (mention,) = counted(rules(tmp_path, weight, "'啪'").extract("共3啪"))
        assert (mention.text, mention.rule) == ("3啪", winner)


def test_what_is_blocked_takes_its_span(extractor: Extractor) -> None:
    for text in ("世界500强", "《2019年的3个人》", "“5+2”", "www.a.com/2019/10/30"):
        assert not counted(extractor.extract(f"看{text}。"))


def test_a_veto_lets_the_next_best_win(extractor: Extractor) -> None:
    """5日至3日 is no range, but two days."""
    found = counted(extractor.extract("2019年3月5日至3日", reference="2019-10-30"))
    assert all(mention.text != "2019年3月5日至3日" for mention in found)
