"""Amplitude estimation by qiskit-algorithms (a = 0.2, 100 shots, 20 seeds): mean queries of Q and rms errors, JSON lines."""

import json

import numpy as np
from qiskit import QuantumCircuit
from qiskit.primitives import StatevectorSampler
from qiskit_algorithms import EstimationProblem, IterativeAmplitudeEstimation, MaximumLikelihoodAmplitudeEstimation

A = 0.2
turn = 2 * np.arcsin(np.sqrt(A))
prepare, operator = QuantumCircuit(1), QuantumCircuit(1)
prepare.ry(turn, 0)
operator.ry(2 * turn, 0)
problem = EstimationProblem(
    prepare, grover_operator=operator, objective_qubits=[0], is_good_state=lambda bits: bits == "1"
)


def study(name, make):
    queries, errors = [], []
    for seed in range(20):
        result = make(StatevectorSampler(seed=seed, default_shots=100)).estimate(problem)
        queries.append(result.num_oracle_queries)
        errors.append(result.estimation - A)
    rms = float(np.sqrt(np.mean(np.square(errors))))
    print(json.dumps({"peer": "qiskit-algorithms", "name": name, "queries": float(np.mean(queries)), "rms": rms}))


study("iterative", lambda s: IterativeAmplitudeEstimation(0.001, 0.05, sampler=s))
study("maximum-likelihood", lambda s: MaximumLikelihoodAmplitudeEstimation(5, sampler=s))
