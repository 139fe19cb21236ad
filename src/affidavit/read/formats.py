"""The formats, each read by a module of its own that is imported when the first file of its kind comes."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from affidavit.errors import ReadError
from affidavit.read.content import Content, Hints

#: kind -> (module, what people call it)
FORMATS = {
    "plain": ("plain", "text"),
    "markdown": ("markdown", "Markdown"),
    "html": ("html", "HTML"),
    "mail_html": ("mail_html", "HTML"),
    "pdf": ("pdf", "PDF"),
    "docx": ("docx", "DOCX"),
    "eml": ("eml", "e-mail"),
    "rtf": ("rtf", "RTF"),
}
#: Kinds whose parser cannot hang, crash or fill the memory: they need no process of their own.
HARMLESS = frozenset({"plain"})


class _Format(Protocol):
    def content(self, data: bytes, hints: Hints) -> Content: ...


def parse(kind: str, data: bytes, hints: Hints) -> Content:
    """`data` through the reader of `kind`.

    Raises ReadError for whatever goes wrong: damaged files make the libraries below raise nearly anything, and
    that is the file's fault and not the program's, so nothing else leaves here.
    """
    module, called = FORMATS[kind]
    try:
        return cast("_Format", import_module(f"affidavit.read.{module}")).content(data, hints)
    except ReadError:
        raise
    except MemoryError:
        raise ReadError(f"this {called} needs more memory than it may have") from None
    except RecursionError:
        raise ReadError(f"this {called} is nested too deep") from None
    except ImportError as error:
        raise ReadError(f"reading {called} needs a library that is not installed ({error.name})") from error
    except Exception as error:
        raise ReadError(f"this {called} is damaged ({type(error).__name__})") from error
