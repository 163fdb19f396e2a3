"""Expected results of a small K-fold study, by numpy, scipy and statsmodels.

Four folds of 10 test, 24 train and 6 validation examples, two seeds, three arms. The tables hold
how many examples each trial classifies rightly; -1 is a trial that diverged.
Writes resources/study/folds.json beside this folder.
"""
import json
import pathlib

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

TEST = {
    "none": [[7, 6], [5, 7], [8, 6], [6, 6]],
    "a": [[9, 8], [8, 9], [9, 9], [8, 7]],
    "b": [[7, -1], [6, 7], [7, 6], [-1, -1]],
}
TRAIN = {
    "none": [[24, 24], [24, 23], [24, 24], [22, 24]],
    "a": [[22, 21], [22, 22], [23, 22], [20, 22]],
    "b": [[24, -1], [24, 24], [23, 24], [-1, -1]],
}
VALIDATION = {
    "none": [[4, 5], [3, 4], [5, 4], [4, 4]],
    "a": [[5, 5], [4, 4], [5, 5], [4, 4]],
    "b": [[6, -1], [4, 5], [5, 4], [-1, -1]],
}
RATIO = 10 / 30


def accuracy(counts, n):
    x = np.array(counts, float)
    return np.where(x < 0, np.nan, x / n)


def corrected(d):
    d = d[~np.isnan(d)]
    j = len(d)
    se = np.sqrt((1 / j + RATIO) * d.var(ddof=1))
    t = stats.t(j - 1)
    return {
        "mean": d.mean(),
        "low": d.mean() - t.ppf(0.975) * se,
        "high": d.mean() + t.ppf(0.975) * se,
        "p": 2 * t.sf(abs(d.mean() / se)),
        "detectable": (t.ppf(0.975) + t.ppf(0.8)) * se,
    }


def rows(x):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.nanmean(x, axis=1)


def components(x):
    """Mean squares of the analysis of variance with splits as groups."""
    groups = [r[~np.isnan(r)] for r in x if not np.isnan(r).all()]
    n = np.array([len(g) for g in groups])
    grand = np.concatenate(groups).mean()
    within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (n.sum() - len(n))
    between = sum(len(g) * (g.mean() - grand) ** 2 for g in groups) / (len(n) - 1)
    each = (n.sum() - (n**2).sum() / n.sum()) / (len(n) - 1)
    return {"seedDeviation": np.sqrt(within), "splitDeviation": np.sqrt(max(0, (between - within) / each))}


def posterior(d):
    d = d[~np.isnan(d)]
    rho = RATIO / (1 + RATIO)
    t = stats.t(len(d) - 1, d.mean(), np.sqrt((1 / len(d) + rho / (1 - rho)) * d.var(ddof=1)))
    return {"worse": t.cdf(-0.01), "equal": t.cdf(0.01) - t.cdf(-0.01), "better": t.sf(0.01)}


test = {a: accuracy(c, 10) for a, c in TEST.items()}
train = {a: accuracy(c, 24) for a, c in TRAIN.items()}
validation = {a: accuracy(c, 6) for a, c in VALIDATION.items()}
differences = {a: corrected(rows(test[a] - test["none"])) for a in ("a", "b")}
for a, d in differences.items():
    d["posterior"] = posterior(rows(test[a] - test["none"]))
holm = multipletests([d["p"] for d in differences.values()], method="holm")[1]
for d, adjusted in zip(differences.values(), holm):
    d["pHolm"] = adjusted
out = {
    "counts": {"test": TEST, "train": TRAIN, "validation": VALIDATION},
    "arms": {
        a: {
            "test": corrected(rows(test[a])),
            "gap": corrected(rows(train[a] - test[a])),
            "validation": rows(validation[a])[~np.isnan(rows(validation[a]))].mean(),
            **components(test[a]),
        }
        for a in TEST
    },
    "differences": differences,
    "gapChanges": {
        a: {
            **corrected(rows((train[a] - test[a]) - (train["none"] - test["none"]))),
            "share": np.nanmean(rows(train[a] - test[a])) / np.nanmean(rows(train["none"] - test["none"])),
        }
        for a in ("a", "b")
    },
}
path = pathlib.Path(__file__).parent.parent / "resources" / "study" / "folds.json"
path.write_text(json.dumps(out, indent=1) + "\n")
