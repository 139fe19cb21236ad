"""`affidavit search`: the register's incidents by words and by what they hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import listing, registers
from affidavit.cli.options import Output
from affidavit.cli.output import complain
from affidavit.errors import UsageError

if TYPE_CHECKING:
    from affidavit.register import Register
    from affidavit.register.search import Node


def command(  # noqa: PLR0913 - the options are the interface
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]")] = None,
    register: registers.Where = None,
    sort: listing.Sort = None,
    limit: listing.Limit = None,
    offset: listing.Offset = 0,
    format: listing.Format = listing.Listed.TERMINAL,
    output: Output = None,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="Keep QUERY under this name, too.")] = None,
    saved: Annotated[str | None, typer.Option(metavar="NAME", help="Search what is kept under this name.")] = None,
    list_saved: Annotated[bool, typer.Option("--list-saved", help="List the searches that are kept.")] = False,
    delete_saved: Annotated[str | None, typer.Option(metavar="NAME", help="Keep this search no longer.")] = None,
) -> None:
    """Search the incidents of the register.

    QUERY is words and "phrases", which stand in documents or in what incidents hold, and filters by field. All must
    fit; OR, NOT (or a minus) and parentheses say otherwise. Put it in single quotes; docs/search.md has all of it.

    \b
        affidavit search 'ransomware "social security" -country:US'
        affidavit search 'vendor:okta affected>100k started>=2023-06'
        affidavit search 'data:Passwords[denied] OR data:none'
    """  # noqa: D301 - for click
    query = query.strip() if query is not None else None
    choices = listing.Choices(sort, limit, offset, format, output)
    with registers.opened(register) as opened:
        if list_saved:
            _list(opened, format)
        elif delete_saved is not None:
            opened.forget_search(delete_saved)
            complain(f"{delete_saved} is kept no longer")
        else:
            wanted = _wanted(opened, query, saved)
            if save is not None:
                _save(opened, save, query)
            listing.write_list(opened, listing.found(opened, wanted, choices, snippets=True), choices)


def _wanted(register: Register, query: str | None, saved: str | None) -> Node:
    """What is asked for: the query, what is kept under a name, or what fits both."""
    from affidavit.register.search import All, parsed

    if query is None and saved is None:
        raise UsageError("search needs a QUERY, or the --saved name of one (affidavit list lists all incidents)")
    given = [query] if query is not None else []
    kept = [register.saved_search(saved)] if saved is not None else []
    nodes = tuple([parsed(one) for one in (*kept, *given)])
    return nodes[0] if len(nodes) == 1 else All(nodes)


def _save(register: Register, name: str, query: str | None) -> None:
    if query is None:
        raise UsageError("--save needs a QUERY")
    replaced = register.save_search(name, query)
    complain(f"saved as {name}" + (", in place of another" if replaced else ""))


def _list(register: Register, format: listing.Listed) -> None:
    searches = register.saved_searches()
    if not searches and format is listing.Listed.TERMINAL:
        typer.echo("No search is saved.")
    width = max((len(one.name) for one in searches), default=0)
    for one in searches:
        if format is listing.Listed.TERMINAL:
            typer.echo(f"{one.name.ljust(width)}  {one.query}")
        else:
            typer.echo(json.dumps({"name": one.name, "query": one.query, "added": one.added}, ensure_ascii=False))
