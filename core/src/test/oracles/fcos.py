"""Ten training steps of a small FCOS detector, as PyTorch computes them.

    OPENBLAS_NUM_THREADS=1 /usr/bin/python3 core/src/test/oracles/fcos.py

writes core/src/test/resources/io/ridgeline/model/fcos.json (PyTorch 1.13): width 2, one block a stage, 8 channels in
the pyramid and the towers, one input channel, 64x96 pixels, 2 classes; two images, the second without objects.

  weights    initial values by name, in the order of state_dict(): {"name", "shape", "values"}, rounded to 3 decimals
  x          [2, 1, 64, 96], two decimals
  objects    of each image: [class, left, top, right, bottom] in pixels
  assigned   of each image: the object that each place is to find, or -1, places level after level, row after row
  trainOutputs, evalOutputs   [2, A, K + 5] of the initial weights: class logits, distances in pixels, centreness
  losses     before each of ten SGD steps (learning rate .01, momentum .9)
  parts      of the first of them: focal, box, centreness
  precision  largest deviation of the losses from the same run in float64 and with the channels last in memory

and the trainable parameters of the full-sized network, "count". The loss is written place by place from Tian et al.
2019 (ICCV), Lin et al. 2017 (ICCV) and Rezatofighi et al. 2019 (CVPR).
"""
import json
import math
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/model/fcos.json")
STEPS, RATE, MOMENTUM, PRECISION = 10, 0.01, 0.9, 1e-5
STRIDES = (8, 16, 32)
OBJECTS = [[[0, 3.0, 5.0, 30.0, 27.0], [1, 40.0, 10.0, 90.0, 62.0], [0, 8.0, 8.0, 20.0, 21.0], [1, 60.0, 2.0, 79.0, 13.0],
            [0, 0.0, 0.0, 96.0, 64.0]], []]


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + (x if self.shortcut is None else self.shortcut(x)))


class Fcos(nn.Module):
    def __init__(self, channels, width, features, classes):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(channels, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
                                  nn.MaxPool2d(2))
        widths = [width * 2 ** i for i in range(4)]
        self.stages = nn.ModuleList([
            nn.Sequential(Block(widths[max(0, i - 1)], widths[i], 1 if i == 0 else 2)) for i in range(4)])
        self.lateral = nn.ModuleList([nn.Conv2d(w, features, 1) for w in widths[1:]])
        self.output = nn.ModuleList([nn.Conv2d(features, features, 3, 1, 1) for _ in widths[1:]])

        def tower():
            parts = []
            for _ in range(2):
                parts += [nn.Conv2d(features, features, 3, 1, 1, bias=False), nn.GroupNorm(8, features), nn.ReLU()]
            return nn.Sequential(*parts)

        self.cls_tower, self.box_tower = tower(), tower()
        self.cls = nn.Conv2d(features, classes, 3, 1, 1)
        self.box = nn.Conv2d(features, 4, 3, 1, 1)
        self.ctr = nn.Conv2d(features, 1, 3, 1, 1)
        self.scale = nn.Parameter(torch.ones(3))

    def forward(self, x):
        x, seen = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            seen.append(x)
        levels = [lateral(s) for lateral, s in zip(self.lateral, seen[1:])]
        for i in (1, 0):
            levels[i] = levels[i] + F.interpolate(levels[i + 1], scale_factor=2, mode="nearest")
        rows = []
        for i, stride in enumerate(STRIDES):
            p = self.output[i](levels[i])
            a, b = self.cls_tower(p), self.box_tower(p)
            box = torch.exp((self.box(b) * self.scale[i]).clamp(max=6)) * stride
            rows.append(torch.cat([self.cls(a), box, self.ctr(b)], 1).flatten(2).transpose(1, 2))
        return torch.cat(rows, 1)


