"""Coverage-guided fuzzing: the reader, numerals, times, the matcher, the rule loader. Not a test.

    python tests/fuzzing.py                          # a minute of each
    python tests/fuzzing.py rules --seconds 3600     # an hour of one
    python tests/fuzzing.py times --atheris          # by libFuzzer (pip install atheris) instead of the loop here

A target takes bytes and raises where something is wrong. The loop keeps an input that reaches a step from line to
line that none before it reached, and makes new ones of those kept. `tests/test_fuzzing.py` runs each for a second. What
is found is printed, cut down as far as it still fails; make a test of it. It wants the editable form: of a
compiled module no lines are seen.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

Target = Callable[[bytes], None]


# -- targets


@cache
def extractor() -> Any:
    from jimo_cli import Extractor

    return Extractor()


def text_of(data: bytes) -> str:
    """A text of any bytes; lone surrogates stand for what is not UTF-8."""
    return data[:2000].decode("utf-8", "surrogateescape")


def reader(data: bytes) -> None:
    """Any bytes are documents, or failures of one line each; nothing else."""
    from jimo_cli.cli.documents import Reader
    from jimo_cli.cli.environment import CommandError, Environment
    from jimo_cli.cli.files import STDIN, Failure
    from jimo_cli.cli.inputs import Item, items, task_of

    try:
        for item in items([STDIN], BytesIO(data), None):
            made = task_of(item, None) if isinstance(item, Item) else item
            assert not isinstance(made, Failure) or made.message
        reading = Reader(Environment(BytesIO(data), BytesIO(), BytesIO()))
        reading._extractor = extractor()
        for document in reading.read([STDIN]):
            if isinstance(document, Failure):
                assert "\n" not in document.message, "one line"
            else:
                document.to_json()
    except CommandError:
        pass  # zstd that is not installed


def numerals(data: bytes) -> None:
    """Every numeral is in its place and has its ends in order; a text of it alone gives it again."""
    rules = extractor().rules
    text = rules.normalise(text_of(data))
    for start, end, _, value in rules.numerals.find(text):
        assert 0 <= start < end <= len(text)
        assert value.low <= value.high
        rules.numerals.read(text[start:end])


def times(data: bytes) -> None:
    """What the contract says of times, with and without a reference; moments of options as well."""
    from test_properties import check

    from jimo_cli.header import parse_moment

    text = text_of(data)
    for reference in (None, "2019-10-30T08:27", "0001-01-01", "9998-12-31", "2020-02-29"):
        check(extractor().extract(text, reference=reference), text)
    parse_moment(text)


def matcher(data: bytes) -> None:
    """Candidates are in the text, those chosen do not overlap, and twice is the same."""
    text = text_of(data)
    found = extractor().analyse(text)
    end = 0
    for edge in found.candidates:
        assert 0 <= edge.start < edge.end <= len(text)
    for edge in found.chosen:
        assert end <= edge.start
        end = edge.end
    assert extractor().analyse(text).document == found.document


def rules(data: bytes) -> None:
    """A rule file is objects, or problems with a place; its shapes do not hang."""
    from jimo_cli.rulebook.build import compile_objects, read_objects
    from jimo_cli.rules import FUNCTIONS

    path = Path(tempfile.gettempdir()) / f"jimo-fuzzing-{os.getpid()}.yaml"
    path.write_bytes(data)
    try:
        objects, problems = read_objects([(path, "r.yaml")])
        problems += compile_objects(objects, FUNCTIONS, extractor().rules.normalise)[1]
    finally:
        path.unlink()
    for problem in problems:
        assert str(problem).startswith("r.yaml:"), problem


TARGETS: dict[str, Target] = {
    "reader": reader, "numerals": numerals, "times": times, "matcher": matcher, "rules": rules,
}  # fmt: skip


# -- what is begun with


def seeds(name: str) -> list[bytes]:
    """Inputs that are known to be something."""
    if name == "rules":
        return [
            b"- " + item.encode()
            for path in sorted((ROOT / "rules").rglob("*.yaml"))
            for item in path.read_text(encoding="utf-8").split("\n- ")[1:12]
        ]
    if name == "reader":
        import gzip

        line = '{"id": 1, "text": "共3人", "title": null}\n'.encode()
        saved = (ROOT / "tests/documents/people.json").read_bytes()
        return [
            line, line * 3, gzip.compress(line), b"[" + line + b"]", saved[:3000], saved, "共3人".encode("gb18030"),
            "共3人".encode("utf-16"), b"\x28\xb5\x2f\xfd", b'{"schema": "jimo/1", "doc": {"id": "a"}, "mentions": [{}]}',
        ]  # fmt: skip
    from support import cases

    return [case["text"].encode() for folder in ("synthetic", "negative") for _, case in cases(folder)]


def pieces(name: str) -> list[bytes]:
    """Bytes that mean something to a target, to be put in anywhere."""
    if name == "rules":
        return [
            piece.encode()
            for piece in (
                "- ", "\n  ", "id: ", "type: NONE", "pattern: ", "shape: ", "words: ", "value: measure", "class: ", "set: ", "!!x ",
                "&a ", "*a", "{", "}", "[", "]", "'", "?", "|", "(", ")", ":", "examples: ", "match: ", "(a+)+", "999999999", "1e9", "~",
            )
        ]  # fmt: skip
    if name == "reader":
        return [
            b"{", b"}", b"[", b"]", b'"', b"\\ud800", b"null", b"1e999", b"-0", b"NaN", b"\n", b"\r", b"\xef\xbb\xbf", b"\xff\xfe",
            b"\x1f\x8b", b'"text":', b'"doc":', b'"mentions":', b'"type":"MONEY"', b'"facts":[{}]', b"9" * 40,
        ]  # fmt: skip
    from test_properties import MARKS, NUMERALS, STRANGE, rule_words

    chance = random.Random(1)
    words = [*NUMERALS * 4, *MARKS, *STRANGE, *chance.sample(rule_words(), 1500)]
    return [word.encode("utf-8", "surrogatepass") for word in words]


def varied(data: bytes, kept: list[bytes], words: list[bytes], chance: random.Random) -> bytes:
    """An input with a few changes."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        at = chance.randrange(len(made) + 1)
        kind = chance.randrange(7)
        if kind <= 2:
            made[at:at] = chance.choice(words)
        elif kind == 3:
            del made[at : at + chance.choice((1, 2, 3, 9, 30))]
        elif kind == 4:
            other = chance.choice(kept)
            start = chance.randrange(len(other) + 1)
            made[at:at] = other[start : start + chance.randrange(1, 60)]
        elif kind == 5 and made:
            made[min(at, len(made) - 1)] = chance.randrange(256)
        else:
            made[at:at] = made[at : at + 20] * chance.choice((1, 2, 8))
    return bytes(made[:4000])


