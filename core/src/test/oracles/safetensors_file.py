"""Writes the safetensors fixtures byte by byte, from the published format.

Run from this folder: python3 safetensors_file.py
"""

import json
import pathlib
import struct

OUT = pathlib.Path(__file__).parent / "../resources/io/ridgeline/deploy"


def write(name, header, data, pad=b""):
    text = json.dumps(header, ensure_ascii=False).encode() + pad
    (OUT / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


OUT.mkdir(parents=True, exist_ok=True)
# Header order is not data order; every type that is read; a scalar, an empty tensor, metadata.
write(
    "mixed.safetensors",
    {
        "__metadata__": {"format": "pt"},
        "steps": {"dtype": "I64", "shape": [], "data_offsets": [40, 48]},
        "stem.0.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        "größe": {"dtype": "F64", "shape": [2], "data_offsets": [24, 40]},
        "nothing": {"dtype": "F32", "shape": [0, 5], "data_offsets": [48, 48]},
    },
    struct.pack("<6f", 1.5, -2.25, 0.1, float("inf"), 3.4028234663852886e38, -0.0)
    + struct.pack("<2d", 0.1, -1e-3)
    + struct.pack("<q", 12345),
    b"   ",
)
# What the writer must give for {"a": [[1, 2]], "b": 3}: compact JSON, padded to eight bytes.
text = b'{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}'
text += b" " * (-len(text) % 8)
(OUT / "written.safetensors").write_bytes(
    struct.pack("<Q", len(text)) + text + struct.pack("<3f", 1, 2, 3)
)
