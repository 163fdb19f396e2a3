"""Writes the manifests of the segmentation examples from the public data sets as they are.

    python3 examples/manifests.py busi        FOLDER OUT.csv [SPLIT.csv]
    python3 examples/manifests.py nuclei      FOLDER OUT.csv [SPLIT.csv]
    python3 examples/manifests.py hippocampus FOLDER OUT.csv [SPLIT.csv]

BUSI: the benign and malignant images of "Dataset of breast ultrasound images" (Al-Dhabyani et al. 2020), as
images/CLASS/NAME and masks/CLASS/NAME; near-duplicates (near_duplicates.csv with columns a, b) share a group.
Nuclei: Data Science Bowl 2018 (Caicedo et al. 2019), as images/ID.png and labels/ID.png.
Hippocampus: Medical Segmentation Decathlon, task 4 (Antonelli et al. 2022), as images/NAME and labels/NAME.
SPLIT has the columns item, part; validation is then taken from train by the study itself.
"""
import csv
import os
import sys


def rows(path):
    with open(path, newline="") as f:
        return list(csv.DictReader(f))


def groups(names, pairs):
    """The first name of every set of names that pairs connect."""
    parent = {n: n for n in names}

    def root(n):
        while parent[n] != n:
            n = parent[n]
        return n

    for a, b in pairs:
        if a in parent and b in parent:
            one, two = sorted((root(a), root(b)))
            parent[two] = one
    return {n: root(n) for n in names}


def busi(folder):
    names = {r["file"]: r["class"] for r in rows(os.path.join(folder, "index.csv")) if r["class"] != "normal"}
    pairs = [(os.path.basename(r["a"]), os.path.basename(r["b"]))
             for r in rows(os.path.join(folder, "near_duplicates.csv"))]
    group = groups(names, pairs)
    return [dict(item=n, image="images/%s/%s" % (c, n), mask="masks/%s/%s" % (c, n), label=c, patient=group[n])
            for n, c in names.items()]


def nuclei(folder):
    return [dict(item=r["id"], image="images/%s.png" % r["id"], mask="labels/%s.png" % r["id"],
                 label=r["mode"], patient=r["id"])
            for r in rows(os.path.join(folder, "index.csv"))]


def hippocampus(folder):
    return [dict(item=r["file"], image="images/" + r["file"], mask="labels/" + r["file"], label="volume",
                 patient=r["file"])
            for r in rows(os.path.join(folder, "index.csv"))]


def main():
    task, folder, out = sys.argv[1:4]
    items = {"busi": busi, "nuclei": nuclei, "hippocampus": hippocampus}[task](folder)
    columns = ["image", "mask", "label", "patient"]
    if len(sys.argv) > 4:
        part = {r["item"]: r["part"] for r in rows(sys.argv[4])}
        for i in items:
            i["split"] = part[i["item"]]
        columns.append("split")
    with open(out, "w", newline="") as f:
        w = csv.DictWriter(f, columns, extrasaction="ignore", lineterminator="\n")
        w.writeheader()
        w.writerows(items)


main()
