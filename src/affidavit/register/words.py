"""Full text: the words of documents and of incidents' findings, by SQLite's FTS5 or PostgreSQL's tsvector.

Both fold case and accents and keep words whole (no stemming), so that a search finds the same on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from sqlalchemy import Connection, Select, column, func, literal_column, select, text

from affidavit.model.regex import regex

#: Both index a table's column without keeping the text a second time; triggers keep them up to date.
_SQLITE = """
CREATE VIRTUAL TABLE {table}_words USING fts5(
    {columns}, content='{table}', content_rowid='no', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER {table}_words_new AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_words(rowid, {columns}) VALUES (new.no, {new}); END;
CREATE TRIGGER {table}_words_gone AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_words({table}_words, rowid, {columns}) VALUES ('delete', old.no, {old}); END;
CREATE TRIGGER {table}_words_changed AFTER UPDATE OF {columns} ON {table} BEGIN
    INSERT INTO {table}_words({table}_words, rowid, {columns}) VALUES ('delete', old.no, {old});
    INSERT INTO {table}_words(rowid, {columns}) VALUES (new.no, {new}); END;
"""
_POSTGRESQL = """
ALTER TABLE {table} ADD COLUMN tokens tsvector GENERATED ALWAYS AS (to_tsvector('simple', {joined})) STORED;
CREATE INDEX ix_{table}_tokens ON {table} USING gin (tokens);
"""
#: How much of a text PostgreSQL indexes: a tsvector holds no more than a megabyte.
_LONGEST = 250_000
#: Letters with an accent and those without, so that both stores find `Societe` for `Soci\u00e9t\u00e9`.
_ACCENTED = {
    chr(code): plain[0].lower()
    for code in (*range(0xC0, 0x180), *range(0x1E00, 0x1F00))
    if len(plain := normalize("NFKD", chr(code))) > 1 and plain[0].isascii()
}
_PLAIN = str.maketrans(_ACCENTED)
#: Whether a text has any, for PostgreSQL: to look each letter up in so long a list is dear.
_ANY_ACCENTED = "[\u00c0-\u017f\u1e00-\u1eff]"
#: A word: letters and digits, the underscore apart.
WORD = regex(r"[^\W_]+")
#: So much of a value's words is kept with it; an index entry of PostgreSQL holds 2,704 bytes.
_KEPT = 500
_INDEXED = {"document": ("title", "text"), "incident": ("title", "words")}


def tokens(text: str) -> list[str]:
    """The words of a text as the full text search sees them: lower case, without accents."""
    return WORD.findall(normalize("NFC", text).lower().translate(_PLAIN))


def spaced(*texts: str | None) -> str:
    """The words of texts with spaces around each, so that LIKE finds whole ones; those of two never stand together."""
    return "".join(f" {' '.join(tokens(text))} " for text in texts if text)[:_KEPT]


def matching(table: str, words: Sequence[str], *, prefix: bool, sqlite: bool) -> Select[Any]:
    """The numbers of a table's rows in which these words, as `tokens` gives them, stand one after the other.

    Where `prefix` is true the last is the beginning of a word. Words are quoted, so that none is taken for an operator.
    """
    if sqlite:
        index, wanted = f"{table}_words", f'"{" ".join(words)}"{"*" if prefix else ""}'
        rows: Select[Any] = select(column("rowid")).select_from(text(index))
        return rows.where(literal_column(index).op("MATCH")(wanted))
    wanted = " <-> ".join(f"'{word}'" for word in words) + (":*" if prefix else "")
    made = func.to_tsquery(literal_column("'simple'"), wanted)
    return select(column("no")).select_from(text(table)).where(literal_column(f"{table}.tokens").op("@@")(made))


def search_tables(connection: Connection) -> None:
    """Make what the full text search needs, in a store that has just been made."""
    sqlite = connection.dialect.name == "sqlite"
    for table, columns in _INDEXED.items():
        made = (_SQLITE if sqlite else _POSTGRESQL).format(
            table=table,
            columns=", ".join(columns),
            new=", ".join(f"new.{column}" for column in columns),
            old=", ".join(f"old.{column}" for column in columns),
            joined=_words_only(" || ' ' || ".join(f"coalesce({column}, '')" for column in columns)),
        )
        for statement in _statements(made):
            connection.execute(text(statement.replace(":", r"\:")))


def _words_only(column: str) -> str:
    """The SQL for a column's words with a space between, in lower case and without accents, as FTS5 sees them."""
    accented, plain = "".join(_ACCENTED), "".join(_ACCENTED.values())
    low = f"lower(left({column}, {_LONGEST}))"
    folded = f"CASE WHEN {low} ~ '{_ANY_ACCENTED}' THEN translate({low}, '{accented}', '{plain}') ELSE {low} END"
    return f"regexp_replace({folded}, '[^[:alnum:]]+', ' ', 'g')"


def _statements(script: str) -> list[str]:
    """The statements of a script; a trigger's own statements end with it."""
    made: list[str] = []
    for part in script.split(";\n"):
        if made and made[-1].startswith("CREATE TRIGGER") and not made[-1].endswith("END"):
            made[-1] += ";\n" + part.strip()
        elif part.strip():
            made.append(part.strip())
    return made
