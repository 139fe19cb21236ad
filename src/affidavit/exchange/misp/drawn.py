"""An event in the making: what every part of it needs, and how its parts are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from affidavit.exchange.formats import ExportOptions, needed
from affidavit.exchange.ids import identity
from affidavit.model.document import Document
from affidavit.model.incident import Incident


@dataclass(slots=True)
class Drawn:
    """An event in the making; `targets` are the uuids of what each statement proves, by the statement's own.

    `attributes` are the uuids of those that stand for themselves, in no object.
    """

    incident: Incident
    documents: Sequence[Document]
    options: ExportOptions
    event: Any
    stamp: int
    denied: bool = False
    targets: dict[str, str] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)

    def id(self, *names: str) -> str:
        """The uuid of a part of the event."""
        return identity("misp", self.incident.id, *names)

    def add(self, template: str, *names: str, comment: str = "") -> Any:
        """A new object of a template that MISP ships."""
        made = needed("pymisp", "misp").MISPObject(template, strict=True, force_timestamps=True)
        made.uuid, made.timestamp, made.comment = self.id(*names), self.stamp, comment
        return self.event.add_object(made)

    def attribute(self, of: Any, relation: str, value: str, *names: str, **more: Any) -> Any:
        """A new attribute of an object."""
        about = {"uuid": self.id(*names, relation), "timestamp": self.stamp, **more}
        return of.add_attribute(relation, value=value, **about)

    def refer(self, of: Any, to: str, relation: str) -> None:
        """A reference from an object to an attribute or object of the event."""
        of.add_reference(to, relation, uuid=self.id(of.uuid, to, relation), timestamp=self.stamp)
