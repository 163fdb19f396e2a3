"""Augmentations as torchvision, PyTorch, SciPy and NumPy compute them.

    /usr/bin/python3 core/src/test/oracles/augment.py

writes core/src/test/resources/io/ridgeline/regularize/augment.json (torchvision 0.14, PyTorch 1.13, SciPy 1.10).

The image has 9 x 7 pixels, smallest value 0 and largest 1: torchvision's range, and the image's own.
"""
import json
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

with open(PATH, "w", encoding="utf-8") as out:
    lines = ['"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in content.items()]
    out.write("{" + ",\n".join(lines) + "}\n")
