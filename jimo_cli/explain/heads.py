"""Names that are put together from their head: which word is the head, and why the name begins where it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, final

from ..names.compose import Composer
from ..names.units import Unit, is_break
from .sources import Sources

_LISTS: Final = (
    ("org_head", "org.head"), ("event_head", "things.event.head"), ("place_suffix", "place.suffix.fac"),
)  # fmt: skip


@final
class Heads:
    """Tells of the heads of organisations, facilities and events."""

    def __init__(
        self,
        composer: Composer,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        sources: Sources,
        units: Sequence[Unit],
    ) -> None:
        self._composer = composer
        self._lists = lists
        self._sources = sources
        self._units = units

    def head(self, unit: Unit) -> str:
        """The head that a unit is or ends in."""
        word, kind = self._composer.head_of(unit)
        if not word:
            return f"by itself the head of a {unit.head}"
        by = next((self._sources.of(rule) for name, rule in _LISTS if word in self._lists.get(name, {})), "")
        return f"head {word}, {kind} by {by}"

    def composed(self, unit: Unit, parts: Sequence[Unit]) -> list[str]:
        """The head of a name, and what is at its left edge."""
        last, first = parts[-1], parts[0]
        head = self.head(last) if last.head or self._composer.head_of(last)[0] else f"head {last.text}"
        lines = [head]
        if first is not last:
            lines.append(f"begins with {first.text}: {self._may_begin(first)}")
        before = self._before(unit)
        if before is not None:
            lines.append(
                f"ends before {before.text.strip() or 'a blank'} on the left: {self._outside(before, unit.head)}"
            )
        return lines

    def without(self, unit: Unit) -> str:
        """Why a head makes no name."""
        before = self._before(unit)
        told = f"{self.head(unit)}, and no name before it"
        if before is None:
            return f"{told}: the text begins with it"
        if self._composer.may_stand_inside(before, unit.head):
            return f"{told}: {before.text} may stand in a name, but none begins with it or with what is before it"
        return f"{told}: {before.text.strip() or 'a blank'} {self._outside(before, unit.head)}"

    def is_suffix(self, unit: Unit) -> bool:
        """Whether a unit is by itself something that places end in."""
        return not unit.type and unit.text in self._lists.get("place_suffix", {})

    def suffix(self, unit: Unit) -> str:
        """What a place ends in, and the list that says so."""
        kind = str(self._lists["place_suffix"][unit.text]["type"])
        return f"a {kind} may end in {unit.text}, by {self._sources.of(f'place.suffix.{kind.lower()}')}"

    def without_stem(self, unit: Unit) -> str:
        """Why a suffix makes no place."""
        before = self._before(unit)
        told = f"{self.suffix(unit)}, and no name before it"
        for name, rule in (("place_suffix_never", "place.suffix.never"), ("place_stem_never", "place.stem.never")):
            word = unit.text if name == "place_suffix_never" else before.text if before is not None else ""
            if word in self._lists.get(name, {}):
                return f"{told}: {word} is listed in {self._sources.of(rule)}"
        if before is None:
            return f"{told}: the text begins with it"
        if is_break(before):
            return f"{told}, but a mark or a number"
        cost = before.entry.cost if before.entry is not None else 0
        return f"{told}: {before.text} is a word tagged {before.tag} of cost {cost}, too common to be part of a name"

    def _before(self, unit: Unit) -> Unit | None:
        before: Unit | None = None
        for other in self._units:
            if other.start >= unit.start:
                return before
            before = other
        return before

    def _may_begin(self, unit: Unit) -> str:
        if unit.type:
            return f"a {unit.type}, and names begin with names"
        if unit.text in self._lists.get("org_begin", {}):
            return f"listed in {self._sources.of('org.begin')}"
        if unit.tag == "nz":
            return "the vocabulary tags it nz, a proper name"
        return "characters that are hardly a word, so part of a name"

    def _outside(self, unit: Unit, kind: str) -> str:
        """Why a name does not run on to the left across a unit."""
        if is_break(unit):
            return "a mark or a number, which no name runs across"
        if unit.text in self._lists.get("org_never", {}):
            return f"listed in {self._sources.of('org.never')}"
        if unit.type and not self._composer.may_stand_inside(unit, kind):
            return f"a {unit.type}, which stands in no name of a {kind}"
        if not self._composer.may_stand_inside(unit, kind):
            return f"a word tagged {unit.tag}, which stands in no name"
        return "it may stand in a name, but none begins with it"
