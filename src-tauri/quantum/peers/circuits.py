"""The circuits of the comparison, defined so that any language can build the same: angles by SplitMix64.

A gate is a tuple: name, qubits, angles. Qubit 0 is the least significant bit; R_P(t) = exp(-i t P / 2).
benches/parts/circuits.rs says the same in Rust.
"""

import math

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.x = seed

    def bits(self):
        self.x = (self.x + 0x9E3779B97F4A7C15) & MASK
        z = self.x
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def unit(self):
        return (self.bits() >> 11) / (1 << 53)

    def angle(self):
        return self.unit() * 2 * math.pi


def h(n):
    return [("h", (q,), ()) for q in range(n)]


def ansatz(n, layers=10):
    r = SplitMix64(42)
    gates = []
    for _ in range(layers):
        for q in range(n):
            gates += [(name, (q,), (r.angle(),)) for name in ("rx", "ry", "rz")]
        gates += [("cx", (q, q + 1), ()) for q in range(n - 1)]
    return gates


def qft(n):
    gates = [("x", (q,), ()) for q in (0, 1, 3)]
    for j in reversed(range(n)):
        gates.append(("h", (j,), ()))
        gates += [("cp", (m, j), (math.pi / (1 << (j - m)),)) for m in reversed(range(j))]
    return gates + [("swap", (q, n - 1 - q), ()) for q in range(n // 2)]


KINDS = (
    "h x y z s sdg t tdg sx rx ry rz p u3 cx cz cp crx cry crz swap iswap ccx cswap rzz rxx ryy ch cy".split()
)
ONE = set("h x y z s sdg t tdg sx rx ry rz p u3".split())
THREE = {"ccx", "cswap"}
TURNS = {"rx": 1, "ry": 1, "rz": 1, "p": 1, "u3": 3, "cp": 1, "crx": 1, "cry": 1, "crz": 1, "rzz": 1, "rxx": 1, "ryy": 1}


def mixed(n, count=150):
    """Every kind of gate, drawn at random; every draw takes the same numbers whatever the gate."""
    r = SplitMix64(7)
    gates = []
    for _ in range(count):
        name = KINDS[r.bits() % len(KINDS)]
        a = r.bits() % n
        b = (a + 1 + r.bits() % (n - 1)) % n
        c = r.bits() % n
        while c in (a, b):
            c = (c + 1) % n
        angles = (r.angle(), r.angle(), r.angle())
        qubits = (a,) if name in ONE else (a, b, c) if name in THREE else (a, b)
        gates.append((name, qubits, angles[: TURNS.get(name, 0)]))
    return gates


def make(name, n):
    return {"h": h, "ansatz": ansatz, "ansatz3": lambda n: ansatz(n, 3), "qft": qft, "mixed": mixed}[name](n)
