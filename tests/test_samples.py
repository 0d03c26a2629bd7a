"""The samples and what jimo makes of them, byte for byte.

After a change that is meant, write them anew and read the difference:

    pytest tests/test_samples.py --update-samples && git diff samples/expected
"""

from __future__ import annotations

import difflib

import pytest
from conftest import Runner

from support import ROOT

LONGEST = 40  # lines of a difference that are shown
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_sample(name: str, command: Runner, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(ROOT)
    ran = command("extract", f"samples/{name}")
    assert (ran.status, ran.err) == (0, "")
    expected = (ROOT / "samples/expected" / name).with_suffix(".json")
    if request.config.getoption("--update-samples"):
        expected.write_bytes(ran.out)
    wanted = expected.read_bytes()
    if ran.out != wanted:
        lines = [text.decode("utf-8").splitlines() for text in (wanted, ran.out)]
        changed = list(difflib.unified_diff(*lines, "expected", "now", n=0, lineterm=""))
        told = "\n".join(changed[:LONGEST])
        pytest.fail(f"if this is meant: pytest tests/test_samples.py --update-samples\n{told}", pytrace=False)


def test_none_is_left_over() -> None:
    assert len(SAMPLES) >= 6
    expected = sorted((ROOT / "samples/expected").glob("*.json"))
    assert [path.stem for path in expected] == [path.stem for path in SAMPLES]
