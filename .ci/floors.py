"""Hold the scores above the floors of floors.tsv: floors.py EVALUATION_FOLDER PROGRAM

Extracts each gold set with PROGRAM, scores it with EVALUATION_FOLDER/score.py, and fails when a figure
lies below its floor, or when the README claims more than is measured.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def rows(evaluation, program, name):
    gold = evaluation / "gold" / f"{name}.jsonl"
    actors = evaluation / "gold" / f"{name}-actors.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        found = pathlib.Path(folder) / "found.jsonl"
        with open(found, "wb") as out:
            subprocess.run([program, "extract", "--format", "jsonl", gold], stdout=out, check=True)
        command = [sys.executable, evaluation / "score.py", gold, found, "--json"]
        if actors.exists():
            command += ["--actors", actors]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


# The rows of the README's table of figures, in its order, and the figures in its columns.
SETS, FIGURES = ["polnear-dev", "wikinews-dev", "seeds"], ["QUOTED", "ACTOR"]
# What a retrained model may lose before its README must be changed with it.
SLACK = 0.01


def claims():
    readme = pathlib.Path(__file__).parent.with_name("README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- figures -->")[1].split("<!-- /figures -->")[0]
    claimed = [re.findall(r"\| (\d\.\d+) (?=\|)", row) for row in table.splitlines()]
    rows = [row for row in claimed if row]
    assert len(rows) == len(SETS) and all(len(row) == len(FIGURES) for row in rows), rows
    for name, row in zip(SETS, rows):
        for figure, claimed in zip(FIGURES, row):
            yield name, figure, float(claimed)


def main():
    evaluation, program = pathlib.Path(sys.argv[1]), os.path.abspath(sys.argv[2])
    table = pathlib.Path(__file__).with_name("floors.tsv").read_text(encoding="utf-8").splitlines()
    floors = [line.split("\t") for line in table if line and not line.startswith("#")]
    scored, low = {}, 0
    for name, figure, floor in floors:
        if name not in scored:
            scored[name] = rows(evaluation, program, name)
        row = scored[name][figure]
        is_low = row["f1"] < float(floor) - 1e-9
        low += is_low
        print(f"{name:14} {figure:7} F1 {row['f1']:.3f}  precision {row['precision']:.3f}  recall {row['recall']:.3f}"
              f"  floor {float(floor):.3f}{'  TOO LOW' if is_low else ''}")
    for name, figure, claimed in claims():
        measured = scored[name][figure]["f1"]
        if claimed > measured + SLACK:
            low += 1
            print(f"{name:14} {figure:7} F1 {measured:.3f}, but the README says {claimed:.3f}")
    sys.exit(1 if low else 0)


main()
