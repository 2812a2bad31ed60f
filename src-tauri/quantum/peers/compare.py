"""compare.py THREADS [FIGURE ...]: this crate and its peers on the same machine, one after another.

Prints one JSON line per figure, {"name", "value", "unit", "against", "ratio", "peer"}: value is ours, against the best
peer's, both in wall seconds with THREADS threads unless the unit says otherwise. Then a table.
"""

import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
CIRCUITS = ["ansatz 20", "ansatz 22", "ansatz 24", "ansatz 25", "qft 24", "h 24"]
TURNS = {"ansatz 25": "2"}
TARGETS = {"ansatz": 0.25, "qft": 0.5, "h": 0.6}
threads, wanted = sys.argv[1], sys.argv[2:]


def lines(command, **more):
    out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **more).stdout
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


def ours(names):
    command = ["cargo", "bench", "--quiet", "-p", "mycrm-quantum", "--bench", "figures", "--", *names]
    found = lines(command, cwd=HERE, env={**os.environ, "RAYON_NUM_THREADS": threads})
    return {line["name"]: line["value"] for line in found}


def peers(name):
    circuit, n = name.split()
    for peer in ("qulacs", "qulacs-light", "aer", "lightning"):
        if peer == "qulacs-light" and circuit != "ansatz":
            continue
        try:
            yield lines([sys.executable, HERE / "one.py", peer, circuit, n, threads, TURNS.get(name, "3")])[0]
        except subprocess.CalledProcessError as error:
            print(f"{peer} {name}: {error}", file=sys.stderr)


rows = []


def row(name, value, unit, against, peer, target):
    """Tells a figure at once, so that a comparison that is broken off has told what it knew."""
    rows.append((name, value, unit, against, peer, target))
    figure = {"name": name, "value": value, "unit": unit, "against": against, "ratio": value / against, "peer": peer}
    print(json.dumps(figure), flush=True)


for name in [c for c in CIRCUITS if not wanted or c in wanted]:
    found = list(peers(name))
    print(json.dumps({"name": name, "peers": {line["peer"]: round(line["wall"], 3) for line in found}}), flush=True)
    best = min(found, key=lambda line: line["wall"])
    row(name, ours([name])[name], "s", best["wall"], best["peer"], f"≤ {TARGETS[name.split()[0]]}")
if not wanted or "paths" in wanted:
    numba = lines([sys.executable, HERE / "montecarlo.py", "1e7", threads])[0]
    each = ours(["paths"])["paths per CPU second"]
    row("paths per CPU second", each, "million", numba["paths"] / numba["cpu"] / 1e6, "numba", "≥ 2")
if not wanted or "estimation" in wanted:
    found = ours(["estimation"])
    first, second = lines([sys.executable, HERE / "estimation.py"])
    queries, error = found["iterative estimation, mean queries"], found["maximum-likelihood estimation, rms error"]
    row("iterative estimation", queries, "calls of Q", first["queries"], first["peer"], "≤ 1")
    row("maximum-likelihood estimation", error, "rms", second["rms"], second["peer"], "≤ 1.2")

table = ["| figure | ours | best peer | ratio | target |", "|---|---|---|---|---|"]
for name, value, unit, against, peer, target in rows:
    table.append(f"| {name} | {value:.4g} {unit} | {against:.4g} ({peer}) | {value / against:.2f} | {target} |")
print("\n".join(table))
