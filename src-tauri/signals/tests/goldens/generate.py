"""Writes the golden files of this folder: what published packages say of the same numbers.

    python3 -m venv v && v/bin/pip install -r requirements.txt && v/bin/python generate.py

The RR series is the short sample of pyHRV 0.5.0, taken there from the MIT-BIH Normal Sinus Rhythm Database (see NOTICE).
`light.json` is synthetic, made once by the crate's own generator, and only read here.
"""

import json
import math
import warnings
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import neurokit2 as nk
import numpy as np
from hrvanalysis import get_frequency_domain_features, get_poincare_plot_features, get_time_domain_features
from scipy import signal
from scipy.interpolate import CubicSpline

warnings.filterwarnings("ignore")
np.trapz = np.trapezoid  # hrv-analysis still calls it by its old name
HERE = Path(__file__).parent
RATE = 256.0


def write(name, what):
    what["versions"] = {p: version(p) for p in ("numpy", "scipy", "neurokit2", "hrv-analysis", "pyhrv")}
    text = json.dumps(what, indent=None, separators=(",", ":"))
    (HERE / name).write_text(text + "\n")


def test_signal(n):
    """Written the same in Rust: two waves, a drift and a deterministic scatter."""
    i = np.arange(n)
    return (
        20 * np.sin(2 * np.pi * 10 * i / RATE)
        + 5 * np.sin(2 * np.pi * 50 * i / RATE)
        + 0.01 * i
        + ((i * 7919) % 101 - 50) / 10
    )


def filters():
    x = test_signal(700)
    designs = {
        "low 4 45": signal.butter(4, 45, fs=RATE, output="sos"),
        "low 5 30": signal.butter(5, 30, fs=RATE, output="sos"),
        "high 2 1": signal.butter(2, 1, "high", fs=RATE, output="sos"),
        "high 4 0.5": signal.butter(4, 0.5, "high", fs=RATE, output="sos"),
        "notch 50": signal.tf2sos(*signal.iirnotch(50, 25, fs=RATE)),
        "notch 60": signal.tf2sos(*signal.iirnotch(60, 25, fs=RATE)),
    }
    pick = slice(None, None, 7)
    return {
        name: {
            "forth": signal.sosfilt(sos, x)[pick].tolist(),
            "both": signal.sosfiltfilt(sos, x)[pick].tolist(),
        }
        for name, sos in designs.items()
    }


def spectra():
    x = test_signal(2048)
    out = {}
    for length in (256, 512, 500):
        f, p = signal.welch(x, RATE, "hann", length, length // 2, detrend="constant")
        out[f"welch {length}"] = p.tolist()
    out["tapers"] = tapers()
    rng = np.arange(200)
    t = np.cumsum(0.8 + 0.1 * np.sin(rng * 0.7))
    y = 30 * np.sin(2 * np.pi * 0.12 * t) + ((rng * 7919) % 101) / 10
    f = np.arange(1, 101) * 0.005
    p = signal.lombscargle(t, y - y.mean(), 2 * np.pi * f)
    span = (t[-1] - t[0]) * len(t) / (len(t) - 1)
    out["lomb"] = {"t": t.tolist(), "y": y.tolist(), "density": (p * 2 * span / len(t)).tolist()}
    return out


def intervals():
    path = Path(find_spec("pyhrv").origin).parent / "files" / "SampleNNISeriesShort.npy"
    rr = np.load(path).astype(float)
    time = get_time_domain_features(rr.tolist())
    shape = get_poincare_plot_features(rr.tolist())
    peaks = np.concatenate([[0], np.cumsum(rr)])
    nk_time = nk.hrv_time({"RRI": rr, "RRI_Time": peaks[1:] / 1000}, sampling_rate=1000)
    nk_shape = nk.hrv_nonlinear({"RRI": rr, "RRI_Time": peaks[1:] / 1000}, sampling_rate=1000)
    beat = np.concatenate([[0], np.cumsum(rr[1:]) / 1000])
    grid = np.arange(math.floor(beat[-1] * 4) + 1) / 4
    even = CubicSpline(beat, rr, bc_type="natural")(grid)
    f, p = signal.welch(even, 4, "hann", min(512, len(even)), detrend="constant")
    theirs = get_frequency_domain_features(rr.tolist())
    alpha1, _ = nk.fractal_dfa(rr, scale=np.arange(4, 17), overlap=True, integrate=True, order=1)
    entropy, _ = nk.entropy_sample(rr, delay=1, dimension=2, tolerance=0.2 * np.std(rr, ddof=1))
    return {
        "rr": rr.tolist(),
        "hrv-analysis": {k: float(time[k]) for k in ("mean_nni", "sdnn", "rmssd", "nni_50")}
        | {k: float(shape[k]) for k in ("sd1", "sd2")}
        | {k: float(theirs[k]) for k in ("lf", "hf", "lf_hf_ratio")},
        "neurokit2": {
            "sdnn": float(nk_time["HRV_SDNN"].iloc[0]),
            "rmssd": float(nk_time["HRV_RMSSD"].iloc[0]),
            "sd1": float(nk_shape["HRV_SD1"].iloc[0]),
            "sd2": float(nk_shape["HRV_SD2"].iloc[0]),
            "dfa_alpha1": float(alpha1),
            "hrv_dfa_alpha1": float(nk_shape["HRV_DFA_alpha1"].iloc[0]),
            "sample_entropy": float(entropy),
        },
        "scipy": {"resampled": even[::8].tolist(), "resolution": float(f[1]), "density": p.tolist()},
    }


def defects():
    """A heart with breathing, spoilt in known places, and what NeuroKit2's Lipponen and Tarvainen finds there."""
    i = np.arange(240)
    scatter = ((i * 7919) % 101 - 50) / 6
    rr = np.round(880 + 45 * np.sin(2 * np.pi * 0.23 * i) + 20 * np.sin(2 * np.pi * 0.085 * i) + scatter)
    beats = np.concatenate([[1000], 1000 + np.cumsum(rr)])
    beats = np.delete(beats, [41, 180])
    beats = np.sort(np.append(beats, [beats[90] + 350, beats[200] + 420]))
    beats[130] -= 320
    found, _ = nk.signal_fixpeaks(beats.astype(int), sampling_rate=1000, method="Kubios", iterative=False)
    return {
        "rr": np.diff(beats).tolist(),
        # Their numbers count beats; an interval's is one less than that of the beat that ends it.
        "found": {k: [int(v) - 1 for v in found[k]] for k in ("ectopic", "missed", "extra", "longshort")},
    }


def tapers():
    """Sine tapers written out from their definition."""
    x = test_signal(512)
    n = np.arange(1, 513)
    power = np.zeros(257)
    for k in range(1, 6):
        taper = np.sqrt(2 / 513) * np.sin(np.pi * k * n / 513)
        power += np.abs(np.fft.rfft((x - x.mean()) * taper)) ** 2
    power *= 2 / (RATE * 5)
    power[[0, -1]] /= 2
    return power.tolist()


def pulses():
    light = np.array(json.loads((HERE / "light.json").read_text())["light"], dtype=float)
    # The pulse lowers the light; NeuroKit2 wants it to rise.
    clean = nk.ppg_clean(-light, sampling_rate=64, method="elgendi")
    found = nk.ppg_findpeaks(clean, sampling_rate=64, method="elgendi")["PPG_Peaks"]
    return {"neurokit2": (np.asarray(found) / 64).tolist()}


write("filters.json", filters())
write("spectra.json", spectra())
write("intervals.json", intervals())
write("defects.json", defects())
write("pulses.json", pulses())
