"""The wording files compiled for `phrases`: people write TOML, which takes a report longer to read than it is worth.

Only the tests and `python -m affidavit.report.phrasefiles` come here.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

_FOLDER = Path(__file__).parent
_NAMES = ("phrases", "summary/summary")
COMPILED = _FOLDER / "compiled_phrases.json"


def compiled() -> str:
    """The compiled form of the wording files: their tables by the file's name, as JSON."""
    tables = {name: tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8")) for name in _NAMES}
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    COMPILED.write_text(compiled(), "utf-8")
