"""The whole way: documents in, analysis with advice out."""

from __future__ import annotations

from collections.abc import Sequence

from affidavit.extract import extract
from affidavit.merge import merge
from affidavit.model.document import Document
from affidavit.model.incident import Analysis


def analyze(documents: Document | Sequence[Document]) -> Analysis:
    """Read, extract, merge and advise over one document or several that are given together."""
    given = [documents] if isinstance(documents, Document) else list(documents)
    return merge([extract(document) for document in given])
