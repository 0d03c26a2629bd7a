"""The table of facts: one row a fact, each a link to its evidence; sorted and searched by page.js."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model import FACT_KINDS, Fact
from ..values.exact import plain
from .anchors import Anchors
from .markup import Html, join, tag
from .wording import Wording, moment, name_of, signed

_COLUMNS = (
    ("kind", "text"),
    ("subject", "text"),
    ("attribute", "text"),
    ("value", "rank"),
    ("unit", "text"),
    ("time", "rank"),
)


class FactTable:
    """Writes the facts of one document."""

    def __init__(self, anchors: Anchors, wording: Wording) -> None:
        self._anchors = anchors
        self._wording = wording
        self._labels = wording.labels
        self._facts = anchors.document.facts
        self._values = _ranks({fact.id: signed(fact) for fact in self._facts})
        self._times = _ranks({fact.id: moment(fact.time) for fact in self._facts})

    def markup(self) -> Html:
        """The tools and the table."""
        if not self._facts:
            return tag("p", self._labels("phrase", "none"), class_="nothing")
        return join([self._tools(), self._table()])

    def _tools(self) -> Html:
        counts = {kind: sum(fact.kind == kind for fact in self._facts) for kind in FACT_KINDS}
        kinds = [
            tag("button", self._labels("kind", kind), " ", tag("i", str(count)), type="button", class_="chip",
                data_kind=kind, aria_pressed="false")
            for kind, count in counts.items() if count
        ]  # fmt: skip
        say = self._wording
        return tag(
            "div",
            tag("input", type="search", placeholder=say("search"), aria_label=say("search"), autocomplete="off",
                spellcheck="false"),
            tag("div", join(kinds), class_="chips", role="group", aria_label=self._labels("field", "kind")),
            tag("p", class_="count", role="status", data_all=say("all_facts"), data_some=say("some_facts"),
                data_none=self._labels("phrase", "none"), data_about=say("about")),
            class_="tools needs-js",
        )  # fmt: skip

    def _table(self) -> Html:
        heads = [
            tag("th", tag("button", self._labels("field", name), type="button", data_sort=how, data_column=place),
                scope="col", class_=name)
            for place, (name, how) in enumerate(_COLUMNS)
        ]  # fmt: skip
        return tag(
            "table",
            tag("caption", self._labels("part", "facts"), class_="unseen"),
            tag("thead", tag("tr", join(heads))),
            tag("tbody", join([self._row(place, fact) for place, fact in enumerate(self._facts)], "\n")),
            class_="facts",
        )

    def _row(self, place: int, fact: Fact) -> Html:
        things = (fact.subject, fact.object, fact.place, fact.source)
        entities = dict.fromkeys(thing.entity for thing in things if thing is not None and thing.entity)
        used = dict.fromkeys(name for names in fact.args.values() for name in names)
        figure = self._wording.figure(fact)
        when = self._wording.when(fact.time)
        return tag(
            "tr",
            tag("td", tag("span", self._labels("kind", fact.kind), class_="kind"), class_="kind"),
            tag("td", name_of(fact.subject), class_="subject", lang="zh", title=_as_written(fact)),
            tag("th", self._statement(fact), scope="row", class_="attribute"),
            tag("td", tag("data", figure.short, value=_machine(fact), title=figure.full) if figure else None,
                class_="value", data_rank=self._values.get(fact.id)),
            tag("td", figure.unit if figure else None, class_="unit"),
            tag("td", tag("span", when, title=fact.time.value) if fact.time else None, class_="time",
                data_rank=self._times.get(fact.id)),
            id=self._anchors.id(fact.id), data_fact=fact.id, data_kind=fact.kind, data_place=place,
            data_e=" ".join(entities) or None, data_args=" ".join(used) or None, data_text=fact.text,
        )  # fmt: skip

    def _statement(self, fact: Fact) -> Html:
        """The attribute as a link to the evidence, the object, and what is to be noted."""
        told = fact.attribute or name_of(fact.object) or fact.text
        link = tag("a", told, href=self._anchors.evidence(fact), lang="zh", class_="to-text")
        object_ = name_of(fact.object) if fact.attribute else ""
        pattern = self._labels("of_object", fact.kind)
        before, _, after = pattern.partition("{o}") if "{o}" in pattern else ("", "", "")
        status = self._wording.status(fact)
        return join(
            [
                link,
                tag("span", status, class_="status") if status else Html(""),
                tag("span", before, tag("span", object_, lang="zh"), after, class_="object") if object_ else Html(""),
                *(tag("span", note, class_="note") for note in self._wording.notes(fact)),
            ],
            " ",
        )


def _as_written(fact: Fact) -> str | None:
    subject = fact.subject
    return subject.text if subject is not None and subject.text not in (None, subject.name) else None


def _machine(fact: Fact) -> str:
    """The value for scripts: 76380000000, or 2000/2500; exact and signed."""
    found = signed(fact)
    assert found is not None
    return "/".join(dict.fromkeys(plain(value) for value in found))


def _ranks(keys: Mapping[str, Any]) -> dict[str, int]:
    """The place of each key among all, from 0; equal keys share one. JavaScript's numbers could not tell them apart."""
    known: Iterable[Any] = {key for key in keys.values() if key is not None}
    order = {key: place for place, key in enumerate(sorted(known))}
    return {name: order[key] for name, key in keys.items() if key is not None}
