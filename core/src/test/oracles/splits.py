"""Writes ../resources/statistics/splits.json: the Bayesian correlated t-test and variance components.

The posterior is scipy's t distribution; the components come from the mean squares of statsmodels' analysis of
variance, and where every split has as many seeds are held against its mixed model fitted by REML.
Run with Debian's python3 (python3-scipy 1.10.1, python3-statsmodels 0.13.5) from any folder.
"""

import json
import pathlib

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.formula.api import mixedlm, ols
from statsmodels.stats.anova import anova_lm

rng = np.random.default_rng(20240229)


def posterior(d, ratio, rope):
    rho = ratio / (1 + ratio)
    scale = np.sqrt((1 / len(d) + rho / (1 - rho)) * np.var(d, ddof=1))
    t = stats.t(len(d) - 1, np.mean(d), scale)
    return [t.cdf(-rope), t.cdf(rope) - t.cdf(-rope), t.sf(rope)]


correlated = []
for splits, ratio, mean in [(2, 0.5, 0.0), (5, 0.25, 0.01), (10, 0.25, 0.03), (100, 1 / 9, -0.02)]:
    d = rng.normal(mean, 0.02, splits)
    correlated.append({"d": d.tolist(), "ratio": ratio, "rope": 0.01, "posterior": posterior(d, ratio, 0.01)})

# Ten times ten folds of "squash-unstored", naive Bayes minus AODE, as published with Benavoli et al. 2017; the
# authors' notebook prints a posterior mean of -0.05600 and a scale of 0.0542322 on 99 degrees of freedom.
counts = {0.0: 63, -0.2: 18, 0.2: 9, -0.4: 4, -1 / 6: 2, -1 / 3: 2, -0.6: 2}
squash = np.repeat(list(counts), list(counts.values()))
published = {"d": squash.tolist(), "ratio": 1 / 9, "rope": 0.01, "posterior": posterior(squash, 1 / 9, 0.01)}

components = []
for splits, seeds, split_sd, seed_sd, missing in [
    (5, 3, 0.04, 0.01, 0), (10, 2, 0.01, 0.03, 0), (4, 5, 0.02, 0.02, 6), (6, 3, 0.0, 0.02, 0), (5, 2, 0.03, 0.02, 3)]:
    x = 0.8 + split_sd * rng.normal(size=(splits, 1)) + seed_sd * rng.normal(size=(splits, seeds))
    x.flat[rng.choice(x.size, missing, replace=False)] = np.nan
    long = pd.DataFrame([(j, v) for j, row in enumerate(x) for v in row if v == v], columns=["split", "y"])
    squares = anova_lm(ols("y ~ C(split)", long).fit())["mean_sq"]
    n = long.groupby("split").size()
    each = (n.sum() - (n**2).sum() / n.sum()) / (len(n) - 1)
    split = max(0.0, (squares["C(split)"] - squares["Residual"]) / each)
    if missing == 0 and split > 0:
        reml = mixedlm("y ~ 1", long, groups=long["split"]).fit(reml=True)
        assert abs(reml.cov_re.iloc[0, 0] - split) < 1e-3 * split + 1e-7, (reml.cov_re, split)
        assert abs(reml.scale - squares["Residual"]) < 1e-3 * reml.scale
    components.append(
        {
            "values": [[None if v != v else v for v in row] for row in x.tolist()],
            "seed": float(np.sqrt(squares["Residual"])),
            "split": float(np.sqrt(split)),
        }
    )

target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "statistics" / "splits.json"
parts = {"correlated": correlated, "published": published, "components": components}
target.write_text("{\n" + ",\n".join(f'"{k}":{json.dumps(v)}' for k, v in parts.items()) + "\n}\n", encoding="utf-8")
