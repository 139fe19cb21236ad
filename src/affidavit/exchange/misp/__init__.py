"""MISP: an incident as an event, with attributes, objects, tags and an event report; and events as records."""

from __future__ import annotations

from affidavit.exchange.formats import Exporter, Importer
from affidavit.exchange.misp.read import knows, records
from affidavit.exchange.misp.write import write

EXPORTER = Exporter("misp", ".json", "MISP event (JSON) with objects, tags and an event report", write)
IMPORTER = Importer("misp", "MISP events (JSON), one or many", knows, records)
