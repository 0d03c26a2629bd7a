"""Documents → one page of HTML that needs nothing else: no network, no other file.

A policy in the page names the two scripts and the style by their hashes and forbids all else, so
that even markup that got through as text could load and run nothing.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from string import Template

from ..labels import Labels
from ..model import Document
from .markup import Html, join, tag, text
from .section import Section
from .wording import Wording

_FOLDER = Path(__file__).parent


def make_page(documents: Iterable[Document], labels: Labels, title: str | None = None) -> str:
    """The page, as text that may hold lone surrogates (in its data): write it with `backslashreplace`."""
    wording = Wording(labels)
    sections = [Section(document, f"d{number}", wording) for number, document in enumerate(documents, 1)]
    style, script, early = _asset("page.css"), _asset("page.js"), _asset("early.js")
    heading = title or (sections[0].title if len(sections) == 1 else wording.counted("articles", len(sections)))
    level = 2 if _has_front(sections, title) else 1
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(early)} {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Template(_asset("page.html")).substitute(
        lang=text(labels.language),
        policy=text(policy),
        title=text(heading),
        style=style,
        early=early,
        top=_top(sections, heading, title, wording),
        body=join([section.markup(level, len(sections) > 1) for section in sections], "\n"),
        foot=_foot(wording),
        script=script,
    )


def _has_front(sections: list[Section], title: str | None) -> bool:
    return len(sections) != 1 or title is not None


def _top(sections: list[Section], heading: str, title: str | None, wording: Wording) -> Html:
    """The bar; for several documents the heading of the page and its contents."""
    theme = tag(
        "button", wording("theme"), type="button", class_="theme needs-js",
        data_names="|".join(wording(f"theme_{name}") for name in ("auto", "light", "dark")),
    )  # fmt: skip
    bar = tag("div", tag("span", "jimo", class_="mark"), theme, class_="top")
    if not _has_front(sections, title):
        return bar
    lines = join([section.line() for section in sections], "\n")
    contents = None
    if len(sections) > 1:
        contents = tag("nav", tag("ol", lines), class_="contents", id="contents", aria_label=wording("contents"))
    return join([bar, tag("header", tag("h1", heading), contents, class_="front")])


def _foot(wording: Wording) -> Html:
    from .. import __version__

    footer = tag("footer", tag("p", wording("made_by", version=__version__)))
    back = tag("a", wording("back"), href="#", class_="back", hidden=True)
    tip = tag("div", class_="tip", id="tip", role="tooltip", hidden=True)
    return join([footer, back, tip])


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """What a Content-Security-Policy calls a script or style by."""
    return f"'sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
