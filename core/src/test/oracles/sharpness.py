"""Sharpness-aware steps, lookahead, averaging and per-layer rates as PyTorch computes them.

    /usr/bin/python3 core/src/test/oracles/sharpness.py

writes core/src/test/resources/io/ridgeline/regularize/sharpness.json (PyTorch 1.13, float64): a linear classifier of
three inputs and two classes on four examples, three steps of plain gradient descent around each method. The formulas
are written out here from the papers; gradients come from autograd.
"""
import json
import os

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
X = torch.tensor([[0.5, -1.0, 0.25], [1.5, 0.75, -0.5], [-0.25, 0.5, 1.0], [-1.25, -0.5, 0.75]])
Y = torch.tensor([0, 1, 1, 0])
W = torch.tensor([[0.2, -0.1, 0.4], [-0.3, 0.5, 0.1]])
B = torch.tensor([0.05, -0.02])
RATE, RHO = 0.5, 0.3


def gradient(w, b):
    w, b = w.clone().requires_grad_(True), b.clone().requires_grad_(True)
    loss = F.cross_entropy(F.linear(X, w, b), Y)
    return torch.autograd.grad(loss, (w, b))


def sam(w, b):
    gw, gb = gradient(w, b)
    norm = torch.sqrt((gw ** 2).sum() + (gb ** 2).sum())
    return gradient(w + RHO * gw / norm, b + RHO * gb / norm)


def asam(w, b):
    gw, gb = gradient(w, b)
    t = w.abs() + 0.01
    norm = torch.sqrt(((t * gw) ** 2).sum() + (gb ** 2).sum())
    return gradient(w + RHO * t * t * gw / norm, b + RHO * gb / norm)


def steps(take, after=lambda t, w, b: (w, b), count=3):
    w, b = W.clone(), B.clone()
    states = []
    for t in range(1, count + 1):
        gw, gb = take(w, b)
        w, b = after(t, w - RATE * gw, b - RATE * gb)
        states.append({"w": w.flatten().tolist(), "b": b.tolist()})
    return states


def lookahead():
    slow = [W.clone(), B.clone()]

    def meet(t, w, b):
        if t % 2 == 0 or t == 5:
            slow[0] += 0.25 * (w - slow[0])
            slow[1] += 0.25 * (b - slow[1])
            return slow[0].clone(), slow[1].clone()
        return w, b

    return steps(gradient, meet, 5)


folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize")
with open(os.path.join(folder, "sharpness.json"), "w") as out:
    json.dump(
        {
            "x": X.tolist(), "y": Y.tolist(), "w": W.flatten().tolist(), "b": B.tolist(),
            "rate": RATE, "rho": RHO,
            "none": steps(gradient), "sam": steps(sam), "asam": steps(asam),
            "lookahead": {"every": 2, "share": 0.25, "states": lookahead()},
        },
        out, indent=1)
    out.write("\n")
