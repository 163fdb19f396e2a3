"""Writes ../resources/statistics/friedman.json: scipy on several data sets, and the example of Demšar 2006.

Demšar's table 6: AUC of C4.5 on 14 data sets, plain, with a least number of examples in a leaf (m), with the confidence
of pruning tuned (cf), with both. He prints average ranks 3.143, 2.000, 2.893, 1.964; chi-squared 9.28 (without a
correction for ties); F 3.69; critical difference 1.25. "voting" ties in print and not in his ranks.
Run with Debian's python3 (python3-scipy 1.10.1) from any folder.
"""

import json
import pathlib

import numpy as np
from scipy import stats

TABLE_6 = [
    [0.763, 0.768, 0.771, 0.798],
    [0.599, 0.591, 0.590, 0.569],
    [0.954, 0.971, 0.968, 0.967],
    [0.628, 0.661, 0.654, 0.657],
    [0.882, 0.888, 0.886, 0.898],
    [0.936, 0.931, 0.916, 0.931],
    [0.661, 0.668, 0.609, 0.685],
    [0.583, 0.583, 0.563, 0.625],
    [0.775, 0.838, 0.866, 0.875],
    [1.000, 1.000, 1.000, 1.000],
    [0.940, 0.962, 0.965, 0.962],
    [0.619, 0.666, 0.614, 0.669],
    [0.972, 0.981, 0.9751, 0.975],
    [0.957, 0.978, 0.946, 0.970],
]


def friedman(values, higher):
    x = np.array(values)
    n, k = x.shape
    ranks = np.array([stats.rankdata(-row if higher else row) for row in x])
    if k > 2:
        chi, p = stats.friedmanchisquare(*x.T)
    else:  # scipy asks for three; its formula by hand
        ties = sum((t**3 - t) for row in ranks for t in np.unique(row, return_counts=True)[1])
        c = 1 - ties / (n * k * (k * k - 1))
        chi = (12 / (n * k * (k + 1)) * (ranks.sum(0) ** 2).sum() - 3 * n * (k + 1)) / c
        p = stats.chi2.sf(chi, k - 1)
    f = (n - 1) * chi / (n * (k - 1) - chi)
    return {
        "values": x.tolist(),
        "higher": higher,
        "ranks": ranks.mean(0).tolist(),
        "chi": float(chi),
        "p": float(p),
        "f": float(f),
        "pOfF": float(stats.f.sf(f, k - 1, (k - 1) * (n - 1))),
    }


rng = np.random.default_rng(20240229)
rows = [friedman(TABLE_6, True)]
for n, k, digits, higher in [(9, 2, 6, True), (5, 3, 6, False), (10, 6, 2, True), (20, 5, 3, False)]:
    x = np.round(0.8 + 0.05 * rng.normal(size=(n, 1)) + 0.02 * rng.normal(size=(n, k)) + 0.005 * np.arange(k), digits)
    rows.append(friedman(x, higher))
ranges = [[k, float(stats.studentized_range.ppf(0.95, k, np.inf))] for k in (2, 3, 4, 6, 10, 30)]
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "statistics" / "friedman.json"
text = ",\n".join(json.dumps(r) for r in rows)
target.write_text('{"tests":[\n' + text + '\n],\n"ranges":' + json.dumps(ranges) + "}\n", encoding="utf-8")
