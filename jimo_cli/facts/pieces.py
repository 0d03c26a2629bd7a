"""A clause in pieces: values, times, the words that statements are made with, and phrases between them.

粮食产量 | 达到 | 14297.5亿斤 is a phrase, a level and a value. Patterns are written over the classes of
pieces, so they are short, and know nothing of what a phrase says.
"""

from __future__ import annotations

from typing import Final, final

from ..model import Mention, NumberMention, TimeMention
from ..names.classes import AND, CASUALTY, LOCALIZER, OF, PARTNER
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .adverbials import adverbials
from .joining import (
    comparison,
    is_of_times,
    join_codes,
    join_wholes,
    joined,
    left_behind,
    merged,
    places_in_brackets,
    times_in_wholes,
    with_acts,
    with_bases,
)
from .phrases import is_noun, is_plan, is_subject, is_taking
from .piece import LIST_MARK, PHRASE, TIME, VALUE, Clause, Piece
from .sentences import Clause as Words

_VALUE_CLASSES: Final[dict[str, str]] = {
    "PERCENT": "percent",
    "MONEY": "money",
    "QUANTITY": "quantity",
    "ORDINAL": "ordinal",
    "CARDINAL": "count",
}


@final
class Pieces:
    """Cuts clauses into pieces. `word_classes` are the classes of words that patterns and rules name,
    `number_words` the units of numbers that belong to a phrase (三大指标), `adverbs` the numbers that only say
    how (首次); `qualifiers` are the words that begin a way of counting, each with those that end it; `multiples` the units
    of how many times as much there is of something (倍); `gain_units` those of what is counted together (11金9银)."""

    def __init__(
        self,
        word_classes: frozenset[str],
        number_words: frozenset[str],
        adverbs: frozenset[str],
        qualifiers: dict[str, frozenset[str]],
        multiples: frozenset[str],
        each: tuple[str, ...],
        gain_units: frozenset[str],
    ) -> None:
        self._gain_units = gain_units
        self._word_classes = word_classes
        self._number_words = number_words
        self._adverbs = adverbs
        self._qualifiers = qualifiers
        self._multiples = multiples
        self._each = each

    def clause(self, words: Words, text: str, mentions: dict[int, Mention]) -> Clause:
        """The clause of some words. `mentions` are the numbers and times of the text by their start."""
        units = words.units
        pieces = [self._piece(unit, place, mentions) for place, unit in enumerate(units)]
        join_codes(pieces, units)
        self._numbers_in_phrases(pieces, units)
        self._periods_compared(pieces, units)
        times_in_wholes(pieces, units)
        clause = Clause(units, [])
        kept: list[Piece] = []
        first, last = self._qualifier(units, mentions)
        if first < last:
            clause.qualifier = (units[first].start, units[last - 1].end)
        clause.adverbials = adverbials(units, pieces)
        ends = dict(clause.adverbials)
        inside = -1
        for place, piece in enumerate(pieces):
            if first <= place < last or place < inside:
                continue
            per = self._per(pieces, units, place)
            if per > place:
                inside = per
                continue
            left = left_behind(pieces, units, place)
            if left > place:
                inside = left
                clause.left = True
                continue
            inside = ends.get(place, inside)
            if place < inside:
                clause.times += [other for other in pieces[place:inside] if other.has(TIME)]
                continue
            compared = comparison(pieces, units, place)
            if compared > place:
                kept.append(joined(pieces[place:compared], text, ("basis",)))
                inside = compared
                continue
            if piece.has("skip") or piece.has("status") or piece.has("denial"):
                if piece.has("status") and is_taking(units, place):
                    continue  # 国家防总|将|应急响应提升至三级
                if not _is_part_of_phrase(pieces, place, units):
                    clause.skipped.append(piece)
                    continue
                piece.classes = (PHRASE,)
            if _adds_nothing(pieces, place, units):
                clause.skipped.append(piece)
                continue
            behind = place == inside and not is_subject(units[place - 1])  # 向灾区|捐赠1亿元
            used = _is_used(pieces, place) and not _tells_when(pieces, place, units)
            if not used or (not behind and _is_noun_here(pieces, place, units)):
                piece.classes = (PHRASE,)
            if kept and piece.has("act") and kept[-1].has("act") and kept[-1].end == piece.start:
                kept[-1] = joined([kept[-1], piece], text, ("act",))  # 立案|查处
                continue
            kept.append(piece)
        join_wholes(kept)
        kept = with_acts(kept, text)
        kept = merged(kept, text, places_in_brackets(words), self._gain_units)
        kept = with_bases(kept, units, text)
        clause.times += [piece for piece in kept if piece.has(TIME)]
        clause.pieces = [piece for place, piece in enumerate(kept) if not is_of_times(kept, place)]
        clause.left = clause.left and not any(piece.is_value for piece in clause.pieces)
        self._asides(words, clause, text, mentions)
        return clause

    def _asides(self, words: Words, clause: Clause, text: str, mentions: dict[int, Mention]) -> None:
        """What brackets add: a period (国庆档（9月29日至10月6日）), or the way of counting (合并口径)."""
        for units in words.asides:
            if not units:
                continue
            pieces = [self._piece(unit, place, mentions) for place, unit in enumerate(units)]
            if all(piece.has(TIME) for piece in pieces):
                clause.times[:0] = pieces
            elif clause.qualifier is None and (
                self._qualifiers.get(units[0].text) is not None or units[-1].is_listed("counted")
            ):
                clause.qualifier = (units[0].start, units[-1].end)

    def _numbers_in_phrases(self, pieces: list[Piece], units: list[Unit]) -> None:
        """Numbers that say which thing is meant and state nothing: 65岁以上|老人|占|12.4%, 10年|期债券利率|为|2.97%."""
        for place, piece in enumerate(pieces):
            if place and piece.has("count") and units[place - 1].is_listed("front") and not units[place - 1].type:
                piece.classes, piece.is_value = (PHRASE,), False
            if piece.has("mark") and not (place and (pieces[place - 1].has("of") or pieces[place - 1].has("via"))):
                piece.classes = (PHRASE,)
        for place, piece in enumerate(pieces[:-2]):
            if not (piece.is_value or piece.has(TIME)) or not _is_nominal(pieces, place + 1, units):
                continue
            if units[place + 1].start > piece.end or units[place + 1].is_word(OF):
                continue
            if units[place + 1].is_word(CASUALTY):  # 113人遇难、782人受伤 are two statements
                continue
            if piece.has(TIME) and not units[place + 1].is_listed("span_noun"):
                continue
            of_sum = place > 0 and pieces[place - 1].has("money") and units[place + 1].is_listed("span_noun")
            if piece.has("duration") and of_sum:
                piece.classes, piece.is_value = (PHRASE,), False  # 1900亿元|7天期逆回购
                continue
            if piece.has("money") or piece.has("percent"):
                continue
            end = place + 1
            while end < len(pieces) and (
                _is_nominal(pieces, end, units) or pieces[end].has("and") or pieces[end].has("of")
            ):
                end += 1
            if piece.has("count") and place > 0 and not _tells_which(pieces, units, place, end):
                continue
            while end < len(pieces) and pieces[end].has("skip"):
                end += 1
            if end < len(pieces) and any(pieces[end].has(name) for name in _PREDICATES):
                if any(other.is_value for other in pieces[end:]):
                    piece.classes, piece.is_value = (PHRASE,), False

    def _periods_compared(self, pieces: list[Piece], units: list[Unit]) -> None:
        """A period that belongs to what is compared with is not that of the clause.

        是|2018年|的|6倍, 完成|全年|目标任务|的|24.8%.
        """
        for place in range(len(pieces) - 2):
            piece = pieces[place]
            if not piece.mentions:
                continue
            before = pieces[place - 1] if place else piece
            of_value = units[place + 1].is_word(OF) and pieces[place + 2].is_value
            if of_value and before.has("from") and (piece.has(TIME) or piece.has("duration")):
                piece.classes, piece.is_value = ("since",), False  # 由|2022年|的|6.92张|增加到|7.23张
            elif not piece.has(TIME):
                continue
            elif of_value:
                times = pieces[place + 2].mentions[0]
                share = before.has("share_of") and pieces[place + 2].has("percent")  # 占|全年|的|74.2%
                if share or (isinstance(times, NumberMention) and times.unit in self._multiples):
                    piece.classes = (PHRASE,)
            elif before.has("do") or before.has("share_of"):
                end, limit = place + 1, min(len(pieces), place + _LONGEST_COMPARISON)
                while end < limit and not any(pieces[end].has(name) for name in (VALUE, "duration", TIME, "of")):
                    end += 1
                if place + 1 < end < len(pieces) - 1 and pieces[end].has("of") and pieces[end + 1].has("percent"):
                    piece.classes = (PHRASE,)

    def _per(self, pieces: list[Piece], units: list[Unit], place: int) -> int:
        """Where that ends which a sum is reckoned by: 每盎司 in 收于每盎司3992.9美元; `place` where nothing is."""
        end = place
        limit = min(len(units), place + _LONGEST_PER)
        while end < limit and pieces[end].has(PHRASE) and units[end].text.startswith(self._each):
            end += 1 if len(units[end].text) > 1 else 2
        if end == place or end >= len(pieces):
            return place
        following = pieces[end] if not pieces[end].has("skip") else _next(pieces, end)
        if following is None or not (following.has("money") or following.has("turn")):
            return place
        sums = ("money", "quantity") if following.has("turn") else ("money",)
        return end if any(piece.has(name) for piece in pieces[end : end + _LONGEST_PER] for name in sums) else place

    def _qualifier(self, units: list[Unit], mentions: dict[int, Mention]) -> tuple[int, int]:
        """The units that say how something is counted: 以修正总吨计, 按可比价格计算, 不含农户."""
        for first, unit in enumerate(units):
            ends = self._qualifiers.get(unit.text)
            if ends is None:
                continue
            for last in range(first + 1, min(len(units), first + _LONGEST_QUALIFIER)):
                if units[last].start in mentions:
                    break
                if not ends and last + 1 == len(units):
                    return first, last + 1
                if units[last].text in ends and not (last + 1 < len(units) and units[last + 1].text in ends):
                    return first, last + 1
        return 0, 0

    def _piece(self, unit: Unit, place: int, mentions: dict[int, Mention]) -> Piece:
        """A unit as a piece: a number, a time, a word of a class, a list mark, or part of a phrase."""
        mention = mentions.get(unit.start)
        if mention is not None and mention.end == unit.end:
            if isinstance(mention, NumberMention) and not self._is_wording(mention):
                classes = (VALUE, _VALUE_CLASSES[mention.type], *(("pp",) if mention.unit == "pp" else ()))
                return Piece(unit.start, unit.end, unit.text, place, place + 1, classes, [mention])
            if isinstance(mention, TimeMention):
                kind = TIME if mention.timex in ("DATE", "TIME") else mention.timex.lower()
                return Piece(unit.start, unit.end, unit.text, place, place + 1, (kind,), [mention])
        if unit.tag == NUMBER and unit.text in self._adverbs:
            return Piece(unit.start, unit.end, unit.text, place, place + 1, ("skip",), [])
        if unit.tag == MARK:
            kind = "and" if unit.text == LIST_MARK else MARK if unit.text not in _QUOTES else PHRASE
            return Piece(unit.start, unit.end, unit.text, place, place + 1, (kind,), [])
        names: tuple[str, ...] = ()
        if not unit.type and unit.entry is not None and unit.entry.classes:
            names = tuple([name for name in unit.entry.classes if name in self._word_classes])
        piece = Piece(unit.start, unit.end, unit.text, place, place + 1, names or (PHRASE,), [])
        if unit.entry is not None:
            piece.attributes = {name: unit.entry.classes[name] for name in names}
        return piece

    def _is_wording(self, mention: NumberMention) -> bool:
        """A number that counts nothing: 三大 (指标), a code in brackets (000063)."""
        if mention.unit in self._number_words:
            return True
        return (
            mention.unit is None
            and mention.type == "CARDINAL"
            and len(mention.text) >= _CODE
            and mention.text.isdigit()
        )


