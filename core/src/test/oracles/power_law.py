"""Least-squares fits of a + b n^-c with a, b >= 0 by SciPy, for PowerLawTest."""
import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import least_squares

out = pathlib.Path(__file__).parent.parent / "resources" / "statistics" / "power-law.json"
random = np.random.default_rng(3)
cases = []
for floor, scale, exponent, noise in [
    (0.05, 2.0, 0.5, 0.0),
    (0.1, 1.0, 0.35, 0.004),
    (0.0, 1.5, 0.4, 0.004),
    (0.2, 5.0, 1.1, 0.002),
    (0.02, 0.8, 0.3, 0.01),
]:
    n = np.array([30.0, 60, 120, 210, 300])
    error = floor + scale * n**-exponent + noise * random.standard_normal(5)

    def residuals(p):
        return p[0] + p[1] * n ** -p[2] - error

    best = min(
        (
            least_squares(
                residuals, [a, b, c], bounds=([0, 0, 0.01], [np.inf, np.inf, 3]), xtol=1e-15, ftol=1e-15, gtol=1e-15
            )
            for a in (0.0001, 0.1)
            for b in (0.5, 5)
            for c in (0.1, 0.5, 1.5)
        ),
        key=lambda r: r.cost,
    )
    at = best.x[0] + best.x[1] * 600 ** -best.x[2]
    cases.append(dict(n=n.tolist(), error=error.tolist(), squares=2 * best.cost, at600=at))
out.write_text(json.dumps(dict(scipy=scipy.__version__, cases=cases), indent=1) + "\n")
