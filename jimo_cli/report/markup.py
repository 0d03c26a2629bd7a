"""Markup that cannot be broken out of: what is text is escaped, and only `Html` is taken as it is.

Everything that a page shows of an article goes through `clean` on its way: what would act on the
page is replaced, character by character, by a picture of itself.
"""

from __future__ import annotations

from html import escape

# Marks of writing direction would turn what stands behind them about; surrogates, controls and
# non-characters are no text in HTML.
_TURNING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_CLEAN = {
    **dict.fromkeys([*_TURNING, *range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], "\ufffd"),
    **dict.fromkeys([plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF)], "\ufffd"),
    **_CONTROLS,
    **dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029), " "),
}  # fmt: skip
# Elements without content, of those that pages use.
_EMPTY = frozenset(("input", "rect", "line", "path"))


class Html(str):
    """Markup. A plain `str` is text, and gets escaped wherever it goes in."""

    __slots__ = ()


Content = str | None
Attribute = str | int | bool | None


def clean(text: str) -> str:
    """Text of the same length on one line, in which nothing acts on a page.

    >>> clean("a\\x1bb\\u202ec\\ud800d")
    'a\u241bb\ufffdc\ufffdd'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_CLEAN)


def text(content: Content) -> Html:
    """Text as markup; what is markup already stays as it is."""
    if content is None:
        return Html("")
    return content if isinstance(content, Html) else Html(escape(clean(content)))


def join(items: list[Html] | tuple[Html, ...], between: str = "") -> Html:
    """Pieces of markup, one behind the other."""
    return Html(text(between).join(items))


def tag(name: str, *content: Content, **attributes: Attribute) -> Html:
    """An element. Attributes: `class_` is class, `data_kind` is data-kind, None and False are left out.

    >>> tag("a", "1 < 2", href="#f1", data_kind='"')
    '<a href="#f1" data-kind="&quot;">1 &lt; 2</a>'
    """
    told = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    if name in _EMPTY:
        return Html(f"<{name}{told}>") if name == "input" else Html(f"<{name}{told}/>")
    return Html(f"<{name}{told}>{''.join(map(text, content))}</{name}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(clean(str(value)))}"'


def classes(*names: str | None) -> str | None:
    """The value of a class attribute, or None where there is none."""
    return " ".join(name for name in names if name) or None
