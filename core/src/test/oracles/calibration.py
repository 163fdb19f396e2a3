"""Writes ../resources/metric/calibration.json: logistic recalibration as statsmodels fits it.

Run with Debian's python3 (python3-statsmodels 0.13.5) from any folder. Of each case

  labels, probabilities, counts   how often each example is in the resample
  slope                           b of logit P(event) = a + b z, z the model's log odds
  intercept                       a of logit P(event) = a + z

For two classes the event is class 1; for more, that the most likely class is right.
"""

import json
import pathlib

import numpy as np
import statsmodels.api as sm

rng = np.random.default_rng(20240301)


def case(name, n, classes, sure, resampled):
    logits = rng.normal(size=(n, classes))
    labels = np.array([rng.choice(classes, p=np.exp(z) / np.exp(z).sum()) for z in logits])
    p = np.exp(sure * logits)
    p /= p.sum(axis=1, keepdims=True)
    counts = rng.poisson(1.0, n) if resampled else np.ones(n, int)
    event = labels == 1 if classes == 2 else labels == p.argmax(axis=1)
    of = p[:, 1] if classes == 2 else p.max(axis=1)
    z = np.log(of) - np.log(np.where(classes == 2, p[:, 0], p.sum(axis=1) - of))
    family = sm.families.Binomial()
    both = sm.GLM(event.astype(float), sm.add_constant(z), family, freq_weights=counts).fit(tol=1e-14)
    alone = sm.GLM(event.astype(float), np.ones((n, 1)), family, offset=z, freq_weights=counts)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": p.tolist(),
        "counts": counts.tolist(),
        "slope": float(both.params[1]),
        "intercept": float(alone.fit(tol=1e-14).params[0]),
    }


cases = [
    case("two classes, well calibrated", 120, 2, 1.0, False),
    case("two classes, too sure", 90, 2, 4.0, False),
    case("two classes, far too sure", 60, 2, 25.0, False),
    case("two classes, not sure enough, resampled", 80, 2, 0.4, True),
    case("four classes, too sure", 100, 4, 2.5, False),
    case("three classes, resampled", 70, 3, 1.0, True),
]
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "metric" / "calibration.json"
text = json.dumps(cases, separators=(",", ":"))
target.write_text(text.replace('{"name"', '\n{"name"') + "\n", encoding="utf-8")
