"""Objectives of several passes through a small network, as PyTorch differentiates them.

    /usr/bin/python3 core/src/test/oracles/torch_objectives.py

writes core/src/test/resources/io/ridgeline/regularize/objectives.json (PyTorch 1.13, float64). The network is one
block (3x3 convolution to 3 channels, batch normalization, ReLU, 2x2 maximum pooling), the spatial mean, and a linear
layer to 3 classes. Batch normalization uses the batch's statistics, but for the teacher's.

  weights          three settings by name: the one that is trained, and two before it for self-distillation
  images, labels   one batch, [4, 1, 6, 6]
  the others       each with its values, the objective, and the gradients of it: kernels, then biases and norms

Draws (the projections of "jacobian", the first direction of "vat") come from a generator with seed 7, as float32.
"""
import json
import os

import torch
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize/objectives.json")
KERNELS = ["blocks.0.conv.weight", "fc.weight"]
OTHERS = ["blocks.0.bn.weight", "blocks.0.bn.bias", "fc.bias"]
SHAPES = {"blocks.0.conv.weight": (3, 1, 3, 3), "blocks.0.bn.weight": (3,), "blocks.0.bn.bias": (3,),
          "blocks.0.bn.running_mean": (3,), "blocks.0.bn.running_var": (3,), "fc.weight": (3, 3), "fc.bias": (3,)}


def draw(*shape):
    return torch.randn(*shape).mul(1000).round().div(1000)


def weights():
    return {name: draw(*shape).abs() + 0.5 if "var" in name or name == "blocks.0.bn.weight" else draw(*shape)
            for name, shape in SHAPES.items()}


def forward(w, x, features=1.0, batch_statistics=True):
    x = F.conv2d(x, w["blocks.0.conv.weight"], padding=1)
    mean, variance = (None, None) if batch_statistics else (w["blocks.0.bn.running_mean"], w["blocks.0.bn.running_var"])
    x = F.batch_norm(x, mean, variance, w["blocks.0.bn.weight"], w["blocks.0.bn.bias"], batch_statistics, 0.0, 1e-5)
    x = F.max_pool2d(torch.relu(x), 2).mean(dim=(2, 3)) * features
    return F.linear(x, w["fc.weight"], w["fc.bias"])


def kl(p_logits, q_logits):
    return F.kl_div(F.log_softmax(q_logits, 1), F.softmax(p_logits, 1), reduction="batchmean")


def unit(x):
    return x / x.flatten(1).norm(dim=1).view(-1, *[1] * (x.dim() - 1))


def noise(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(7), dtype=torch.float32).double()


def images_variable():
    return images.clone().requires_grad_(True)


def r_drop(w, alpha, masks):
    one, two = forward(w, images, masks[0]), forward(w, images, masks[1])
    return (F.cross_entropy(one, labels) + F.cross_entropy(two, labels)) / 2 + alpha * (kl(one, two) + kl(two, one)) / 2


def fgsm(w, epsilon):
    x = images_variable()
    loss = F.cross_entropy(forward(w, x), labels)
    moved = images + epsilon * torch.autograd.grad(loss, x, retain_graph=True)[0].sign()
    return (loss + F.cross_entropy(forward(w, moved), labels)) / 2


def input_gradient(w, weight):
    x = images_variable()
    losses = F.cross_entropy(forward(w, x), labels, reduction="none")
    gradient = torch.autograd.grad(losses.sum(), x, create_graph=True)[0]
    return losses.mean() + weight * gradient.flatten(1).pow(2).sum(1).mean()


def jacobian(w, weight, normal):
    x = images_variable()
    z = forward(w, x)
    gradient = torch.autograd.grad(z, x, unit(normal), create_graph=True)[0]
    return F.cross_entropy(z, labels) + weight / 2 * 3 * gradient.flatten(1).pow(2).sum(1).mean()


def vat(w, epsilon, normal):
    clean = forward(w, images)
    probe = (0.1 * unit(normal)).requires_grad_(True)
    g = torch.autograd.grad(kl(clean.detach(), forward(w, images + probe)), probe)[0]
    return F.cross_entropy(clean, labels) + kl(clean.detach(), forward(w, images + epsilon * unit(g)))


def self_distillation(w, weight, t, decay):
    """Before the third step; the average starts as a plain mean: (old + older) / 2, of which the new takes 1 - decay."""
    teacher = {k: decay * (older[k] + old[k]) / 2 + (1 - decay) * w[k].detach() for k in w}
    z = forward(w, images)
    return F.cross_entropy(z, labels) + weight * t * t * kl(forward(teacher, images, 1.0, False) / t, z / t)


def entry(function, **values):
    w = {k: v.clone().requires_grad_(k in KERNELS + OTHERS) for k, v in trained.items()}
    loss = function(w, *values.values())
    loss.backward()
    result = {**values, "loss": loss.item(), "kernels": [w[k].grad for k in KERNELS], "others": [w[k].grad for k in OTHERS]}
    return plain(result)


def plain(value):
    if isinstance(value, torch.Tensor):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return float("%.10g" % value) if isinstance(value, float) else value


torch.manual_seed(20240304)
trained, old, older = weights(), weights(), weights()
images, labels = draw(4, 1, 6, 6), torch.tensor([0, 2, 1, 2])
masks = torch.bernoulli(torch.full((2, 4, 3), 0.5)) * 2
result = {
    "weights": plain({"trained": trained, "old": old, "older": older}),
    "images": plain(images), "labels": plain(labels),
    "rDrop": entry(r_drop, alpha=0.7, masks=masks),
    "fgsm": entry(fgsm, epsilon=0.1),
    "inputGradient": entry(input_gradient, weight=0.3),
    "jacobian": entry(jacobian, weight=0.3, normal=noise(4, 3)),
    "vat": entry(vat, epsilon=3.0, normal=noise(4, 1, 6, 6)),
    "selfDistillation": entry(self_distillation, weight=0.6, temperature=3.0, decay=0.6),
}
with open(FILE, "w", encoding="utf-8") as out:
    out.write("{" + ",\n".join('"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in result.items())
              + "}\n")
