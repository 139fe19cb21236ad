"""Files that come with Affidavit's packages: lists, tables, weights, compiled rules."""

from __future__ import annotations

import os
import sys
from typing import Any


def packaged(package: str, *path: str) -> bytes:
    """A file in the folder of `package`, which is loaded; FileNotFoundError (OSError in a zip) where there is none.

    `importlib.resources` would do; it loads more than all that is read with it here.
    """
    spec: Any = sys.modules[package].__spec__
    found: bytes = spec.loader.get_data(os.path.join(spec.submodule_search_locations[0], *path))
    return found


def packaged_lines(package: str, *path: str) -> list[str]:
    """The lines of a text that `packaged` finds."""
    return packaged(package, *path).decode("utf-8").splitlines()
