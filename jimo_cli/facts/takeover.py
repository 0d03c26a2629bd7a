"""What a figure takes over from what was told before it: its indicator, and its share in a list."""

from __future__ import annotations

from ..names.units import Unit
from .amounts import Figure, figure_of
from .draft import Draft
from .grammar import Match
from .listing import names_of, shared_out
from .piece import Clause, Piece
from .scene import Scene
from .wording import Wording


def averaged(
    wording: Wording, clause: Clause, match: Match, name: str | None, scene: Scene, figure: Figure, named: bool
) -> str | None:
    """The indicator of a figure; one that is nothing but an average (日均3亿人次) is of that before it."""
    if name in wording.trailing and scene.attribute is not None:
        return scene.attribute if scene.attribute.endswith(name) else scene.attribute + name
    if name is None or name not in wording.averages:
        return name or _taken_over(clause, match, scene, figure, named)
    whole = _taken_over(clause, match, scene, figure, named)
    return name if whole is None or whole.startswith(wording.averages) else name + whole


def _taken_over(clause: Clause, match: Match, scene: Scene, figure: Figure, named: bool) -> str | None:
    """The indicator that a figure is of which names none; not one that is measured in something else.

    Whoever is `named` and just 涨3% or 报6.2美元 is a share or a price that nobody has told of.
    """
    turn = match.slots.get("turn")
    level = match.slots.get("level")
    if named and turn is not None and moves(turn) and "basis" not in match.slots and scene.basis is None:
        return None
    if named and level is not None and clause.units[level.first].is_listed("quote"):
        return None
    if match.pattern.kind == "share":
        return scene.attribute
    if "share_rate" in match.slots and scene.shared and (scene.attribute or "").startswith(scene.shared):
        return scene.shared
    if turn is not None and figure.unit == "pp" and scene.rated is not None and not rate_of(match):
        return scene.rated  # 增速比上月低0.2个百分点，比上年同期高0.7个百分点
    kind = kind_of(figure)
    known = scene.kinds.get(scene.attribute or "", kind)
    if known == kind or (match.pattern.kind == "change" and figure.type not in ("MONEY", "QUANTITY")):
        return scene.attribute
    return scene.last_of(kind) if "via" in match.slots else None


def ranked_by(match: Match, scene: Scene) -> str | None:
    """The indicator of a place in an order: what the figure is of that it was won with, else the last one."""
    also = match.slots.get("also")
    if also is None:
        return scene.attribute
    kind = kind_of(figure_of(also.mentions[0]))
    return scene.attribute if scene.kinds.get(scene.attribute or "", kind) == kind else scene.last_of(kind)


def of_place(wording: Wording, draft: Draft, scene: Scene) -> str | None:
    """The list that somebody rose or fell in by so many places: 排名第13位，较上年上升1位."""
    moved = draft.kind == "change" and draft.unit is not None and draft.unit in wording.rank_units
    return (scene.rank or scene.ranking) if moved else None


def owners_of(
    wording: Wording,
    clause: Clause,
    scene: Scene,
    subject: list[Unit],
    attribute: str | None,
    count: int,
    together: bool,
) -> list[tuple[list[Unit], str | None]]:
    """The subject and the indicator of each of several values; none where they do not come out even.

    A list of indicators or of names has a value for each (北京、上海房价分别下降0.7%、0.6%), which may be
    clauses of their own (…分别下降0.7%、上涨0.6%), and so have the indicators of the clauses before
    (受理3件，审结2件，分别增长1%、2%).
    """
    if count == 1 and not subject and attribute is None and scene.waiting:
        return [(scene.waiting.pop(0), None)]
    names = names_of(subject)
    scene.waiting = []
    each = is_shared_out(clause)
    if count == 1:
        if each and len(names) > 1:
            scene.waiting = names[1:]
            return [(names[0], attribute)]
        return [(subject, attribute)]
    if together:
        return [(subject, attribute)] * count  # 获得|11金9银7铜
    listed = scene.attributes if attribute is None else shared_out(attribute, count, wording)
    if len(listed) == count:
        return [(subject, name) for name in listed]
    if len(names) == count:
        scene.owners = names
        return [(name, attribute) for name in names]
    if each and not subject and attribute is None and len(scene.owners) == count:
        return [(name, None) for name in scene.owners]  # 北京、上海…，增幅分别为3.2%、4.1%
    told = len(scene.told) == count or (each and len(scene.told) >= count)
    if told and not subject and attribute is None:
        return [(subject, name) for name in scene.told[-count:]]
    return []


def is_shared_out(clause: Clause) -> bool:
    """Whether a clause says 分别."""
    return any(piece.has("each") for piece in clause.skipped)


def moves(word: Piece) -> bool:
    """Whether a verb that is a change only of parts of a hundred is one: 涨 and 下行, and not 高."""
    return "alone" in word.attributes.get("turn", ())


def kind_of(figure: Figure) -> str:
    """What an indicator is measured in: money, parts of a hundred, a quantity, or so many of something."""
    return figure.type if figure.type in ("MONEY", "PERCENT", "QUANTITY") else "COUNT"


def rate_of(match: Match) -> str:
    """The rate that changes, which the indicator goes on with: 增速 in 增速|加快|1.5个百分点."""
    rate = match.slots.get("rate") or match.slots.get("share_rate")
    if rate is None or "turn" not in match.slots:
        return ""
    whole = match.slots.get("whole")
    return rate.text if whole is None else match.slots["share_of"].text + whole.text + rate.text
