"""Small image files of every kind that is read or refused, and what NumPy and Pillow say of them.

Writes files/* and expected.csv beside the image tests. Kinds that Pillow cannot write (PNG of 2, 4
and 16x3 bits or interlaced; TIFF tiled, planar or with white as zero; BMP from top to bottom) are
written here by hand, and those that Pillow can read are read back by it.

Usage, from the repository root: python3 core/src/test/oracles/image_files.py core/src/test/resources/io/ridgeline/image
"""
import csv
import hashlib
import os
import struct
import sys
import zlib

import numpy as np
from PIL import Image

out = sys.argv[1]
files = os.path.join(out, "files")
os.makedirs(files, exist_ok=True)
rows = []
rng = np.random.default_rng(20240501)
H, W = 9, 13
grey = (np.add.outer(np.arange(H) * 17, np.arange(W) * 5) + rng.integers(0, 30, (H, W))).clip(0, 255).astype(np.uint8)
rgb = np.stack([grey, 255 - grey, rng.integers(0, 256, (H, W))], -1).astype(np.uint8)
alpha = rng.integers(0, 256, (H, W)).astype(np.uint8)
grey16 = grey.astype(np.uint16) * 257 + rng.integers(0, 200, (H, W)).astype(np.uint16)
grey16[0, 0] = 65535
rgb16 = np.stack([grey16, 65535 - grey16, rng.integers(0, 65536, (H, W))], -1).astype(np.uint16)


def path(name):
    return os.path.join(files, name)


def expect(name, array, bits, frames=1):
    array = np.ascontiguousarray(array)
    channels = 1 if array.ndim == 2 else array.shape[2]
    rows.append([name, array.shape[1], array.shape[0], channels, bits, frames, int(array.min()),
                 int(array.max()), int(array.sum(dtype=np.int64)), hashlib.md5(array.tobytes()).hexdigest()])


