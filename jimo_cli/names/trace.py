"""What the search for names tells of itself where `explain` asks for it. The normal path has no trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, final

from .segment import Proposal
from .units import Unit

LISTED: Final = "listed"  # the tokens of the cheapest path, with what lists say of them
SETTLED: Final = "settled"  # unsure forms are names or words
PLACED: Final = "placed"  # places with a suffix and chains of places are put together
NAMED: Final = "named"  # organisations, facilities and events are put together

# Why a name is of an entity.
FIRST: Final = "first"  # nothing before it names the same
SAME: Final = "same"  # it has the full name of one before, as written or as its list has it
CODE: Final = "code"  # it has the code of one before
PART: Final = "part"  # it is a part of the name of a person before
SHORT: Final = "short"  # it is cut from the name of one before
ALWAYS: Final = "always"  # its list says what it stands for
LAST: Final = "last"  # it stands for the last one of its kind
LEAD: Final = "lead"  # it stands for who the sentence, or the one before, is about
BRACKET: Final = "bracket"  # it stands in brackets behind the name of one
WITHIN: Final = "within"  # it stands for what the places of the text lie in


class Link(NamedTuple):
    """Why a unit is of its entity: a way of `names.entities`, and what it was told by."""

    how: str
    by: str = ""
    at: int = -1  # where the name stands that it was told by


@final
class NameTrace:
    """What was proposed, what each stage made of it, and why names are of one entity."""

    def __init__(self) -> None:
        self.proposed: dict[int, list[Proposal]] = {}
        self.kept: Mapping[int, Sequence[Proposal]] = {}  # without fragments, with what comes again
        self.stages: dict[str, list[Unit]] = {}
        self.links: dict[int, Link] = {}  # by the start of the unit

    def propose(self, proposals: Mapping[int, Sequence[Proposal]]) -> None:
        """Keep what was proposed before the document was read for the first time."""
        self.proposed = {start: list(proposed) for start, proposed in proposals.items()}

    def stage(self, name: str, units: Sequence[Unit]) -> None:
        """Keep the units of a stage as they are; a later reading of the text takes the place of an earlier one."""
        self.stages[name] = [unit.copied() for unit in units]

    def link(self, unit: Unit, how: str, by: str = "", at: int = -1) -> None:
        """Keep why a unit is of its entity."""
        self.links[unit.start] = Link(how, by, at)
