"""Units → subjects, objects, places and sources of facts, with the entities that they name."""

from __future__ import annotations

from typing import final

from ..model import Thing
from ..names.entities import Linker
from ..names.units import Unit
from ..records import made


@final
class Things:
    """What the units of one document stand for."""

    def __init__(self, text: str, linker: Linker) -> None:
        self._text = text
        self._linker = linker
        self.used: set[int] = set()  # the starts of the units that facts are about

    def of(self, units: list[Unit]) -> Thing | None:
        """A thing that some units name together: an entity if one unit does, else their text."""
        if not units:
            return None
        text = self._text[units[0].start : units[-1].end]
        if len(units) == 1:
            entity = self._linker.of_unit.get(units[0].start)
            if entity is not None:
                self.used.add(units[0].start)
                return made(Thing, (text, entity.name, entity.key))
        return made(Thing, (text, text, None))

    def starts(self, units: list[Unit]) -> list[int]:
        """Where those of some units start that name an entity."""
        return [unit.start for unit in units if unit.start in self._linker.of_unit]
