"""What the register's commands share: which register, and how its times and incidents are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.errors import UsageError

if TYPE_CHECKING:
    from affidavit.register import Register

Where = Annotated[
    str | None,
    typer.Option(
        "--register", "-r", metavar="PATH|URL", envvar="AFFIDAVIT_REGISTER",
        help="The register: an SQLite file, or a postgresql:// URL; by default one in your data folder.",
    ),
]  # fmt: skip
Who = Annotated[str | None, typer.Option("--who", envvar="AFFIDAVIT_WHO", help="Who decides.")]
Because = Annotated[str | None, typer.Option("--because", "-b", help="Why.")]
IncidentId = Annotated[str, typer.Argument(metavar="ID")]


@contextmanager
def opened(where: str | None, *, make: bool = False) -> Iterator[Register]:
    """The register that was asked for; made where there is none only if `make`, else UsageError."""
    from affidavit.registering import open_register

    address = where or default()
    if not make and "://" not in address and not Path(address).exists():
        raise UsageError(f"there is no register at {address} yet; `affidavit add SOURCE...` makes one")
    with open_register(address) as register:
        yield register


def default() -> str:
    """Where the register is kept when nobody says otherwise."""
    from platformdirs import user_data_path

    return str(user_data_path("affidavit") / "register.db")


def moment(text: str | None) -> str | None:
    """A day or a time as the register writes times; a day means its end. UsageError where it is none."""
    if text is None:
        return None
    from datetime import UTC, datetime

    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"a time is written like 2024-09-17 or 2024-09-17T12:30Z, not {text!r}") from None
    if len(text) <= len("2024-09-17"):
        given = given.replace(hour=23, minute=59, second=59, microsecond=999_999)
    utc = given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")


def day(at: str) -> str:
    """A time of the register to the minute, as people read it."""
    return f"{at[:10]} {at[11:16]}"