# -- the loop


class Seen:
    """The steps from line to line of the package that a call takes."""

    def __init__(self) -> None:
        self._wanted: dict[CodeType, bool] = {}
        self.steps: set[tuple[int, int, int]] = set()

    def _is_ours(self, code: CodeType) -> bool:
        if code not in self._wanted:
            self._wanted[code] = "jimo_cli" in code.co_filename
        return self._wanted[code]

    def _call(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not self._is_ours(frame.f_code):
            return None
        last = 0
        name, steps = id(frame.f_code), self.steps

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal last
            if event == "line":
                steps.add((name, last, frame.f_lineno))
                last = frame.f_lineno
            return line

        return line

    def of(self, target: Target, data: bytes) -> set[tuple[int, int, int]]:
        """The steps of one call. Raises what the target raises."""
        self.steps = set()
        before = sys.gettrace()
        sys.settrace(self._call)
        try:
            target(data)
        finally:
            sys.settrace(before)
        return self.steps


def fuzz(name: str, seconds: float, seed: int = 0) -> Iterator[tuple[bytes, Exception]]:
    """What is found within a time: an input that fails, cut down, and how; no failure twice."""
    target, chance, seen = TARGETS[name], random.Random(seed), Seen()
    known: set[tuple[int, int, int]] = set()
    told: set[str] = set()
    kept: list[bytes] = []
    words = pieces(name)
    queue = seeds(name)
    chance.shuffle(queue)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = queue.pop() if queue else varied(chance.choice(kept), kept, words, chance)
        begun = time.monotonic()
        try:
            steps = seen.of(target, data)
            if time.monotonic() - begun > 20:
                raise TimeoutError("20 s")
        except Exception as error:
            if _kind(error) not in told:
                told.add(_kind(error))
                yield cut_down(target, data, error), error
            continue
        if not kept or steps - known:
            known |= steps
            kept.append(data)
    print(f"{name}: {len(kept)} inputs kept, {len(known)} steps, seed {seed}", file=sys.stderr)


def _kind(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{type(error).__name__} {trace.tb_lineno if trace is not None else 0}"


def cut_down(target: Target, data: bytes, error: Exception) -> bytes:
    """An input without the parts that the failure does not need."""
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + size :]
            try:
                target(shorter)
            except Exception as other:
                if _kind(other) == _kind(error):
                    data = shorter
                    continue
            at += size
        size //= 2
    return data


def by_atheris(name: str, seconds: float) -> None:
    """The same target in libFuzzer, with instrumented bytecode."""
    import atheris

    with atheris.instrument_imports(include=["jimo_cli"]):
        extractor()
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds:.0f}", "-max_len=4000"], TARGETS[name])
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description="Looks for inputs that jimo does wrong with.")
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; without any all of them")
    parser.add_argument("--seconds", type=float, default=60, help="for each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true", help="use atheris, for one target")
    options = parser.parse_args()
    failed = False
    for name in options.targets or TARGETS:
        if options.atheris:
            by_atheris(name, options.seconds)
        for data, error in fuzz(name, options.seconds, options.seed):
            failed = True
            print(f"{name}: {type(error).__name__}: {error}\n    {data!r}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
