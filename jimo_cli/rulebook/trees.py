"""Words with what is known of each, packed as one tree of their characters, which is never unpacked as a whole.

The tree is three lines, encoded for speed (see `packing`), whose nodes are numbered level by level from the
top, so that the children of a node stand together in the order of their characters and end where those of
the next node begin:

    the last character of each node | its first child | the number of the word that ends in it, from 1 on

A fourth line has where the contents of each word begin in a run of marshalled values. Of some ten thousand
words a text meets a hundred, and to read all of them would take a tenth of the time to start.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any, Final

from .bundle import Packed
from .packing import TREE_CODE, number

_MARSHAL_VERSION: Final = 4


def packed_tree(words: Mapping[str, Any]) -> Packed:
    """Words that are not empty, with plain values for contents."""
    contents = b""
    begins = [number(0)]
    numbers = {}
    for place, word in enumerate(sorted(words), 1):
        numbers[word] = place
        contents += marshal.dumps(words[word], _MARSHAL_VERSION)
        begins.append(number(len(contents)))
    codes, children, ends = [chr(0)], [], []
    nodes = [""]
    below: dict[str, list[str]] = {}
    for prefix in sorted({word[:size] for word in words for size in range(1, len(word) + 1)}):
        below.setdefault(prefix[:-1], []).append(prefix)
    for node in nodes:  # which grows, level by level
        children.append(number(len(nodes)))
        ends.append(number(numbers.get(node, 0)))
        for child in below.get(node, ()):
            codes.append(child[-1])
            nodes.append(child)
    children.append(number(len(nodes)))
    lines = ["".join(line).encode(TREE_CODE, "surrogatepass") for line in (codes, children, ends, begins)]
    return lines[0], lines[1], lines[2], lines[3], contents
