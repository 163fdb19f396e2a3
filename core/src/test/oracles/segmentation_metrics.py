"""Writes ../resources/io/ridgeline/metric/segmentation.json: distance transforms by scipy, and measures of masks by
numpy and scipy along another way than ours: distances between all pairs of surface voxels, no distance transform.

Run with Debian's python3 (python3-scipy 1.10.1, numpy 1.24.2) from any folder.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage
from scipy.spatial.distance import cdist

rng = np.random.default_rng(20240229)


def plain(x):
    return "NaN" if np.isnan(x) else float(x)


def digits(mask):
    return "".join(str(v) for v in mask.ravel())


def transform(shape, share, spacing):
    marked = rng.random(shape) < share
    marked.ravel()[rng.integers(marked.size)] = True
    distances = ndimage.distance_transform_edt(~marked, sampling=spacing)
    return {
        "shape": [1] * (3 - len(shape)) + list(shape),
        "spacing": [1] * (3 - len(shape)) + list(spacing),
        "marked": digits(marked.astype(int)),
        "distances": [float(d) for d in distances.ravel()],
    }


def surface(region):
    return region & ~ndimage.binary_erosion(region, ndimage.generate_binary_structure(region.ndim, 1), border_value=0)


def components(region):
    return ndimage.label(region, np.ones((3,) * region.ndim))


def lesions(region, other):
    labels, count = components(region)
    return count, len(set(labels[other].ravel()) - {0})


def share(a, b):
    return a / b if b > 0 else np.nan


def measures(t, p, spacing):
    both = (t & p).sum()
    empty = not t.any() and not p.any()
    one = t.any() != p.any()
    hd95, assd, nsd = np.nan, np.nan, 0
    if empty:
        hd95, assd, nsd = 0, 0, 1
    elif not one:
        pairs = cdist(np.argwhere(surface(t)) * spacing, np.argwhere(surface(p)) * spacing)
        there, back = pairs.min(axis=1), pairs.min(axis=0)
        all_of_them = np.concatenate([there, back])
        hd95 = max(np.percentile(there, 95), np.percentile(back, 95))
        assd, nsd = all_of_them.mean(), (all_of_them <= 1).mean()
    true, found = lesions(t, p)
    predicted, confirmed = lesions(p, t)
    s, q = share(found, true), share(confirmed, predicted)
    f1 = 1 if empty else 0 if one or found == 0 else 2 * s * q / (s + q)
    return [
        1 if empty else 2 * both / (t.sum() + p.sum()),
        1 if empty else both / (t | p).sum(),
        hd95,
        assd,
        nsd,
        share(both, t.sum()),
        share(both, p.sum()),
        s,
        q,
        f1,
    ]


def blobs(shape, classes, smooth):
    """A label map of smooth regions, and one like it that differs somewhat."""
    fields = np.stack([ndimage.gaussian_filter(rng.normal(size=shape), smooth) for _ in range(classes)])
    fields /= fields.std()
    fields[0] += 0.4
    other = fields + 0.45 * np.stack([ndimage.gaussian_filter(rng.normal(size=shape), smooth) for _ in fields]) / (
        ndimage.gaussian_filter(rng.normal(size=shape), smooth).std()
    )
    return fields.argmax(axis=0), other.argmax(axis=0)


def case(name, truth, predicted, classes, spacing):
    shape = truth.shape
    return {
        "name": name,
        "shape": [1] * (3 - len(shape)) + list(shape),
        "spacing": [1] * (3 - len(shape)) + list(spacing),
        "classes": classes,
        "truth": digits(truth),
        "predicted": digits(predicted),
        "measures": [
            [plain(x) for x in measures(truth == k, predicted == k, np.array(spacing))] for k in range(1, classes)
        ],
    }


transforms = [
    transform((9, 13), 0.05, (1, 1)),
    transform((12, 7), 0.3, (0.7, 2.5)),
    transform((1, 40), 0.02, (1, 0.3)),
    transform((5, 6, 7), 0.02, (3, 0.5, 0.8)),
    transform((4, 9, 5), 0.004, (1.25, 1, 1)),
    transform((3, 2, 17), 0.2, (0.1, 5, 1)),
]
cases = []
for name, shape, classes, smooth, spacing in [
    ("flat", (24, 31), 2, 2, (1, 1)),
    ("flat, uneven spacing", (20, 26), 2, 1.5, (0.4, 0.9)),
    ("flat, four classes", (30, 30), 4, 1.5, (0.5, 0.5)),
    ("many small lesions", (28, 28), 2, 0.8, (1, 1)),
    ("volume", (9, 14, 12), 2, 1.5, (1, 1, 1)),
    ("volume of thick slices, three classes", (6, 15, 15), 3, 1.5, (3, 0.7, 0.7)),
    ("two slices", (2, 16, 16), 2, 1.5, (5, 1, 1)),
    ("one column", (8, 9, 1), 2, 1, (1, 1, 1)),
]:
    t, p = blobs(shape, classes, smooth)
    # A column is a flat image that stands upright: numpy is told so.
    if name == "one column":
        c = case(name, t[:, :, 0], p[:, :, 0], classes, spacing[:2])
        c["shape"], c["spacing"] = list(shape), list(spacing)
        cases.append(c)
    else:
        cases.append(case(name, t, p, classes, spacing))
full = np.ones((4, 5, 6), int)
ball = np.zeros((4, 5, 6), int)
ball[1:3, 2:4, 2:5] = 1
none = np.zeros((4, 5, 6), int)
for name, t, p in [
    ("itself", ball, ball),
    ("the whole image", ball, full),
    ("neither", none, none),
    ("only true", ball, none),
    ("only predicted", none, ball),
]:
    cases.append(case(name, t, p, 2, (2, 1, 0.5)))
far = np.zeros((4, 5, 6), int)
far[0, 0, 0] = far[3, 4, 5] = 1
cases.append(case("a voxel in each corner", far, ball, 2, (2, 1, 0.5)))
single = np.zeros((4, 5, 6), int)
single[0] = ball[1]
cases.append(case("one slice of a volume", single, single, 2, (2, 1, 0.5)))

target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "io" / "ridgeline" / "metric"
target.mkdir(parents=True, exist_ok=True)
lines = ['"transforms":[\n' + ",\n".join(json.dumps(t) for t in transforms) + "\n]"]
lines += ['"cases":[\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]"]
(target / "segmentation.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
