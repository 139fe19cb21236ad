"""VERIS 1.4.1, the vocabulary of the breach report statistics: incidents as its JSON records, and its records read."""

from __future__ import annotations

from affidavit.exchange.formats import Exporter, Importer
from affidavit.exchange.veris.read import knows, records
from affidavit.exchange.veris.write import write

EXPORTER = Exporter("veris", ".json", "VERIS 1.4.1 records, with the evidence in plus.affidavit", write)
IMPORTER = Importer("veris", "VERIS records, as the VERIS Community Database has them", knows, records)
