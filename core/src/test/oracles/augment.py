"""Augmentations as torchvision, PyTorch, SciPy and NumPy compute them.

    /usr/bin/python3 core/src/test/oracles/augment.py

writes core/src/test/resources/io/ridgeline/regularize/augment.json (torchvision 0.14, PyTorch 1.13, SciPy 1.10).

The image has 9 x 7 pixels, smallest value 0 and largest 1: torchvision's range, and the image's own.
"""
import json
import math
import os

import numpy as np
import torch
import torchvision.transforms.functional as vision
from scipy.ndimage import gaussian_filter
from torch.nn import functional as F

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize/augment.json")
HEIGHT, WIDTH = 9, 7


def plain(values):
    return [plain(v) for v in values] if isinstance(values, list) else float("%.9g" % values)


def numbers(values):
    return plain(np.asarray(values, dtype=np.float64).reshape(HEIGHT, WIDTH).tolist())


torch.manual_seed(7)
image = torch.rand(1, 1, HEIGHT, WIDTH, dtype=torch.float64)
image = ((image - image.min()) / (image.max() - image.min())).mul(1000).round().div(1000)


def low_resolution(factor):
    small = F.interpolate(image, size=(round(HEIGHT / factor), round(WIDTH / factor)), mode="nearest-exact")
    return F.interpolate(small, size=(HEIGHT, WIDTH), mode="bicubic", align_corners=False)


content = {
    "image": numbers(image),
    "contrast": {"what": "adjust_contrast", "factor": 1.4, "result": numbers(vision.adjust_contrast(image, 1.4))},
    "lessContrast": {"what": "adjust_contrast", "factor": 0.7, "result": numbers(vision.adjust_contrast(image, 0.7))},
    "gamma": {"what": "adjust_gamma", "gamma": 1.3, "result": numbers(vision.adjust_gamma(image, 1.3))},
    "gammaOfNegative": {"what": "1 - adjust_gamma(1 - image)", "gamma": 0.75,
                        "result": numbers(1 - vision.adjust_gamma(1 - image, 0.75))},
    "blur": {"what": "gaussian_filter, edge continued, cut at 5 pixels", "sigma": 1.2,
             "result": numbers(gaussian_filter(image[0, 0].numpy(), 1.2, mode="nearest", truncate=5 / 1.2))},
    "lowResolution": {"what": "interpolate nearest-exact down, bicubic up", "factor": 1.6,
                      "result": numbers(low_resolution(1.6))},
}

STRENGTH = 0.5
ONE = image.numpy()


def affine(angle=0, translate=(0, 0), shear=(0, 0)):
    return vision.affine(image, angle, list(translate), 1.0, list(shear), vision.InterpolationMode.BILINEAR)


def degrees(tangent):
    return math.degrees(math.atan(tangent))


content["operations"] = {
    "what": "each at strength .5; torchvision's affine moves what is shown, so its signs are the opposite",
    "strength": STRENGTH,
    "STANDARDIZE": numbers(ONE + STRENGTH * ((ONE - ONE.mean()) / (ONE.std() + 1e-6) - ONE)),
    "BRIGHTNESS": numbers(ONE + STRENGTH),
    "CONTRAST": numbers(vision.adjust_contrast(image, 1 + 0.9 * STRENGTH)),
    "GAMMA": numbers(vision.adjust_gamma(image, 2 ** STRENGTH)),
    "SHARPNESS": numbers(ONE[0, 0] + 0.9 * STRENGTH
                         * (ONE[0, 0] - gaussian_filter(ONE[0, 0], 1, mode="nearest", truncate=3))),
    "ROTATE": numbers(affine(angle=-30 * STRENGTH)),
    "SHEAR_X": numbers(affine(shear=(degrees(0.3 * STRENGTH), 0))),
    "SHEAR_Y": numbers(affine(shear=(0, degrees(0.3 * STRENGTH)))),
}

# rows: powers 0..3 of u (right); columns: powers of v (down)
coefficients = np.array([[0, 0.3, -0.2, 0.1], [0.25, -0.15, 0.05, 0], [-0.3, 0.2, 0, 0], [0.12, 0, 0, 0]])
u, v = np.meshgrid((2 * np.arange(WIDTH) + 1) / WIDTH - 1, (2 * np.arange(HEIGHT) + 1) / HEIGHT - 1)
content["biasField"] = {
    "what": "exp of polyval2d",
    "coefficients": [c for i, row in enumerate(coefficients.tolist()) for j, c in enumerate(row) if 1 <= i + j <= 3],
    "field": numbers(np.exp(np.polynomial.polynomial.polyval2d(u, v, coefficients))),
}

with open(PATH, "w", encoding="utf-8") as out:
    lines = ['"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in content.items()]
    out.write("{" + ",\n".join(lines) + "}\n")