_PREDICATES: Final = (
    "level",
    "over",
    "turn",
    "rate",
    "share_of",
    "share_rate",
    "ratio",
    "rank_at",
    "basis",
    "than",
    VALUE,
)
_LONGEST_QUALIFIER: Final = 9
_LONGEST_PER: Final = 12
_LONGEST_COMPARISON: Final = 12
_CODE: Final = 6  # digits of a stock code
_QUOTES: Final = frozenset("\u201c\u201d\u300a\u300b\u2018\u2019()\uff08\uff09\u00b7-")
# What must follow a word for it to be what its class says, and not a part of a phrase: 增长 in 增长点 is
# no change, and 为 in 为群众 no level.
_FOLLOWED_BY: Final[dict[str, frozenset[str]]] = {
    "level": frozenset((VALUE, PHRASE, "duration")),
    "turn": frozenset((VALUE, "level")),
    "span_turn": frozenset(("duration",)),
    "rate": frozenset((VALUE, "level", "turn", "basis", "than", MARK)),
    "over": frozenset((PHRASE, TIME)),
    "via": frozenset((VALUE, "duration", "mark")),
    "get": frozenset((VALUE,)),
    "mark": frozenset((VALUE, MARK, PHRASE, "do", "rank_at", "lead_at", "get", "act")),
    "share_of": frozenset((VALUE, PHRASE)),
    "share_rate": frozenset((VALUE, "level", "turn", "basis", "than", "from")),
    "ratio": frozenset((VALUE, "level")),
    "rank_at": frozenset((VALUE, PHRASE)),
    "basis": frozenset(("turn", "rate", "basis", PHRASE, VALUE)),
    "than": frozenset((TIME, PHRASE)),
    "do": frozenset((VALUE, PHRASE, TIME, "act", "rate", "duration")),
    "act": frozenset((VALUE, "act", PHRASE, TIME, "level", "do", "duration")),
    "took": frozenset(("duration", VALUE)),
    "inside": frozenset((VALUE, "do")),
    "among": frozenset((PHRASE, VALUE, MARK, "do", TIME)),
    "of": frozenset((VALUE, PHRASE, "mark", "share_rate", "rate", "turn", "do")),
    "and": frozenset((VALUE, PHRASE, TIME, "do", "rate", "turn", "share_rate")),
    "from": frozenset((VALUE, TIME, "since", "duration")),
}


