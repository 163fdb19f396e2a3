"""Bilinear and bicubic resizing by Pillow on floating-point images (mode F), seven digits.

Usage, from the repository root: python3 core/src/test/oracles/resize.py core/src/test/resources/io/ridgeline/image/resize.json
"""
import json
import sys

import numpy as np
from PIL import Image

rng = np.random.default_rng(7)
cases = []
for (h, w), (nh, nw) in [((9, 13), (4, 5)), ((4, 5), (11, 9)), ((17, 6), (5, 12)), ((1, 1), (3, 2)), ((20, 20), (1, 1)), ((8, 8), (8, 3))]:
    image = rng.random((h, w)).astype(np.float32)
    resized, cubic = (np.asarray(Image.fromarray(image, "F").resize((nw, nh), kind))
                      for kind in (Image.BILINEAR, Image.BICUBIC))
    cases.append({
        "size": [h, w],
        "newSize": [nh, nw],
        "image": [float(v) for v in image.ravel()],
        "resized": [float(v) for v in resized.ravel()],
        "cubic": [float(v) for v in cubic.ravel()],
    })
with open(sys.argv[1], "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
