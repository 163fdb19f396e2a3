"""Augmentations and DropBlock of volumes as PyTorch, torchvision, SciPy and NumPy compute them.

    /usr/bin/python3 core/src/test/oracles/augment3d.py

writes core/src/test/resources/io/ridgeline/regularize/augment3d.json (PyTorch 1.13, torchvision 0.14, SciPy 1.10).

The volume has 5 slices of 6 x 7 voxels, smallest value 0 and largest 1.
"""
import json
import os

import numpy as np
import torch
from scipy.ndimage import gaussian_filter
from scipy.spatial.transform import Rotation
from torch.nn import functional as F
from torchvision.ops import drop_block3d

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize/augment3d.json")
DEPTH, HEIGHT, WIDTH = SIZE = 5, 6, 7


def plain(values):
    return [plain(v) for v in values] if isinstance(values, list) else float("%.9g" % values)


def numbers(values):
    return plain(np.asarray(values, dtype=np.float64).tolist())


torch.manual_seed(11)
volume = torch.rand(1, 1, *SIZE, dtype=torch.float64)
volume = ((volume - volume.min()) / (volume.max() - volume.min())).mul(1000).round().div(1000)
labels = torch.randint(0, 3, (1, 1, *SIZE)).double()
ONE = volume[0, 0].numpy()


def affine(axis, degrees, zoom, slant, shifts):
    """The volume turned about x, y or z; the matrix acts on (x, y, z) in voxels from the centre."""
    shear = np.eye(3)
    shear[0, 1] = slant
    voxels = Rotation.from_euler("xyz"[axis], degrees, degrees=True).as_matrix() @ (zoom * shear)
    half = np.diag([WIDTH / 2, HEIGHT / 2, DEPTH / 2])
    theta = np.concatenate([np.linalg.inv(half) @ voxels @ half, np.array(shifts)[:, None]], 1)
    grid = F.affine_grid(torch.tensor(theta)[None], volume.shape, align_corners=False)
    # midway between two voxels the last bit would decide which one is nearest
    assert ((grid + 1) / 2 * torch.tensor([WIDTH, HEIGHT, DEPTH])).remainder(1).sub(0.5).abs().max() < 0.4999
    return {"axis": axis, "degrees": degrees, "zoom": zoom, "slant": slant, "shifts": shifts,
            "theta": numbers(theta),
            "trilinear": numbers(F.grid_sample(volume, grid, align_corners=False)),
            "nearest": numbers(F.grid_sample(labels, grid, mode="nearest", align_corners=False))}


def cubic(length, new, corners):
    """Cubic convolution along one axis as a matrix (Keys 1981, a = -0.75), the edge continued outwards."""
    def weight(t):
        a, t = -0.75, abs(t)
        if t <= 1:
            return (a + 2) * t ** 3 - (a + 3) * t ** 2 + 1
        return a * t ** 3 - 5 * a * t ** 2 + 8 * a * t - 4 * a if t < 2 else 0

    matrix = np.zeros((new, length))
    for i in range(new):
        at = i * (length - 1) / (new - 1) if corners else (i + 0.5) * length / new - 0.5
        first = int(np.floor(at)) - 1
        for k in range(first, first + 4):
            matrix[i, min(max(k, 0), length - 1)] += weight(at - k)
    return matrix


def resized(values, size, corners):
    d, h, w = (cubic(a, b, corners) for a, b in zip(values.shape, size))
    return np.einsum("ia,jb,kc,abc->ijk", d, h, w, values)


def low_resolution(factor):
    small = F.interpolate(volume, size=[round(n / factor) for n in SIZE], mode="nearest-exact")
    return resized(small[0, 0].numpy(), SIZE, False)


def bias_field():
    rng = np.random.default_rng(3)
    c = np.zeros((4, 4, 4))
    listed = []
    for i in range(4):
        for j in range(4 - i):
            for k in range(4 - i - j):
                if i + j + k:
                    c[i, j, k] = rng.integers(-30, 31) / 100
                    listed.append(c[i, j, k])
    at = [(2 * np.arange(n) + 1) / n - 1 for n in SIZE]
    w, v, u = np.meshgrid(*at, indexing="ij")
    return {"what": "exp of polyval3d", "coefficients": listed,
            "field": numbers(np.exp(np.polynomial.polynomial.polyval3d(u, v, w, c)))}


def drop_block(rate, size, shape):
    n, c, d, h, w = shape
    k = min(size, d, h, w)
    gamma = rate * d * h * w / (k ** 3 * (d - k + 1) * (h - k + 1) * (w - k + 1))
    torch.manual_seed(7)
    chosen = torch.empty(n, c, d - k + 1, h - k + 1, w - k + 1).bernoulli_(gamma)
    torch.manual_seed(7)
    result = drop_block3d(torch.ones(shape), rate, size)
    return {"rate": rate, "k": k, "shape": list(shape), "gamma": gamma,
            "chosen": numbers(chosen), "result": numbers(result)}


knots = torch.rand(3, 2, 4, dtype=torch.float64).mul(1000).round().div(1000).numpy()
content = {
    "volume": numbers(ONE),
    "labels": numbers(labels),
    "affine": [affine(0, 25, 0.9, 0.1, [0.1, -0.2, 0.15]), affine(1, -40, 1.15, 0, [0, 0, 0]),
               affine(2, 70, 1.05, -0.2, [-0.3, 0, 0.23])],
    "contrast": {"factor": 1.4, "result": numbers(np.clip(1.4 * (ONE - ONE.mean()) + ONE.mean(), 0, 1))},
    "gamma": {"gamma": 1.3, "result": numbers(ONE ** 1.3)},
    "standardize": numbers(ONE + 0.5 * ((ONE - ONE.mean()) / (ONE.std() + 1e-6) - ONE)),
    "blur": {"what": "gaussian_filter, edge continued, cut at 5 voxels", "sigma": 1.2,
             "result": numbers(gaussian_filter(ONE, 1.2, mode="nearest", truncate=5 / 1.2))},
    "lowResolution": {"what": "interpolate nearest-exact down, cubic up", "factor": 1.6,
                      "result": numbers(low_resolution(1.6))},
    "cubic": {"what": "knots in the corners", "knots": numbers(knots), "result": numbers(resized(knots, SIZE, True))},
    "biasField": bias_field(),
    "dropBlock": [drop_block(0.3, 3, (2, 2, 6, 7, 8)), drop_block(0.2, 5, (1, 2, 3, 6, 6))],
}

with open(PATH, "w", encoding="utf-8") as out:
    lines = ['"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in content.items()]
    out.write("{" + ",\n".join(lines) + "}\n")
