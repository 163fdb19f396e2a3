"""What patches say, joined by NumPy in double precision: overlapping by half, weighted by a Gaussian.

Windows begin at evenly spread places, at most half a side apart and rounded half up. Weights are the outer product of
exp(-x²/2σ²) with x from the middle of an axis and σ an eighth of its side, at least 0.001 (as MONAI's importance maps).
Of every window the probabilities are random; windows of the second form are larger than the image along one axis.

Usage, from the repository root: python3 core/src/test/oracles/sliding_window.py core/src/test/resources/io/ridgeline/task
"""
import itertools
import json
import pathlib
import sys

import numpy as np

CLASSES = 3
rng = np.random.default_rng(5)


def starts(length, side):
    if length <= side:
        return [-((side - length + 1) // 2)]
    count = int(np.ceil((length - side) / max(1, side / 2)))
    return [int(np.floor(x + 0.5)) for x in np.linspace(0, length - side, count + 1)]


def weights(patch):
    axes = [np.exp(-0.5 * ((np.arange(n) - (n - 1) / 2) / (n / 8)) ** 2) for n in patch]
    return np.maximum(np.einsum("i,j,k->ijk", *axes), 1e-3)


def case(image, patch):
    places = list(itertools.product(*[starts(n, p) for n, p in zip(image, patch)]))
    said = np.round(rng.dirichlet(np.ones(CLASSES), (len(places), *patch)), 4)
    said = np.moveaxis(said, -1, 1)
    # room on every side for what reaches over the edges
    room = np.array(patch)
    big = np.zeros((CLASSES, *(np.array(image) + 2 * room)))
    total = np.zeros(big.shape[1:])
    for at, values in zip(places, said):
        where = tuple(slice(a + r, a + r + p) for a, r, p in zip(at, room, patch))
        big[(slice(None), *where)] += weights(patch) * values
        total[where] += weights(patch)
    inner = tuple(slice(r, r + n) for r, n in zip(room, image))
    joined = big[(slice(None), *inner)] / total[inner]
    top = np.sort(joined, axis=0)
    assert (top[-1] - top[-2]).min() > 1e-6, "no ties"
    return {
        "image": image, "patch": patch, "starts": places, "said": said.reshape(len(places), -1).tolist(),
        "joined": [float("%.7g" % v) for v in joined.ravel()], "labels": joined.argmax(0).ravel().tolist(),
    }


cases = [case((1, 11, 9), (1, 5, 4)), case((1, 3, 10), (1, 6, 4)), case((5, 7, 6), (2, 4, 4))]
with open(pathlib.Path(sys.argv[1]) / "sliding_window.json", "w") as f:
    json.dump(cases, f)
    f.write("\n")
