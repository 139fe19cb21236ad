"""Lists of suppliers as spreadsheets export them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affidavit.errors import UsageError
from affidavit.register.exposure_lists import names_in

NAMES = ["Kestrel Freight, Inc.", "Société du Lac", "Osprey"]
TABLES = {
    "header": 'Id,Supplier,Country\n1,"Kestrel Freight, Inc.",US\n2,Société du Lac,FR\n3,Osprey,\n',
    "semicolons": "Vendor;Since\nKestrel Freight, Inc.;2020\nSociété du Lac;2021\nOsprey;2022\n",
    "tabs": "Company name\tSince\r\nKestrel Freight, Inc.\t2020\r\nSociété du Lac\t2021\r\nOsprey\t2022\r\n",
    "no header": "Kestrel Freight, Inc.\nSociété du Lac\n\nOsprey\nOsprey\n",
    "quoted": '"Kestrel Freight, Inc."\n"Société du Lac"\n"Osprey"\n',
    "one column with a header": "Name\nKestrel Freight, Inc.\nSociété du Lac\nOsprey\n",
    "separator told": "sep=;\nname;x\nKestrel Freight, Inc.;1\nSociété du Lac;2\nOsprey;3\n",
    "first column": "Kestrel Freight, Inc.;1\nSociété du Lac;2\nOsprey;3\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("table", TABLES)
def test_tables(tmp_path: Path, table: str, encoding: str) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_bytes(TABLES[table].encode(encoding))
    assert names_in(path) == NAMES


def test_a_column_by_its_head(tmp_path: Path) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_text("Name,Partner\nann,Osprey\nbob,Kestrel\n", "utf-8")
    assert names_in(path) == ["ann", "bob"]
    assert names_in(path, "partner") == ["Osprey", "Kestrel"]
    with pytest.raises(UsageError, match=r"no column is headed 'x'; there are 'Name', 'Partner'"):
        names_in(path, "x")


def test_what_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        names_in(tmp_path / "missing.csv")
    (tmp_path / "a.csv").write_text("\n ,\n", "utf-8")
    with pytest.raises(UsageError, match="holds no names"):
        names_in(tmp_path / "a.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_are_names_or_told_of(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with suppress(UsageError):
        assert all(name.strip() for name in names_in(path))
