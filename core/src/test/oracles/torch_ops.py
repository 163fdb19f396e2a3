"""Single operations as PyTorch computes them: losses, projections, clipping, averaging, warping, learning rates.

    /usr/bin/python3 core/src/test/oracles/torch_ops.py

writes under core/src/test/resources/io/ridgeline/ (PyTorch 1.13, one thread, float64 unless a key says otherwise):

  loss/losses.json              label smoothing, binary cross-entropy on logits, mean squared error on softmax
  regularize/operations.json    clipping by global norm, max-norm, soft threshold, averaging, affine warp
  train/learning-rates.json     twenty steps of each schedule

Arrays are nested as tensors are. Inputs have few decimals, so that they are exact in the file.
"""
import json
import math
import os

import torch
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline")


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


def with_gradient(function, logits):
    logits = logits.clone().requires_grad_(True)
    loss = function(logits)
    loss.backward()
    return {"loss": loss.item(), "gradient": logits.grad}


def losses():
    three, y = draw(5, 3), torch.tensor([0, 2, 1, 1, 0])
    one, target = draw(6), torch.tensor([1.0, 0.0, 0.0, 1.0, 1.0, 0.0])
    soft = torch.tensor([0.9, 0.1, 0.25, 1.0, 0.5, 0.0])
    return {
        "labelSmoothing": {
            "what": "cross-entropy, batch mean, target (1-e) one-hot + e/3 over all three classes",
            "epsilon": 0.1, "logits": three, "labels": y,
            **with_gradient(lambda z: F.cross_entropy(z, y, label_smoothing=0.1), three)},
        "crossEntropy": {
            "logits": three, "labels": y, **with_gradient(lambda z: F.cross_entropy(z, y), three)},
        "binaryCrossEntropy": {
            "what": "on logits, batch mean", "logits": one, "targets": target,
            **with_gradient(lambda z: F.binary_cross_entropy_with_logits(z, target), one)},
        "binaryCrossEntropySoft": {
            "what": "the same with targets between 0 and 1", "logits": one, "targets": soft,
            **with_gradient(lambda z: F.binary_cross_entropy_with_logits(z, soft), one)},
        "meanSquaredError": {
            "what": "softmax against one-hot, mean over batch and classes", "logits": three, "labels": y,
            **with_gradient(lambda z: F.mse_loss(torch.softmax(z, 1), F.one_hot(y, 3).to(z.dtype)), three)},
    }


def clipping():
    def case(gradients):
        leaves = [torch.zeros_like(g).requires_grad_(True) for g in gradients]
        for leaf, g in zip(leaves, gradients):
            leaf.grad = g.clone()
        norm = torch.nn.utils.clip_grad_norm_(leaves, max_norm=1.0)
        return {"gradients": gradients, "norm": norm.item(), "clipped": [leaf.grad for leaf in leaves]}

    big = [draw(2, 3), draw(4)]
    return {"what": "all gradients scaled by min(1, c / (norm + 1e-6))", "c": 1.0,
            "above": case(big), "below": case([g.div(16) for g in big])}


def max_norm():
    kernel, matrix = draw(3, 2, 2, 2).mul(0.4), draw(4, 3).mul(0.6)
    # each holds a unit that is already within; renorm divides the others by their norm + 1e-7
    return {"what": "each output unit's kernel scaled to Euclidean norm at most c", "c": 1.0,
            "convolution": {"kernel": kernel, "projected": kernel.flatten(1).renorm(2, 0, 1.0).view_as(kernel)},
            "linear": {"kernel": matrix, "projected": matrix.renorm(2, 0, 1.0)}}


def soft_threshold():
    w = torch.cat([draw(12).mul(0.1), torch.tensor([0.0, 0.05, -0.05])])
    return {"what": "sign(w) max(|w| - t, 0)", "threshold": 0.05, "w": w, "result": F.softshrink(w, 0.05)}


def averaging():
    start, path = draw(4), [draw(4) for _ in range(10)]
    average, steps = start.clone(), []
    for w in path:
        average = torch.lerp(w, average, 0.9)
        steps.append(average)
    return {"what": "average <- decay average + (1 - decay) weights, begun at the initial weights",
            "decay": 0.9, "initial": start, "weights": path, "averages": steps}


def affine():
    """Maps output to input coordinates in [-1, 1]: rotation, then shear, then scale, then shift."""
    image = torch.rand(9, 9).mul(255).round()
    angle, scale, shear, shift = math.radians(20), 1.1, 0.1, (0.1, -0.05)
    rotate = torch.tensor([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    matrix = rotate @ torch.tensor([[1.0, shear], [0.0, 1.0]]) * scale
    theta = torch.cat([matrix, torch.tensor(shift).view(2, 1)], 1)
    grid = F.affine_grid(theta[None], [1, 1, 9, 9], align_corners=False)
    warped = {mode: F.grid_sample(image.view(1, 1, 9, 9), grid, mode=mode, padding_mode="zeros", align_corners=False)
              for mode in ("bilinear", "nearest")}
    return {"what": "theta = [scale R(angle) [[1, shear], [0, 1]] | shift] from output to input coordinates; "
                    "align_corners false, zeros outside",
            "angle": 20, "scale": scale, "shear": shear, "shift": shift, "theta": theta, "image": image,
            "bilinear": warped["bilinear"].view(9, 9), "nearest": warped["nearest"].view(9, 9)}


def learning_rates():
    def rates(schedule, highest=0.1):
        step = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=highest)
        scheduler, values = schedule(step), []
        for i in range(20):
            values.append(step.param_groups[0]["lr"])
            step.step()
            if i < 19:
                scheduler.step()
        return values

    lr = torch.optim.lr_scheduler
    return {
        "what": "the rate used in step 0 .. 19 of 20; highest rate 0.1",
        "oneCycle": {
            "what": "OneCycleLR: cosine from max/25 to max over the first 30 % (at step 0.3 * 20 - 1), "
                    "then cosine to max/25/1e4 at the last step",
            "rates": rates(lambda s: lr.OneCycleLR(s, max_lr=0.1, total_steps=20))},
        "oneCycleTo1e4": {
            "what": "OneCycleLR with the last rate max/1e4 (final_div_factor 400)",
            "rates": rates(lambda s: lr.OneCycleLR(s, max_lr=0.1, total_steps=20, final_div_factor=400))},
        "cosine": {
            "what": "CosineAnnealingLR, T_max 20: max (1 + cos(pi t / 20)) / 2",
            "rates": rates(lambda s: lr.CosineAnnealingLR(s, T_max=20))},
        "step": {
            "what": "StepLR: a tenth after every 7 steps", "size": 7, "factor": 0.1,
            "rates": rates(lambda s: lr.StepLR(s, step_size=7, gamma=0.1))},
    }


def write(path, content):
    path = os.path.join(FOLDER, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        lines = ['"%s": %s' % (k, json.dumps(plain(v), separators=(",", ":"))) for k, v in content.items()]
        out.write("{" + ",\n".join(lines) + "}\n")


torch.manual_seed(20240301)
write("loss/losses.json", losses())
write("regularize/operations.json", {"gradientClipping": clipping(), "maxNorm": max_norm(),
                                     "softThreshold": soft_threshold(), "averaging": averaging(), "affine": affine()})
write("train/learning-rates.json", learning_rates())
