"""STIX 2.1: incidents as bundles whose every statement carries its evidence, and bundles read back."""

from __future__ import annotations

from affidavit.exchange.formats import Exporter, Importer
from affidavit.exchange.stix.read import knows, records
from affidavit.exchange.stix.write import write

EXPORTER = Exporter("stix", ".json", "a STIX 2.1 bundle, with the evidence in an extension and as references", write)
IMPORTER = Importer("stix", "STIX 2.1 and 2.0 bundles: incidents and reports", knows, records)
