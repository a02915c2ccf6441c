"""Makes fastlanes.bin: bit-packed chunks as pylance 14.0.2 writes them (file version 2.1).

One column of 1024 unsigned integers per type and width. Value i of a column is the top `width` bits
of splitmix64(width * 1024 + i), so the expected values need no file; value 0 has all bits set instead,
which pins the width.

Records: u16 type bits, u16 bit width, u32 size of the chunk's value buffer, the buffer: one word of
the type with the width, then the packed block. All little-endian.
"""

import struct
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
from lance.file import LanceFileWriter

WIDTHS = {
    8: [1, 2, 3, 4, 5, 6, 7],
    16: [1, 3, 5, 8, 11, 15],
    32: [1, 3, 8, 13, 17, 24, 31],
    64: [1, 7, 13, 31, 32, 33, 45, 63],
}
MASK = (1 << 64) - 1


def splitmix64(seed):
    z = (seed * 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def chunk(bits, width, folder):
    values = [splitmix64(width * 1024 + i) >> (64 - width) for i in range(1024)]
    values[0] = (1 << width) - 1
    table = pa.table({"x": pa.array(values, getattr(pa, f"uint{bits}")())})
    path = f"{folder}/x.lance"
    with LanceFileWriter(path, table.schema, version="2.1") as writer:
        writer.write_batch(table)
    data = Path(path).read_bytes()
    # buffer 0 (chunk sizes) is padded to 64 bytes; then the chunk: no levels, size, padding to 8
    levels, size = struct.unpack_from("<HH", data, 64)
    assert levels == 0 and size == bits // 8 + 128 * width, (bits, width, levels, size)
    return data[72 : 72 + size]


with tempfile.TemporaryDirectory() as folder, open(sys.argv[1], "wb") as out:
    for bits, widths in WIDTHS.items():
        for width in widths:
            buffer = chunk(bits, width, folder)
            out.write(struct.pack("<HHI", bits, width, len(buffer)) + buffer)
