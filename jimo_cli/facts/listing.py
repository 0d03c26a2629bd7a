"""Lists within a clause: of names that share an indicator, of indicators that share a name."""

from __future__ import annotations

from ..names.classes import JOINT
from ..names.units import Unit
from .phrases import is_subject
from .wording import Wording


def names_of(units: list[Unit]) -> list[list[Unit]]:
    """The names of a list of nothing but names: 北京, 上海 and 广州 of 北京、上海和广州."""
    names = [[unit] for unit in units[::2]]
    joined = len(units) % 2 and all(unit.is_word(JOINT) for unit in units[1::2])
    return names if joined and all(is_subject(name[0]) for name in names) else []


def shared_out(attribute: str | None, count: int, wording: Wording) -> list[str]:
    """A、B和C三大指标 as the indicators of three values; what only the last of them says (…出口) is of all."""
    if attribute is None:
        return []
    summed = wording.sums.search(attribute)
    if summed is not None and summed.start() > 0:
        attribute = attribute[: summed.start()]
    # 社会保障和就业支出、卫生健康支出 are two, though a 和 stands in one of them.
    parts = next(
        (parts for split in wording.joints if len(parts := split.split(attribute)) == count and all(parts)), []
    )
    if not parts:
        pair = next((pair for pair in wording.pairs if attribute.endswith(pair)), None)
        names = wording.pairs[pair] if pair is not None else ()
        return [attribute[: -len(pair or "")] + name for name in names] if len(names) == count else []
    last = parts[-1]
    heads = [head for head in wording.heads if last.endswith(head) and len(last) > len(head)]
    head = max(heads, key=len, default=None)
    if head is not None and not any(part.endswith(wording.heads) for part in parts[:-1]):
        parts = [*(part + head for part in parts[:-1]), last]
    lead = parts[0][0]
    if lead in wording.leads and all(part[0] not in wording.leads for part in parts[1:]):
        parts = [parts[0], *(lead + part for part in parts[1:])]
    return parts
