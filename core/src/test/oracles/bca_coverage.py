"""Prints how often three 95 % intervals by resampled patients hold the truth; see docs/decisions/0018.

Coverage, then how often the whole interval lies above the truth (low) and below it (high), and its mean width. Takes
some twenty minutes. Run with Debian's python3 (python3-scipy 1.10.1).
"""

import numpy as np
from scipy import stats

rng = np.random.default_rng(1)
STUDIES, DRAWS = 1000, 1000
nd = stats.norm


def acceleration(parts):
    num = den = 0
    for values in parts:
        n = len(values)
        u = (n - 1) * (values.mean() - values)
        num += (u**3).sum() / n**3
        den += (u**2).sum() / n**2
    return num / (6 * den**1.5) if den > 0 else np.nan


def bca(draws, estimate, a):
    share = (np.mean(draws < estimate) + np.mean(draws <= estimate)) / 2
    z0 = nd.ppf(share)
    if not np.isfinite(z0) or not np.isfinite(a):
        return np.quantile(draws, [.025, .975])
    z = nd.ppf([.025, .975])
    return np.quantile(draws, nd.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))))


def intervals(draws, estimate, parts, lo=0, hi=1):
    s = draws.std(ddof=1)
    yield "normal", (max(lo, estimate - 1.959964 * s), min(hi, estimate + 1.959964 * s))
    yield "percentile", np.quantile(draws, [.025, .975])
    yield "bca", bca(draws, estimate, acceleration(parts))


def counts(n):
    return rng.multinomial(n, np.ones(n) / n, size=DRAWS)


def auroc_case(n, d, diff=False):
    """Scores of two normal classes d apart; of a difference, two models that see much the same."""
    n1 = int(0.4 * n)
    n0 = n - n1

    def wins(p, q):
        return (p[:, None] > q[None, :]).astype(float)

    def model(p, q):
        r = 0.8
        own = np.sqrt(1 - r * r)
        return wins(r * p + own * rng.normal(size=n1) + (1 - r) * d, r * q + own * rng.normal(size=n0))

    def once():
        p = rng.normal(d, 1, n1)
        q = rng.normal(0, 1, n0)
        k = model(p, q) - model(p, q) if diff else wins(p, q)
        estimate = k.mean()
        draws = np.einsum("bi,bi->b", counts(n1) @ k, counts(n0)) / (n1 * n0)
        rows, cols = k.mean(1), k.mean(0)
        left_out = [(n1 * estimate - rows) / (n1 - 1), (n0 * estimate - cols) / (n0 - 1)]
        return draws, estimate, left_out

    return (0 if diff else nd.cdf(d / np.sqrt(2))), once, (-1 if diff else 0, 1)


def mean_case(n, draw, truth, lo, hi):
    def once():
        x = draw(n)
        est = x.mean()
        return counts(n) @ x / n, est, [(n * est - x) / (n - 1)]
    return truth, once, (lo, hi)


def report(name, case):
    truth, once, (lo, hi) = case
    miss, width = {}, {}
    for _ in range(STUDIES):
        draws, est, parts = once()
        for k, (l, h) in intervals(draws, est, parts, lo, hi):
            miss.setdefault(k, [0, 0])
            miss[k][0] += truth < l
            miss[k][1] += truth > h
            width[k] = width.get(k, 0) + h - l
    words = [
        f"{k}: {1 - sum(m) / STUDIES:.3f} (low {m[0] / STUDIES:.3f}, high {m[1] / STUDIES:.3f},"
        f" width {width[k] / STUDIES:.3f})"
        for k, m in miss.items()
    ]
    print(name, "; ".join(words), flush=True)


for n in (40, 80, 156):
    report(f"AUROC .76 n={n}", auroc_case(n, 1.0))
    report(f"AUROC .92 n={n}", auroc_case(n, 2.0))
    report(f"AUROC .98 n={n}", auroc_case(n, 3.0))
    report(f"AUROC diff n={n}", auroc_case(n, 1.5, True))
    report(f"accuracy .85 n={n}", mean_case(n, lambda m: (rng.random(m) < .85).astype(float), .85, 0, 1))
    report(f"accuracy .95 n={n}", mean_case(n, lambda m: (rng.random(m) < .95).astype(float), .95, 0, 1))
    report(f"Dice beta(8,1.5) n={n}", mean_case(n, lambda m: rng.beta(8, 1.5, m), 8 / 9.5, 0, 1))
    report(f"Dice with failures n={n}", mean_case(n, lambda m: np.where(rng.random(m) < .1, 0, rng.beta(16, 3, m)), .9 * 16 / 19, 0, 1))
    report(f"log loss (gamma .5) n={n}", mean_case(n, lambda m: rng.gamma(.5, .6, m), .3, 0, np.inf))
    report(f"Dice diff n={n}", mean_case(n, lambda m: rng.beta(16, 3, m) - rng.beta(16, 3, m), 0, -1, 1))
    report(f"Dice diff skew n={n}", mean_case(n, lambda m: np.where(rng.random(m) < .1, rng.uniform(0, .8, m), 0) + rng.normal(0, .02, m), .04, -1, 1))