def _tells_which(pieces: list[Piece], units: list[Unit], place: int, end: int) -> bool:
    """Whether the count at `place` belongs to the phrase behind it, which ends at `end`.

    全国|339个城市平均浓度 and 1200万人目标任务的|24.8% do; of 32枚金牌、|27枚银牌 both are counted.
    """
    if end < len(pieces) and pieces[end].has("percent") and pieces[end - 1].has("of"):
        return True
    if is_subject(units[place - 1]):
        return True
    if not pieces[place - 1].has("and"):
        return False
    first = place - 2
    while first > 0 and pieces[first].has(PHRASE):
        first -= 1
    return first < 0 or not pieces[first].has("count")


def _next(pieces: list[Piece], place: int) -> Piece | None:
    """The next piece that is not skipped."""
    for at in range(place + 1, len(pieces)):  # a slice would copy the rest for every piece of a long list
        piece = pieces[at]
        if not (piece.has("skip") or piece.has("status")):
            return piece
    return None


def _is_used(pieces: list[Piece], place: int) -> bool:
    """Whether a word is what its class says here, by what follows it; its other classes are taken off."""
    piece = pieces[place]
    asked = [name for name in piece.classes if name in _FOLLOWED_BY]
    if not asked:
        return True
    following = _next(pieces, place)
    after: tuple[str, ...] = following.classes if following is not None else (MARK,)
    kept = tuple([name for name in asked if any(kind in _FOLLOWED_BY[name] for kind in after)])
    if "level" in asked and "level" not in kept and _is_of_period(pieces, place):
        kept += ("level",)
    if "act" in asked and "act" not in kept and _is_done_at_once(pieces, place):
        kept += ("act",)
    if kept:
        piece.classes = kept
    return bool(kept)


