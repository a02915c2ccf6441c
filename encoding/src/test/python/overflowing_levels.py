"""Writes a page whose first chunk has more levels than its 16 bits can say.

    python overflowing_levels.py ../resources/overflowing_levels/lists-2.2.lance      (pylance 7.0.0)
"""

import sys

import pyarrow as pa
from lance.file import LanceFileWriter

rows = pa.array([None] * 70000 + [[i % 7] for i in range(9000)], pa.list_(pa.int32()))
table = pa.table({"l": rows})
with LanceFileWriter(sys.argv[1], table.schema, version="2.2") as writer:
    writer.write_batch(table.to_batches()[0])
