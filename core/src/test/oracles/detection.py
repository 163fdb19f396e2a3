"""Writes ../resources/io/ridgeline/metric/detection.json: made-up sets of boxes, COCO's figures by pycocotools, and
average precision after Pascal VOC and FROC written from their definitions with numpy.

Run with Debian's python3, pycocotools 2.0.11 and numpy 2.4.6 from any folder.
"""

import contextlib
import io
import json
import pathlib

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

rng = np.random.default_rng(20240517)
RATES = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8]


def plain(x):
    return "NaN" if np.isnan(x) or x == -1 else float(x)


def box(side):
    """Left, top, right, bottom in quarters of a pixel, so that areas and overlaps are exact."""
    w, h = np.maximum(np.round(4 * side * rng.uniform(0.7, 1.4, 2)), 4) / 4
    x, y = np.round(4 * rng.uniform(0, 400, 2)) / 4
    return [x, y, x + w, y + h]


def jittered(b, share):
    w, h = b[2] - b[0], b[3] - b[1]
    x0, y0, x1, y1 = np.round(4 * (np.array(b) + share * rng.normal(size=4) * [w, h, w, h])) / 4
    return [x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)]


def made_up(images, classes, objects, digits, crowded):
    """Jittered, doubled, missed and false detections of objects of three sizes; no object of the last class."""
    cases = []
    for i in range(images):
        truth, found = [], []
        for _ in range(0 if i == 1 else rng.integers(1, objects + 1)):
            k = int(rng.integers(classes - 1))
            b = box(rng.choice([12, 30, 60, 95, 160]))
            truth.append([*b, k])
            if rng.random() < 0.3:
                truth.append([*jittered(b, 0.15), k])
            for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
                label = k if rng.random() < 0.9 else int(rng.integers(classes))
                found.append([*jittered(b, rng.choice([0, 0.02, 0.06, 0.12])), label, rng.beta(4, 2)])
        for _ in range(rng.integers(0, 6)):
            found.append([*box(rng.choice([12, 30, 60, 95, 160])), int(rng.integers(classes)), rng.beta(2, 3)])
        if i == crowded:
            # More than the hundred that COCO looks at; what comes late is sometimes right.
            for n in range(130):
                b = truth[n % len(truth)] if n % 7 == 0 else [*box(40), 0]
                found.append([*jittered(b[:4], 0.05), 0, 0.5 * rng.random()])
        for f in found:
            f[5] = round(float(f[5]), digits)
        order = rng.permutation(len(found))
        cases.append({"truth": truth, "found": [found[j] for j in order]})
    return cases


def coco(cases, classes):
    annotations, results = [], []
    for i, c in enumerate(cases):
        for x0, y0, x1, y1, k in c["truth"]:
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": i,
                    "category_id": k,
                    "bbox": [x0, y0, x1 - x0, y1 - y0],
                    "area": (x1 - x0) * (y1 - y0),
                    "iscrowd": 0,
                }
            )
        for x0, y0, x1, y1, k, score in c["found"]:
            results.append({"image_id": i, "category_id": k, "bbox": [x0, y0, x1 - x0, y1 - y0], "score": score})
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "info": {},
            "images": [{"id": i} for i in range(len(cases))],
            "categories": [{"id": k} for k in range(classes)],
            "annotations": annotations,
        }
        truth.createIndex()
        evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    stats = evaluation.stats
    # [threshold, recall, class, area, most], -1 where there is no object
    precision = evaluation.eval["precision"][:, :, :, :, 2]
    recall = evaluation.eval["recall"][:, :, :, 2]
    by_class = {
        "ap": precision[:, :, :, 0].mean(axis=(0, 1)),
        "ap75": precision[5, :, :, 0].mean(axis=0),
        "ap-small": precision[:, :, :, 1].mean(axis=(0, 1)),
        "ap-medium": precision[:, :, :, 2].mean(axis=(0, 1)),
        "ap-large": precision[:, :, :, 3].mean(axis=(0, 1)),
        "ar100": recall[:, :, 0].mean(axis=0),
    }
    means = dict(zip(["ap", "ap75", "ap-small", "ap-medium", "ap-large", "ar100"], stats[[0, 2, 3, 4, 5, 8]]))
    return means, by_class


def overlap(a, b):
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def hits(cases, k):
    """Whether each detection of a class found an object, by falling score; and the number of objects."""
    truth = {i: [t[:4] for t in c["truth"] if t[4] == k] for i, c in enumerate(cases)}
    listed = [(-f[5], i, j, f[:4]) for i, c in enumerate(cases) for j, f in enumerate(c["found"]) if f[4] == k]
    used, flags = set(), []
    for _, i, _, b in sorted(listed, key=lambda d: d[:3]):
        overlaps = [overlap(b, t) for t in truth[i]]
        best = int(np.argmax(overlaps)) if overlaps else -1
        hit = best >= 0 and overlaps[best] >= 0.5 and (i, best) not in used
        if hit:
            used.add((i, best))
        flags.append(hit)
    return np.array(flags, bool), sum(len(t) for t in truth.values())


def voc(cases, k):
    flags, n = hits(cases, k)
    if n == 0:
        return np.nan
    found = np.cumsum(flags)
    recall, precision = found / n, found / np.arange(1, len(flags) + 1)
    # the integral of the highest precision at this recall or a higher one
    levels = np.arange(1, found.max(initial=0) + 1) / n
    return sum(precision[recall >= level - 1e-12].max() / n for level in levels)


def froc(cases, k):
    flags, n = hits(cases, k)
    if n == 0:
        return np.nan
    found = np.concatenate([[0], np.cumsum(flags)])
    false = np.concatenate([[0], np.cumsum(~flags)]) / len(cases)
    return np.mean([found[false <= rate].max() / n for rate in RATES])


sets = []
for name, images, classes, objects, digits, crowded in [
    ("three classes", 40, 3, 4, 6, -1),
    ("five classes, equal scores, a crowd", 25, 5, 7, 1, 4),
]:
    cases = made_up(images, classes, objects, digits, crowded)
    means, by_class = coco(cases, classes)
    for metric, of in [("ap50", voc), ("froc", froc)]:
        by_class[metric] = np.array([of(cases, k) for k in range(classes)])
        means[metric] = np.nanmean(by_class[metric])
    sets.append(
        {
            "name": name,
            "classes": classes,
            "metrics": {m: plain(v) for m, v in means.items()},
            "byClass": {m: [plain(v) for v in values] for m, values in by_class.items()},
            "cases": cases,
        }
    )
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "io" / "ridgeline" / "metric"
target.mkdir(parents=True, exist_ok=True)
text = []
for s in sets:
    cases = ",\n".join(json.dumps(c) for c in s.pop("cases"))
    text.append(json.dumps(s)[:-1] + ',\n"cases": [\n' + cases + "\n]}")
(target / "detection.json").write_text('{"sets":[\n' + ",\n".join(text) + "\n]}\n", encoding="utf-8")
