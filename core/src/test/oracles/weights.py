"""Regularizers of kernels as PyTorch and SciPy compute them.

    /usr/bin/python3 core/src/test/oracles/weights.py

writes core/src/test/resources/io/ridgeline/regularize/weights.json (PyTorch 1.13, SciPy 1.10, one thread, float64):

  orthogonality, nuclearNorm,
  spectralPenalty                values and gradients by automatic differentiation, of convolutions as matrices
  weightStandardization          a convolution's filters as batch_norm standardizes them, and a gradient through it
  spectralNorm                   three training passes of torch.nn.utils.spectral_norm; evaluation: the kernel
                                 over its largest singular value
  groupLasso, sparseGroupLasso   the minimum that their proximal steps are to find, by a general minimizer

Arrays are nested as tensors are. Inputs have few decimals, so that they are exact in the file.
"""
import json
import os

import numpy
import torch
from scipy.optimize import minimize
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize/weights.json")


def draw(*shape):
    return torch.randn(*shape).mul(1000).round().div(1000)


def plain(value):
    if isinstance(value, torch.Tensor):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return float("%.12g" % value) if isinstance(value, float) else value


def proximal(kernel, rate, strength, alpha):
    """Per row w: the minimum over x of |x - w|^2 / 2 + rate strength [(1-alpha) sqrt(p) |x| + alpha sum abs x].

    With x = a - b and a, b >= 0 only the norm has a kink, at zero: zero is tried beside the minimum away from it.
    """
    rows = []
    for w in kernel.numpy():
        p = len(w)

        def objective(ab):
            x = ab[:p] - ab[p:]
            return (numpy.sum((x - w) ** 2) / 2
                    + rate * strength * ((1 - alpha) * numpy.sqrt(p) * numpy.sqrt(numpy.sum(x ** 2) + 1e-24)
                                         + alpha * numpy.sum(ab)))

        start = numpy.concatenate([numpy.maximum(w, 0), numpy.maximum(-w, 0)])
        found = minimize(objective, start, bounds=[(0, None)] * (2 * p), method="L-BFGS-B",
                         options={"ftol": 1e-16, "gtol": 1e-10, "maxiter": 10000})
        best = found.x if found.fun < objective(numpy.zeros(2 * p)) - 1e-12 else numpy.zeros(2 * p)
        rows.append((best[:p] - best[p:]).tolist())
    return {"rate": rate, "strength": strength, "alpha": alpha, "kernel": kernel, "minimum": rows}


def with_gradient(kernel, function):
    w = kernel.clone().requires_grad_(True)
    value = function(w.flatten(1))
    value.backward()
    return {"kernel": kernel, "value": value.item(), "gradient": w.grad}


def orthogonality(w):
    """Of the smaller of the two products, whichever it is."""
    gram = w @ w.T if w.shape[0] <= w.shape[1] else w.T @ w
    return torch.linalg.matrix_norm(gram - torch.eye(len(gram))) ** 2


def weight_standardization():
    kernel, towards = draw(3, 2, 2, 2), draw(3, 2, 2, 2)
    w = kernel.clone().requires_grad_(True)
    # each filter is a channel of a batch of one
    used = F.batch_norm(w.view(1, 3, -1), None, None, training=True, eps=1e-5).view_as(w)
    (used * towards).sum().backward()
    return {"what": "gradient of the sum of used times towards",
            "kernel": kernel, "towards": towards, "used": used, "gradient": w.grad}


def spectral_norm():
    start, kernel, towards = draw(3, 2, 2, 2), draw(3, 2, 2, 2), draw(3, 2, 2, 2)
    layer = torch.nn.utils.spectral_norm(torch.nn.Conv2d(2, 3, 2, bias=False))
    u, _, vt = torch.linalg.svd(start.flatten(1), full_matrices=False)
    layer.weight_u.copy_(u[:, 0])
    layer.weight_v.copy_(vt[0])
    with torch.no_grad():
        layer.weight_orig.copy_(kernel)
    image, passes = torch.zeros(1, 2, 2, 2), []
    for _ in range(3):
        layer(image)
        layer.weight_orig.grad = None
        (layer.weight * towards).sum().backward()
        passes.append({"used": layer.weight.detach().clone(), "gradient": layer.weight_orig.grad.clone()})
    return {"what": "u and v begin at the singular vectors of start; then the kernel is another one; gradient of the "
                    "sum of used times towards",
            "start": start, "kernel": kernel, "towards": towards, "passes": passes, "evaluation": kernel / torch.linalg.matrix_norm(kernel.flatten(1), 2)}


torch.manual_seed(20240302)
small = draw(4, 6).mul(torch.tensor([[1.0], [0.1], [0.5], [0.2]])).mul(1000).round().div(1000)
wide, tall = draw(3, 2, 2, 2), draw(7, 4)
content = {
    "orthogonality": [with_gradient(w, orthogonality) for w in (wide, tall)],
    "nuclearNorm": [with_gradient(w, lambda m: torch.linalg.matrix_norm(m, "nuc")) for w in (wide, tall)],
    "spectralPenalty": [with_gradient(w, lambda m: torch.linalg.matrix_norm(m, 2) ** 2) for w in (wide, tall)],
    "groupLasso": proximal(small, 0.1, 2.0, 0.0),
    "sparseGroupLasso": proximal(small, 0.1, 3.0, 0.4),
    "weightStandardization": weight_standardization(),
    "spectralNorm": spectral_norm(),
}
with open(PATH, "w", encoding="utf-8") as out:
    lines = ['"%s": %s' % (k, json.dumps(plain(v), separators=(",", ":"))) for k, v in content.items()]
    out.write("{" + ",\n".join(lines) + "}\n")
