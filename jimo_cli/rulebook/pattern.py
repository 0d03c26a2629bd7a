"""The pattern language of rules, and its compilation into positions.

A pattern is a regular expression over token classes instead of characters:

    approx? number more? unit after?      words of class `approx` (optional), then a number …
    low:number to high:number unit        two numbers told apart by their labels
    '第' number (classifier | unit)?       a quoted literal stands for itself

`?` makes an item optional, `( … | … )` groups alternatives. There is no repetition without
end on purpose: a rule then reads at most as many tokens as it has items, which bounds the
time that any text can cost.

A pattern compiles into Glushkov positions: one position an item, with the positions that may
come first, last, and after each other. Every position knows its class and its label, so a
matched path tells at once which token played which part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final


class PatternError(ValueError):
    """A pattern that cannot be read; `column` counts characters from its start."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True)
class Atom:
    """One item of a pattern: a class name or a quoted literal, and the label it goes by."""

    name: str
    label: str
    literal: bool
    column: int


@dataclass(frozen=True)
class Sequence:
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Choice:
    options: tuple[Item, ...]


@dataclass(frozen=True)
class Maybe:
    item: Item


Item = Atom | Sequence | Choice | Maybe

_TOKEN: Final = re.compile(
    r"\s*(?:(?:(?P<label>[a-z_][a-z_0-9]*):)?(?:(?P<name>[a-z_][a-z_0-9]*)|'(?P<literal>[^']+)')"
    r"|(?P<sign>[()|?]))"
)


def parse(source: str) -> Item:
    """The tree of a pattern.

    >>> parse("approx? number")
    Sequence(items=(Maybe(item=Atom(name='approx', label='approx', literal=False, column=0)), \
Atom(name='number', label='number', literal=False, column=8)))

    Raises `PatternError` where the pattern is malformed.
    """
    tokens: list[tuple[str, str, str, int]] = []
    position = 0
    end = len(source.rstrip())
    while position < end:
        found = _TOKEN.match(source, position)
        if not found:
            column = position + len(source[position:]) - len(source[position:].lstrip())
            raise PatternError(f"unexpected {source[column]!r} in the pattern", column)
        kind = found.lastgroup or "sign"
        column = found.start(kind)
        text = found.group(kind)
        tokens.append((kind, text, found["label"] or "", column))
        position = found.end()
    item, rest = _choice(tokens, 0, end)
    if rest < len(tokens):
        raise PatternError(f"unexpected {tokens[rest][1]!r} in the pattern", tokens[rest][3])
    return item


def _choice(tokens: list[tuple[str, str, str, int]], at: int, end: int) -> tuple[Item, int]:
    options = []
    while True:
        option, at = _sequence(tokens, at, end)
        options.append(option)
        if at < len(tokens) and tokens[at][1] == "|" and tokens[at][0] == "sign":
            at += 1
            continue
        return (options[0] if len(options) == 1 else Choice(tuple(options))), at


def _sequence(tokens: list[tuple[str, str, str, int]], at: int, end: int) -> tuple[Item, int]:
    items: list[Item] = []
    while at < len(tokens):
        kind, text, label, column = tokens[at]
        if kind == "sign" and text in "|)":
            break
        if kind == "sign" and text == "?":
            raise PatternError("'?' follows nothing that could be optional", column)
        if kind == "sign":
            item, at = _choice(tokens, at + 1, end)
            if at >= len(tokens) or tokens[at][1] != ")":
                raise PatternError("this '(' is never closed", column)
        else:
            item = Atom(text, label or text, kind == "literal", column)
        at += 1
        if at < len(tokens) and tokens[at][0] == "sign" and tokens[at][1] == "?":
            item = Maybe(item)
            at += 1
        items.append(item)
    if not items:
        raise PatternError("an empty alternative", tokens[at][3] if at < len(tokens) else end)
    return (items[0] if len(items) == 1 else Sequence(tuple(items))), at


def atoms(item: Item) -> list[Atom]:
    """All items of a pattern, from left to right."""
    match item:
        case Atom():
            return [item]
        case Sequence(items=parts) | Choice(options=parts):
            return [atom for part in parts for atom in atoms(part)]
        case Maybe(item=inner):
            return atoms(inner)


@dataclass
class Positions:
    """The Glushkov form of one pattern; positions are numbered from 0 in reading order."""

    atoms: list[Atom] = field(default_factory=list)
    first: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    follow: list[set[int]] = field(default_factory=list)
    nullable: bool = False


def positions(item: Item) -> Positions:
    """Number the items of a pattern and work out which may follow which."""
    table = Positions()

    def walk(node: Item) -> tuple[set[int], set[int], bool]:
        """(first, last, nullable) of a node."""
        match node:
            case Atom():
                table.atoms.append(node)
                table.follow.append(set())
                own = {len(table.atoms) - 1}
                return own, own, False
            case Maybe(item=inner):
                first, last, _ = walk(inner)
                return first, last, True
            case Choice(options=options):
                results = [walk(option) for option in options]
                return (
                    set().union(*(r[0] for r in results)),
                    set().union(*(r[1] for r in results)),
                    any(r[2] for r in results),
                )
            case Sequence(items=items):
                first, last, nullable = set[int](), set[int](), True
                for part in items:
                    part_first, part_last, part_nullable = walk(part)
                    for position in last:
                        table.follow[position] |= part_first
                    if nullable:
                        first |= part_first
                    last = part_last | last if part_nullable else part_last
                    nullable = nullable and part_nullable
                return first, last, nullable

    table.first, table.last, table.nullable = walk(item)
    return table
