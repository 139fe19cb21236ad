"""The report as Markdown: plain enough to read as it is, with links from statements to their proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from affidavit.model.regex import regex
from affidavit.report import safe
from affidavit.report.model import Advised, Entry, Proof, Report, Section, Source, Statement, Table

_SPECIAL = regex(r"[\\`*_{}\[\]<>#|~$]|&(?=#?\w{1,32};)")
_LIST_MARK = regex(r"^([-+=]|\d{1,9}(?=[.)]))")


def markdown(report: Report) -> str:
    """The whole report, ending in a newline."""
    blocks = [f"# {_text(report.title)}", f"*{_text(report.subtitle)}*"]
    blocks += [f"> {_text(note)}" for note in report.notes]
    for section in report.sections:
        blocks += _section(section, 2)
    blocks += ["## Sources", *(block for source in report.sources for block in _source(source))]
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_text(section.title)}"
    if section.prose:
        yield " ".join(_said(s) for entry in section.entries for s in entry.statements)
    elif section.entries:
        yield "\n".join(line for entry in section.entries for line in _entry(entry))
    if section.table:
        yield _table(section.table)
    if section.advice:
        yield "\n".join(_advised(n, advised) for n, advised in enumerate(section.advice, start=1))
    for below in section.sections:
        yield from _section(below, level + 1)


def _entry(entry: Entry) -> Iterator[str]:
    """A labelled line, or a list below its label where there is more than one statement."""
    if entry.label is None:
        return (f"- {_said(s)}" for s in entry.statements)
    if len(entry.statements) == 1:
        return iter([f"- **{_text(entry.label)}:** {_said(entry.statements[0])}"])
    return iter([f"- **{_text(entry.label)}:**", *(f"  - {_said(s)}" for s in entry.statements)])


def _said(statement: Statement) -> str:
    """A statement with its numbers, then what qualifies it."""
    notes = "; ".join(_said(note) for note in statement.notes)
    return f"{_at_start(statement.text)}{_numbers(statement)}{f' ({notes})' if notes else ''}"


def _numbers(statement: Statement) -> str:
    links = "".join(f"[[{n}]](#proof-{n})" for n in statement.numbers)
    return f" {links}" if links else ""


def _table(table: Table) -> str:
    rows = [table.columns, tuple("---" for _ in table.columns)]
    rows += [(_text(row.name), *(_said(cell) if cell else "" for cell in row.cells)) for row in table.rows]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{lines}\n\n*{_text(table.foot)}*" if table.foot else lines


def _advised(number: int, advised: Advised) -> str:
    about = _text(", ".join((f"{advised.priority} priority", *advised.references)))
    lines = [f"{number}. {_at_start(advised.text)} *({about})*"]
    if advised.because:
        lines.append(f"   Called for by: {'; '.join(_said(reason) for reason in advised.because)}")
    return "  \n".join(lines)


def _source(source: Source) -> Iterable[str]:
    document = source.document
    about = [document.publisher, document.author, document.published, document.origin, document.key]
    yield f"### {source.letter}. {_text(source.name)}"
    if known := [_text(part) for part in about if part and part != source.name]:
        yield " · ".join(known)
    if source.proofs:
        yield "\n".join(_proof(source, proof) for proof in source.proofs)


def _proof(source: Source, proof: Proof) -> str:
    """A cited sentence, the cited words in bold."""
    place = f" ({_text(proof.place)})" if proof.place else ""
    quote = "".join(
        _bold(piece.text) if piece.mark is not None else _text(piece.text) for piece in source.pieces(proof)
    )
    return f'- <a id="proof-{proof.number}"></a>**\\[{proof.number}\\]** “{" ".join(quote.split())}”{place}'


def _bold(words: str) -> str:
    """Words in bold, the white space around them left outside."""
    inner = words.strip()
    return words.replace(inner, f"**{_text(inner)}**", 1) if inner else words


def _text(text: str) -> str:
    """Text as Markdown shows it unchanged: on one line, nothing in it read as markup."""
    line = safe.visible(" ".join(text.split()) if "\n" in text else text)
    return _SPECIAL.sub(r"\\\g<0>", line)


def _at_start(text: str) -> str:
    """Text that opens a list item, so that `1.` or `-` in it does not open another."""
    return _LIST_MARK.sub(lambda mark: f"{mark[1]}\\" if mark[1].isdigit() else f"\\{mark[1]}", _text(text))
