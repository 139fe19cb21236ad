#!/bin/sh
# Scores labelled sets: bench/score.sh DATA_FOLDER SET [--errors FIELD]
data=$1; name=$2; shift 2
out=$(mktemp)
"${PYTHON:-.venv/bin/python}" bench/predict.py "$data/$name.docs.jsonl" >"$out" &&
    "${PYTHON:-.venv/bin/python}" "$data/../score/score.py" "$data/$name.gold.jsonl" "$out" --documents "$data/$name.docs.jsonl" "$@"
rm -f "$out"
