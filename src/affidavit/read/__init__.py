"""Reading: bytes of any kind in, documents out. Formats' libraries are imported when a file of theirs comes."""

from affidavit.read.options import ReadOptions
from affidavit.read.source import Source, read, read_all, read_bytes

__all__ = ["ReadOptions", "Source", "read", "read_all", "read_bytes"]
