"""Ten training steps of small U-Nets, flat and for volumes, as PyTorch computes them.

    OPENBLAS_NUM_THREADS=1 /usr/bin/python3 core/src/test/oracles/unet.py

writes core/src/test/resources/io/ridgeline/model/unet.json (PyTorch 1.13), one entry for each of

  unet2d     16x16 pixels, width 4, 3 levels, 2 classes
  unet3d     8x8x8 voxels, width 2, 3 levels, 3 classes
  residual   16x16 pixels, width 2, 3 levels, 2 classes; a shortcut in each encoder block, and a 1x1 head at level 1
             of the decoder, whose cross-entropy counts half as much as the last head's
  flat       4x8x8 voxels, width 2, 3 levels, 2 classes; the first level leaves the depth as it is

with

  weights    initial values by name, in the order of state_dict(): {"name", "shape", "values"}; batch-norm
             statistics too. All are rounded to 3 decimals so that the file is short and still exact.
  x, y       one batch of two images, [N, C, (D,) H, W], and class indexes, [N, (D,) H, W]
  trainLogits, evalLogits   logits of the initial weights, batch norm on batch and on running statistics
  auxiliary  logits of the further heads in training, by level
  losses     before each of ten SGD steps (learning rate .05, momentum .9): cross-entropy, mean over all voxels
  precision  largest deviation of the losses from the same run in float64, as a hint for tolerances

and the trainable parameters of the full-sized networks, "counts".
"""
import json
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/model/unet.json")
STEPS, RATE, MOMENTUM = 10, 0.05, 0.9


