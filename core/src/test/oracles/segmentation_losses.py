"""Losses and objectives on class maps, as PyTorch and SciPy compute and differentiate them.

    /usr/bin/python3 core/src/test/oracles/segmentation_losses.py

writes core/src/test/resources/io/ridgeline/loss/segmentation.json (PyTorch 1.13, SciPy, float64). Inputs: "flat" has
logits [2, 3, 6, 7], "deep" has logits [2, 2, 4, 5, 6]; "labels" are the true classes, "soft" targets of the same form
as the logits. Class 2 of "flat" is in the first image alone, and a class that is nowhere has no boundary.

  crossEntropy ...    a value and its gradient with respect to the logits, for each input; by definition:
  dice                1 - mean over classes > 0 of (2 sum pt + 1) / (sum p + sum t + 1), sums over the batch
  tversky             1 - mean of (TP + .5) / (TP + .3 FP + .7 FN + .5)
  focal               mean over pixels of (1 - p_t)^1.5 times the cross-entropy, plus the dice loss
  classBalance        cross-entropy weighted by class with the effective numbers of Cui et al., n = pixels of the
                      class over pixels of an image, beta = .9
  boundary            mean over pixels of sum_{k>0} p_k phi_k, phi from scipy's distance transform
  clDice              1 - the centre-line Dice of two erosions, mean over classes > 0
  selfDistillation    T^2 KL(teacher || student) at T = 2, mean over pixels, for the logits "teacher"
"""
import json
import os

import numpy as np
import torch
from scipy.ndimage import distance_transform_edt
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/loss/segmentation.json")


def draw(*shape):
    return torch.randn(*shape).mul(2000).round().div(1000)


def hot(labels, classes):
    return F.one_hot(labels, classes).movedim(-1, 1).to(torch.float64)


def overlap(p, t, a, b):
    losses = []
    for c in range(1, p.shape[1]):
        q, u = p[:, c], t[:, c]
        tp, fp, fn = (q * u).sum(), (q * (1 - u)).sum(), ((1 - q) * u).sum()
        losses.append(1 - (tp + 0.5) / (tp + a * fp + b * fn + 0.5))
    return sum(losses) / len(losses)


def dice(z, t):
    p = z.softmax(1)[:, 1:]
    dims = [0] + list(range(2, p.ndim))
    d = (2 * (p * t[:, 1:]).sum(dims) + 1) / (p.sum(dims) + t[:, 1:].sum(dims) + 1)
    return 1 - d.mean()


def pixels(z, t):
    return F.cross_entropy(z, t, reduction="none")


def focal(z, t):
    p = (z.softmax(1) * t).sum(1)
    return ((1 - p) ** 1.5 * pixels(z, t)).mean() + dice(z, t)


def balanced(z, labels, beta):
    classes = z.shape[1]
    image = labels[0].numel()
    counts = torch.tensor([(labels == c).sum().item() for c in range(classes)], dtype=torch.float64)
    effective = (1 - beta ** (counts / image)) / (1 - beta)
    w = 1 / effective
    w = w * counts.sum() / (w * counts).sum()
    return F.cross_entropy(z, labels, weight=w, reduction="none").mean()


def distances(labels, classes):
    maps = np.zeros((len(labels), classes, *labels.shape[1:]))
    for i, image in enumerate(labels.numpy()):
        for c in range(1, classes):
            inside = image == c
            if inside.any() and not inside.all():
                maps[i, c] = np.where(inside, 1 - distance_transform_edt(inside), distance_transform_edt(~inside))
    return torch.from_numpy(maps)


def boundary(z, labels):
    return (z.softmax(1) * distances(labels, z.shape[1])).sum(1).mean()


