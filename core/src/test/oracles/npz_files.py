"""NumPy archives of every element type and order that is read, and some that are refused.

Each array holds 2x3x4 values; expected.csv gives them in row-major order.

Usage, from the repository root: python3 core/src/test/oracles/npz_files.py core/src/test/resources/io/ridgeline/image/npz
"""
import os
import sys

import numpy as np

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
base = np.arange(24).reshape(2, 3, 4)
arrays = {
    "b1": base % 3 == 0,
    "u1": (base * 11).astype("u1"),
    "i1": (base * 11 - 128).astype("i1"),
    "u2": (base * 2849).astype("<u2"),
    "i2": (base * 2849 - 32768).astype("<i2"),
    "i4": (base * 186737708 - 2147483648).astype("<i4"),
    "i8": base.astype("<i8") * 801996143271067500 - 9223372036854775807,
    "f4": (base / 7 - 1.5).astype("<f4"),
    "f8": base / 7 - 1.5,
    "fortran": np.asfortranarray((base * 2849).astype("<u2")),
    "number": np.float64(2.5),
    "line": np.arange(5, dtype="<i4"),
    "empty": np.zeros((0, 4), "<f4"),
}
np.savez(os.path.join(out, "stored.npz"), **arrays)
np.savez_compressed(os.path.join(out, "deflated.npz"), **arrays)
np.savez(os.path.join(out, "refused-object.npz"), a=np.array([{"x": 1}], dtype=object))
np.savez(os.path.join(out, "refused-bigendian.npz"), a=base.astype(">i4"))
np.savez(os.path.join(out, "refused-complex.npz"), a=base.astype("c8"))
np.savez(os.path.join(out, "refused-struct.npz"), a=np.zeros(2, [("x", "<i4"), ("y", "<f4")]))
with open(os.path.join(out, "expected.csv"), "w") as f:
    f.write("name,type,shape,values\n")
    for name, a in arrays.items():
        a = np.asarray(a)
        values = [repr(float(v)) if a.dtype.kind == "f" else str(int(v)) for v in a.flatten(order="C")]
        f.write("%s,%s,%s,%s\n" % (name, a.dtype.str, "x".join(map(str, a.shape)), " ".join(values)))
