"""Reports on attackers: what they do is told, and no victim, dates or figures are made of it."""

from __future__ import annotations

from affidavit import Document, analyze, render

REPORT = """A new loader and its tricks

In this post we look at a loader that came up in May.
The malware persists by a registry run key under SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run.
It uses PowerShell to download its second stage from 203.0.113.77.
The second stage dumps credentials from LSASS memory with Mimikatz.
The operators then move laterally over RDP and exfiltrate files with rclone to cloud storage.
Version 2.1 was seen on 15 March 2020, and this mechanism was removed in it.
The sample has the hash 9e107d9d372bb6826bd81d3542a419d6.
The configuration holds the names and usernames of 5,132 machines.
It checks whether it runs in a virtual machine and exits if it does.
Files are encrypted, and shadow copies are deleted with vssadmin.
Indicators: 198.51.100.14, loader.exe and c09cf4312167fa9683d8e8733004b7e6.
Cobalt Strike beacons were used as a second payload, injected into svchost.exe.
The loader contacts its command and control server over HTTPS, and its traffic is encoded with base64."""

LETTER = """Dear patients,

Northfield Dental suffered a ransomware attack by the gang Qilin on 3 May 2024. They used Mimikatz and Cobalt Strike.
Names were stolen."""


def test_a_report_on_attackers_is_about_no_victim() -> None:
    analysis = analyze(Document.of(REPORT))
    (incident,) = analysis.incidents
    assert incident.of_threats
    told = {key: incident.all(key) for key in ("data", "affected", "contained", "organization", "response")}
    assert not any(told.values())
    assert incident.all("recommendation") == ()
    text = render(analysis, "markdown")
    assert "names no organisation that was hit" in text
    assert "suffered" not in text


def test_an_incident_told_with_its_malware_is_no_such_report() -> None:
    (incident,) = analyze(Document.of(LETTER)).incidents
    assert not incident.of_threats
    assert incident.values("organization") == ["Northfield Dental"]
