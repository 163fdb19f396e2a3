"""Writes ../resources/statistics/wilcoxon.json: what scipy says of pairs, with and without ties and zeros.

Up to 25 tied differences scipy has no exact p-value; every pattern of signs is gone through instead.

Run with Debian's python3 (python3-scipy 1.10.1) from any folder.
"""

import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(20240229)
rows = []
for n, digits, zeros in [(1, 9, 0), (5, 9, 0), (12, 9, 0), (25, 9, 3), (26, 9, 0), (40, 2, 0), (10, 1, 2), (120, 3, 1), (60, 9, 0), (18, 2, 0)]:
    a = np.clip(rng.normal(0.8, 0.1, n), 0, 1)
    b = np.clip(a - 0.02 + rng.normal(0, 0.05, n), 0, 1)
    # In whole units of the last digit, so that equal differences are equal to the bit.
    a = np.append(np.round(a * 10**digits), np.full(zeros, 7.0))
    b = np.append(np.round(b * 10**digits), np.full(zeros, 7.0))
    d = (a - b)[a != b]
    tied = len(np.unique(np.abs(d))) < len(d)
    method = "exact" if len(d) <= 25 and not tied else "approx"
    if len(d) <= 25 and tied:
        ranks = stats.rankdata(np.abs(d))
        signs = (np.arange(2 ** len(d))[:, None] >> np.arange(len(d))) & 1
        w = min(ranks[d > 0].sum(), ranks[d < 0].sum())
        everything = min(1.0, 2 * float(np.mean(signs @ ranks <= w)))
        method = "every pattern of signs"
    test = stats.wilcoxon(d, zero_method="wilcox", correction=False, method="exact" if method == "exact" else "approx")
    rows.append(
        {
            "first": a.tolist(),
            "second": b.tolist(),
            "pairs": len(d),
            "statistic": float(test.statistic),
            "p": everything if method == "every pattern of signs" else float(test.pvalue),
            "method": method,
        }
    )
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "statistics" / "wilcoxon.json"
target.write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n", encoding="utf-8")