class Block(nn.Module):
    """Twice convolution, batch norm, ReLU; with a shortcut added before the last ReLU if asked for."""

    def __init__(self, dims, inputs, outputs, kernel, residual):
        super().__init__()
        conv, norm = (nn.Conv2d, nn.BatchNorm2d) if dims == 2 else (nn.Conv3d, nn.BatchNorm3d)
        padding = tuple(k // 2 for k in kernel)
        for name, module in (("0", conv(inputs, outputs, kernel, padding=padding, bias=False)),
                             ("1", norm(outputs)),
                             ("3", conv(outputs, outputs, kernel, padding=padding, bias=False)),
                             ("4", norm(outputs))):
            self.add_module(name, module)
        self.shortcut = None
        if residual:
            self.shortcut = nn.Identity() if inputs == outputs else nn.Sequential(
                conv(inputs, outputs, 1, bias=False), norm(outputs))

    def forward(self, x):
        parts = dict(self.named_children())
        y = torch.relu(parts["1"](parts["0"](x)))
        y = parts["4"](parts["3"](y))
        return torch.relu(y if self.shortcut is None else y + self.shortcut(x))


class UNet(nn.Module):
    """Level i has width * 2^i channels; the last level is the bottleneck."""

    def __init__(self, dims, width, levels, classes, flat=0, residual=False, supervised=False):
        super().__init__()
        conv, up = (nn.Conv2d, nn.ConvTranspose2d) if dims == 2 else (nn.Conv3d, nn.ConvTranspose3d)
        self.dims, self.flat, self.levels = dims, flat, levels
        w = [width << i for i in range(levels)]
        self.down = nn.ModuleList(
            [Block(dims, 1 if i == 0 else w[i - 1], w[i], self.size(i, 3), residual) for i in range(levels)])
        self.up = nn.ModuleList([up(w[i + 1], w[i], self.size(i, 2), self.size(i, 2)) for i in range(levels - 1)])
        self.merge = nn.ModuleList(
            [Block(dims, 2 * w[i], w[i], self.size(i, 3), False) for i in range(levels - 1)])
        self.auxiliary = nn.ModuleDict(
            {str(i): conv(w[i], classes, 1) for i in range(1, levels - 1)} if supervised else {})
        self.head = conv(w[0], classes, 1)

    def size(self, level, side):
        return (side,) * 2 if self.dims == 2 else (1 if level < self.flat else side, side, side)

    def forward(self, x):
        """The logits, and those of the further heads by level."""
        pool = F.max_pool2d if self.dims == 2 else F.max_pool3d
        seen, further = [], {}
        for i in range(self.levels):
            x = self.down[i](x if i == 0 else pool(x, self.size(i - 1, 2)))
            seen.append(x)
        for i in reversed(range(self.levels - 1)):
            x = self.merge[i](torch.cat([seen[i], self.up[i](x)], 1))
            if str(i) in self.auxiliary:
                further[i] = self.auxiliary[str(i)](x)
        return self.head(x), further


def initial(net):
    """Random values for every tensor, norms and running statistics included: equal ones would hide a mix-up."""
    state = net.state_dict()
    for name, value in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        draw = torch.randn(value.shape)
        if value.dim() >= 2:
            draw = draw * (2.0 / value[0].numel()) ** 0.5
        elif name.endswith("running_var"):
            draw = 1 + 0.2 * draw.abs()
        elif name.endswith("bias") or name.endswith("running_mean"):
            draw = 0.1 * draw
        else:
            draw = 1 + 0.1 * draw
        value.copy_((draw * 1e3).round() / 1e3)
    return {name: value.clone() for name, value in state.items()}


def nearest(y, level):
    """Every 2^level-th voxel along each axis."""
    return y[(slice(None),) + (slice(None, None, 2 ** level),) * (y.dim() - 1)]


def objective(net, x, y):
    logits, further = net(x)
    loss = F.cross_entropy(logits, y)
    for level, deeper in further.items():
        loss = loss + 0.5 ** level * F.cross_entropy(deeper, nearest(y, level))
    return loss


def run(make, state, x, y, dtype):
    net = make().to(dtype)
    net.load_state_dict({k: v.to(dtype) if v.is_floating_point() else v for k, v in state.items()})
    step = torch.optim.SGD(net.parameters(), lr=RATE, momentum=MOMENTUM)
    losses = []
    for _ in range(STEPS):
        step.zero_grad()
        loss = objective(net, x.to(dtype), y)
        losses.append(loss.item())
        loss.backward()
        step.step()
    return losses


def digits(values):
    return [round(v, 6) for v in values]


def tensor(value):
    return {"shape": list(value.shape), "values": digits(value.detach().flatten().tolist())}


def fixture(make, classes, *size):
    torch.manual_seed(20240229)
    net = make()
    state = initial(net)
    net.load_state_dict(state)
    x = (torch.rand(2, 1, *size) * 100).round() / 100
    # a class is a band of brightness, smoothed: something that can be learned
    smooth = (F.avg_pool2d if len(size) == 2 else F.avg_pool3d)(x, 3, 1, 1)[:, 0]
    y = torch.bucketize(smooth, torch.quantile(smooth, torch.arange(1, classes) / classes))
    weights = [{"name": k, "shape": list(v.shape), "values": [round(a, 3) for a in v.flatten().tolist()]}
               for k, v in state.items() if not k.endswith("num_batches_tracked")]
    for w in weights:  # the decimals in the file, read as float32, are the values used here
        assert torch.equal(torch.tensor(w["values"]).view(w["shape"]), state[w["name"]]), w["name"]
    result = {"weights": weights,
              "x": {"shape": list(x.shape), "values": [round(a, 2) for a in x.flatten().tolist()]},
              "y": {"shape": list(y.shape), "values": y.flatten().tolist()}}
    result["evalLogits"] = tensor(net.eval()(x)[0])
    logits, further = net.train()(x)
    result["trainLogits"] = tensor(logits)
    result["auxiliary"] = {str(level): tensor(deeper) for level, deeper in further.items()}
    single, double = run(make, state, x, y, torch.float32), run(make, state, x, y, torch.float64)
    result["losses"] = digits(single)
    result["precision"] = float("%.2g" % max(abs(a - b) for a, b in zip(single, double)))
    return result


def trainable(net):
    return sum(p.numel() for p in net.parameters())


ENTRIES = {
    "unet2d": (lambda: UNet(2, 4, 3, 2), 2, 16, 16),
    "unet3d": (lambda: UNet(3, 2, 3, 3), 3, 8, 8, 8),
    "residual": (lambda: UNet(2, 2, 3, 2, residual=True, supervised=True), 2, 16, 16),
    "flat": (lambda: UNet(3, 2, 3, 2, flat=1), 2, 4, 8, 8),
}
os.makedirs(os.path.dirname(FILE), exist_ok=True)
lines = ['"made with": "torch %s, one thread, float32"' % torch.__version__.split("a")[0],
         '"counts": %s' % json.dumps({"unet2d": trainable(UNet(2, 16, 4, 2)), "unet3d": trainable(UNet(3, 8, 4, 3))}),
         '"learningRate": %g, "momentum": %g' % (RATE, MOMENTUM)]
for name, entry in ENTRIES.items():
    body = ",\n  ".join('"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in fixture(*entry).items())
    lines.append('"%s": {\n  %s}' % (name, body))
with open(FILE, "w", encoding="utf-8") as out:
    out.write("{" + ",\n".join(lines) + "}\n")
