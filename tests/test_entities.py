"""The entities of the annotated news stay as good as they have become: who is the same as whom, codes, roles.

The bars are what is reached, rounded down. `python tests/entityscore.py` lists what is wrong.
"""

from __future__ import annotations

import pytest
from entityscore import Tally, tally_of


@pytest.fixture(scope="module")
def tally() -> Tally:
    return tally_of()


def test_who_is_the_same_as_whom(tally: Tally) -> None:
    assert tally.f1 >= 0.88


@pytest.mark.parametrize(
    ("what", "bar"),
    [("type", 0.97), ("code wanted", 0.94), ("code found", 0.98), ("role wanted", 0.65), ("role found", 0.74)],
)
def test_what_they_are(what: str, bar: float, tally: Tally) -> None:
    assert tally.share(what) >= bar