def _adds_nothing(pieces: list[Piece], place: int, units: list[Unit]) -> bool:
    """Whether a word only says how long something has been so (连续|14年), or goes with the word beside it.

    档 belongs to the feast before it (春节|档), and 价值 to the sum behind it (提供|价值|4亿美元的援助).
    """
    if place and pieces[place - 1].has(TIME) and units[place].is_listed("time_tail"):
        return True
    if units[place].is_listed("everywhere"):
        # 特斯拉一季度|全球|交付38万辆
        apart = place > 1 and pieces[place - 1].has(TIME) and is_subject(units[place - 2])
        return apart and place + 1 < len(pieces) and pieces[place + 1].has("act")
    if units[place].is_listed("worth"):
        before = pieces[place - 1] if place else None
        follows = place + 1 < len(pieces) and pieces[place + 1].has("money")
        return follows and before is not None and before.has("act")
    at = place if units[place].is_listed("lasting") else place - 1
    if at < 0 or at + 1 >= len(pieces) or not units[at].is_listed("lasting"):
        return False
    return pieces[at + 1].has("duration") or (pieces[at + 1].has("ordinal") and at + 2 < len(pieces))


def _is_noun_here(pieces: list[Piece], place: int, units: list[Unit]) -> bool:
    """Whether a verb of doing ends a noun phrase before its figure: 固定资产投资5089亿元.

    Or stands inside one that something is done with: 办理|未成年人司法救助案件.
    """
    if not pieces[place].has("act") or place == 0:
        return False
    following = _next(pieces, place)
    if units[place].tag == "vn" and following is not None and following.has(PHRASE) and _is_done_with(pieces, place):
        return True
    before = pieces[place - 1]
    if following is None or not (following.has(VALUE) or following.has("level") or following.has("do")):
        return False
    if not before.has(PHRASE) or not is_noun(units[place - 1]):
        return False
    return not is_subject(units[place - 1]) or (units[place].tag == "vn" and _is_with_partner(units, place))