def pil(name, array, mode=None, bits=8, expected=None, **options):
    Image.fromarray(array, mode).save(path(name), **options)
    expect(name, array if expected is None else expected, bits)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, samples, bits, colour, interlace=0, extra=b""):
    """samples [H, W, C]; rows are packed big-endian with filter 0."""
    def packed(block):
        if block.size == 0:
            return b""
        lines = []
        for line in block:
            flat = line.reshape(-1)
            if bits == 16:
                lines.append(b"\0" + flat.astype(">u2").tobytes())
            else:
                text = "".join(format(int(v), "0%db" % bits) for v in flat)
                text += "0" * (-len(text) % 8)
                lines.append(b"\0" + bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)))
        return b"".join(lines)

    passes = [(0, 0, 1, 1)]
    if interlace:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    data = b"".join(packed(samples[y::dy, x::dx]) for x, y, dx, dy in passes)
    h, w = samples.shape[:2]
    with open(path(name), "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, bits, colour, 0, 0, interlace))
                + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def tiff(name, blocks, array, bits, photometric, planar=1, tile=None, order="<"):
    """blocks: the bytes of each strip or tile."""
    h, w = array.shape[:2]
    samples = 1 if array.ndim == 2 else array.shape[2]
    tags = [(256, 3, [w]), (257, 3, [h]), (258, 3, [bits] * samples), (259, 3, [1]), (262, 3, [photometric]),
            (277, 3, [samples]), (284, 3, [planar])]
    offset, offsets = 8, []
    for b in blocks:
        offsets.append(offset)
        offset += len(b)
    lengths = [len(b) for b in blocks]
    if tile:
        tags += [(322, 3, [tile]), (323, 3, [tile]), (324, 4, offsets), (325, 4, lengths)]
    else:
        rows_a_strip = h if planar == 2 or len(blocks) == 1 else 4
        tags += [(273, 4, offsets), (278, 3, [rows_a_strip]), (279, 4, lengths)]
    tags.sort()
    directory = struct.pack(order + "H", len(tags))
    tail = offset + 2 + 12 * len(tags) + 4
    extra = b""
    for tag, kind, values in tags:
        value = b"".join(struct.pack(order + ("H" if kind == 3 else "I"), v) for v in values)
        if len(value) > 4:
            field = struct.pack(order + "I", tail + len(extra))
            extra += value
        else:
            field = value.ljust(4, b"\0")
        directory += struct.pack(order + "HHI", tag, kind, len(values)) + field
    with open(path(name), "wb") as f:
        f.write((b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, offset))
        f.write(b"".join(blocks) + directory + struct.pack(order + "I", 0) + extra)


# PNG
pil("grey8.png", grey)
pil("grey16.png", grey16, bits=16)
pil("rgb8.png", rgb)
pil("greyalpha.png", np.stack([grey, alpha], -1), "LA", expected=grey)
pil("rgba.png", np.dstack([rgb, alpha]), "RGBA", expected=rgb)
pil("onepixel.png", grey[:1, :1])
bilevel = grey > 120
Image.fromarray(bilevel).save(path("grey1.png"))
expect("grey1.png", bilevel.astype(np.uint8) * 255, 1)
palette = Image.fromarray(rgb).quantize(7)
palette.save(path("palette.png"))
expect("palette.png", np.array(palette.convert("RGB")), 4 if palette.getpalette() else 8)
greypalette = Image.fromarray(grey // 64, "P")
greypalette.putpalette([0, 0, 0, 50, 50, 50, 200, 200, 200, 255, 255, 255])
greypalette.save(path("greypalette.png"), bits=8)
expect("greypalette.png", np.array([0, 50, 200, 255], np.uint8)[grey // 64], 8)
png("grey2.png", grey[..., None] // 64, 2, 0)
expect("grey2.png", (grey // 64) * 85, 2)
png("grey4.png", grey[..., None] // 16, 4, 0)
expect("grey4.png", (grey // 16) * 17, 4)
png("rgb16.png", rgb16, 16, 2)
expect("rgb16.png", rgb16, 16)
png("interlaced.png", rgb, 8, 2, interlace=1)
expect("interlaced.png", rgb, 8)
png("interlaced16.png", grey16[..., None], 16, 0, interlace=1)
expect("interlaced16.png", grey16, 16)
png("greykey.png", grey[..., None], 8, 0, extra=chunk(b"tRNS", struct.pack(">H", int(grey[0, 0]))))
expect("greykey.png", grey, 8)
png("rgbkey.png", rgb, 8, 2, extra=chunk(b"tRNS", struct.pack(">HHH", *[int(v) for v in rgb[0, 0]])))
expect("rgbkey.png", rgb, 8)

# BMP
pil("grey8.bmp", grey)
pil("rgb.bmp", rgb)
pil("rgba.bmp", np.dstack([rgb, alpha]), "RGBA", expected=rgb)
Image.fromarray(bilevel).save(path("grey1.bmp"))
expect("grey1.bmp", bilevel.astype(np.uint8) * 255, 1)
palette.save(path("palette.bmp"))
expect("palette.bmp", np.array(palette.convert("RGB")), 8)
stride = (W * 3 + 3) // 4 * 4
body = b"".join(line[:, ::-1].tobytes().ljust(stride, b"\0") for line in rgb)
with open(path("topdown.bmp"), "wb") as f:
    f.write(b"BM" + struct.pack("<IHHI", 54 + len(body), 0, 0, 54))
    f.write(struct.pack("<IiiHHIIiiII", 40, W, -H, 1, 24, 0, len(body), 2835, 2835, 0, 0) + body)
expect("topdown.bmp", rgb, 8)

# TIFF
pil("grey8.tif", grey)
pil("grey16.tif", grey16, bits=16)
pil("grey16big.tif", grey16.astype(">u2"), "I;16B", bits=16, expected=grey16)
pil("rgb.tif", rgb)
pil("lzw.tif", rgb, compression="tiff_lzw")
pil("lzwpredictor.tif", rgb, compression="tiff_lzw", tiffinfo={317: 2})
pil("deflate.tif", grey16, bits=16, compression="tiff_adobe_deflate")
pil("packbits.tif", rgb, compression="packbits")
pil("rgba.tif", np.dstack([rgb, alpha]), "RGBA", expected=rgb)
Image.fromarray(bilevel).save(path("grey1.tif"))
expect("grey1.tif", bilevel.astype(np.uint8) * 255, 1)
palette.save(path("palette.tif"))
expect("palette.tif", np.array(palette.convert("RGB")), 8)
tiff("whiteiszero.tif", [(255 - grey).tobytes()], grey, 8, 0)
expect("whiteiszero.tif", grey, 8)
assert (np.array(Image.open(path("whiteiszero.tif"))) == grey).all()
tiff("strips.tif", [grey[i:i + 4].tobytes() for i in range(0, H, 4)], grey, 8, 1)
expect("strips.tif", grey, 8)
tiff("planar.tif", [rgb[..., c].tobytes() for c in range(3)], rgb, 8, 2, planar=2)
expect("planar.tif", rgb, 8)
tiff("rgb16.tif", [rgb16.tobytes()], rgb16, 16, 2)
expect("rgb16.tif", rgb16, 16)
tiff("rgb16big.tif", [rgb16.astype(">u2").tobytes()], rgb16, 16, 2, order=">")
expect("rgb16big.tif", rgb16, 16)
tiled = np.zeros((16, 16), np.uint8)
tiled[:H, :W] = grey
tiff("tiled.tif", [tiled.tobytes()], grey, 8, 1, tile=16)
expect("tiled.tif", grey, 8)

# PGM and PPM
pil("binary.pgm", grey)
pil("binary.ppm", rgb)
with open(path("binary16.pgm"), "wb") as f:
    f.write(b"P5\n# sixteen bits\n%d %d\n65535\n" % (W, H) + grey16.astype(">u2").tobytes())
expect("binary16.pgm", grey16, 16)
with open(path("text.pgm"), "wb") as f:
    f.write(b"P2 # text\n%d\n%d # size\n255\n" % (W, H))
    f.write(b"\n".join(b" ".join(b"%d" % v for v in line) for line in grey) + b"\n")
expect("text.pgm", grey, 8)
with open(path("text.ppm"), "wb") as f:
    f.write(b"P3\r\n%d %d\r\n65535\r\n" % (W, H))
    f.write(b"\r\n".join(b"\t".join(b"%d" % v for v in line.reshape(-1)) for line in rgb16) + b"\r\n")
expect("text.ppm", rgb16, 16)
with open(path("twelvebit.pgm"), "wb") as f:
    f.write(b"P5 %d %d 4095\n" % (W, H) + (grey16 >> 4).astype(">u2").tobytes())
expect("twelvebit.pgm", grey16 >> 4, 16)

# JPEG: Pillow's own decoding, kept as PNG, is what to compare with.
y, x = np.mgrid[0:24, 0:37]
smooth = np.stack([128 + 100 * np.sin(x / 7.0), 128 + 100 * np.cos(y / 5.0), (x * 3 + y * 4) % 256 * 0.9], -1)
smooth = smooth.clip(0, 255).astype(np.uint8)
for name, image, options in [
        ("grey.jpg", Image.fromarray(smooth[..., 0]), {}),
        ("full.jpg", Image.fromarray(smooth), {"subsampling": 0}),
        ("halved.jpg", Image.fromarray(smooth), {"subsampling": 2}),
        ("progressive.jpg", Image.fromarray(smooth), {"subsampling": 0, "progressive": True})]:
    image.save(path(name), quality=90, **options)
    Image.open(path(name)).save(path(name + ".png"))

# Refused, each for its own reason
Image.fromarray(smooth).convert("CMYK").save(path("refused-cmyk.jpg"))
Image.fromarray(grey).save(path("refused.gif"))
pages = [Image.fromarray(grey), Image.fromarray(255 - grey), Image.fromarray(grey // 2)]
pages[0].save(path("refused-pages.tif"), save_all=True, append_images=pages[1:])
pages[0].save(path("refused-animated.png"), save_all=True, append_images=pages[1:])
Image.fromarray(grey.astype(np.float32) / 255).save(path("refused-float.tif"))
Image.fromarray(smooth).save(path("refused.webp"))

with open(os.path.join(out, "expected.csv"), "w", newline="") as f:
    writer = csv.writer(f, lineterminator="\n")
    writer.writerow("file,width,height,channels,bits,frames,min,max,sum,md5".split(","))
    writer.writerows(rows)
