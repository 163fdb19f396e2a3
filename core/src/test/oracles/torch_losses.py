"""Losses changed example by example, as PyTorch and torchvision compute them.

    /usr/bin/python3 core/src/test/oracles/torch_losses.py

writes core/src/test/resources/io/ridgeline/regularize/losses.json (PyTorch 1.13, torchvision 0.14, float64). Each
entry holds logits [N, outputs], targets [N, K], the changed loss of every example, and the gradient of their mean
with respect to the logits.

  focal               (1 - p)^gamma before a cross-entropy of three classes
  focalSoft           the same with p = sum_k y_k p_k on soft targets
  focalBinary         torchvision.ops.sigmoid_focal_loss without class weights; one output
  confidencePenalty   cross-entropy less beta times the entropy
  classBalance        cross-entropy with the class weights of Cui et al. for the counts given
"""
import json
import os

import torch
from torch.nn import functional as F
from torchvision.ops import sigmoid_focal_loss

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize/losses.json")


def draw(*shape):
    return torch.randn(*shape).mul(2000).round().div(1000)


def entry(logits, targets, function, **more):
    logits = logits.clone().requires_grad_(True)
    losses = function(logits)
    losses.mean().backward()
    values = {"logits": logits, "targets": targets, "losses": losses, "gradient": logits.grad, **more}
    return {k: v.tolist() if isinstance(v, torch.Tensor) else v for k, v in values.items()}


def focal(z, y, gamma):
    p = (y * torch.softmax(z, 1)).sum(1)
    return (1 - p) ** gamma * F.cross_entropy(z, y, reduction="none")


def balanced(z, y, beta, counts):
    effective = [(1 - beta ** n) / (1 - beta) for n in counts]
    weights = torch.tensor([1 / e for e in effective])
    weights *= sum(counts) / (weights * torch.tensor(counts)).sum()
    return F.cross_entropy(z, y, weight=weights, reduction="none")


torch.manual_seed(11)
three, labels = draw(6, 3), torch.tensor([0, 2, 1, 1, 0, 2])
hot = F.one_hot(labels, 3).to(three.dtype)
soft = torch.tensor([[.9, .05, .05], [.3, .7, 0], [.2, .2, .6], [1, 0, 0], [0, .5, .5], [.1, .8, .1]])
one, yes = draw(6, 1), torch.tensor([1, 0, 0, 1, 1, 0])
result = {
    "focal": entry(three, hot, lambda z: focal(z, hot, 1.5), gamma=1.5),
    "focalSoft": entry(three, soft, lambda z: focal(z, soft, 0.5), gamma=0.5),
    "focalBinary": entry(
        one, F.one_hot(yes, 2), lambda z: sigmoid_focal_loss(z, yes.view(-1, 1).to(z.dtype), -1, 2).view(-1), gamma=2),
    "confidencePenalty": entry(
        three, hot,
        lambda z: F.cross_entropy(z, labels, reduction="none") - 0.3 * torch.distributions.Categorical(logits=z).entropy(),
        beta=0.3),
    "classBalance": entry(
        three, hot, lambda z: balanced(z, labels, 0.99, [200, 30, 5]), beta=0.99, counts=[200, 30, 5]),
}
with open(FILE, "w", encoding="utf-8") as out:
    out.write("{" + ",\n".join('"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in result.items())
              + "}\n")
