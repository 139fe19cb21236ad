"""Score linking: `python bench/links.py DATA_FOLDER [--errors]`.

The pairs of `links` as `affidavit link pairs` judges them; the documents of `article_clusters` as `merge` of all of
them puts them together, and as they come one by one by block keys and `choose`, as into the register. A document
stands for its main incident; a round-up has none, and stands alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from affidavit.cli.link import compared
from affidavit.extract import extract
from affidavit.merge import merge
from affidavit.merge.linking import Profile, block_keys, choose
from affidavit.model.document import Document
from affidavit.model.incident import Analysis, Incident

Pairs = set[frozenset[str]]


def load(folder: Path, name: str) -> list[tuple[dict, dict]]:
    """The rows of a set, each with its labels."""
    rows = [json.loads(line) for line in (folder / f"{name}.docs.jsonl").open(encoding="utf-8")]
    gold = {row["id"]: row["labels"] for row in map(json.loads, (folder / f"{name}.gold.jsonl").open(encoding="utf-8"))}
    return [(row, gold[row["id"]]) for row in rows]


def scored(said: Iterable, there: Iterable) -> tuple[float, float, float]:
    """Precision, recall and F1 of what was said against what is there."""
    said, there = set(said), set(there)
    right = len(said & there)
    return right / max(len(said), 1), right / max(len(there), 1), 2 * right / max(len(said) + len(there), 1)


def judge_pairs(folder: Path, *, errors: bool) -> tuple[float, float, float]:
    """The score on the pairs of `links`."""
    said, there = set(), set()
    for row, labels in load(folder, "links"):
        found = compared(*json.loads(row["text"]))
        if found.same:
            said.add(row["id"])
        if labels["same"]:
            there.add(row["id"])
        if errors and found.same != bool(labels["same"]):
            print(f"{row['id']}: {labels['same']}, scored {found.score:.2f}: {found.because[0].text}")
    return scored(said, there)


def together(analyses: dict[str, Analysis], extractions: list) -> Pairs:
    """The pairs of documents whose main incidents `merge` of all makes one."""
    merged = merge(extractions)
    home = {key: _home(analysis, merged) for key, analysis in analyses.items()}
    return {frozenset(pair) for pair in combinations(home, 2) if home[pair[0]] and home[pair[0]] == home[pair[1]]}


def _home(alone: Analysis, merged: Analysis) -> str | None:
    """The incident of `merged` that holds most of what proves a document's main incident."""
    if alone.kind == "multiple" or not alone.incidents:
        return None
    document, own = alone.documents[0].id, _proofs(alone.incidents[0], alone.documents[0].id)
    found = [incident for incident in merged.incidents if document in incident.documents]
    return max(found, key=lambda incident: len(own & _proofs(incident, document))).id


def _proofs(incident: Incident, document: str) -> set[tuple[str, int, int]]:
    claims = (
        (key, claim)
        for key, findings in incident.findings.items()
        for f in findings
        for claim in (f.claim, *f.agree, *f.disagree)
    )
    return {(key, e.start, e.end) for key, claim in claims for e in claim.evidence if e.document == document}


def one_by_one(analyses: dict[str, Analysis]) -> Pairs:
    """The pairs of documents that become one incident as they come in, one after the other by their date."""
    incidents: dict[str, tuple[Profile, list[str]]] = {}
    coming = sorted(analyses.items(), key=lambda item: (item[1].documents[0].published or "", item[0]))
    for key, analysis in coming:
        if analysis.kind == "multiple" or not analysis.incidents:
            continue
        profile = Profile.of(analysis.incidents[0], analysis.documents)
        keys = set(block_keys(profile))
        candidates = {name: known for name, (known, _) in incidents.items() if keys & set(block_keys(known))}
        linked = choose(profile, candidates).linked
        if linked is None:
            incidents[key] = (profile, [key])
        else:
            known, members = incidents[linked]
            incidents[linked] = (known.joined(profile), [*members, key])
    return {frozenset(pair) for _, members in incidents.values() for pair in combinations(members, 2)}


def judge_articles(folder: Path, *, errors: bool) -> dict[str, tuple[float, float, float]]:
    """The scores on `article_clusters`, by the way that the documents were put together."""
    rows = load(folder, "article_clusters")
    label = {row["id"]: labels["incident"] for row, labels in rows}
    made = [extract(Document.of(row["text"], key=row["id"], published=row.get("published"))) for row, _ in rows]
    analyses = {extraction.document.key or "": merge([extraction]) for extraction in made}
    there = {frozenset(pair) for pair in combinations(label, 2) if label[pair[0]] and label[pair[0]] == label[pair[1]]}
    ways = {"merge of all": together(analyses, made), "one by one": one_by_one(analyses)}
    for name, said in ways.items() if errors else ():
        for pair in sorted(map(sorted, said ^ there)):
            print(f"{name}: {'wrong' if frozenset(pair) in said else 'missed'} {' '.join(pair)}")
    return {name: scored(said, there) for name, said in ways.items()}


def blocking_recall(folder: Path) -> tuple[int, int]:
    """How many of the pairs of `links` that are one incident share a block key."""
    from affidavit.cli.link import profile

    same = [json.loads(row["text"]) for row, labels in load(folder, "links") if labels["same"]]
    keys = [[set(block_keys(profile(Document.of(text)))) for text in texts] for texts in same]
    return sum(bool(a & b) for a, b in keys), len(keys)


def _figures(score: tuple[float, float, float]) -> str:
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*score)


def main() -> None:
    """Print the scores, and with --errors what is wrong or missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    print("links:", _figures(judge_pairs(given.folder, errors=given.errors)))
    for name, figures in judge_articles(given.folder, errors=given.errors).items():
        print(f"article_clusters, {name}: {_figures(figures)}")
    found, there = blocking_recall(given.folder)
    print(f"links that are one incident and share a block key: {found} of {there}")


if __name__ == "__main__":
    main()
