"""The codes of Chinese divisions, by the date of the document and by what else it names.

即墨 is 370282 until 2017 and 370215 since. Where several divisions have one name (鼓楼区, 朝阳, 吉林), the
places that it is written with decide, then the other places of the document, and then the level: 吉林
alone is the province. Where nothing tells, there is no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, final

from .lexicon import Lexicon, Sense
from .units import Unit

_DIGITS: Final = 6
_PLACE_SIZES: Final = (8, 7, 6, 5, 4, 3, 2)
_PROVINCE: Final = "0000"
_PREFECTURE: Final = "00"
_NEAR: Final = 2  # points for a place of the same prefecture, or one that lies in the other
_SAME_PROVINCE: Final = 1


@final
class Codes:
    """Chooses the codes of the places of one document."""

    def __init__(self, lexicon: Lexicon, year: int | None) -> None:
        self._lexicon = lexicon
        self._year = year
        self._sure: dict[str, int] = {}  # the codes that the document is sure about, and how often it names them
        self._chosen: dict[str, Sense | None] = {}  # by the text of the unit

    def note(self, units: list[Unit]) -> None:
        """Learn the places whose code is plain."""
        for unit in units:
            if unit.type != "GPE" or not unit.senses:
                continue
            senses = self._senses(unit)
            if len({sense.attributes[0] for sense in senses}) > 1:
                senses = self._inside(senses, unit)
            if len({sense.attributes[0] for sense in senses}) == 1:
                code = senses[0].attributes[0]
                self._sure[code] = self._sure.get(code, 0) + 1
                self._chosen[unit.text] = senses[0]

    def of(self, unit: Unit) -> Sense | None:
        """The division that a unit names, if it is one and it is clear which."""
        if unit.text in self._chosen:
            return self._chosen[unit.text]
        senses = self._senses(unit)
        chosen = self._best(senses, unit) if senses else None
        self._chosen[unit.text] = chosen
        if chosen is not None:
            self._sure.setdefault(chosen.attributes[0], 1)
        return chosen

    def _senses(self, unit: Unit) -> list[Sense]:
        """The divisions of a name at the date of the document, or at any where there were none then."""
        senses = [sense for sense in unit.senses if is_division(sense)]
        if len(senses) < 2:
            return senses
        return [sense for sense in senses if self._in_force(sense)] or senses

    def _in_force(self, sense: Sense) -> bool:
        first = sense.attributes[2] if len(sense.attributes) > 2 else ""
        last = sense.attributes[3] if len(sense.attributes) > 3 else ""
        if self._year is None:
            return not last
        return (not first or int(first) <= self._year) and (not last or self._year < int(last))

    def _inside(self, senses: list[Sense], unit: Unit) -> list[Sense]:
        """Those that lie in the places a chain begins with (南京市|鼓楼区)."""
        outer = self._outer(unit.text)
        if not outer:
            return []
        fits = [sum(lies_in(sense.attributes[0], code) for code in outer) for sense in senses]
        most = max(fits)
        return [sense for sense, times in zip(senses, fits) if times == most] if most else []

    def _outer(self, text: str) -> list[str]:
        """The codes of the places that a chain begins with."""
        codes: list[str] = []
        at = 0
        while at < len(text) - 1:
            for size in _PLACE_SIZES:
                entry = self._lexicon.get(text[at : at + size]) if at + size < len(text) else None
                found = [s.attributes[0] for s in entry.senses if is_division(s)] if entry is not None else []
                if found:
                    codes += found
                    at += size
                    break
            else:
                break
        return codes

    def _best(self, senses: list[Sense], unit: Unit) -> Sense | None:
        senses = self._inside(senses, unit) or senses
        by_code = {sense.attributes[0]: sense for sense in reversed(senses)}
        if len(by_code) == 1:
            return senses[0]
        named = [code for code in by_code if code in self._sure]
        if len(named) == 1:
            return by_code[named[0]]
        points = {code: self._points(code) for code in by_code}
        most = max(points.values())
        best = [code for code in by_code if points[code] == most]
        if len(best) > 1:  # 吉林 is a province before it is a city, 朝阳 a city before it is a district
            highest = max(_level(code) for code in best)
            best = [code for code in best if _level(code) == highest]
        return by_code[best[0]] if len(best) == 1 else None

    def _points(self, code: str) -> int:
        """How well a division goes with the other places of the document."""
        points = 0
        for other in self._sure:
            if other == code:
                continue
            if lies_in(code, other) or lies_in(other, code) or (code[:4] == other[:4] and _level(code) == 0):
                points += _NEAR
            elif code[:2] == other[:2]:
                points += _SAME_PROVINCE
        return points


def is_division(sense: Sense) -> bool:
    """Whether a sense is a division with a code."""
    return bool(sense.attributes) and len(sense.attributes[0]) == _DIGITS and sense.attributes[0].isdigit()


def lies_in(code: str, other: str) -> bool:
    """Whether a division lies in another one."""
    if code == other:
        return False
    if other.endswith(_PROVINCE):
        return code[:2] == other[:2]
    return other.endswith(_PREFECTURE) and code[:4] == other[:4]


def _level(code: str) -> int:
    return 2 if code.endswith(_PROVINCE) else 1 if code.endswith(_PREFECTURE) else 0


class Provinces:
    """The provinces by the first two digits of their codes."""

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._names = {str(entry["code"]): word for word, entry in lists.get("province", {}).items()}

    def name(self, code: str) -> str | None:
        """The name of the province that a division lies in."""
        return self._names.get(code[:2])
