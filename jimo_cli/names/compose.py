"""Units → larger names: places with a suffix, chains of places, organisations by their head.

An organisation ends in its head (公司, 委员会, 队) and begins, to the left of it, where its own name
begins: at a place, a name, or a word that nothing else explains. So the head is found first, and the
words before it are taken in as long as they can stand in a name; the cut is then made at the leftmost
of them with which a name can begin. Without any such word it is no name (化工厂, 该公司).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, final

from .classes import ORG_LOCAL, ORG_TRADE
from .lexicon import Lexicon
from .people import DOTS, TRANSLITERATED
from .segment import NUMBER
from .units import Unit, is_break, joined

_LONGEST: Final = 12  # units of an organisation
_LONGEST_TRADE: Final = 4  # words between the name of a firm and its head
_LONGEST_STEM: Final = 4  # characters alone that are looked at …
_STEM: Final = 2  # … and how many make a name
_NO_LAST: Final = frozenset(("v", "u", "ul", "uj", "c", "r"))  # parts of speech that no such name ends in: 获|发
_STEM_COST: Final = 150  # what they cost at least, in tenths of a nat: commoner ones are words
_SHORT_HEAD: Final = 3  # characters that a head has at least which is believed wherever it stands
_HEAD_SIZES: Final = (6, 5, 4, 3, 2, 1)
_FACILITY: Final = "facility"  # kinds of head that make no organisation
_EVENT: Final = "event"
_GOVERNMENT: Final = "government"
_COMPANY: Final = "company"
_WEAK_TYPES: Final = ("GPE", "LOC", "NORP")
_USUAL: Final = 135  # tenths of a nat: a word that costs less is an ordinary one
_OPEN: Final = ("(", "\uff08")
_CLOSE: Final = (")", "\uff09")
_TYPES: Final[dict[str, str]] = {_FACILITY: "FAC", _EVENT: "EVENT"}
_PLACES: Final = ("GPE", "LOC", "FAC")
_SUFFIXED: Final = "names.place.suffix"
_ORGANISATION: Final = "names.org."


def _is_dotted(one: Unit, dot: Unit, other: Unit) -> bool:
    """Whether two names with a dot between are one, though the first looks Chinese: 苏茜·怀尔斯."""
    if one.type != "PERSON" or dot.text not in DOTS or one.end != dot.start or dot.end != other.start:
        return False
    return one.rule != other.rule or one.rule == TRANSLITERATED


@final
class Composer:
    """Puts names together by the word lists of the rules."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Collection[str],
    ) -> None:
        self._lexicon = lexicon
        heads: dict[str, tuple[str, bool]] = {
            word: (str(entry["kind"]), bool(entry.get("unsure"))) for word, entry in lists.get("org_head", {}).items()
        }
        organisations, never = lists.get("org_over_facility", {}), lists.get("place_suffix_never", {})
        for word, entry in lists.get("place_suffix", {}).items():
            if entry["type"] == "FAC" and len(word) > 1 and not entry.get("unsure") and word not in never:
                if word not in heads or word not in organisations:
                    heads[word] = (_FACILITY, False)
        unnamed = lists.get("event_head_never", {})
        for word, entry in lists.get("event_head", {}).items():
            if word not in unnamed:
                heads[word] = (_EVENT, bool(entry.get("unsure")))
        # The ids of the rules that make names, by the kind of their heads; the rest are switched off.
        self._rules = {rule.removeprefix(_ORGANISATION): rule for rule in makers if rule.startswith(_ORGANISATION)}
        self._rules |= {kind: f"names.{kind}" for kind in _TYPES if f"names.{kind}" in makers}
        self._heads = {word: head for word, head in heads.items() if head[0] in self._rules}
        self._bare = frozenset(lists.get("org_kind_bare", {}))  # kinds that a place alone can stand before
        self._inside = frozenset(lists.get("org_inner_tag", {}))
        self._inner = frozenset(lists.get("org_inner", {}))
        self._never = frozenset(lists.get("org_never", {}))
        self._suffixes: dict[str, tuple[str, bool]] = {
            word: (str(entry["type"]), bool(entry.get("unsure")))
            for word, entry in lists.get("place_suffix", {}).items()
            if word not in never and _SUFFIXED in makers
        }
        self._owned = frozenset(lists.get("org_owned", {}))  # lists of organs that a country stands before
        self._of_place = frozenset(lists.get("org_of_place", {}))
        self._countries = frozenset(lists.get("place_country", {}))
        self._person_kinds = frozenset(lists.get("org_person_kind", {}))
        self._plain = frozenset(lists.get("org_plain_head", {}))
        self._small = frozenset(lists.get("place_suffix_small", {}))
        self._village_before = frozenset(lists.get("village_before", {}))
        self._village_after = frozenset(lists.get("village_after", {}))
        self._stem_never = frozenset(lists.get("place_stem_never", {}))
        self._committees = tuple(lists.get("org_committee", {}))
        self._never_heads = frozenset(lists.get("org_head_never", {}))
        self._unnumbered = frozenset(lists.get("org_kind_unnumbered", {}))
        self._weak = frozenset(lists.get("org_weak_head", {}))
        self._goes_on = frozenset(lists.get("org_goes_on", {}))
        self._begin = frozenset(lists.get("org_begin", {}))
        self._common = frozenset(lists.get("org_begin_common", {}))
        self._levels = frozenset(lists.get("org_level", {}))
        self._strong = frozenset(lists.get("org_strong_head", {}))
        self._stem_heads = frozenset(lists.get("org_stem_head", {}))
        self._no_stem = frozenset(lists.get("org_stem_never", {}))
        self._joints = frozenset(lists.get("org_joint", {}))
        self._ordinals = tuple(lists.get("event_ordinal", {}))
        self._editions = tuple(lists.get("event_edition", {}))
        self._years = tuple(lists.get("event_year", {}))
        self._chief = "".join(lists.get("org_chief", {}))

    def compose(self, units: list[Unit], text: str) -> list[Unit]:
        """The units with names put together of several of them, still in text order."""
        return self.organisations(self.places(units, text), text)

    def places(self, units: list[Unit], text: str) -> list[Unit]:
        """The units with places that have a suffix, and chains of places."""
        return self._chains(self._suffixed(units, text), text)

    # -- places

    def _suffixed(self, units: list[Unit], text: str) -> list[Unit]:
        made: list[Unit] = []
        for at, unit in enumerate(units):
            entry = unit.entry
            suffix = self._suffixes.get(unit.text) if entry is not None and entry.is_suffix and not unit.type else None
            if suffix is None or not made:
                made.append(unit)
                continue
            small = unit.text in self._small
            stem = self._stem(made, small)
            after = units[at + 1].text if at + 1 < len(units) else ""
            village = self._village(made, after) if small else 0
            stem = village or stem
            if stem == 0:
                made.append(unit)
                continue
            while suffix[0] == "FAC" and stem < len(made) and made[-stem].type == made[-stem - 1].type == "GPE":
                stem += 1  # 浙江|绍兴|国际机场
            before = made[len(made) - stem - 1] if len(made) > stem else None
            parts = made[len(made) - stem :]
            sure = (before is not None and before.type in _PLACES) or parts[0].rule == "people.transliterated"
            if suffix[1] and not sure and not village and not any(part.type in _PLACES for part in parts):
                made.append(unit)
                continue
            whole = joined([*parts, unit], text)
            whole.become(suffix[0], _SUFFIXED, True, whole.text)
            del made[len(made) - stem :]
            made.append(whole)
        return made

    def _stem(self, made: list[Unit], settled: bool) -> int:
        """How many units before a suffix are its name: one name, or up to three characters that say nothing.

        Before the suffix of a village or a town (`settled`) a noun of two characters may stand as well.
        """
        last = made[-1]
        if last.type in ("GPE", "LOC", "PERSON", "FAC"):
            return 1
        if is_break(last):
            return 0
        size = count = 0
        for unit in reversed(made):
            if is_break(unit) or unit.type or len(unit.text) + size > 3 or len(unit.text) > 2:
                break
            if len(unit.text) == 1 and not self._is_blank(unit):
                break
            if len(unit.text) == 2 and (count or not (self._is_blank(unit) or (settled and self._may_be_stem(unit)))):
                break
            size += len(unit.text)
            count += 1
        return count if size > 1 else 0

    def _village(self, made: list[Unit], after: str) -> int:
        """How many units before 村 or 镇 are a name that no list has, for certain: 下|叔|村, and 西岸|村 behind 在."""
        count = 0
        while count < len(made) and count <= _LONGEST_VILLAGE and self._is_scrap(made[-1 - count]):
            count += 1
        if 1 < count <= _LONGEST_VILLAGE:
            return count
        last = made[-1]
        if count or len(last.text) != 2 or not self._may_be_stem(last):
            return 0
        before = made[-2].text if len(made) > 1 else ""
        return int(last.tag in ("ns", "nz", "x") or before in self._village_before or after in self._village_after)

    def _is_scrap(self, unit: Unit) -> bool:
        """Whether a unit is one character that is no function word, so that it may belong to an unknown name."""
        return (
            not unit.type
            and len(unit.text) == 1
            and unit.entry is not None
            and unit.tag not in _FUNCTION
            and unit.text not in self._stem_never
        )

    def _may_be_stem(self, unit: Unit) -> bool:
        return (
            not unit.type
            and unit.tag in ("n", "s", "f", "nz", "b", "x", "nr", "ns", "a")
            and unit.text not in self._stem_never
        )

    def _is_blank(self, unit: Unit) -> bool:
        """A word that is hardly a word by itself: a bound or rare character."""
        entry = unit.entry
        if entry is None or unit.text in self._never:
            return False
        if entry.tag in ("p", "c", "u", "uj", "ul", "r", "d", "y", "m", "q", "v", "f", "zg", "w"):
            return entry.cost > 115
        return entry.cost > (95 if len(unit.text) == 1 else 130)

    def _chains(self, units: list[Unit], text: str) -> list[Unit]:
        made: list[Unit] = []
        for unit in units:
            if unit.type == "GPE" and made and made[-1].type == "GPE" and len(unit.text) > 1 and len(made[-1].text) > 1:
                whole = joined([made[-1], unit], text)
                whole.become("GPE", unit.rule, True, whole.text)
                whole.senses = unit.senses
                made[-1] = whole
            elif unit.type == "PERSON" and len(made) > 1 and _is_dotted(made[-2], made[-1], unit):
                whole = joined([made[-2], made[-1], unit], text)
                whole.become("PERSON", TRANSLITERATED, True, whole.text)
                made[-2:] = [whole]
            else:
                made.append(unit)
        return made

    # -- organisations

    def head_of(self, unit: Unit) -> tuple[str, str]:
        """The head that a word is or ends in, and its kind."""
        entry = unit.entry
        if entry is None:
            return self._head(unit.text)
        known = entry.head
        if known is None:
            known = entry.head = self._head(entry.word)
            entry.headless = not (known[1] or unit.is_word(ORG_LOCAL) or entry.word in self._never_heads)
        return known

    def _head(self, word: str) -> tuple[str, str]:
        for size in _HEAD_SIZES:
            tail = word[-size:] if size <= len(word) else ""
            head = self._heads.get(tail)
            if head is not None and (not head[1] or (tail == word and tail not in self._never_heads)):
                return tail, head[0]
        return "", ""

    def organisations(self, units: list[Unit], text: str) -> list[Unit]:
        """The units with organisations, facilities and events put together."""
        made: list[Unit] = []
        for place, unit in enumerate(units):
            entry = unit.entry
            if entry is not None and entry.headless and not unit.type:
                made.append(unit)  # nineteen units of twenty
                continue
            if made and unit.tag == NUMBER and made[-1].type == "EVENT" and self._is_stage(unit.text):
                stage = joined([made[-1], unit], text)  # 广交会|第二期
                stage.become("EVENT", made[-1].rule, True, stage.text)
                made[-1] = stage
                continue
            if unit.type in ("", "ORG", "EVENT") and not is_break(unit):
                head, kind = (unit.text, _EVENT) if unit.type == "EVENT" else self.head_of(unit)
                if unit.is_word(ORG_LOCAL) or (
                    not kind and unit.type == "ORG" and unit.rule in self._owned and made and made[-1].type == "GPE"
                ):
                    head, kind = unit.text, _GOVERNMENT
                if (
                    not kind
                    and len(unit.text) < _SHORT_HEAD
                    and unit.text in self._never_heads
                    and self._is_led(units, place)
                ):
                    head, kind = unit.text, self._heads[unit.text][0]
                rule = self._rules.get(kind) if kind else None
                if rule is not None:
                    start = self._left_edge(made, unit, head, kind)
                    if start < len(made) and not self._is_common(made[start:], head, units, place):
                        whole = joined([*made[start:], unit], text)
                        whole.become(_TYPES.get(kind, "ORG"), rule, True, whole.text)
                        whole.head = kind
                        del made[start:]
                        made.append(whole)
                        continue
                    unit.head = kind
                    if not unit.type and self._is_name_alone(unit, head, kind):
                        unit.become("ORG", rule, True, unit.text)
            made.append(unit)
        return made

    def _is_common(self, parts: list[Unit], head: str, units: list[Unit], place: int) -> bool:
        """Whether no name is meant: 非洲球队, 中国边防部队, 中国证券|市场."""
        if head in self._plain and place + 1 < len(units) and units[place + 1].text in self._goes_on:
            return True
        if head not in self._weak or units[place].text != head or parts[0].type not in _WEAK_TYPES:
            return False
        return all(part.type or self._is_usual(part) for part in parts[1:])

    def _is_usual(self, unit: Unit) -> bool:
        entry = unit.entry
        return entry is not None and len(unit.text) > 1 and entry.tag not in ("nz", "ns", "nr") and entry.cost < _USUAL

    def _is_led(self, units: list[Unit], at: int) -> bool:
        """Whether the office of who leads it stands behind a head that is too short to be believed: 就业促进司|司长."""
        return (
            bool(self._chief)
            and at + 1 < len(units)
            and units[at].text in self._heads
            and units[at + 1].text == units[at].text + self._chief
        )

    def _is_name_alone(self, unit: Unit, head: str, kind: str) -> bool:
        """A word that is an organisation by itself: 光明日报, 市委."""
        if unit.tag in ("nz", "nt") and len(unit.text) > len(head):
            return True
        return unit.is_word(ORG_LOCAL) and unit.text[0] in self._levels and unit.text.endswith(self._committees)

    def _left_edge(self, made: list[Unit], unit: Unit, head: str, kind: str) -> int:
        """Where the organisation begins that ends in `unit`: an index into `made`, its length for nowhere."""
        size = len(made)
        start = size
        at = size - 1
        while at >= 0 and size - at <= _LONGEST:
            seat = self._seat(made, at) if kind == _COMPANY else 0
            if seat:
                at -= seat
                start = at
            elif not self.may_stand_inside(made[at], kind):
                # 外交与|运输部 has a field on both sides as well
                fielded = at < size - 1 or (len(unit.text) > len(head) and not unit.type)
                if not (kind == _GOVERNMENT and fielded and self._is_joint(made, at)):
                    break
            elif self.may_begin(made, at) or (kind == _EVENT and self._is_ordinal(made[at].text)):
                start = at
            at -= 1
        if start == size and kind == _GOVERNMENT and at + 1 < size and made[at + 1].text in self._levels:
            return at + 1 if not made[at + 1].type else size  # 市|财政局, 市|水利和湖泊局
        if start == size and head in self._stem_heads:
            return self._unlisted(made, head)
        if start == size:
            return size
        if head in self._plain and made[start].type not in _PROPER:
            return size
        if start == size - 1 and len(unit.text) == len(head) and made[start].text in self._common:
            return size  # 全国|医院
        bare = start == size - 1 and len(unit.text) == len(head) and made[start].type in _PLACES
        if bare and (kind not in self._bare or (head in self._of_place and made[start].rule in self._countries)):
            return size
        return start

    def _unlisted(self, made: list[Unit], head: str) -> int:
        """Where an organisation begins whose name no list has: 启|源|光电, 鸿|顺|化工|有限公司.

        Two characters that stand alone side by side are a word that the vocabulary does not know. Where a head is no
        word of its own (有限公司), a word does as well.
        """
        size = len(made)
        at = size
        while at > 0 and size - at < _LONGEST_TRADE and len(made[at - 1].text) > 1 and self._is_trade(made[at - 1]):
            at -= 1
        singles = at
        while singles > 0 and at - singles < _LONGEST_STEM and self._is_stem(made[singles - 1]):
            singles -= 1
        if (
            at - singles == _STEM
            and made[at - 1].tag not in _NO_LAST
            and sum(unit.entry.cost for unit in made[singles:at] if unit.entry) >= _STEM_COST
        ):
            return singles
        if head in self._strong and at < size and at == singles:
            while at < size and (made[at].text in self._inner or made[at].text in self._heads):
                at += 1
            return at
        return size

    def _seat(self, made: list[Unit], at: int) -> int:
        """How many units go back to a name whose place ends here in brackets: 捷安特（中国）有限公司; 0 for none."""
        if at < 3 or made[at].text not in _CLOSE or made[at - 1].type != "GPE" or made[at - 2].text not in _OPEN:
            return 0
        before = made[at - 3]
        if before.type in ("ORG", "PRODUCT") or (not is_break(before) and not before.type and len(before.text) > 1):
            return 3
        return 4 if at > 3 and self._is_stem(before) and self._is_stem(made[at - 4]) else 0

    def _is_trade(self, unit: Unit) -> bool:
        """Whether a word may stand between the name of a firm and its head: 化工, 精密."""
        if unit.type or is_break(unit) or unit.text in self._never:
            return False
        return unit.tag in self._inside or unit.text in self._inner or unit.is_word(ORG_TRADE)

    def _is_stem(self, unit: Unit) -> bool:
        """Whether a character may be one of a name that the vocabulary does not know."""
        return not unit.type and len(unit.text) == 1 and unit.entry is not None and unit.text not in self._no_stem

    def _is_joint(self, made: list[Unit], at: int) -> bool:
        """Whether two fields of an office are joined there: 水利|和|湖泊|局."""
        return (
            made[at].text in self._joints
            and at > 0
            and self._is_trade(made[at - 1])
            and made[at - 1].text not in self._heads
        )

    def may_stand_inside(self, unit: Unit, kind: str) -> bool:
        """Whether the name of an organisation with a head of some kind may run across a unit."""
        if kind == _EVENT and (unit.type or unit.tag == NUMBER):
            return unit.type != "PERSON" and (
                bool(unit.type) or self._is_ordinal(unit.text) or unit.text.endswith(self._years)
            )
        if unit.type == "PERSON":
            return kind in self._person_kinds
        if unit.type:
            return unit.type not in ("NORP", "LANGUAGE", "EVENT", "LAW", "WORK_OF_ART")
        if unit.text in self._never:
            return False
        if unit.tag == NUMBER:
            return self._is_ordinal(unit.text) and kind not in self._unnumbered
        if unit.text in _QUOTES:
            return True
        return unit.tag in self._inside or unit.text in self._inner or unit.is_word(ORG_TRADE)

    def _is_ordinal(self, text: str) -> bool:
        """Whether a number says which of several is meant: 第二, 15届."""
        return text.startswith(self._ordinals) or text.endswith(self._editions)

    def _is_stage(self, text: str) -> bool:
        """Whether an ordinal says what it counts: 第二期, and not the 第五 of 第五日."""
        return self._is_ordinal(text) and not text[-1].isnumeric()

    def may_begin(self, made: list[Unit], at: int) -> bool:
        """Whether the name of an organisation may begin with a unit."""
        unit = made[at]
        if unit.type:
            return len(unit.text) > 1
        return (
            unit.tag == "nz"
            or unit.text in self._begin
            or (
                len(unit.text) == 1
                and self._is_blank(unit)
                and at + 1 < len(made)
                and len(made[at + 1].text) == 1
                and not made[at + 1].type
            )
        )


_LONGEST_VILLAGE: Final = 3
_FUNCTION: Final = frozenset(("p", "c", "u", "uj", "ul", "r", "d", "y", "m", "q", "v"))
_PROPER: Final = ("GPE", "LOC", "ORG", "PERSON", "FAC", "PRODUCT")
_QUOTES: Final = frozenset("\u201c\u201d")  # “ ”
