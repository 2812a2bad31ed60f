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
TARGETS = {"ansatz": 0.25, "qft": 0.5, "h": 0.6}
threads, wanted = sys.argv[1], sys.argv[2:]


def lines(command, **more):
    out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **more).stdout
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


def ours(names):
    if not names:
        return {}
    command = ["cargo", "bench", "--quiet", "-p", "mycrm-quantum", "--bench", "figures", "--", *names]
    found = lines(command, cwd=HERE, env={**os.environ, "RAYON_NUM_THREADS": threads})
    return {line["name"]: line["value"] for line in found}


def peers(name):
    circuit, n = name.split()
    for peer in ("qulacs", "qulacs-light", "aer", "lightning"):
        if peer == "qulacs-light" and circuit != "ansatz":
            continue
        try:
            yield lines([sys.executable, HERE / "one.py", peer, circuit, n, threads, "3"])[0]
        except subprocess.CalledProcessError as error:
            print(f"{peer} {name}: {error}", file=sys.stderr)


names = [c for c in CIRCUITS if not wanted or c in wanted]
rows = []
mine = ours(names)
for name in names:
    found = list(peers(name))
    best = min(found, key=lambda line: line["wall"])
    rows.append((name, mine[name], "s", best["wall"], best["peer"], TARGETS[name.split()[0]]))
    print(json.dumps({"name": name, "peers": {line["peer"]: round(line["wall"], 3) for line in found}}), flush=True)
if not wanted or "paths" in wanted:
    numba = lines([sys.executable, HERE / "montecarlo.py", "1e7", threads])[0]
    each = ours(["paths"])["paths per CPU second"]
    rows.append(("paths per CPU second", each, "million", numba["paths"] / numba["cpu"] / 1e6, "numba", 2.0))
if not wanted or "estimation" in wanted:
    found = ours(["estimation"])
    first, second = lines([sys.executable, HERE / "estimation.py"])
    queries, error = found["iterative estimation, mean queries"], found["maximum-likelihood estimation, rms error"]
    rows.append(("iterative estimation", queries, "calls of Q", first["queries"], first["peer"], 1.0))
    rows.append(("maximum-likelihood estimation", error, "rms", second["rms"], second["peer"], 1.2))

table = ["| figure | ours | best peer | ratio | target |", "|---|---|---|---|---|"]
for name, value, unit, against, peer, target in rows:
    ratio = value / against
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against, "ratio": ratio, "peer": peer}))
    table.append(f"| {name} | {value:.4g} {unit} | {against:.4g} ({peer}) | {ratio:.2f} | {target} |")
print("\n".join(table))
