"""Writes ../resources/io/ridgeline/linear/scikit-learn.json: elastic nets as scikit-learn 1.2.1 fits them.

Run with Debian's python3 (python3-sklearn) from any folder. Columns are standardized here, so that the
penalty means the same to both.
"""

import json
import pathlib
import warnings

import numpy as np
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge

rng = np.random.default_rng(20240229)


def columns(n, p, rho):
    x = rng.normal(size=(n, p))
    for j in range(1, p):
        x[:, j] = rho * x[:, j - 1] + np.sqrt(1 - rho**2) * x[:, j]
    return np.round(3 + 2 * x, 4)


def fit(family, alpha, lam, z, y, w):
    share = w / w.sum()
    if family == "linear":
        if alpha == 0:
            model = Ridge(alpha=lam, tol=1e-12).fit(z, y, sample_weight=share)
        else:
            # scikit-learn scales the weights to a sum of n.
            model = ElasticNet(alpha=lam, l1_ratio=alpha, tol=1e-10, max_iter=10**6).fit(z, y, sample_weight=w)
        return model.coef_[None], np.array([model.intercept_])
    model = LogisticRegression(
        penalty="elasticnet", solver="saga", l1_ratio=alpha, C=1 / lam, tol=1e-10, max_iter=10**6, random_state=0
    ).fit(z, y, sample_weight=share)
    return model.coef_, model.intercept_


def objective(family, alpha, lam, z, y, w, coef, intercept):
    eta = z @ coef.T + intercept
    if family == "linear":
        loss = (y - eta[:, 0]) ** 2 / 2
    elif family == "logistic":
        loss = np.logaddexp(0, eta[:, 0]) - y * eta[:, 0]
    else:
        loss = np.log(np.exp(eta).sum(1)) - eta[np.arange(len(y)), y.astype(int)]
    return float(w @ loss / w.sum() + lam * ((1 - alpha) / 2 * (coef**2).sum() + alpha * np.abs(coef).sum()))


def case(name, family, alpha, x, y, w):
    share = w / w.sum()
    mean = share @ x
    z = (x - mean) / np.sqrt(share @ (x - mean) ** 2)
    # The lambdas are chosen by the size of the gradient without features.
    one_hot = y[:, None] - share @ y if family == "linear" else (y[:, None] == np.unique(y)) - share @ (y[:, None] == np.unique(y))
    top = np.abs(z.T @ (share[:, None] * one_hot)).max() / max(alpha, 0.1)
    lambdas = top * np.array([0.5, 0.1, 0.02])
    fits = [fit(family, alpha, lam, z, y, w) for lam in lambdas]
    return {
        "name": name,
        "family": family,
        "alpha": alpha,
        "standardize": True,
        "x": x.T.tolist(),
        "y": y.astype(float).tolist(),
        "weights": w.tolist(),
        "lambda": lambdas.tolist(),
        "objective": [objective(family, alpha, lam, z, y, w, *f) for lam, f in zip(lambdas, fits)],
    }


warnings.simplefilter("error")
x, near, wide = columns(40, 6, 0.4), columns(40, 5, 0.97), columns(18, 30, 0.3)
ones, w = np.ones(40), np.round(rng.uniform(0.2, 3, 40), 3)
y = np.round(10 * x[:, 0] - 7 * x[:, 3] + rng.normal(0, 20, 40), 3)
b = (x[:, 0] - x[:, 1] + rng.normal(0, 2, 40) > 0).astype(float)
m = np.argmax(x[:, :3] + rng.normal(0, 2, (40, 3)), 1).astype(float)
cases = [
    case("lasso, target far from unit variance", "linear", 1.0, x, y, ones),
    case("elastic net, target far from unit variance", "linear", 0.5, x, y, ones),
    case("weighted elastic net", "linear", 0.5, near, y, w),
    case("ridge", "linear", 0.0, x, y, w),
    case("wide", "linear", 0.5, wide, y[:18], ones[:18]),
    case("logistic lasso", "logistic", 1.0, x, b, ones),
    case("logistic weighted elastic net", "logistic", 0.5, near, b, w),
    case("logistic ridge", "logistic", 0.0, x, b, ones),
    case("logistic wide", "logistic", 1.0, wide, b[:18], ones[:18]),
    case("multinomial lasso", "multinomial", 1.0, x, m, ones),
    case("multinomial weighted elastic net", "multinomial", 0.5, x, m, w),
    case("multinomial ridge", "multinomial", 0.0, x, m, ones),
]
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "io" / "ridgeline" / "linear" / "scikit-learn.json"
target.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n", encoding="utf-8")
