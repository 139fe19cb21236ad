"""STIX 2.1: incidents as bundles whose every statement carries its evidence, and bundles read back."""

from __future__ import annotations

from affidavit.exchange.formats import Exporter
from affidavit.exchange.stix.write import write

EXPORTER = Exporter("stix", ".json", "a STIX 2.1 bundle, with the evidence in an extension and as references", write)
