"""Writes tests/goldens/*.txt: states of Qulacs and Qiskit to compare with, in the virtual environment of run.sh.

At 8 qubits every amplitude; at 12 qubits every 61st, and the state's products with eight vectors of signs (drawn by
SplitMix64 from seeds 100 to 107, top bit), which no wrong amplitude passes.
"""

import pathlib
import sys

import numpy as np
import qiskit
import qulacs
from circuits import SplitMix64, make
from qiskit import QuantumCircuit
from qiskit.quantum_info import Statevector
from qulacs import gate as qg


def by_qiskit(gates, n):
    c = QuantumCircuit(n)
    for name, qubits, angles in gates:
        if name == "u3":
            c.u(*angles, *qubits)
        else:
            getattr(c, name)(*angles, *qubits)
    return np.asarray(Statevector.from_instruction(c))


PAULI = {"x": np.array([[0, 1], [1, 0]]), "y": np.array([[0, -1j], [1j, 0]]), "z": np.diag([1, -1])}


def qulacs_gate(name, q, t):
    plain = {
        "h": qg.H, "x": qg.X, "y": qg.Y, "z": qg.Z, "s": qg.S, "sdg": qg.Sdag, "t": qg.T, "tdg": qg.Tdag, "sx": qg.sqrtX,
        "cx": qg.CNOT, "cz": qg.CZ, "swap": qg.SWAP, "ccx": qg.TOFFOLI, "cswap": qg.FREDKIN,
    }  # fmt: skip
    turned = {"rx": qg.RotX, "ry": qg.RotY, "rz": qg.RotZ, "p": qg.U1}
    if name in plain:
        return plain[name](*q)
    if name in turned:
        return turned[name](q[0], t[0])
    if name == "u3":
        return qg.U3(q[0], *t)
    if name in ("cp", "crx", "cry", "crz", "ch", "cy"):
        inner = qg.to_matrix_gate(qulacs_gate(name[1:], q[1:], t))
        inner.add_control_qubit(q[0], 1)
        return inner
    if name == "iswap":
        return qg.DenseMatrix(list(q), np.array([[1, 0, 0, 0], [0, 0, 1j, 0], [0, 1j, 0, 0], [0, 0, 0, 1]]))
    pair = np.kron(PAULI[name[2]], PAULI[name[2]])
    return qg.DenseMatrix(list(q), np.cos(t[0] / 2) * np.eye(4) - 1j * np.sin(t[0] / 2) * pair)


def by_qulacs(gates, n):
    state = qulacs.QuantumState(n)
    for name, qubits, angles in gates:
        qulacs_gate(name, qubits, angles).update_quantum_state(state)
    return state.get_vector()


def signs(seed, size):
    r = SplitMix64(seed)
    return np.array([1.0 if r.bits() >> 63 else -1.0 for _ in range(size)])


def main(folder):
    for peer, version, run in (("qulacs", qulacs.__version__, by_qulacs), ("qiskit", qiskit.__version__, by_qiskit)):
        lines = [f"# {peer} {version}, written by peers/goldens.py; circuit qubits kind index real imaginary"]
        for circuit in ("ansatz3", "qft", "mixed"):
            for n in (8, 12):
                v = run(make(circuit, n), n)
                step = 1 if n == 8 else 61
                rows = [("a", i, v[i]) for i in range(0, 1 << n, step)]
                if n == 12:
                    rows += [("s", k, signs(k, 1 << n) @ v) for k in range(100, 108)]
                lines += [f"{circuit} {n} {kind} {i} {z.real:.17g} {z.imag:.17g}" for kind, i, z in rows]
        (pathlib.Path(folder) / f"{peer}.txt").write_text("\n".join(lines) + "\n")


main(sys.argv[1])