def pool(x, size):
    f = F.max_pool2d if x.ndim == 4 else F.max_pool3d
    return f(x, size, stride=1, padding=[s // 2 for s in size])


def erode(x):
    n = x.ndim - 2
    along = [-pool(-x, [3 if i == j else 1 for i in range(n)]) for j in range(n)]
    least = along[0]
    for other in along[1:]:
        least = torch.minimum(least, other)
    return least


def skeleton(x, erosions):
    n = x.ndim - 2
    s = F.relu(x - pool(erode(x), [3] * n))
    for _ in range(erosions):
        x = erode(x)
        d = F.relu(x - pool(erode(x), [3] * n))
        s = s + F.relu(d - s * d)
    return s


def centre_lines(z, t, erosions):
    p = z.softmax(1)
    losses = []
    for c in range(1, p.shape[1]):
        q, u = p[:, c:c + 1], t[:, c:c + 1]
        sq, su = skeleton(q, erosions), skeleton(u, erosions)
        precision = ((sq * u).sum() + 1) / (sq.sum() + 1)
        sensitivity = ((su * q).sum() + 1) / (su.sum() + 1)
        losses.append(1 - 2 * precision * sensitivity / (precision + sensitivity))
    return sum(losses) / len(losses)


def distillation(z, teacher):
    return 4 * F.kl_div((z / 2).log_softmax(1), (teacher / 2).softmax(1), reduction="none").sum(1).mean()


def entry(logits, function):
    z = logits.clone().requires_grad_(True)
    value = function(z)
    value.backward()
    return {"value": value.item(), "gradient": z.grad.tolist()}


torch.manual_seed(5)
flat_labels = torch.zeros(2, 6, 7, dtype=torch.int64)
flat_labels[0, 1:5, 1:4] = 1
flat_labels[0, 2:5, 5:] = 2
flat_labels[1, 3:, 2] = 1
flat_labels[1, 4, :5] = 1
deep_labels = torch.zeros(2, 4, 5, 6, dtype=torch.int64)
deep_labels[0, 1:, 1:4, 2:5] = 1
deep_labels[1, 2, 2, :] = 1
result = {}
for name, labels, classes in (("flat", flat_labels, 3), ("deep", deep_labels, 2)):
    shape = (2, classes, *labels.shape[1:])
    z, teacher, t = draw(*shape), draw(*shape), hot(labels, classes)
    soft = 0.9 * t + 0.1 / classes
    result[name] = {
        "shape": shape, "logits": z.tolist(), "labels": labels.tolist(), "soft": soft.tolist(),
        "teacher": teacher.tolist(),
        "crossEntropy": entry(z, lambda z: F.cross_entropy(z, labels)),
        "crossEntropySoft": entry(z, lambda z: F.cross_entropy(z, soft)),
        "dice": entry(z, lambda z: dice(z, t)),
        "diceSoft": entry(z, lambda z: dice(z, soft)),
        "diceCrossEntropy": entry(z, lambda z: F.cross_entropy(z, labels) + dice(z, t)),
        "tversky": entry(z, lambda z: overlap(z.softmax(1), t, 0.3, 0.7)),
        "tverskySoft": entry(z, lambda z: overlap(z.softmax(1), soft, 0.3, 0.7)),
        "focal": entry(z, lambda z: focal(z, t)),
        "classBalance": entry(z, lambda z: balanced(z, labels, 0.9)),
        "boundary": entry(z, lambda z: boundary(z, labels)),
        "distances": distances(labels, classes)[:, 1:].tolist(),
        "clDice": entry(z, lambda z: centre_lines(z, t, 2)),
        "clDiceSoft": entry(z, lambda z: centre_lines(z, soft, 2)),
        "selfDistillation": entry(z, lambda z: distillation(z, teacher)),
    }
with open(FILE, "w", encoding="utf-8") as out:
    def rounded(v):
        if isinstance(v, float):
            return float("%.9g" % v)
        if isinstance(v, dict):
            return {k: rounded(w) for k, w in v.items()}
        return [rounded(w) for w in v] if isinstance(v, (list, tuple)) else v

    out.write("{" + ",\n".join(
        '"%s": {%s}' % (k, ",\n".join('"%s": %s' % (n, json.dumps(rounded(w), separators=(",", ":")))
                                      for n, w in v.items()))
        for k, v in result.items()) + "}\n")
