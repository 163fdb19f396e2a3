"""Tiny NIfTI files by nibabel, and what they hold in the canonical frame.

Each case: the file (base64), its canonical values in the order [D, H, W], spacing in mm (depth, height, width),
affine of canonical voxels in mm, and MD5 of the canonical values as 32-bit floats.

Usage, from the repository root: python3 core/src/test/oracles/nifti.py core/src/test/resources/io/ridgeline/image/nifti.json
"""
import base64
import gzip
import hashlib
import itertools
import json
import sys

import nibabel as nib
import numpy as np
from nibabel.orientations import axcodes2ornt, inv_ornt_aff, io_orientation
from scipy.spatial.transform import Rotation

rng = np.random.default_rng(11)
cases = []
OBLIQUE = np.array([[-0.9, 0.2, 0.1, 20], [0.15, 1.4, -0.3, -31.5], [0.05, 0.35, 2.5, 7.25], [0, 0, 0, 1]])


def add(name, array, affine, kind=nib.Nifti1Image, order="<", sform=1, qform=0, unit=2, packed=False, change=None):
    header = kind.header_class(endianness=order)
    header.set_data_shape(array.shape)
    header.set_data_dtype(array.dtype.newbyteorder(order))
    header.set_sform(affine, sform)
    header.set_qform(affine, qform)
    header["xyzt_units"] = unit
    if change:
        change(header)
    # Without an affine of its own the image has what nibabel works out from the header.
    image = kind(array, None, header, dtype=array.dtype)
    data = raw(image)
    read = kind.from_bytes(data)
    assert read.header.endianness == order
    assert (read.header["sform_code"], read.header["qform_code"]) == (sform, qform)
    factor = {0: 1, 1: 1000, 2: 1, 3: 0.001}[unit]
    ornt = io_orientation(read.affine)
    if read.ndim == 4:
        read = read.slicer[..., 0]
    canonical = nib.as_closest_canonical(read)
    if sform:
        spacing = nib.affines.voxel_sizes(canonical.affine * factor)
    else:
        spacing = np.empty(3)
        for axis in range(3):
            spacing[int(ornt[axis, 0])] = float(read.header["pixdim"][axis + 1]) * factor
    values = canonical.get_fdata().astype("<f4").transpose(2, 1, 0)
    if packed:
        data = gzip.compress(data, mtime=0)
    cases.append({
        "name": name,
        "file": base64.b64encode(data).decode(),
        "type": array.dtype.name,
        "shape": list(values.shape),
        "values": [float(v) for v in values.ravel()],
        "spacing": [float(v) for v in spacing[::-1]],
        "affine": [[float(v) * factor for v in row] for row in canonical.affine[:3]],
        "md5": hashlib.md5(values.tobytes()).hexdigest(),
    })


def raw(image):
    """What nibabel writes, with the header's own scaling instead of one that nibabel chooses."""
    slope, inter = image.header["scl_slope"].copy(), image.header["scl_inter"].copy()
    data = bytearray(image.to_bytes())
    second = isinstance(image, nib.Nifti2Image)
    code = image.header.endianness + ("d" if second else "f")
    at, width = (176, 8) if second else (112, 4)
    data[at:at + 2 * width] = np.array([slope, inter], code).tobytes()
    return bytes(data)


def scaled(slope, inter):
    def change(header):
        header["scl_slope"] = slope
        header["scl_inter"] = inter
    return change


def whole(dtype, shape=(2, 3, 4)):
    info = np.iinfo(dtype)
    array = rng.integers(info.min, info.max, shape, dtype=dtype, endpoint=True)
    array.flat[0], array.flat[1] = info.min, info.max
    return array


small = lambda shape=(2, 3, 4): whole(np.uint8, shape)
for order in "<>":
    for dtype in (np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.uint64, np.int64):
        add("%s %s" % (np.dtype(dtype).name, order), whole(dtype), OBLIQUE, order=order)
    for dtype in (np.float32, np.float64):
        add("%s %s" % (np.dtype(dtype).name, order), rng.normal(0, 1000, (2, 3, 4)).astype(dtype), OBLIQUE, order=order)
    add("NIfTI-2 " + order, whole(np.int16), OBLIQUE, kind=nib.Nifti2Image, order=order)
    add("NIfTI-2 float64 gzipped " + order, rng.normal(0, 1, (3, 2, 2)), OBLIQUE, kind=nib.Nifti2Image, order=order, packed=True)
    add("NIfTI-2 qform " + order, small(), OBLIQUE, kind=nib.Nifti2Image, order=order, sform=0, qform=1)
add("gzipped", whole(np.int16), OBLIQUE, packed=True)
for axes in itertools.permutations((0, 1, 2)):
    for ends in itertools.product((0, 1), repeat=3):
        codes = "".join(("LR", "PA", "IS")[a][e] for a, e in zip(axes, ends))
        affine = np.diag([1.5, 2, 3.25, 1]) @ inv_ornt_aff(axcodes2ornt(codes), (2, 3, 4))
        affine[:3, 3] += (10, -20, 30.5)
        add("axes " + codes, small(), affine)
        add("qform axes " + codes, small(), affine, sform=0, qform=1)
for i in range(12):
    turn = Rotation.random(random_state=i).as_matrix()
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag(rng.uniform(0.5, 4, 3)) * ([1, 1, -1] if i % 2 else 1)
    affine[:3, 3] = rng.normal(0, 50, 3)
    add("turned qform %d" % i, small(), affine, sform=0, qform=1)
    affine[:3, :3] += rng.normal(0, 0.15, (3, 3))
    add("sheared sform %d" % i, small(), affine)
add("neither form", small(), OBLIQUE, sform=0, qform=0)
add("sform before qform", small(), np.diag([-1, -2, 3, 1]), qform=1, change=lambda h: h.set_qform(np.diag([2, 3, 4, 1]), 1))
add("slope", whole(np.int16), OBLIQUE, change=scaled(0.07540696859359741, 3100.76171875))
add("negative slope", small(), OBLIQUE, change=scaled(-2, 0.5))
add("slope of NIfTI-2", whole(np.int32), OBLIQUE, kind=nib.Nifti2Image, change=scaled(1e-7, 0.1))
add("slope 0", small(), OBLIQUE, change=scaled(0, 7))
add("slope NaN", small(), OBLIQUE, change=scaled(np.nan, np.nan))
add("metres", small(), np.diag([0.001, 0.002, 0.0035, 1]), unit=1)
add("micrometres", small(), np.diag([-700, 800, 1250, 1]), unit=3)
add("unknown unit", small(), OBLIQUE, unit=0)
add("one point in time", small((2, 3, 4, 1)), OBLIQUE)
add("extension", small(), OBLIQUE, change=lambda h: h.extensions.append(nib.nifti1.Nifti1Extension("comment", b"a note" * 9)))
with open(sys.argv[1], "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
