"""The text of a document with what was found in it: every highlight is a link to what it says."""

from __future__ import annotations

from pathlib import PurePath
from unicodedata import category

from ..model import NAME_TYPES, Doc, NameMention
from .anchors import Anchors, Piece
from .markup import Html, join, tag, text
from .wording import Wording

# Six hues are as many as an eye tells apart in running text.
GROUPS = ("number", "time", "person", "place", "org", "thing")
_GROUP_OF = {
    "DATE": "time", "TIME": "time", "PERSON": "person", "NORP": "person", "GPE": "place", "LOC": "place", "FAC": "place",
    "ORG": "org",
}  # fmt: skip

_HEAD = 15  # lines
_LONG = 60  # characters


def group_of(type_: str) -> str:
    """The hue of a type of mention."""
    return _GROUP_OF.get(type_, "thing" if type_ in NAME_TYPES else "number")


def title_of(doc: Doc) -> str | None:
    """The headline, or the name of the file without its folders, which are nobody's business."""
    return doc.title or name_of_file(doc)


def name_of_file(doc: Doc) -> str | None:
    """What a document is called by; None for standard input."""
    return None if doc.id == "-" else PurePath(doc.id).name or doc.id


class Article:
    """Writes the text of one document."""

    def __init__(self, anchors: Anchors, wording: Wording) -> None:
        self._anchors = anchors
        self._wording = wording
        self._text = anchors.document.doc.text or ""
        self._entities = {entity.id: entity for entity in anchors.document.entities}
        self._begun: set[str] = set()
        self._title_at = self._find_title()

    def title(self) -> Html:
        """The headline: as the text has it, with its highlights, or as the document says."""
        if self._title_at is not None:
            return self._paragraph(self._anchors.pieces[self._title_at])
        return text(title_of(self._anchors.document.doc) or self._wording.labels("phrase", "untitled"))

    def body(self) -> Html:
        """The paragraphs without the headline."""
        if not self._anchors.paragraphs:
            labels = self._wording.labels
            return tag("p", labels("phrase", "no_text"), class_="nothing", lang=labels.language)
        prose = next((at for at, span in enumerate(self._anchors.paragraphs) if self._is_prose(span)), 0)
        return join(
            [
                tag("p", self._paragraph(pieces), class_="byline" if at < prose else None)
                for at, pieces in enumerate(self._anchors.pieces)
                if at != self._title_at
            ],
            "\n",
        )

    def _find_title(self) -> int | None:
        """The line of the head that is the headline."""
        title = (self._anchors.document.doc.title or "").strip()
        head = self._anchors.paragraphs[:_HEAD]
        return next((at for at, span in enumerate(head) if title and self._text[slice(*span)] == title), None)

    def _is_prose(self, span: tuple[int, int]) -> bool:
        """Whether a line is long, or a sentence; what stands above the first such line is the head."""
        start, end = span
        closed = category(self._text[end - 1]) in ("Po", "Pf", "Pe")
        return end - start > _LONG or (end - start > _LONG // 3 and closed)

    def legend(self) -> Html:
        """What the colours mean; each can be switched off."""
        counts = dict.fromkeys(GROUPS, 0)
        for mention in self._anchors.mentions:
            counts[group_of(mention.type)] += 1
        return tag(
            "p",
            *(
                tag("button", self._wording.labels("group", group), " ", tag("i", str(count)), type="button",
                    class_=f"key {group}", data_group=group, aria_pressed="true")
                for group, count in counts.items() if count
            ),
            class_="legend", aria_label=self._wording("colours"), role="group",
        )  # fmt: skip

    def _paragraph(self, pieces: list[Piece]) -> Html:
        """A paragraph; pieces of the same facts stand in one span."""
        runs: list[list[Piece]] = []
        for piece in pieces:
            if runs and runs[-1][0].facts == piece.facts:
                runs[-1].append(piece)
            else:
                runs.append([piece])
        return join([self._run(run) for run in runs])

    def _run(self, run: list[Piece]) -> Html:
        content = join([self._piece(piece) for piece in run])
        facts = run[0].facts
        if not facts:
            return content
        return tag(
            "span",
            content,
            class_="e",
            id=self._anchors.id(f"c{run[0].start}"),
            data_f=" ".join(fact.id for fact in facts),
        )

    def _piece(self, piece: Piece) -> Html:
        surface = self._text[piece.start : piece.end]
        mention = piece.mention
        if mention is None:
            return text(surface)
        first = mention.id not in self._begun
        self._begun.add(mention.id)
        goals = self._anchors.goals(mention) or [fact.id for fact in piece.facts]
        entity = self._entities.get(mention.entity) if isinstance(mention, NameMention) else None
        says = entity.name if entity else self._wording.says(mention)
        return tag(
            "a", surface, class_=f"m {group_of(mention.type)}", id=self._anchors.id(mention.id) if first else None,
            href=f"#{self._anchors.id(entity.id if entity else goals[0] if goals else mention.id)}",
            data_m=mention.id, data_e=entity.id if entity else None, data_go=" ".join(goals) or None,
            data_label=self._wording.labels("type", mention.type), data_says=says if says != surface else None,
        )  # fmt: skip
