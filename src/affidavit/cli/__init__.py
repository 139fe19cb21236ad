"""The command `affidavit`. A module a command; argument handling only."""

from __future__ import annotations

import gc
import sys

#: After how many new objects garbage is looked for: what a start loads is none, and Python's 700 would look often.
_OBJECTS = 100_000


def main() -> None:
    """Run the command line; `--version` answers without loading anything."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from affidavit import __version__

        print(f"affidavit {__version__}")
        return
    gc.set_threshold(_OBJECTS)
    from affidavit.cli.start import run

    code = run()
    gc.freeze()  # else Python looks for garbage among all that was loaded, twice, before it ends
    sys.exit(code)
