"""Proposes what stands in 《》: a law, a newspaper, or a work, by what its title ends in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Final, final

from .lexicon import Lexicon
from .segment import Proposal

_TITLE: Final = re.compile("\u300a([^\u300a\u300b\n\r]{1,80})\u300b")  # 《 … 》
_SURE: Final = 3  # so cheap that no reading of the characters inside is cheaper
_LONGEST_HEAD: Final = 5
_LAW: Final = "names.title.law"
_MEDIA: Final = "names.title.media"
_WORK: Final = "names.title.work"
_EDITION: Final = re.compile("[\uff08(][^\uff08\uff09()]{1,20}[\uff09)]$")  # …（试行）, …（2020年版）


@final
class TitleFinder:
    """Finds titles in book title marks, by the word lists of the rules."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Collection[str],
    ) -> None:
        self._lexicon = lexicon
        self._works = _WORK in makers
        self._heads: dict[str, str] = {}
        for name, rule in (("law_head", _LAW), ("media_head", _MEDIA)):
            for word in lists.get(name, {}) if rule in makers else ():
                self._heads[word] = rule

    def propose(self, text: str, proposals: dict[int, list[Proposal]]) -> None:
        """Add every title of a normalised text."""
        for found in _TITLE.finditer(text):
            start, end = found.span(1)
            type_, rule = self._type(found[1])
            if rule == _WORK and not self._works:
                continue
            proposal = Proposal(start, end, type_, rule, _SURE, found[1], ())
            proposals.setdefault(start, []).append(proposal)

    def _type(self, title: str) -> tuple[str, str]:
        entry = self._lexicon.get(title)
        if entry is not None:
            for sense in entry.senses:
                if sense.type in ("ORG", "LAW", "WORK_OF_ART"):
                    return sense.type, sense.list_id
        bare = _EDITION.sub("", title)
        for size in range(_LONGEST_HEAD, 0, -1):
            rule = self._heads.get(bare[-size:])
            if rule is not None and len(bare) > size:
                return "LAW" if rule == _LAW else "ORG", rule
        return "WORK_OF_ART", _WORK
