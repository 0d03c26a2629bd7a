"""The words of one first character, packed as a tree of their characters and a text of their entries.

The tree is four lines. Its nodes are numbered from the top, level by level, so that the children of a node
stand together, in the order of their characters, and end where those of the next node begin:

    the last character of each node | its first child | the cost of its word | where the entries begin

Numbers are written as characters, which compiled code reads as fast as an array and which is shorter in
the bundle. Behind the tree are the entries, a line for the character alone and one for each second character.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from .bundle import ENTRY, FIELD, PART, SENSE

BASE: Final = 0x100  # stands for zero …
WIDE: Final = 0x10000  # … and from here on, past the surrogates, other numbers do: code - BEYOND
_NARROW: Final = 0xD700
BEYOND: Final = WIDE - _NARROW
NO_WORD: Final = BASE  # in the line of costs: nothing ends here
LEAST: Final = 1000  # what is added to a cost, which is less than nothing for a word that a user counts often
SIZE_DIGITS: Final = 8  # the size of the tree, before it

Packed = tuple[str, str, str, str]  # tail from the second character on, cost, tag, senses


def number(value: int) -> str:
    """A number as a character."""
    return chr(value + BASE if value < _NARROW else value + BEYOND)


def packed_head(first: str, entries: Sequence[Packed], typed: Sequence[bool]) -> bytes:
    """The words of a first character, sorted by their tails; `typed` says of each list whether it makes names."""
    codes, children, words = [first], [], []
    ranges = [(0, len(entries), 0)]  # of the entries below each node, and how much of their tails leads to it
    for low, high, depth in ranges:
        words.append(chr(NO_WORD))
        if low < high and len(entries[low][0]) == depth:
            _, cost, _, senses = entries[low]
            words[-1] = chr((int(cost) + LEAST) << 1 | _is_name(senses, typed))
            low += 1
        children.append(number(len(ranges)))
        while low < high:
            code, end = entries[low][0][depth], low + 1
            while end < high and entries[end][0][depth] == code:
                end += 1
            codes.append(code)
            ranges.append((low, end, depth + 1))
            low = end
    children.append(number(len(ranges)))
    starts, body = _body(entries)
    tree = "\n".join(("".join(codes), "".join(children), "".join(words), starts)).encode()
    return f"{len(tree):0{SIZE_DIGITS}}".encode() + tree + body


def _body(entries: Sequence[Packed]) -> tuple[str, bytes]:
    """Where the line of each second character begins and ends, and the lines."""
    lines: dict[str, list[str]] = {"": []}
    for tail, *fields in entries:
        lines.setdefault(tail[:1], []).append(ENTRY + FIELD.join((tail[1:], *fields)))
    starts, body = [], b""
    for line in lines.values():
        body += "".join(line).encode()
        starts.append(number(len(body)))
    return "".join(starts), body


def _is_name(senses: str, typed: Sequence[bool]) -> bool:
    return bool(senses) and any(typed[int(sense.partition(PART)[0])] for sense in senses.split(SENSE))


def merged(layers: Sequence[tuple[bytes, int]], typed: Sequence[bool], without: Collection[int]) -> bytes:
    """The packed words of several layers as one; what is added to the numbers of its lists stands with each.

    A word that two of them have has the cost of the first. `without` are the numbers of lists that are off.
    """
    entries: dict[str, Packed] = {}
    first = ""
    for data, base in layers:
        first, unpacked = _unpacked(data)
        for tail, cost, tag, senses in unpacked:
            kept = []
            for sense in senses.split(SENSE) if senses else ():
                listed, mark, rest = sense.partition(PART)
                if int(listed) + base not in without:
                    kept.append(f"{int(listed) + base}{mark}{rest}")
            known = entries.get(tail)
            if known is not None:
                cost, tag = known[1], known[2] or tag
                kept = [*(known[3].split(SENSE) if known[3] else ()), *kept]
            entries[tail] = (tail, cost, tag, SENSE.join(kept))
    return packed_head(first, [entries[tail] for tail in sorted(entries)], typed)


def _unpacked(data: bytes) -> tuple[str, list[Packed]]:
    """The first character of packed words, and their entries."""
    size = SIZE_DIGITS + int(data[:SIZE_DIGITS])
    codes, _, _, starts = data[SIZE_DIGITS:size].decode().split("\n")
    entries: list[Packed] = []
    low = size
    for at, start in enumerate(starts):
        second = codes[at] if at else ""  # the children of the first node are numbered from 1
        end = size + _value(start)
        for entry in data[low:end].decode().split(ENTRY)[1:]:
            tail, cost, tag, senses = entry.split(FIELD)
            entries.append((second + tail, cost, tag, senses))
        low = end
    return codes[0], entries


def _value(character: str) -> int:
    code = ord(character)
    return code - BASE if code < WIDE else code - BEYOND
