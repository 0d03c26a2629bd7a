"""A second of each fuzz target, and what longer runs have found. `tests/fuzzing.py` says how to run them longer."""

from __future__ import annotations

import fuzzing
import pytest


@pytest.mark.slow
@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_a_second_of(name: str) -> None:
    assert list(fuzzing.fuzz(name, 1.0)) == []


FOUND: list[tuple[str, bytes]] = []


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found(name: str, data: bytes) -> None:
    fuzzing.TARGETS[name](data)


def test_the_loop_finds_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """An input that fails behind two conditions is come to step by step, and cut down."""

    def target(data: bytes) -> None:
        if b"N" in data[:4]:
            raise ValueError("found")

    monkeypatch.setitem(fuzzing.TARGETS, "reader", target)
    ((data, error),) = fuzzing.fuzz("reader", 0.5)
    assert (data, str(error)) == (b"N", "found")
