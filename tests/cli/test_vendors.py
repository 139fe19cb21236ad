"""`affidavit vendors`, `exposure`, `campaigns`, `watch` and `alerts`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXTS = {
    "larkfield": (
        "2024-08-05",
        "Larkfield Payroll says attackers broke into its systems\n"
        "Larkfield Payroll, Inc. said on 5 August 2024 that attackers broke into its systems on 26 July 2024 and stole "
        "the names of 38 employees.",
    ),
    "town": (
        "2024-08-14",
        "Alderbrook discloses data breach at payroll vendor\n"
        "The City of Alderbrook said on 14 August 2024 that the names and Social Security numbers of 1,950 employees "
        "were stolen in a data breach at its payroll vendor, Larkfield Payroll.",
    ),
}
LATER = (
    "2024-11-20",
    "Medical records of 69,000 people copied from dental chain\n"
    "Hackers copied the medical records of 69,000 patients of Northfield Dental, the Ohio chain wrote to its "
    "regulator. They broke in through its supplier Larkfield Payroll in October 2024.",
)


@pytest.fixture
def register(affidavit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of two incidents, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AFFIDAVIT_REGISTER", "incidents.db")
    write(tmp_path / "a.jsonl", TEXTS)
    assert affidavit("add", "a.jsonl", "-q").code == 0
    return tmp_path


def write(path: Path, texts: dict[str, tuple[str, str]]) -> None:
    rows = ({"id": key, "published": day, "text": text} for key, (day, text) in texts.items())
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def later(affidavit: Run, folder: Path) -> None:
    write(folder / "b.jsonl", {"dental": LATER})
    assert affidavit("add", "b.jsonl", "-q").code == 0


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_vendors(affidavit: Run, register: Path) -> None:
    ran = affidavit("vendors")
    assert (ran.code, ran.err) == (0, "")
    head, row = ran.out.splitlines()[:2]
    assert head.split() == ["Vendor", "Incidents", "Own", "People", "When", "Hit"]
    assert row.split() == ["Larkfield", "Payroll", "1", "1", "1,950", "2024-08", "Alderbrook"]
    vendor, unnamed = lines(affidavit("vendors", "-f", "jsonl").out)
    assert (vendor["vendor"], vendor["incidents"], vendor["customers"]) == ("Larkfield Payroll", 1, ["Alderbrook"])
    assert unnamed == {"vendor": None, "incidents": 0}
    assert affidavit("vendors", "-f", "csv").out.startswith("Vendor,Incidents,Own,People,When,Hit\nLarkfield Payroll,1")
    assert "| Larkfield Payroll | 1 |" in affidavit("vendors", "-f", "markdown").out


def test_exposure_of_a_list(affidavit: Run, register: Path) -> None:
    (register / "suppliers.csv").write_text(
        "Supplier;Since\nLARKFIELD PAYROLL INC;2020\nOsprey;2021\n=1+1;2022\n", "utf-8"
    )
    out = affidavit("exposure", "suppliers.csv").out
    assert out.startswith("LARKFIELD PAYROLL INC: 1 incident at it, 1 at others through it\n")
    assert "as: vendor behind it" in out
    assert "told by: a.jsonl, line 2" in out
    assert out.endswith("Nothing found: Osprey, =1+1\n")
    table = list(csv.DictReader(StringIO(affidavit("exposure", "suppliers.csv", "-f", "csv").out)))
    assert [(row["supplier"], row["found"], row["role"]) for row in table] == [
        ("LARKFIELD PAYROLL INC", "yes", "vendor"), ("LARKFIELD PAYROLL INC", "yes", "victim"),
        ("Osprey", "nothing found", ""), ("'=1+1", "nothing found", ""),
    ]  # fmt: skip
    found, *nothing = lines(affidavit("exposure", "suppliers.csv", "-f", "jsonl").out)
    assert [one["roles"] for one in found["incidents"]] == [["vendor"], ["victim"]]  # type: ignore[attr-defined]
    assert [row["found"] for row in nothing] == [0, 0]
    assert "## Osprey\n\nNothing found." in affidavit("exposure", "suppliers.csv", "-f", "markdown").out


def test_exposure_says_what_is_doubtful(affidavit: Run, register: Path) -> None:
    out = affidavit("exposure", "Larkfeild Payroll").out
    assert out.startswith("Larkfeild Payroll: 2 doubtful\n")
    assert "perhaps: Larkfield Payroll (0.94): spelt nearly the same" in out


@pytest.mark.parametrize("arguments", [["missing.csv"], ["a.jsonl", "--column", "x"], [" "]])
def test_wrong_lists(affidavit: Run, register: Path, arguments: list[str]) -> None:
    ran = affidavit("exposure", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_show_names_what_stands_above_and_under(affidavit: Run, register: Path) -> None:
    found = {
        str(row["organization"]): str(row["id"]) for row in map(_about, lines(affidavit("list", "-f", "jsonl").out))
    }
    under = " ".join(affidavit("show", found["Larkfield Payroll"]).out.split())
    assert f"A customer's incident under this one: {found['Alderbrook'][:8]} Alderbrook: data breach" in under
    above = json.loads(affidavit("show", found["Alderbrook"], "-f", "json").out)
    assert above["notes"][0].startswith("The vendor's incident above this one: ")


def _about(row: dict[str, object]) -> dict[str, object]:
    (incident,) = row["incidents"]  # type: ignore[misc]
    return {"organization": incident["findings"]["organization"][0]["value"], "id": row["id"]}


def test_watching(affidavit: Run, register: Path) -> None:
    assert affidavit("alerts").code == 2
    assert affidavit("watch", "Larkfield Payroll", "Osprey").out == "default: 2 added, 2 watched\n"
    assert affidavit("watch", "Osprey", "--remove").out == "default: 1 watched no longer, 1 left\n"
    assert affidavit("watch").out.startswith("Larkfield Payroll  (since ")
    assert affidavit("watch", "--list", "other").out == "other: nobody is watched.\nOther lists: default\n"
    assert affidavit("watch", "--remove").code == 2
    assert affidavit("alerts").out == "Nothing new.\n"
    later(affidavit, register)
    peeked = affidavit("alerts", "--peek").out
    assert peeked.splitlines()[1] == "    watched: Larkfield Payroll, as vendor behind it"
    assert affidavit("alerts", "--peek", "-f", "markdown").out.startswith(
        "# Alerts of the watch list default\n\n## New: "
    )
    (alert,) = lines(affidavit("alerts", "-f", "jsonl").out)
    assert alert["what"] == "new"
    assert alert["touches"][0]["watched"] == "Larkfield Payroll"  # type: ignore[index]
    assert affidavit("alerts", "-f", "jsonl").out == ""


def test_what_could_not_be_written_is_told_again(affidavit: Run, register: Path) -> None:
    affidavit("watch", "Larkfield Payroll")
    later(affidavit, register)
    (register / "file").write_text("", "utf-8")
    assert affidavit("alerts", "-o", "file/alerts.txt").code == 2
    assert affidavit("alerts", "-o", "alerts.txt").code == 0
    assert "Northfield" in (register / "alerts.txt").read_text("utf-8")
    assert affidavit("alerts").out == "Nothing new.\n"
    assert "Northfield" in affidavit("alerts", "--since", "2001-01-01").out
    assert affidavit("alerts", "--since", "soon").code == 2


def test_no_campaign(affidavit: Run, register: Path) -> None:
    assert affidavit("campaigns").out == "No campaign.\n"
    assert affidavit("campaigns", "-f", "csv").out == "campaign,actor,bound_by,incident,title,when,status\n"
