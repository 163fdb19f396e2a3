"""Prints how often two ways to compare equal arms find a difference; see docs/decisions/0004.

The quantity is a mean over patients, x[s, i] = seed[s] + patient[i] + own[s, i]. Takes minutes.
"""

import numpy as np
from scipy import stats

rng = np.random.default_rng(1)
STUDIES, DRAWS = 600, 1000


def rates(seeds, patients, seed_sd, patient_sd, own_sd):
    found = {"percentiles": 0, "obuchowski-rockette": 0}
    error = {"percentiles": 0.0, "obuchowski-rockette": 0.0}
    for _ in range(STUDIES):
        x = (
            seed_sd * rng.normal(size=(seeds, 1))
            + patient_sd * rng.normal(size=(1, patients))
            + own_sd * rng.normal(size=(seeds, patients))
        )
        of_seed = rng.multinomial(patients, np.ones(patients) / patients, size=DRAWS) @ x.T / patients
        share = rng.multinomial(seeds, np.ones(seeds) / seeds, size=DRAWS) / seeds
        draws = (of_seed * share).sum(axis=1)
        low, high = np.quantile(draws, [0.025, 0.975])
        found["percentiles"] += not low <= 0 <= high
        error["percentiles"] += draws.std()
        v = x.mean(axis=1).var(ddof=1) / seeds
        c = np.cov(of_seed.T)
        c = (c.sum() - np.trace(c)) / (seeds * (seeds - 1))
        variance = v + max(c, 0)
        df = variance**2 / (v**2 / (seeds - 1))
        found["obuchowski-rockette"] += abs(x.mean()) > stats.t.ppf(0.975, df) * np.sqrt(variance)
        error["obuchowski-rockette"] += np.sqrt(variance)
    truth = np.sqrt(
        seed_sd**2 / seeds + patient_sd**2 / patients + own_sd**2 / (seeds * patients)
    )
    return " ".join(
        f"{k}: found {found[k] / STUDIES:.3f}, error {error[k] / STUDIES / truth:.2f};" for k in found
    )


for seeds in (3, 5):
    for patients in (40, 156):
        for sd in [(0, 0, 1), (0.3, 0, 0.3), (0, 1, 0.3)]:
            print(seeds, "seeds,", patients, "patients,", sd, rates(seeds, patients, *sd), flush=True)
