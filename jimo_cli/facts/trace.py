"""What the search for facts tells of itself where `explain` asks for it. The normal path has no trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, final

from .draft import Draft
from .grammar import Match
from .piece import Clause, Piece


class Refusal(NamedTuple):
    """A value of a clause that no fact came of, the reading it had, and why that was given up."""

    value: Piece
    match: Match | None
    why: str


@final
class Read:
    """One clause: its pieces, every reading of them, what came of it, and the scene before and after."""

    def __init__(self, clause: Clause, scene: Mapping[str, Any]) -> None:
        self.clause = clause
        self.before = dict(scene)
        self.after: dict[str, Any] = {}
        self.matches: Sequence[Match] = ()
        self.refused: list[Refusal] = []
        self.drafts: list[Draft] = []


@final
class FactTrace:
    """The clauses of a document in text order, and the draft of each fact by its id."""

    def __init__(self) -> None:
        self.clauses: list[Read] = []
        self.drafts: dict[str, Draft] = {}

    def open(self, clause: Clause, scene: Mapping[str, Any]) -> None:
        """A clause is about to be read."""
        self.clauses.append(Read(clause, scene))

    def close(self, drafts: list[Draft], scene: Mapping[str, Any]) -> None:
        """A clause was read, and the scene is another."""
        self.clauses[-1].drafts += drafts
        self.clauses[-1].after = dict(scene)

    def matches(self, matches: Sequence[Match]) -> None:
        """Every reading of the clause at hand."""
        self.clauses[-1].matches = matches

    def refuse(self, value: Piece, match: Match | None, why: str) -> None:
        """No fact comes of a value."""
        self.clauses[-1].refused.append(Refusal(value, match, why))