def places(height, width):
    return [((x + 0.5) * s, (y + 0.5) * s, s) for s in STRIDES for y in range(height // s) for x in range(width // s)]


def assign(objects, grid):
    result = []
    for x, y, s in grid:
        low, high = {8: (0, 48), 16: (48, 96), 32: (96, math.inf)}[s]
        fit = []
        for i, (_, l, t, r, b) in enumerate(objects):
            edges = (x - l, y - t, r - x, b - y)
            middle = max(abs(x - (l + r) / 2), abs(y - (t + b) / 2))
            if min(edges) > 0 and middle < 1.5 * s and low <= max(edges) < high:
                fit.append(((r - l) * (b - t), i))
        result.append(min(fit)[1] if fit else -1)
    return result


def loss(outputs, objects, grid, classes):
    """Focal, box and centreness part."""
    assigned = [assign(o, grid) for o in objects]
    positives = [(n, a, i) for n, of in enumerate(assigned) for a, i in enumerate(of) if i >= 0]
    truth = torch.zeros(outputs.shape[:2] + (classes,), dtype=outputs.dtype)
    for n, a, i in positives:
        truth[n, a, objects[n][i][0]] = 1
    logits = outputs[..., :classes]
    p = torch.sigmoid(logits)
    focal = torch.where(truth == 1, -0.25 * (1 - p) ** 2 * F.logsigmoid(logits),
                        -0.75 * p ** 2 * F.logsigmoid(-logits)).sum() / max(1, len(positives))
    if not positives:
        return focal, 0 * focal, 0 * focal
    boxes, centres, weights = 0, 0, 0
    for n, a, i in positives:
        x, y, _ = grid[a]
        _, l, t, r, b = objects[n][i]
        el, et, er, eb = x - l, y - t, r - x, b - y
        c = math.sqrt(min(el, er) / max(el, er) * min(et, eb) / max(et, eb))
        pl, pt, pr, pb = outputs[n, a, classes:classes + 4]
        px0, py0, px1, py1 = x - pl, y - pt, x + pr, y + pb
        inter = (torch.clamp(px1, max=r) - torch.clamp(px0, min=l)) * (torch.clamp(py1, max=b) - torch.clamp(py0, min=t))
        union = (px1 - px0) * (py1 - py0) + (r - l) * (b - t) - inter
        hull = (torch.clamp(px1, min=r) - torch.clamp(px0, max=l)) * (torch.clamp(py1, min=b) - torch.clamp(py0, max=t))
        boxes = boxes + c * (1 - (inter / union - (hull - union) / hull))
        weights += c
        z = outputs[n, a, classes + 4]
        centres = centres - (c * F.logsigmoid(z) + (1 - c) * F.logsigmoid(-z))
    return focal, boxes / weights, centres / len(positives)


def initial(net):
    state = net.state_dict()
    for name, value in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        draw = torch.randn(value.shape)
        if value.dim() >= 2:
            draw = draw * (2.0 / value[0].numel()) ** 0.5
        elif name.endswith("running_var") or name == "scale" or (name.endswith("weight") and value.dim() == 1):
            draw = 1 + 0.2 * draw.abs()
        else:
            draw = 0.1 * draw
        value.copy_((draw * 1e3).round() / 1e3)
    return {name: value.clone() for name, value in state.items()}


def run(state, x, dtype=torch.float32, order=torch.contiguous_format):
    net = Fcos(1, 2, 8, 2).to(dtype).to(memory_format=order)
    net.load_state_dict({k: v.to(dtype) if v.is_floating_point() else v for k, v in state.items()})
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE, momentum=MOMENTUM)
    grid = places(64, 96)
    x = x.to(dtype)
    net.eval()
    evaluated = net(x).detach()
    net.train()
    trained, losses, parts = None, [], None
    for _ in range(STEPS):
        outputs = net(x)
        three = loss(outputs, OBJECTS, grid, 2)
        if trained is None:
            trained, parts = outputs.detach(), [p.item() for p in three]
        total = sum(three)
        losses.append(total.item())
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
    return evaluated, trained, losses, parts


def digits(values):
    return [float("%.8g" % v) for v in values]


for seed in range(1, 50):
    torch.manual_seed(seed)
    state = initial(Fcos(1, 2, 8, 2))
    x = (torch.randn(2, 1, 64, 96) * 100).round() / 100
    evaluated, trained, losses, parts = run(state, x)
    apart = max(abs(a - b) for other in (run(state, x, dtype=torch.float64), run(state, x, order=torch.channels_last))
                for a, b in zip(losses, other[2]))
    if apart <= PRECISION:
        break
else:
    raise SystemExit("no seed with which the run is well conditioned")
grid = places(64, 96)
result = {
    "made with": "torch " + torch.__version__.split("a")[0] + ", one thread, float32, seed %d" % seed,
    "weights": [{"name": k, "shape": list(v.shape), "values": [round(a, 3) for a in v.flatten().tolist()]}
                for k, v in state.items() if not k.endswith("num_batches_tracked")],
    "x": [round(a, 2) for a in x.flatten().tolist()],
    "objects": OBJECTS,
    "assigned": [assign(o, grid) for o in OBJECTS],
    "evalOutputs": digits(evaluated.flatten().tolist()),
    "trainOutputs": digits(trained.flatten().tolist()),
    "losses": digits(losses),
    "parts": digits(parts),
    "precision": float("%.2g" % apart),
    "count": sum(p.numel() for p in Fcos(3, 32, 64, 3).parameters()),
}
with open(FILE, "w", encoding="utf-8") as out:
    out.write("{" + ",\n".join('"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in result.items()) + "}\n")
print("seed", seed, "precision", apart, "count", result["count"], "losses", losses[:3], "assigned", sorted(set(result["assigned"][0])))
