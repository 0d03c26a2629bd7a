"""What a figure is of: whom it is said of, and which indicator it gives."""

from __future__ import annotations

from typing import Final

from ..names.classes import ACTOR, AND, ASPECT, BARREN, CASUALTY, EVENT, NOUN, SERIAL
from ..names.segment import MARK
from ..names.units import Unit
from .amounts import figure_of
from .grammar import Match
from .phrases import is_noun, is_subject, is_verb, partner_in, split_phrase
from .piece import PHRASE, Clause, Piece
from .refusals import is_measure_of_next
from .takeover import is_shared_out


def told_of(text: str, clause: Clause, match: Match) -> tuple[list[Unit], str | None] | None:
    """The subject of a fact as units, and its indicator as text; empty and None where elided.

    None where a phrase stands in the place of the indicator and names none.
    """
    units, slots = clause.units, match.slots
    subject: list[Unit] = []
    attribute: str | None = None
    if _is_sized(units, match):  # 总投资|100亿元的|项目
        return _thing_of(units, slots["thing"]), slots["subject"].text
    doer: str | None = None
    piece = slots.get("attribute") or slots.get("thing")
    named = slots.get("attribute") or slots.get("subject")
    if named is not None and units[named.last - 1].is_word(BARREN):
        counted = slots["value"].has("count") and figure_of(slots["value"].mentions[0]).unit is not None
        if not (counted and is_noun(units[named.last - 1])) or is_measure_of_next(clause, match):
            return None  # 电话|12315 and 女子|四人双桨, but not 诈骗电话|18.2亿次
    if piece is not None:
        won = "thing" in slots and match.first > 0 and clause.pieces[match.first - 1].has("via")
        last = _listed_end(units, piece, won or "act" in slots) if "thing" in slots else piece.last
        parts = split_phrase(units, piece.first, last)
        subject = units[parts.subject : parts.subject_end]
        attribute = span(text, units, parts.attribute, parts.last)
        doer = span(text, units, parts.subject, parts.subject_end)
        named_units = units[parts.attribute : parts.last]
        counted = piece is slots.get("thing") and slots["value"].end == piece.start
        if counted and "subject" in slots and attribute is not None and subject and subject[0].type in ("GPE", "LOC"):
            # 26项|亚洲纪录
            subject, attribute, doer = [], span(text, units, parts.subject, parts.last), None
        if attribute is not None and not any(_names_figure(unit, match) for unit in named_units):
            if not any(is_noun(unit) for unit in subject):
                return None  # 前进一位 names no indicator
            # 企业参展 is one, as a whole
            subject, attribute, doer = [], span(text, units, parts.subject, parts.last), None
        if counted and attribute is None and doer is not None and subject[0].type == "PRODUCT":
            subject, attribute, doer = [], doer, None  # 拥有16架|C919
    leading = slots.get("subject")
    if leading is not None:
        end = leading.last
        while end > leading.first + 1 and units[end - 1].tag in _ADVERBIAL:
            end -= 1  # 博物馆|假期, before 接待
        parts = split_phrase(units, leading.first, end)
        if piece is None:
            subject = units[parts.subject : parts.subject_end]
            attribute = span(text, units, parts.attribute, parts.last)
        elif parts.last > parts.subject + 1 and units[parts.last - 1].tag == MARK and units[parts.last - 2].type:
            subject = units[parts.last - 2 : parts.last - 1]  # 影片《江海|》|累计|票房
        elif parts.subject_end > parts.subject and parts.attribute == parts.last:
            subject = units[parts.subject : parts.subject_end]
        elif parts.last > parts.subject and is_noun(units[parts.last - 1]):
            subject = units[parts.subject : partner_in(units, parts.subject, parts.last)]
        if "act" not in slots and attribute is not None and is_shared_out(clause):
            with_whom = partner_in(units, parts.subject - 1, end)
            if with_whom < end:  # 对东盟、欧盟|分别|进出口
                return units[parts.subject : with_whom], (span(text, units, with_whom, end) or "") + attribute
    scope = slots.get("scope")
    thing = slots.get("thing")
    suffered = thing is not None and units[thing.first].is_word(CASUALTY)
    if scope is not None and suffered and is_subject(units[scope.last - 1]):
        subject = units[scope.last - 1 : scope.last]  # 造成|甘肃|113人遇难
    took = slots.get("attribute")
    if took is not None and took.has("took"):
        return subject or (units[leading.first : leading.last] if leading is not None else []), took.text
    ratio = slots.get("ratio")
    if ratio is not None:
        return subject, (attribute or "") + ratio.text
    act = slots.get("act")
    if act is not None:
        if leading is None and slots["value"].end <= (piece.start if piece is not None else 0) and "thing" in slots:
            if thing is not None and thing.start > slots["value"].end:  # 投资40亿元|的|项目
                return _thing_of(units, thing), act.text
        if piece is None:
            if not subject and leading is not None and units[leading.last - 1].is_word(ACTOR):
                subject, attribute = units[parts.attribute : parts.last], None  # 省高级人民法院|审结|1.1万件
            if "get" in match.pattern.classes and attribute is not None:
                subject = subject or (_gainer(units, leading) if leading is not None else [])
                attribute = None
            named_act = subject and attribute is not None and len(attribute) > 1  # 成都|中欧班列|开行
            attribute = f"{attribute}{act.text}" if named_act else act.text
        elif attribute is None and piece is thing and (doer is not None or units[piece.first].tag == "c"):
            # 打进44球|并|…, and 吸引了140支|赛队, where the thing is one that does things elsewhere
            attribute = act.text + (doer or "")
            subject = subject if leading is not None else []
        elif piece.start >= act.end and attribute is not None and doer is not None and leading is not None:
            attribute = act.text + doer + attribute  # 引进|德国|专家
        elif piece.start >= act.end and attribute is not None:
            attribute = act.text + attribute if not subject or leading is not None else attribute
    return subject, attribute


