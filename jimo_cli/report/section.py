"""One document as a section of the page: headline, text, and beside it facts, entities, timeline, charts, data."""

from __future__ import annotations

from ..model import Document
from ..wire import dumps
from .anchors import Anchors
from .article import Article, name_of_file, title_of
from .charts import Charts
from .entities import EntityList
from .facts import FactTable
from .identities import with_plain_ids
from .markup import Html, join, tag
from .timeline import Timeline
from .wording import Wording


class Section:
    """A document with its place in the page."""

    def __init__(self, document: Document, key: str, wording: Wording) -> None:
        self.key = key
        self.document = document
        self._wording = wording
        self._anchors = Anchors(with_plain_ids(document), key)
        self._article = Article(self._anchors, wording)

    @property
    def title(self) -> str:
        """The headline as plain text."""
        return title_of(self.document.doc) or self._wording.labels("phrase", "untitled")

    def markup(self, level: int, contents: bool) -> Html:
        """The whole section; `level` is that of its headline, 1 or 2; `contents` says that there are some to go back to."""
        anchors, wording = self._anchors, self._wording
        document = anchors.document
        charts = Charts(anchors, wording)
        parts = [
            ("facts", FactTable(anchors, wording).markup(), len(document.facts)),
            ("entities", EntityList(anchors, wording).markup(level + 2), len(document.entities)),
            ("timeline", Timeline(anchors, wording).markup(level + 2), None),
            ("charts", charts.markup(), len(charts.charts)),
        ]
        title = tag(f"h{level}", self._article.title(), id=anchors.id("title"), lang="zh", class_="title")
        text = tag(
            "section", self._article.legend(), tag("div", self._article.body(), class_="prose", lang="zh", dir="ltr"),
            class_="text", aria_label=wording.labels("part", "text"),
        )  # fmt: skip
        panel = tag(
            "div",
            self._tabs(parts),
            *(self._part(name, content, level + 1) for name, content, _ in parts),
            class_="panel",
        )
        return tag(
            "article",
            tag("header", self._kicker(), title, self._meta(contents)),
            tag("div", text, panel, class_="spread"),
            self._data(),
            class_="doc", id=self.key, aria_labelledby=anchors.id("title"),
        )  # fmt: skip

    def line(self) -> Html:
        """The document in the list of contents."""
        doc = self.document.doc
        told = [doc.publisher, self._published(), self._wording.counted("facts", len(self.document.facts))]
        return tag(
            "li",
            tag("a", self.title, href=f"#{self.key}", lang="zh"),
            " ",
            tag("span", " \u00b7 ".join(item for item in told if item)),
        )

    def _published(self) -> str | None:
        published = self.document.doc.published
        return self._wording.period(published[:10]) if published else None

    def _kicker(self) -> Html | None:
        told = [item for item in (self.document.doc.publisher, self._published()) if item]
        return tag("p", " \u00b7 ".join(told), class_="kicker") if told else None

    def _meta(self, contents: bool) -> Html:
        doc, labels = self.document.doc, self._wording.labels
        told = [name_of_file(doc) or "", f"{doc.chars:,d} {labels('field', 'chars')}"]
        if doc.reference:
            day = self._wording.period(doc.reference)
            told.append(f"{labels('field', 'reference')} {day} ({labels('reference_from', doc.reference_from)})")
        pieces = [tag("span", item) for item in told if item]
        facts = self._wording.counted("facts", len(self.document.facts))
        links = [
            tag("a", facts, href=f"#{self._anchors.id('facts')}", class_="jump"),
            tag("button", self._wording("save_data"), type="button", class_="save needs-js"),
            *([tag("a", self._wording("contents"), href="#contents", class_="to-contents")] if contents else []),
        ]
        return tag("p", join([*pieces, *links], " "), class_="meta")

    def _tabs(self, parts: list[tuple[str, Html, int | None]]) -> Html:
        """Links to the parts, which page.js makes tabs of."""
        links = [
            tag("a", self._wording.labels("part", name), *((" ", tag("i", str(count))) if count else ()),
                href=f"#{self._anchors.id(name)}", id=self._anchors.id(f"{name}-tab"))
            for name, _, count in parts
        ]  # fmt: skip
        return tag("nav", *links, class_="tabs", aria_label=self._wording("found"))

    def _part(self, name: str, content: Html, level: int) -> Html:
        heading = tag(f"h{level}", self._wording.labels("part", name), class_="part-title")
        return tag("section", heading, content, id=self._anchors.id(name), class_=f"part {name}")

    def _data(self) -> Html:
        """The document itself, as JSON that no `</script>` in it can end. Lone surrogates come out as escapes of JSON."""
        data = dumps(self.document).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        return Html(f'<script type="application/json" class="data">{data}</script>')
