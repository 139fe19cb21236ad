"""The command `affidavit`. A module a command; argument handling only."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; `--version` answers without loading anything."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from affidavit import __version__

        print(f"affidavit {__version__}")
        return
    from affidavit.cli.app import run

    sys.exit(run())
