"""The facts of the annotated news stay as good as they have become.

The bars are what is reached, rounded down; who makes the facts better raises them. `python tests/factscore.py`
lists what is missing, too much, or wrong in a slot.
"""

from __future__ import annotations

import pytest
from factscore import FIGURES, STEMS, Tally, tally_of


@pytest.fixture(scope="module")
def tally() -> Tally:
    return tally_of(STEMS)


@pytest.mark.parametrize(
    ("kinds", "precision", "recall"),
    [
        (("measure",), 0.62, 0.55),
        (("change",), 0.74, 0.63),
        (("share",), 0.56, 0.46),
        (("rank",), 0.51, 0.39),
        ((*FIGURES, "role"), 0.68, 0.58),
        (("role",), 0.87, 0.78),
        (("said",), 0.93, 0.86),
        (("event",), 0.85, 0.79),
        (("said", "event"), 0.88, 0.82),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_kinds(kinds: tuple[str, ...], precision: float, recall: float, tally: Tally) -> None:
    assert tally.precision(*kinds) >= precision
    assert tally.recall(*kinds) >= recall


@pytest.mark.parametrize(
    ("slot", "share"),
    [
        ("status", 0.97),
        ("basis", 0.91),
        ("source", 0.9),
        ("per", 0.9),
        ("qualifier", 0.9),
        ("place", 0.9),
        ("time", 0.88),
    ],
)
def test_slots(slot: str, share: float, tally: Tally) -> None:
    counts = tally.timed if slot == "time" else tally.slots[slot]
    assert counts[True] / counts.total() >= share
