"""Writes ../resources/statistics/bca.json: scipy's BCa intervals with the draws that they are made of.

Run with Debian's python3 (python3-scipy 1.10.1) from any folder.
"""

import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(20240229)


def mean_square(x, axis=-1):
    return np.mean(x**2, axis=axis)


rows = []
for name, x, statistic in [
    ("mean, symmetric", rng.normal(0, 1, 25), np.mean),
    ("mean, skewed", rng.gamma(0.5, 1, 30), np.mean),
    ("mean square", rng.normal(0.5, 1, 20), mean_square),
    ("standard deviation", rng.gamma(2, 1, 40), np.std),
]:
    x = np.round(x, 6)
    result = stats.bootstrap((x,), statistic, n_resamples=400, method="BCa", random_state=rng)
    n = len(x)
    rows.append(
        {
            "name": name,
            "estimate": float(statistic(x)),
            "draws": result.bootstrap_distribution.tolist(),
            "leftOut": [[float(statistic(np.delete(x, i))) for i in range(n)]],
            "interval": [float(v) for v in result.confidence_interval],
        }
    )
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "statistics" / "bca.json"
target.write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n", encoding="utf-8")
