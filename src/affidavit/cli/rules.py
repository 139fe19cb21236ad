"""`affidavit rules`: list the rules, test them against their examples, compile them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from affidavit.cli.completion import field_keys
from affidavit.cli.exits import OK, PARTLY
from affidavit.cli.fields import known
from affidavit.cli.output import complain
from affidavit.errors import UsageError

app = typer.Typer(help="List and test the extraction rules.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_rules(
    field: Annotated[str | None, typer.Argument(metavar="[FIELD]", autocompletion=field_keys)] = None,
) -> None:
    """List the rules, or only those for one field.

    Told are the id, what each gives, how many terms lead to it.
    """
    from affidavit.extract.rulebook.files import read_rules

    if field is not None and field != "mark":
        known(field)
    rules = [written.rule for written in read_rules()]
    if field is not None and all(field not in rule.gives for rule in rules):
        complain(f"no rule gives {field}, which is read by other means or is derived (docs/fields.md)")
    for rule in rules:
        if field is None or field in rule.gives:
            gives = "; ".join(f"{key}: {', '.join(values)}" for key, values in rule.gives.items())
            typer.echo(f"{rule.id}\t{gives}\t{len(rule.any)} terms{', pattern' if rule.where else ''}")


@app.command("test")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]"),
    ] = None,
) -> int:
    """Run every rule against its own examples.

    The rules are those in FOLDER, else those that come with Affidavit. Where an example that must match does not, or
    one that must not does, the exit code is 1.
    """
    from affidavit.extract.rulebook.check import failures
    from affidavit.extract.rulebook.files import FOLDER, read_rules

    rules = read_rules(folder or FOLDER)
    if not rules:
        raise UsageError("there are no rules in this folder", str(folder))
    wrong = [(rule, failure) for rule in rules for failure in failures(rule)]
    for rule, failure in wrong:
        typer.echo(f"{rule.where}: {failure}")
    examples = sum(len(rule.matches) + len(rule.misses) for rule in rules)
    typer.echo(f"{len(rules)} rules, {examples} examples, {len(wrong)} failed")
    return PARTLY if wrong else OK
