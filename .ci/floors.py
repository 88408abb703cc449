"""Hold the scores above the floors of floors.tsv: floors.py EVALUATION_FOLDER PROGRAM

Extracts each gold set with PROGRAM, scores it with EVALUATION_FOLDER/score.py, and fails when a figure
lies below its floor.
"""
import json
import os
import pathlib
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
    sys.exit(1 if low else 0)


main()
