"""one.py PEER CIRCUIT QUBITS THREADS TURNS: best wall and processor seconds of one peer, one JSON line.

PEER: qulacs, qulacs-light (with its light optimiser), aer, lightning. Building the circuit is not timed; setting the
state to zero is, as it is for this crate.
"""

import json
import os
import resource
import sys
import time

peer, circuit, n, threads, turns = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "QULACS_NUM_THREADS"):
    os.environ[name] = threads

from circuits import make  # noqa: E402

gates = make(circuit, n)


def qulacs():
    import qulacs
    from qulacs import gate as g

    c = qulacs.QuantumCircuit(n)
    plain = {"h": g.H, "x": g.X, "cx": g.CNOT, "swap": g.SWAP}
    turned = {"rx": g.RotX, "ry": g.RotY, "rz": g.RotZ}
    for name, q, t in gates:
        if name == "cp":
            gate = g.to_matrix_gate(g.U1(q[1], t[0]))
            gate.add_control_qubit(q[0], 1)
            c.add_gate(gate)
        else:
            c.add_gate(plain[name](*q) if name in plain else turned[name](q[0], t[0]))
    if peer == "qulacs-light":
        from qulacs.circuit import QuantumCircuitOptimizer

        QuantumCircuitOptimizer().optimize_light(c)
    state = qulacs.QuantumState(n)

    def run():
        state.set_zero_state()
        c.update_quantum_state(state)

    return run


def aer():
    from qiskit import QuantumCircuit
    from qiskit_aer import AerSimulator

    c = QuantumCircuit(n, 1)
    for name, q, t in gates:
        getattr(c, name)(*t, *q)
    c.measure(0, 0)
    # Without enable_truncation=False Aer drops the gates that the one measured qubit does not depend on.
    simulator = AerSimulator(method="statevector", max_parallel_threads=int(threads), enable_truncation=False)

    def run():
        result = simulator.run(c, shots=1).result()
        assert result.success, result.status

    return run


def lightning():
    import pennylane as qml

    device = qml.device("lightning.qubit", wires=n)
    kinds = {"h": qml.Hadamard, "x": qml.PauliX, "rx": qml.RX, "ry": qml.RY, "rz": qml.RZ, "cx": qml.CNOT,
             "swap": qml.SWAP, "cp": qml.ControlledPhaseShift}  # fmt: skip

    @qml.qnode(device)
    def run():
        for name, q, t in gates:
            kinds[name](*t, wires=[n - 1 - i for i in q])
        return qml.expval(qml.PauliZ(n - 1))

    return run


def processor():
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


run = {"qulacs": qulacs, "qulacs-light": qulacs, "aer": aer, "lightning": lightning}[peer]()
wall = cpu = float("inf")
for _ in range(turns):
    c0, t0 = processor(), time.perf_counter()
    run()
    wall, cpu = min(wall, time.perf_counter() - t0), min(cpu, processor() - c0)
print(json.dumps({"peer": peer, "circuit": circuit, "qubits": n, "wall": wall, "cpu": cpu}))
