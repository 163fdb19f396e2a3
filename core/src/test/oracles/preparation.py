"""Images and masks on another grid, by Pillow (mode F) and NumPy, seven digits; and a small archive with masks.

A mask's classes are resized one by one as images of 0 and 1 by the same bilinear filter, and the largest wins, the
first of equal ones. A volume is resized slice by slice, then along its depth. Intensities are NumPy's.

Usage, from the repository root: python3 core/src/test/oracles/preparation.py core/src/test/resources/io/ridgeline/data
"""
import json
import pathlib
import sys

import numpy as np
from PIL import Image

rng = np.random.default_rng(11)


def digits(x):
    return [float("%.7g" % v) for v in np.asarray(x).ravel()]


def plane(x, h, w):
    return np.asarray(Image.fromarray(np.ascontiguousarray(x, np.float32), "F").resize((w, h), Image.BILINEAR))


def volume(x, size):
    d, h, w = size
    slices = np.stack([plane(s, h, w) for s in x])
    if d == len(slices):
        return slices
    columns = [plane(slices[:, :, j], d, h) for j in range(w)]
    return np.stack(columns, axis=2)


def mask(y, size, classes):
    shares = np.stack([volume((y == c).astype(np.float32), size) for c in range(classes)])
    # an exact tie differs in its last bits from one library to another: nudge towards the first class
    return np.argmax(np.round(shares, 5), axis=0)


def blobs(size, classes):
    """Classes that lie together, as organs do."""
    at = np.stack(np.meshgrid(*[np.linspace(0, 1, n) for n in size], indexing="ij"))
    centres = rng.random((classes, len(size)))
    return np.argmin([((at - c.reshape(-1, 1, 1, 1)) ** 2).sum(0) for c in centres], axis=0)


grids = []
for size, new, classes in [((1, 23, 31), (1, 12, 16), 2), ((1, 9, 7), (1, 20, 15), 3), ((1, 40, 33), (1, 9, 9), 4),
                           ((6, 8, 7), (9, 5, 7), 3), ((11, 9, 10), (4, 9, 10), 2), ((5, 6, 7), (5, 13, 3), 3)]:
    image, labels = rng.random(size).astype(np.float32), blobs(size, classes)
    grids.append({
        "size": size, "newSize": new,
        "image": digits(image), "labels": labels.ravel().tolist(),
        "resized": digits(volume(image, new)), "resizedLabels": mask(labels, new, classes).ravel().tolist(),
    })

stored = np.round(rng.gamma(2.0, 40.0, (3, 5, 8))).astype(np.float32)
low, high = np.percentile(stored, [0.5, 99.5])
clipped = np.clip(stored, low, high)
intensities = {
    "stored": digits(stored),
    "image": digits((stored - stored.mean(dtype=float)) / stored.std(dtype=float)),
    "percentile": digits((clipped - clipped.mean(dtype=float)) / clipped.std(dtype=float)),
    "window": digits((np.clip(stored, 20, 120) - 20) / 100),
}
folder = pathlib.Path(sys.argv[1])
with open(folder / "preparation.json", "w") as f:
    json.dump({"grids": grids, "intensities": intensities}, f)
    f.write("\n")

masks = np.zeros((4, 2, 3), np.uint8)
masks[0, 1, 2] = 1
masks[2, 0, :2] = [2, 1]
masks[3, 1, 0] = 2
images = np.arange(24, dtype=np.uint8).reshape(4, 2, 3)
np.savez(folder / "masks.npz", train_images=images[:2], train_masks=masks[:2], train_labels=np.array([[5], [7]]),
         test_images=images[2:], test_masks=masks[2:], test_labels=np.array([[7], [5]]))
