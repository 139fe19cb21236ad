"""VERIS 1.4.1, the vocabulary of the breach report statistics: incidents as its JSON records, and its records read."""

from __future__ import annotations

from affidavit.exchange.formats import Exporter
from affidavit.exchange.veris.write import write

EXPORTER = Exporter("veris", ".json", "VERIS 1.4.1 records, with the evidence in plus.affidavit", write)
