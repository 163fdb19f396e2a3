"""Writes ../resources/metric/metrics.json: what scikit-learn and statsmodels say of small cases.

Run with Debian's python3 (python3-sklearn 1.2.1, python3-statsmodels 0.13.5) from any folder.
"""

import json
import pathlib

import numpy as np
from sklearn import metrics as sk
from sklearn.calibration import calibration_curve
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(20240229)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def predictions(labels, classes, signal, tenths):
    """Rows that sum to 1; with `tenths`, multiples of 0.1, so that ties abound."""
    z = rng.normal(size=(len(labels), classes))
    z[np.arange(len(labels)), labels] += signal
    p = softmax(1.5 * z)
    if not tenths:
        return p
    whole = np.floor(10 * p).astype(int)
    whole[np.arange(len(p)), p.argmax(axis=1)] += 10 - whole.sum(axis=1)
    return whole / 10


def one_vs_rest(number, labels, p, weight):
    if p.shape[1] == 2:
        return number(labels == 1, p[:, 1], weight)
    return np.mean([number(labels == k, p[:, k], weight) for k in range(p.shape[1])])


def sensitivity(y, s, w):
    fpr, tpr, _ = sk.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
    return tpr[1 - fpr >= 0.9 - 1e-12].max()


def specificity(y, s, w):
    fpr, tpr, _ = sk.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
    return (1 - fpr)[tpr >= 0.9 - 1e-12].max()


def expected(labels, p, w, ece):
    binary = p.shape[1] == 2
    guess = p.argmax(axis=1)
    onehot = np.eye(p.shape[1])[labels]
    brier = (
        sk.brier_score_loss(labels, p[:, 1], sample_weight=w)
        if binary
        else np.average(((p - onehot) ** 2).sum(axis=1), weights=w)
    )
    result = {
        "auroc": sk.roc_auc_score(labels, p[:, 1], sample_weight=w)
        if binary
        else one_vs_rest(lambda y, s, v: sk.roc_auc_score(y, s, sample_weight=v), labels, p, w),
        "auprc": one_vs_rest(
            lambda y, s, v: sk.average_precision_score(y, s, sample_weight=v), labels, p, w
        ),
        "accuracy": sk.accuracy_score(labels, guess, sample_weight=w),
        "balanced-accuracy": sk.balanced_accuracy_score(labels, guess, sample_weight=w),
        "f1": sk.f1_score(labels, guess, average="binary" if binary else "macro", sample_weight=w),
        "mcc": sk.matthews_corrcoef(labels, guess, sample_weight=w),
        "sensitivity-at-90-specificity": one_vs_rest(sensitivity, labels, p, w),
        "specificity-at-90-sensitivity": one_vs_rest(specificity, labels, p, w),
        "brier": brier,
        "log-loss": sk.log_loss(labels, p, sample_weight=w),
    }
    if not binary and w is None:
        # The same number by scikit-learn's own averaging.
        own = sk.roc_auc_score(labels, p, multi_class="ovr", average="macro")
        assert abs(own - result["auroc"]) < 1e-12
    if ece:
        event = labels if binary else (guess == labels).astype(int)
        confidence = p[:, 1] if binary else p.max(axis=1)
        observed, predicted = calibration_curve(event, confidence, strategy="quantile", n_bins=10)
        assert len(observed) == 10
        result["ece"] = np.mean(np.abs(observed - predicted))
    return {k: float(v) for k, v in result.items()}


cases = []
for name, n, classes, signal, tenths, rare, weighted in [
    ("binary", 100, 2, 1.2, False, 0.4, False),
    ("binary with ties", 60, 2, 0.8, True, 0.5, False),
    ("binary, few positives", 80, 2, 1.0, False, 0.07, False),
    ("binary, resampled", 50, 2, 1.0, True, 0.4, True),
    ("three classes", 90, 3, 1.0, False, None, False),
    ("four classes with ties", 70, 4, 1.2, True, None, False),
    ("five classes, resampled", 60, 5, 1.0, False, None, True),
]:
    labels = (rng.random(n) < rare).astype(int) if rare else rng.integers(0, classes, n)
    p = predictions(labels, classes, signal, tenths)
    counts = rng.poisson(1.0, n) if weighted else np.ones(n, int)
    weight = counts.astype(float) if weighted else None
    cases.append(
        {
            "name": name,
            "labels": labels.tolist(),
            "probabilities": p.tolist(),
            "counts": counts.tolist(),
            "expected": expected(labels, p, weight, not tenths and not weighted),
        }
    )

wilson = [
    [k, n, *map(float, proportion_confint(k, n, 0.05, "wilson"))]
    for k, n in [(0, 7), (1, 10), (5, 10), (16, 20), (9, 9), (431, 1000)]
]

target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "metric" / "metrics.json"
text = json.dumps({"cases": cases, "wilson": wilson}, separators=(",", ":"))
target.write_text(text.replace('{"name"', '\n{"name"') + "\n", encoding="utf-8")
