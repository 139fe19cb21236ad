"""The schema's history, kept with alembic: one file a step under `versions`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config() -> Config:
    """Alembic's configuration for these migrations."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


def upgrade(connection: Connection) -> None:
    """Bring the store that `connection` leads to up to date, inside its transaction."""
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, "head")
