"""Role facts → the offices of the people they are about.

A fact gives the words of an office; here they become a title and the entity of its body. 公司董事长 is an
office of the firm that the text is about, and so is 董事长 alone; 市长 is one of the city.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from .facts.draft import Draft
from .names.entities import Linker, LinkWords
from .names.lexicon import Lexicon

_ROLE: Final = "role"
_LONGEST_PREFIX: Final = 4  # characters of a body or a verb that a title is read together with
_BODY_TYPES: Final = ("ORG", "GPE", "FAC", "EVENT")


class Office(NamedTuple):
    """A title, the number of the entity that it is of, and the words for that."""

    title: str
    org: int | None
    org_text: str | None


@final
class Offices:
    """Reads the offices of the people of one document from its drafts."""

    def __init__(self, linker: Linker, words: LinkWords) -> None:
        self._linker = linker
        self._words = words
        self._lexicon: Lexicon = words.lexicon

    def read(self, drafts: Sequence[Draft]) -> dict[int, list[Office]]:
        """The offices by the number of the entity of the person."""
        found: dict[int, list[Office]] = {}
        for draft in drafts:
            subject = draft.subject
            if draft.kind != _ROLE or subject is None or subject.entity is None or not draft.attribute:
                continue
            person = int(subject.entity)
            if self._linker.entities[person].type == "PERSON":
                _add(found.setdefault(person, []), self._office(draft, draft.attribute))
        return found

    def _office(self, draft: Draft, title: str) -> Office:
        body, org, text = self._body(draft)
        head, title = self._split(title)
        if not head and org is None and self._anaphor(body) is not None:  # 公司 | 董事长
            body, head = "", body
        if head:
            anaphor = self._anaphor(head)
            if anaphor is not None and not body:  # 公司|董事长
                entity = self._linker.nearest(*anaphor, draft.start, True)
                return Office(title, entity.number if entity is not None else None, head)
            if body:  # 就业|研究所|所长
                org, text = None, body + head
        if org is None and text is None:
            entity = self._linker.of_title(title, draft.start)
            return Office(title, entity.number if entity is not None else None, None)
        return Office(title, org, text)

    def _body(self, draft: Draft) -> tuple[str, int | None, str | None]:
        """The words before the title, and what they name, if they name a body."""
        thing = draft.object
        if thing is None or not thing.text:
            return "", None, None
        if thing.entity is not None:
            return thing.text, int(thing.entity), thing.text
        if self._words.is_body(thing.text):
            return thing.text, None, thing.text
        for start in draft.args.get("object", ()):
            unit = self._linker.named[start]
            entity = self._linker.of_unit[start]
            if (unit.type or entity.type) in _BODY_TYPES:
                return thing.text, entity.number, unit.text  # 哈萨克斯坦|副总理兼, …公司|原
        return thing.text, None, None

    def _split(self, title: str) -> tuple[str, str]:
        """What a title is read together with, and the title: 公司|董事长, 研究所|所长; a verb is dropped (当选|总统)."""
        for size in range(min(_LONGEST_PREFIX, len(title) - 2), 1, -1):
            head, rest = title[:size], title[size:]
            if not self._is(rest, "title"):
                continue
            if self._is(head, "role_verb"):
                return "", rest
            if self._is(head, "anaphor") or self._words.is_head(head):
                return head, rest
        return "", title

    def _is(self, word: str, name: str) -> bool:
        entry = self._lexicon.get(word)
        return entry is not None and name in entry.classes

    def _anaphor(self, word: str) -> tuple[str, str] | None:
        entry = self._lexicon.get(word)
        if entry is None or "anaphor" not in entry.classes:
            return None
        type_, what, *_ = entry.classes["anaphor"]
        return type_, what


def _add(offices: list[Office], office: Office) -> None:
    """Add an office, unless it is there; one whose body is known takes the place of the same without."""
    for at, other in enumerate(offices):
        if other.title != office.title:
            continue
        if office.org is None and office.org_text is None:
            return
        if (other.org is None and other.org_text is None) or (office.org is not None and other.org == office.org):
            if other.org_text is None:
                offices[at] = office
            return
        if other.org_text == office.org_text:
            return
    offices.append(office)
