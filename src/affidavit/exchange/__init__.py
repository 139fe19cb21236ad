"""Exchange: incidents in the formats of other systems, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import IMPORTERS, Content, ExportOptions, exporter, importer, importers, names
from affidavit.model.incident import Analysis
from affidavit.model.record import Record

__all__ = ["ExportOptions", "export", "import_content", "import_from"]

#: Larger files are not one system's export of incidents.
_LARGEST = 256 * 1024 * 1024


def export(analyses: Analysis | Sequence[Analysis], to: str, options: ExportOptions | None = None) -> bytes:
    """Analyses in the format named `to`, as the bytes of a file.

    Raises UsageError where there is no such format, or what it needs is not installed.
    """
    given = [analyses] if isinstance(analyses, Analysis) else list(analyses)
    return exporter(to).write(given, options or ExportOptions())


def import_from(path: str | Path, format: str | None = None) -> Iterator[Record | ExchangeError]:
    """The records of the file `path`; `format` names its format where it is not to be found out.

    Where one record of many is bad, its error comes in its place. Raises ExchangeError where the file cannot be read
    as any known format.
    """
    try:
        size = Path(path).stat().st_size
        if size > _LARGEST:
            raise ExchangeError(f"is larger than {_LARGEST >> 20} MB", str(path))
        data = Path(path).read_bytes()
    except OSError as error:
        raise ExchangeError(f"cannot be read ({error.strerror})", str(path)) from error
    return import_content(Content(str(path), data), format)


def import_content(content: Content, format: str | None = None) -> Iterator[Record | ExchangeError]:
    """The records of a file's content; as `import_from`."""
    if format is not None:
        return importer(format).read(content)
    known = next((one for one in importers() if one.knows(content)), None)
    if known is None and not content.data.strip():
        raise ExchangeError("is empty", content.name)
    if known is None:
        raise ExchangeError(f"is in no format that can be imported ({', '.join(names(IMPORTERS))})", content.name)
    return known.read(content)
