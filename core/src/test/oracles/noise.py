"""Noise as PyTorch and torchvision make it, with the draws written down beside the results.

    /usr/bin/python3 core/src/test/oracles/noise.py

writes core/src/test/resources/io/ridgeline/regularize/noise.json (PyTorch 1.13, torchvision 0.14, float64):

  alphaDropout     F.alpha_dropout: results where an activation stays and where it saturates
  dropBlock        torchvision's drop_block2d on ones: what was chosen, and the scaled mask
  concreteDropout  relaxed masks, the entropy of the rate, and their gradients, by torch.distributions and autograd
  shakeDrop        a branch with separate factors forward and backward, by an autograd function of its own

torchvision's drop_block2d fails for squares of even side; those are drawn by a plain loop.
"""
import json
import os

import torch
from torch.nn import functional as F
from torchvision.ops import drop_block2d

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize/noise.json")


def alpha_dropout(rate):
    x = torch.randn(400).mul(1000).round().div(1000)
    y = F.alpha_dropout(x, rate, training=True)
    saturated = y.mode().values  # the only value that repeats
    stays = y != saturated
    # what stays is a straight line of x
    slope = (y[stays][1] - y[stays][0]) / (x[stays][1] - x[stays][0])
    return {"rate": rate, "saturated": saturated.item(), "slope": slope.item(),
            "intercept": (y[stays][0] - slope * x[stays][0]).item()}


def drop_block(rate, size, shape):
    n, c, h, w = shape
    k = min(size, h, w)
    gamma = rate * h * w / (k * k * (h - k + 1) * (w - k + 1))
    torch.manual_seed(7)
    chosen = torch.empty(n, c, h - k + 1, w - k + 1).bernoulli_(gamma)
    torch.manual_seed(7)
    result = drop_block2d(torch.ones(shape), rate, size)
    return {"rate": rate, "size": size, "shape": shape, "k": k, "gamma": gamma, "chosen": chosen, "result": result}


def even_block(size, shape):
    h, w = shape
    chosen = torch.zeros(1, 1, h - size + 1, w - size + 1)
    chosen[0, 0, 0, 1] = chosen[0, 0, 2, 0] = 1
    mask = torch.ones(1, 1, h, w)
    for i, j in chosen[0, 0].nonzero().tolist():
        mask[0, 0, i:i + size, j:j + size] = 0
    return {"k": size, "shape": [1, 1, h, w], "chosen": chosen, "mask": mask}


class Shake(torch.autograd.Function):
    @staticmethod
    def forward(ctx, branch, forward, backward):
        ctx.factor = backward
        return branch * forward

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.factor, None, None


def shake_drop():
    branch = torch.randn(3, 2).mul(1000).round().div(1000).requires_grad_(True)
    alpha, beta, keep = torch.tensor([[-0.5], [0.25], [0.75]]), torch.tensor([[0.125], [0.5], [0.875]]), 0.75
    out = Shake.apply(branch, alpha / keep, beta / keep)
    out.square().sum().backward()
    return {"branch": branch.detach(), "alpha": alpha, "beta": beta, "keep": keep, "out": out.detach(),
            "gradientOfSumOfSquares": branch.grad}


def concrete_dropout():
    """RelaxedBernoulli draws u and gives z by its inverse distribution function; what is not dropped is scaled up."""
    logit = torch.tensor([-1.25], requires_grad=True)
    torch.manual_seed(11)
    u = torch.rand(2, 3, 1).squeeze(2)
    torch.manual_seed(11)
    z = torch.distributions.RelaxedBernoulli(torch.tensor(0.1), logits=logit).rsample((2, 3)).squeeze(2)
    p = torch.sigmoid(logit)
    mask = (1 - z) / (1 - p)
    weights = torch.arange(1.0, 7.0).view(2, 3)
    by_mask, = torch.autograd.grad((mask * weights).sum(), logit, retain_graph=True)
    entropy = torch.distributions.Bernoulli(logits=logit).entropy().sum()
    by_entropy, = torch.autograd.grad(entropy, logit)
    return {"logit": logit.detach(), "uniform": u, "mask": mask.detach(), "weights": weights,
            "gradientOfWeighted": by_mask, "entropy": entropy.item(), "gradientOfEntropy": by_entropy}


def plain(value):
    if isinstance(value, torch.Tensor):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return float("%.12g" % value) if isinstance(value, float) else value


torch.manual_seed(20240302)
content = {"alphaDropout": [alpha_dropout(0.1), alpha_dropout(0.5)],
           "dropBlock": [drop_block(0.2, 3, (2, 3, 8, 9)), drop_block(0.1, 7, (4, 2, 5, 9)), drop_block(0.3, 1, (1, 2, 4, 4))],
           "evenBlock": even_block(2, (4, 5)),
           "shakeDrop": shake_drop(),
           "concreteDropout": concrete_dropout()}
with open(FILE, "w", encoding="utf-8") as out:
    lines = ['"%s": %s' % (k, json.dumps(plain(v), separators=(",", ":"))) for k, v in content.items()]
    out.write("{" + ",\n".join(lines) + "}\n")
