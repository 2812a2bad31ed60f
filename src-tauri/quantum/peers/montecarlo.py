"""montecarlo.py PATHS THREADS: paths of a twelve-state absorbing chain, at most 30 steps, by Numba; one JSON line."""

import json
import os
import resource
import sys
import time

paths, threads = int(float(sys.argv[1])), sys.argv[2]
os.environ["NUMBA_NUM_THREADS"] = threads

import numba as nb  # noqa: E402
import numpy as np  # noqa: E402
from circuits import SplitMix64  # noqa: E402

WON, LOST, STEPS, CHUNKS = 10, 11, 30, 64
draws = SplitMix64(7)
chain = np.zeros((12, 12))
for state in range(10):
    row = np.array([draws.unit() for _ in range(12)])
    row[WON] *= 0.15 * (state + 1) / 10 * 4
    row[LOST] *= 0.35
    chain[state] = row / row.sum()
chain[WON, WON] = chain[LOST, LOST] = 1
sums = np.cumsum(chain, 1)
sums[:, -1] = 1.0
exact = np.linalg.matrix_power(chain, STEPS)[0, WON]


@nb.njit
def walk(chunk, count, sums):
    x = nb.uint64(chunk * 7919 + 12345)
    won = 0
    for _ in range(count):
        state = 0
        for _ in range(STEPS):
            x += nb.uint64(0x9E3779B97F4A7C15)
            z = (x ^ (x >> nb.uint64(30))) * nb.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> nb.uint64(27))) * nb.uint64(0x94D049BB133111EB)
            r = ((z ^ (z >> nb.uint64(31))) >> nb.uint64(11)) * (1.0 / 9007199254740992.0)
            following = 0
            for k in range(11):
                following += 1 if r >= sums[state, k] else 0
            state = following
            if state >= WON:
                break
        won += 1 if state == WON else 0
    return won


@nb.njit(parallel=True)
def run(count, sums):
    won = np.zeros(CHUNKS, np.int64)
    for chunk in nb.prange(CHUNKS):
        won[chunk] = walk(chunk, count // CHUNKS, sums)
    return won.sum()


def processor():
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


run(1000, sums)
wall = cpu = float("inf")
for _ in range(3):
    c0, t0 = processor(), time.perf_counter()
    won = run(paths, sums)
    wall, cpu = min(wall, time.perf_counter() - t0), min(cpu, processor() - c0)
done = paths // CHUNKS * CHUNKS
assert abs(won / done - exact) < 6 * (exact * (1 - exact) / done) ** 0.5
print(json.dumps({"peer": "numba", "paths": done, "wall": wall, "cpu": cpu}))
