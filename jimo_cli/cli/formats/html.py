"""One page of all documents, as `jimo report` makes it with English labels."""

from __future__ import annotations

from ...labels import load_labels
from ...model import Document
from ...read import document, loads
from ..outputs import Target


class Page:
    """The page; it is written at the end, since what stands at its top is known only then."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._documents: list[Document] = []

    def write(self, data: bytes) -> None:
        """Take a document as a line of JSON."""
        self._documents.append(document(loads(data.decode("utf-8"))))

    def close(self) -> None:
        """Write the page."""
        from ...report.page import make_page

        self._target.write(make_page(self._documents, load_labels("en")))
