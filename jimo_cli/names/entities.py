"""Names → entities: which of them name the same thing, in this document, at its date.

A short form is the same thing as the full name that it is cut from (海智源 of 青岛海智源生命科技有限公司),
whichever of them comes first; a list may say that two names are one (央视, 中央电视台), and so may a bracket
(世界卫生组织（WHO）). An anaphor (该区, 全市) stands for a thing of its kind that was named before, or for
what the things named lie in: 全省 in a text about 襄阳 is 湖北省.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, final

from .classes import ANAPHOR
from .codes import Codes, Provinces
from .lexicon import Lexicon
from .segment import MARK, NUMBER
from .settle import ends_sentence
from .shortforms import ShortForms
from .trace import ALWAYS, BRACKET, CODE, FIRST, LAST, LEAD, PART, SAME, SHORT, WITHIN, NameTrace
from .units import Unit

_LEADS_OBJECT: Final = ("v", "p")
_FOLLOWS_SUBJECT: Final = ("v", "d", "ad", "p", "t", NUMBER, MARK)
_BRACKETS: Final = {"\uff08": "\uff09", "(": ")"}
_QUOTES: Final = frozenset("\u201c\u201d\u300c\u300d\u300a\u300b\u2018\u2019\"'\uff1a:")
_COMMAS: Final = frozenset("\uff0c\u3001,;\uff1b")
_IN_BRACKET: Final = 12  # units of a bracket that other names are looked for in
_DOT: Final = "\u00b7"
_PROVINCIAL: Final = "0000"  # what the codes of provinces end in
_MOST: Final = 500  # entities that are looked back at; a list of 10,000 firms would take minutes else
_OFTEN: Final = 3  # times that the place a text is about is named by then
_HEAD_SIZES: Final = (4, 3, 2, 1)
_SHORT_KINDS: Final = ("ORG", "FAC", "EVENT")
_ALIASED: Final = ("ORG", "EVENT", "LAW", "PRODUCT", "FAC", "WORK_OF_ART")


@final
class Named:
    """An entity in the making."""

    __slots__ = ("adcode", "forms", "full", "is_firm", "is_nation", "key", "name", "number", "type", "units")

    def __init__(self, number: int, type: str, name: str, adcode: str | None) -> None:
        self.number = number
        self.key = str(number)  # as records name it
        self.type = type
        self.name = name
        self.adcode = adcode
        self.full = name  # of a division: its name in the list, 唐山市 for 唐山
        self.is_firm = False
        self.is_nation = False
        self.forms: list[str] = []
        self.units: list[Unit] = []

    def add(self, unit: Unit, counts: bool = True) -> None:
        """One more unit that names it; an anaphor does not count for the fullest name."""
        self.units.append(unit)
        if unit.text not in self.forms:
            self.forms.append(unit.text)
        if counts and len(unit.text) > len(self.name):
            self.name = unit.text

    def times_before(self, offset: int) -> int:
        """How many of its units, which stand in text order, begin before an offset."""
        low, high = 0, len(self.units)
        while low < high:
            middle = (low + high) // 2
            if self.units[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


@final
class LinkWords:
    """What the rules say of names that name one thing."""

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.shorts = ShortForms(lists, lexicon)
        self.provinces = Provinces(lists)
        self.firms = frozenset(lists.get("firm_list", {}))
        self.nations = frozenset(lists.get("place_country", {}))
        self.marks = frozenset(lists.get("alias_mark", {}))
        self.bylines = frozenset(lists.get("byline", {}))
        self.governments = frozenset(lists.get("government_end", {}))
        self._heads = frozenset(lists.get("org_head", {}))
        self._kinds = {word: str(e["kind"]) for word, e in lists.get("anaphor_kind", {}).items()}
        self.titles = {word: (str(e["type"]), str(e["what"])) for word, e in lists.get("title_of", {}).items()}

    def kind(self, word: str) -> str:
        """What kind of thing a part of an anaphor asks for (nation, province, firm), or that it means the whole."""
        return self._kinds.get(word, "")

    def is_head(self, word: str) -> bool:
        """Whether organisations end in a word: 研究所."""
        return word in self._heads

    def is_body(self, words: str) -> bool:
        """Whether some words look like an organisation, whose name no rule knows: 人社部就业促进司."""
        return any(words[-size:] in self._heads for size in _HEAD_SIZES if len(words) > size + 1)


@final
class Linker:
    """Links the units of one document, in text order."""

    def __init__(
        self, words: LinkWords, year: int | None, anaphors: bool = True, trace: NameTrace | None = None
    ) -> None:
        self._words = words
        self._anaphors = anaphors
        self._trace = trace
        self._codes = Codes(words.lexicon, year)
        self.entities: list[Named] = []
        self.of_unit: dict[int, Named] = {}  # by the start of the unit
        self.named: dict[int, Unit] = {}  # the units that name an entity, by their starts, in text order
        self._stems: dict[str, Named] = {}  # places that no list has, by their names without 市, 镇 …
        self._by_key: dict[tuple[str, str], Named] = {}
        self._other_names: dict[int, Named] = {}  # the starts of names in brackets, and what they name
        self._writers: set[int] = set()  # the numbers of the people of bylines
        self._sentence = 0
        self._lead: Named | None = None  # the first person of the sentence, who is mostly its subject …
        self._lead_before: Named | None = None  # … and that of the last sentence that has one

    def link(self, units: list[Unit]) -> None:
        """Give every name and every anaphor that can be resolved its entity."""
        self._codes.note(units)
        for at, unit in enumerate(units):
            if unit.type:
                self._put(unit, self._entity(unit))
                if unit.type in _ALIASED:
                    self._look_into_bracket(units, at)
                elif unit.type == "PERSON" and at:
                    self._note_writer(units, at)
            elif ends_sentence(unit):
                self._sentence = unit.end
                if self._lead is not None:
                    self._lead_before = self._lead
                self._lead = None
            elif self._anaphors and unit.is_word(ANAPHOR):
                self._anaphor(unit, at == 0 or units[at - 1].tag == MARK)
            if unit.start in self.of_unit:
                self._note_lead(units, at)

    def _told(self, unit: Unit, how: str, entity: Named) -> Named:
        """An entity, and for `explain` why it is the one."""
        if self._trace is not None:
            first = entity.units[0] if entity.units else unit
            self._trace.link(unit, how, entity.name, first.start)
        return entity

    def _put(self, unit: Unit, entity: Named, counts: bool = True) -> None:
        entity.add(unit, counts and unit.start not in self._other_names)
        self.named[unit.start] = unit
        self.of_unit[unit.start] = entity

    def _make(self, kind: str, key: str, type_: str, name: str, adcode: str | None = None) -> Named:
        entity = Named(len(self.entities), type_, name, adcode)
        self.entities.append(entity)
        self._by_key[kind, key] = entity
        if type_ == "GPE" and adcode is None:
            self._keep_stem(key, entity)
        return entity

    def _entity(self, unit: Unit) -> Named:
        if unit.type == "GPE":
            return self._place(unit)
        other = self._other_names.get(unit.start)
        if other is not None:
            self._by_key[other.type, unit.name] = other
            return self._told(unit, BRACKET, other)
        known = self._by_key.get((unit.type, unit.name))
        if known is not None:
            return self._told(unit, SAME, known)
        if unit.type == "PERSON":
            return self._person(unit)
        if unit.type in _SHORT_KINDS:
            return self._body(unit)
        return self._told(unit, FIRST, self._make(unit.type, unit.name, unit.type, unit.text))

    def _latest(self) -> list[Named]:
        """The entities that a name may be a form of, the latest first."""
        latest = self.entities[-_MOST:]
        latest.reverse()
        return latest

    # -- places

    def _place(self, unit: Unit) -> Named:
        sense = self._codes.of(unit)
        code = sense.attributes[0] if sense is not None else None
        known = self._by_key.get(("GPE", code or unit.name)) or self._same_place(unit, code)
        if known is not None:
            return self._told(unit, CODE if code and known.adcode == code else SAME, known)
        one_character = len(unit.text) == 1 or unit.name == unit.text
        made = self._make("GPE", code or unit.name, "GPE", unit.name if one_character else unit.text, code)
        if sense is not None:
            made.full = sense.name
        made.is_nation = unit.rule in self._words.nations
        if code is None:
            self._by_key["GPE", unit.text] = made
            self._keep_stem(unit.text, made)
        return self._told(unit, FIRST, made)

    def _keep_stem(self, name: str, entity: Named) -> None:
        for level in self._words.shorts.levels:
            if name.endswith(level):
                self._stems.setdefault(name[: -len(level)], entity)

    def _same_place(self, unit: Unit, code: str | None) -> Named | None:
        """A place that no list has, by its name with and without its level or the places it lies in.

        海州 is a district in the list; in a text about a 海州市 that the list does not have it is that city.
        """
        levels = self._words.shorts.levels
        text = unit.text
        longer = self._stems.get(text)
        if longer is not None:
            return longer
        if code is not None or len(text) < 3:
            return None
        other = self._by_key.get(("GPE", text[:-1])) if text[-1] in levels else None
        if other is not None and not other.is_nation:
            return other
        for entity in self._latest():
            if entity.type == "GPE" and entity.adcode is None and not entity.is_nation:
                if entity.name.endswith(text) or text.endswith(entity.name):
                    return entity
        return None

    # -- people

    def _person(self, unit: Unit) -> Named:
        for entity in self._latest():
            if entity.type != "PERSON":
                continue
            if _is_part_of_person(unit.text, entity.forms):
                return self._told(unit, PART, entity)
            if _DOT in unit.text and any(form in unit.text.split(_DOT) for form in entity.forms):
                self._by_key["PERSON", unit.name] = entity
                return self._told(unit, PART, entity)
        return self._told(unit, FIRST, self._make("PERSON", unit.name, "PERSON", unit.text))

    def _note_writer(self, units: list[Unit], at: int) -> None:
        """Keep who wrote the text: no pronoun stands for them."""
        before = units[at - 1]
        if before.text in self._words.bylines:
            self._writers.add(self.of_unit[units[at].start].number)
        elif at > 1 and before.text in _COMMAS and units[at - 2].type == "PERSON":
            if self.of_unit[units[at - 2].start].number in self._writers:
                self._writers.add(self.of_unit[units[at].start].number)

    # -- organisations, facilities, events

    def _body(self, unit: Unit) -> Named:
        entity = self._by_short_form(unit)
        if entity is None:
            entity = self._make(unit.type, unit.name, unit.type, unit.text)
            how = FIRST
        else:
            self._by_key[unit.type, unit.name] = entity
            how = SHORT
        if unit.head == "company" or unit.rule in self._words.firms:
            entity.is_firm = True
        return self._told(unit, how, entity)

    def _by_short_form(self, unit: Unit) -> Named | None:
        """The one before that this is a short form of, or that has a short form of this."""
        shorts, text = self._words.shorts, unit.text
        known = _is_known(unit)
        latest = self._latest()
        for entity in latest:
            if entity.type == unit.type and shorts.is_short(text, entity.name, known):
                return entity
        if unit.type == "EVENT" and known:
            return None
        for entity in latest:
            if entity.type == unit.type and shorts.is_short(entity.name, text, _is_known(entity.units[0])):
                if not (unit.type == "EVENT" and text.endswith(entity.name)):  # 札幌亚冬会 is not 亚冬会 of this text
                    return entity
        return None

    def _look_into_bracket(self, units: list[Unit], at: int) -> None:
        """Note the other names of a thing that stand in brackets behind it: （WHO）, （以下简称“微知机器人”）."""
        if at + 2 >= len(units) or units[at + 1].text not in _BRACKETS or self._other_names.get(units[at].start):
            return
        close, words = _BRACKETS[units[at + 1].text], self._words
        inside: list[Unit] = []
        for unit in units[at + 2 : at + 2 + _IN_BRACKET]:
            if unit.text == close:
                break
            inside.append(unit)
        else:
            return
        fresh = True  # nothing stands before it but quotes and what says that a name comes
        for place, unit in enumerate(inside):
            if unit.type == units[at].type and fresh:
                follows = inside[place + 1].text if place + 1 < len(inside) else close
                if follows == close or follows in _COMMAS or follows in _QUOTES:
                    self._other_names[unit.start] = self.of_unit[units[at].start]
            if unit.text in words.marks or unit.text in _COMMAS:
                fresh = True
            elif unit.text not in _QUOTES and not unit.type:
                fresh = False

    # -- anaphors

    def _note_lead(self, units: list[Unit], at: int) -> None:
        """The first person who stands as a subject does: 韩正 in 会见德索萨时，韩正转达了…, and not in 对韩正, 韩正的妻子."""
        entity = self.of_unit[units[at].start]
        if self._lead is not None or entity.type != "PERSON" or entity.number in self._writers:
            return
        if at + 1 == len(units):
            return
        if at and units[at - 1].tag in _LEADS_OBJECT:
            return
        if units[at + 1].tag in _FOLLOWS_SUBJECT:
            self._lead = entity

    def _anaphor(self, unit: Unit, begins: bool) -> None:
        """Link an anaphor; `begins` where a clause begins with it, so that it is a subject as a lead is."""
        ways = unit.ways("anaphor")
        if not ways:
            return  # of a list that does not say what it stands for
        type_, what, name = ways[0], "".join(ways[1:2]), "".join(ways[2:3])
        if name:
            entity = self._by_key.get((type_, name)) or self._make(type_, name, type_, name)
            self._put(unit, self._told(unit, ALWAYS, entity), counts=False)
            return
        whole = self._words.kind(unit.text[0]) == "whole"
        found = self.nearest(type_, what, unit.start, whole)
        if type_ == "PERSON" and not what and begins and found is not None:
            lead = self._lead
            if lead is None and found.times_before(self._sentence) == found.times_before(unit.start):
                lead = self._lead_before  # nobody is named in this sentence
            if lead is not None:
                self._put(unit, self._told(unit, LEAD, lead), counts=False)
                return
        if type_ == "GPE" and (found is None or (whole and self._words.kind(what) == "province")):
            found = self._place_of_all(what, found) or found
            if found is not None and not found.units:
                self._put(unit, self._told(unit, WITHIN, found), counts=False)
                return
        if found is not None:
            self._put(unit, self._told(unit, LAST, found), counts=False)

    def nearest(self, type_: str, what: str, before: int, whole: bool = False) -> Named | None:
        """The thing of a kind that was named last before an offset.

        With `whole` it is the one that the text is about: one named often, rather than one named in passing.
        """
        found: list[tuple[int, int, Named]] = []
        for entity in self.entities[-_MOST:]:
            if self._is_of_kind(entity, type_, what):
                times = entity.times_before(before)
                if times:
                    found.append((entity.units[times - 1].start, times, entity))
        if not found:
            return None
        last, count, entity = max(found, key=_place_of)
        if whole and count == 1 and last < self._sentence:
            _, most, often = max(found, key=_times_of)
            if most >= _OFTEN:
                return often
        return entity

    def _is_of_kind(self, entity: Named, type_: str, what: str) -> bool:
        if entity.type != type_ and not (type_ == "ORG" and entity.type == "FAC" and what):
            return False
        if not what:
            return entity.number not in self._writers
        if type_ == "GPE":
            if self._words.kind(what) == "nation":
                return entity.is_nation
            return entity.full.endswith(what) or entity.name.endswith(what)
        if self._words.kind(what) == "firm" and entity.is_firm:
            return True
        ends = tuple(what.split("|"))
        return any(form.endswith(ends) for form in entity.forms)

    def _place_of_all(self, what: str, found: Named | None) -> Named | None:
        """What the places of the text lie in: the province of its city, the city of its organs."""
        if self._words.kind(what) == "province":
            main = next((entity.adcode for entity in self.entities if entity.adcode is not None), None)
            main = main or self._code_of_bodies()
            if main is None or (found is not None and (found.adcode or main)[:2] == main[:2]):
                return found
            if found is not None and len(found.units) > 1:
                return found
            name = self._words.provinces.name(main)
            return self._division(name, f"{main[:2]}0000") if name is not None and name.endswith(what) else None
        for entity in self.entities:
            if entity.type == "ORG":
                name = self._words.shorts.place_before(entity.name, what)
                if name:
                    return self._by_key.get(("GPE", name)) or self._division(name, None)
        return None

    def _code_of_bodies(self) -> str | None:
        """The code of the place whose bodies a text names: 杭州海关, or with its province inside 国家统计局湖南调查总队."""
        for entity in self.entities:
            if entity.type == "ORG":
                for at, place in self._words.shorts.places_in(entity.name):
                    code = self._code_of(place)
                    if code is not None and (at == 0 or code.endswith(_PROVINCIAL)):
                        return code
        return None

    def _code_of(self, name: str) -> str | None:
        """The code of a division, if a list has one of that name and it is clear which."""
        entry = self._words.lexicon.get(name)
        place = Unit(0, len(name), name, "ns")
        place.senses = entry.senses if entry is not None else ()
        sense = self._codes.of(place)
        return sense.attributes[0] if sense is not None else None

    def _division(self, name: str, code: str | None) -> Named:
        """A division that no name of the text is of."""
        code = code or self._code_of(name)
        known = self._by_key.get(("GPE", code or name))
        return known or self._make("GPE", code or name, "GPE", name, code)

    def of_title(self, title: str, before: int) -> Named | None:
        """What an office without its body is of: 市长 of the city, 馆长 of the museum that the text is about."""
        for size in range(len(title), 1, -1):
            of = self._words.titles.get(title[-size:])
            if of is not None:
                return self.nearest(of[0], of[1], before, True) or self._government(of[0], of[1])
        return None

    def _government(self, type_: str, what: str) -> Named | None:
        """The government of a place that the text does not name by itself: 宜昌市人民政府 for 副市长."""
        if type_ != "GPE":
            return None
        for entity in self.entities:
            if entity.type == "ORG" and entity.units:
                place = self._words.shorts.place_before(entity.name, what)
                if place and entity.name[len(place) :] in self._words.governments:
                    return entity
        return None


def _place_of(found: tuple[int, int, Named]) -> int:
    return found[0]


def _times_of(found: tuple[int, int, Named]) -> int:
    return found[1]


def _is_known(unit: Unit) -> bool:
    """Whether a list has a name as that of a thing of its own."""
    return any(sense.type == unit.type and sense.name == unit.text for sense in unit.senses)


def _is_part_of_person(text: str, forms: list[str]) -> bool:
    """A surname (张先生's 张), or a part of a name with dots (科比 of 科比·布莱恩特)."""
    for form in forms:
        if len(text) == 1 and form.startswith(text) and 2 <= len(form) <= 4:
            return True
        if _DOT in form and text in form.split(_DOT):
            return True
    return False


def aliases(entity: Named) -> list[str]:
    """The other forms that name it, in text order."""
    return [form for form in entity.forms if form != entity.name]
