"""The entities of a document, by kind: their forms, offices, and every place where they are named."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Entity, Mention
from .anchors import Anchors
from .article import GROUPS, group_of
from .markup import Html, join, tag
from .wording import Wording

# A name in its own group needs no word for what it is.
_PLAIN = frozenset(("PERSON", "ORG", "GPE"))
_ORDER = {group: place for place, group in enumerate(("person", "org", "place", "thing", *GROUPS))}


class EntityList:
    """Writes the entities of one document."""

    def __init__(self, anchors: Anchors, wording: Wording) -> None:
        self._anchors = anchors
        self._wording = wording
        self._labels = wording.labels
        self._mentions = {mention.id: mention for mention in anchors.document.mentions}
        self._chars = max(1, len(anchors.document.doc.text or ""))
        self._about: dict[str, int] = {}
        for fact in anchors.document.facts:
            things = (fact.subject, fact.object, fact.place, fact.source)
            for entity in {thing.entity for thing in things if thing is not None and thing.entity}:
                self._about[entity] = self._about.get(entity, 0) + 1

    def markup(self, level: int) -> Html:
        """All entities, those that are named most first within their group; `level` is that of the groups' headings."""
        entities = self._anchors.document.entities
        if not entities:
            return tag("p", self._labels("phrase", "none"), class_="nothing")
        groups: dict[str, list[Entity]] = {}
        for entity in sorted(entities, key=lambda item: -len(item.mentions)):
            groups.setdefault(group_of(entity.type), []).append(entity)
        return join(
            [
                tag(
                    "section",
                    tag(f"h{level}", self._labels("group", group), class_=f"sub {group}"),
                    tag("ul", join([self._entity(entity) for entity in groups[group]]), class_="entities"),
                )
                for group in sorted(groups, key=_ORDER.__getitem__)
            ]
        )

    def _entity(self, entity: Entity) -> Html:
        mentions = [self._mentions[name] for name in entity.mentions if name in self._mentions]
        group = group_of(entity.type)
        name = tag("button", entity.name, type="button", class_=f"name {group}", lang="zh", aria_pressed="false")
        kind = None if entity.type in _PLAIN else tag("span", self._labels("type", entity.type), class_="kind")
        code = tag("span", entity.adcode, class_="code", title=self._wording("adcode")) if entity.adcode else None
        alone = {mention.text for mention in mentions} <= {entity.name}
        return tag(
            "li",
            tag("div", name, self._forms(mentions, False) if alone else None, kind, code, class_="head"),
            self._strip(mentions, group),
            self._about_link(entity.id),
            self._roles(entity),
            None if alone else self._forms(mentions, True),
            id=self._anchors.id(entity.id),
            data_entity=entity.id,
        )

    def _about_link(self, entity: str) -> Html | None:
        """How many facts have to do with it; the table then shows only those."""
        count = self._about.get(entity, 0)
        told = self._wording.counted("facts", count)
        return (
            tag("a", told, href=f"#{self._anchors.id('facts')}", class_="about", data_about=entity) if count else None
        )

    def _strip(self, mentions: Iterable[Mention], group: str) -> Html:
        """Where in the text it is named, from beginning to end."""
        ticks = [
            tag("line", x1=at, x2=at, y1=2, y2=10)
            for at in (f"{100 * (mention.start + 1) / (self._chars + 2):.2f}%" for mention in mentions)
        ]
        base = tag("line", x1="0", x2="100%", y1=6, y2=6, class_="base")
        return tag("svg", base, *ticks, class_=f"strip {group}", width="100%", height=12, aria_hidden="true")

    def _roles(self, entity: Entity) -> Html | None:
        if not entity.roles:
            return None
        told = [
            tag("li", " ".join(part for part in (role.org_text, role.title) if part), lang="zh")
            for role in entity.roles
        ]
        return tag("ul", join(told), class_="roles", aria_label=self._labels("field", "roles"))

    def _forms(self, mentions: list[Mention], named: bool) -> Html:
        """Each form, if `named`, with a number for each of its mentions, which leads there."""
        forms: dict[str, list[tuple[int, Mention]]] = {}
        for place, mention in enumerate(mentions, 1):
            forms.setdefault(mention.text, []).append((place, mention))
        told = []
        for form, found in forms.items():
            links = [self._link(form, place, mention) for place, mention in found if mention.id in self._anchors.shown]
            told.append(tag("span", tag("span", form, lang="zh") if named else None, " ", join(links), class_="form"))
        return tag("div", join(told, " "), class_="forms")

    def _link(self, form: str, place: int, mention: Mention) -> Html:
        target = self._anchors.id(mention.id)
        return tag("a", str(place), href=f"#{target}", aria_label=f"{form} {place}", data_to=mention.id)