def span(text: str, units: list[Unit], first: int, last: int) -> str | None:
    """The text of some units; None for none."""
    return text[units[first].start : units[last - 1].end] if last > first else None


def before_via(clause: Clause, match: Match) -> list[Unit]:
    """Whose place in an order it is that several figures were enough for: 韩国队|以|24金23银39铜|位列|第二."""
    for at in range(1, match.first):
        if clause.pieces[at].has("via") and clause.pieces[at - 1].has(PHRASE):
            parts = split_phrase(clause.units, clause.pieces[at - 1].first, clause.pieces[at - 1].last)
            return clause.units[parts.subject : parts.subject_end]
    return []


def behind(clause: Clause, match: Match) -> list[Unit]:
    """Whose place in an order stands before 的 and the name: 排名第一|的|王楚钦."""
    at = match.last
    if at + 1 >= len(clause.pieces) or not clause.pieces[at].has("of") or not clause.pieces[at + 1].has(PHRASE):
        return []
    name = clause.units[clause.pieces[at + 1].first]
    return [name] if name.type else []


def _listed_end(units: list[Unit], piece: Piece, done: bool) -> int:
    """Where what is counted ends, before other things that are told by name: 科研平台|以及山东大学等.

    What something is `done` with may do something itself: 调派1170名消防人员|开展救援, 486名指战员|赶赴灾区.
    """
    for place in range(piece.first + 1, piece.last - 1):
        if (done or units[place].is_word(SERIAL)) and is_verb(units[place]) and is_noun(units[place - 1]):
            return place
        if done and units[place].tag == "d" and is_noun(units[place - 1]):
            return place  # 吸引3万名球迷|到场观战
        if units[place].is_word(AND) and is_subject(units[place + 1]) and is_noun(units[place - 1]):
            return place
    if piece.last < len(units) and units[piece.last].is_word(ASPECT) and units[piece.last - 1].tag == "a":
        return piece.last - 1  # 10公里的旅游长廊|丰富了…
    return piece.last


def _names_figure(unit: Unit, match: Match) -> bool:
    """Whether a unit of the words beside a figure may name what it is of: 以41.7%的|市场份额|排名第一."""
    return is_noun(unit) or unit.is_word(CASUALTY) or ("via" in match.pattern.classes and unit.is_listed("ratio"))


def _gainer(units: list[Unit], piece: Piece) -> list[Unit]:
    """Who gets something, where no name says it: 左翼联盟“新阵线”|获得182席."""
    parts = split_phrase(units, piece.first, piece.last)
    return units[parts.attribute : parts.last]


def _is_sized(units: list[Unit], match: Match) -> bool:
    """Whether a thing is told with an indicator of its own before the figure: 总投资100亿元的项目, not 企业20亿元的贷款."""
    leading, thing = match.slots.get("subject"), match.slots.get("thing")
    if leading is None or thing is None or "of" not in match.pattern.classes or "act" in match.slots:
        return False
    if leading.end > match.slots["value"].start or thing.start < match.slots["value"].end:
        return False
    return units[leading.last - 1].is_word(NOUN) and not any(map(is_subject, units[leading.first : leading.last]))


def _thing_of(units: list[Unit], piece: Piece) -> list[Unit]:
    """The noun phrase that a phrase begins with: 海洋科技产业园项目|落户."""
    end = piece.first
    while end < piece.last and not (is_verb(units[end]) or units[end].is_word(EVENT)):
        end += 1
    return units[piece.first : end] if end > piece.first else units[piece.first : piece.last]


_ADVERBIAL: Final = ("t", "d", "ad")
