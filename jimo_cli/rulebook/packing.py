"""The words of one first character, packed as a tree of their characters, and what is known of them.

The tree is four lines. Its nodes are numbered from the top, level by level, so that the children of a node
stand together, in the order of their characters, and end where those of the next node begin:

    the last character of each node | its first child | the cost of its word | where its entry begins

Numbers are written as characters, which compiled code reads as fast as an array and which is shorter in
the bundle. Behind the tree are the entries, part of speech and senses, each of them once: most of the words
of a character differ in nothing but their cost.
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
TREE_CODE: Final = "utf-16-le"  # of the tree; it is read four times as fast as UTF-8, and is shorter

Packed = tuple[str, str, str, str]  # tail from the second character on, cost, tag, senses


def number(value: int) -> str:
    """A number as a character."""
    return chr(value + BASE if value < _NARROW else value + BEYOND)


def packed_head(first: str, words: Sequence[Packed], typed: Sequence[bool]) -> bytes:
    """The words of a first character, sorted by their tails; `typed` says of each list whether it makes names."""
    codes, children, costs, places = [first], [], [], []
    body = b""
    known: dict[str, int] = {}  # entry → where it begins
    ranges = [(0, len(words), 0)]  # of the words below each node, and how much of their tails leads to it
    for low, high, depth in ranges:
        cost, place = NO_WORD, 0
        if low < high and len(words[low][0]) == depth:
            _, shown, tag, senses = words[low]
            cost = (int(shown) + LEAST) << 1 | _is_name(senses, typed)
            entry = f"{tag}{FIELD}{senses}{ENTRY}"
            place = known.setdefault(entry, len(body))
            if place == len(body):
                body += entry.encode()
            low += 1
        costs.append(chr(cost))
        places.append(number(place))
        children.append(number(len(ranges)))
        while low < high:
            code, end = words[low][0][depth], low + 1
            while end < high and words[end][0][depth] == code:
                end += 1
            codes.append(code)
            ranges.append((low, end, depth + 1))
            low = end
    children.append(number(len(ranges)))
    tree = "\n".join(["".join(line) for line in (codes, children, costs, places)]).encode(TREE_CODE)
    return f"{len(tree):0{SIZE_DIGITS}}".encode() + tree + body


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
    """The first character of packed words, and the words."""
    size = SIZE_DIGITS + int(data[:SIZE_DIGITS])
    codes, children, costs, places = data[SIZE_DIGITS:size].decode(TREE_CODE).split("\n")
    words: list[Packed] = []
    tails = [""] * len(codes)
    for node, cost in enumerate(costs):
        if ord(cost) != NO_WORD:
            start = size + _value(places[node])
            tag, senses = data[start : data.index(ENTRY.encode(), start)].decode().split(FIELD)
            words.append((tails[node], str((ord(cost) >> 1) - LEAST), tag, senses))
        for below in range(_value(children[node]), _value(children[node + 1])):
            tails[below] = tails[node] + codes[below]
    return codes[0], words


def _value(character: str) -> int:
    code = ord(character)
    return code - BASE if code < WIDE else code - BEYOND