def _is_of_period(pieces: list[Piece], place: int) -> bool:
    """Whether the level behind a word is told with its period: 增加到|2023年|的|7.23张."""
    if place + 3 >= len(pieces):
        return False
    return pieces[place + 1].has(TIME) and pieces[place + 2].has("of") and pieces[place + 3].has(VALUE)


def _is_done_at_once(pieces: list[Piece], place: int) -> bool:
    """Whether a verb of doing stands right before another one that something is done with: 立案|查处案件67起."""
    if place + 2 >= len(pieces):
        return False
    following, done = pieces[place + 1], pieces[place + 2]
    return following.has("act") and following.start == pieces[place].end and (done.has(PHRASE) or done.has(VALUE))


def _is_done_with(pieces: list[Piece], place: int) -> bool:
    """Whether only a phrase stands between a word and the verb of doing before it."""
    at = place - 1
    first = max(0, place - _LONGEST_COMPARISON)
    while at > first and pieces[at].has(PHRASE) and pieces[at].end == pieces[at + 1].start:
        at -= 1
    return at < place - 1 and pieces[at].has("act") and pieces[at].end == pieces[at + 1].start


def _tells_when(pieces: list[Piece], place: int, units: list[Unit]) -> bool:
    """Whether a deed only says when: 发行|后|持股比例."""
    if not pieces[place].has("act") or place + 1 >= len(units):
        return False
    return units[place + 1].tag == "f" and units[place + 1].is_word(LOCALIZER)


def _is_with_partner(units: list[Unit], place: int) -> bool:
    """Whether names that a preposition leads stand before a word: 对东盟|出口, 对日韩|投资."""
    at = place - 1
    while at > 0 and (is_subject(units[at]) or units[at].is_word(AND)):
        at -= 1
    return units[at].is_word(PARTNER)


def _is_nominal(pieces: list[Piece], place: int, units: list[Unit]) -> bool:
    return pieces[place].has(PHRASE) or _is_part_of_phrase(pieces, place, units)


def _is_part_of_phrase(pieces: list[Piece], place: int, units: list[Unit]) -> bool:
    """Whether a word that may be skipped is of a phrase: 计划的80%, 预测主营业务收入, 最终消费支出."""
    piece = pieces[place]
    if (
        units[place].is_listed("attributive")
        and place + 1 < len(pieces)
        and (pieces[place + 1].has(PHRASE) or pieces[place + 1].has("took"))
    ):
        return True
    if not piece.has("status") or place + 1 >= len(pieces):
        return False
    if pieces[place + 1].has("of") or is_plan(units, place):
        return True
    return "noun" in piece.attributes["status"] and place > 0 and pieces[place + 1].has(PHRASE)
