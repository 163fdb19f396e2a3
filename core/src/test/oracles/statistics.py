"""Writes ../resources/statistics/tests.json: what scipy and statsmodels say.

Run with Debian's python3 (python3-scipy 1.10.1, python3-statsmodels 0.13.5) from any folder.
"""

import json
import math
import pathlib

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import DescrStatsW

rng = np.random.default_rng(20240229)


def numbers(x):
    return [float(v) for v in x]


holm = [
    {"p": p, "adjusted": numbers(multipletests(p, method="holm")[1])}
    for p in [
        [0.01, 0.04, 0.03, 0.005],
        [0.2],
        [0.5, 0.5, 0.9, 0.04],
        [0.001, 0.001, 0.02, 0.02, 0.3, 1.0],
        numbers(rng.random(9) ** 3),
    ]
]

exact = [
    [b, c, float(mcnemar([[10, b], [c, 20]], exact=True).pvalue)]
    for b, c in [(1, 8), (0, 5), (3, 3), (12, 4), (0, 1), (700, 800)]
]

mean = []
for n in [2, 3, 5, 40]:
    x = numbers(rng.normal(0.9, 0.02, n))
    mean.append({"values": x, "interval": [float(np.mean(x)), *numbers(DescrStatsW(x).tconfint_mean())]})

paired = []
for n in [3, 5, 10]:
    a = rng.normal(0.9, 0.02, n)
    b = a - 0.01 + rng.normal(0, 0.01, n)
    test = stats.ttest_rel(a, b)
    interval = test.confidence_interval(0.95)
    paired.append(
        {
            "first": numbers(a),
            "second": numbers(b),
            "p": float(test.pvalue),
            "interval": [float(interval.low), float(interval.high)],
        }
    )

t = [
    [df, float(stats.t.ppf(0.975, df)), float(stats.t.ppf(0.8, df)), float(2 * stats.t.sf(2.3, df))]
    for df in [1, 2, 4.5, 15.06611, 300, 12345.6, 999999]
]
t.append([math.inf, float(stats.norm.ppf(0.975)), float(stats.norm.ppf(0.8)), float(2 * stats.norm.sf(2.3))])

target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "statistics" / "tests.json"
everything = {"holm": holm, "mcnemar": exact, "mean": mean, "paired": paired, "t": t}
lines = [f'"{k}":{json.dumps(v)}'.replace("Infinity", '"Infinity"') for k, v in everything.items()]
target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
