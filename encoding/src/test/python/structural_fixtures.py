"""Writes the fixtures of the structural layouts: for each case a Lance file and the values in it.

    python structural_fixtures.py ../resources/structural          (pylance 14.0.2, pyarrow 26)
    python structural_fixtures.py ../resources/structural old      (pylance 4.0.2 or 7.0.0: 2.1 only)

CASE-VERSION.lance is the file, CASE.arrow the expected values as an Arrow IPC file; dictionaries
are stored there as their values, blobs as their bytes.
"""

import os
import random
import sys

import lance
import pyarrow as pa
from lance.file import LanceFileWriter

MODERN = ["2.1", "2.2", "2.3"]


def some(rng, n, make, nulls=0.0):
    return [None if rng.random() < nulls else make() for _ in range(n)]


def word(rng, low, high):
    return "".join(rng.choice("abcdefghij ") for _ in range(rng.randint(low, high)))


def lists(rng, n, item, nulls=0.0, empties=0.0, most=5):
    def one():
        if rng.random() < empties:
            return []
        return [item() for _ in range(rng.randint(1, most))]

    return some(rng, n, one, nulls)


def maybe(rng, make, nulls):
    return lambda: None if rng.random() < nulls else make()


def scalars(rng):
    n = 1500
    i32 = lambda: rng.randint(-(2**31), 2**31 - 1)
    labels = ["label %d" % i for i in range(7)]
    return pa.table(
        {
            "i64": pa.array(range(n), pa.int64()),
            "i32": pa.array(some(rng, n, i32, 0.1), pa.int32()),
            "u8": pa.array(some(rng, n, lambda: rng.randint(0, 15)), pa.uint8()),
            "i16": pa.array(some(rng, n, lambda: rng.randint(-5, 300), 0.5), pa.int16()),
            "f64": pa.array(some(rng, n, rng.random), pa.float64()),
            "f32": pa.array(some(rng, n, rng.random, 0.01), pa.float32()),
            "bool": pa.array(some(rng, n, lambda: rng.random() < 0.5), pa.bool_()),
            "nullable_bool": pa.array(some(rng, n, lambda: rng.random() < 0.5, 0.3), pa.bool_()),
            "text": pa.array(some(rng, n, lambda: word(rng, 0, 9)), pa.utf8()),
            "nullable_text": pa.array(some(rng, n, lambda: word(rng, 0, 9), 0.2), pa.utf8()),
            "fsst": pa.array(some(rng, n, lambda: word(rng, 20, 36), 0.05), pa.utf8()),
            "large_text": pa.array(some(rng, n, lambda: word(rng, 0, 9), 0.2), pa.large_utf8()),
            "binary": pa.array(some(rng, n, lambda: rng.randbytes(rng.randint(0, 9)), 0.1), pa.binary()),
            "labels": pa.array(some(rng, n, lambda: rng.choice(labels)), pa.utf8()),
            "nullable_labels": pa.array(some(rng, n, lambda: rng.choice(labels), 0.3), pa.utf8()),
            "dictionary": pa.array(some(rng, n, lambda: rng.choice(labels), 0.3), pa.utf8()).dictionary_encode(),
            "time": pa.array([1600000000000000 + i * 1000 for i in range(n)], pa.timestamp("us", "UTC")),
            "date": pa.array(some(rng, n, lambda: rng.randint(0, 20000), 0.1), pa.date32()),
            "decimal": pa.array(some(rng, n, lambda: rng.randint(0, 10**6), 0.1), pa.int64()).cast(pa.decimal128(30, 2)),
            "fixed_binary": pa.array(some(rng, n, lambda: rng.randbytes(5), 0.1), pa.binary(5)),
            "null": pa.nulls(n),
            "all_null": pa.array([None] * n, pa.int32()),
            "all_null_text": pa.array([None] * n, pa.utf8()),
            "constant": pa.array([42] * n, pa.int64()),
            "nullable_constant": pa.array(some(rng, n, lambda: 42, 0.4), pa.int32()),
            "constant_bool": pa.array([True] * n, pa.bool_()),
            "constant_text": pa.array(["the same thing again and again and again"] * n, pa.utf8()),
            "nullable_constant_text": pa.array(some(rng, n, lambda: "same", 0.5), pa.large_utf8()),
            "runs": pa.array([i // 100 for i in range(n)], pa.int32()),
            "few_nulls": pa.array([None if i == 1277 else i for i in range(n)], pa.int32()),
        }
    )


def list_columns(rng):
    n = 700
    i32 = lambda: rng.randint(0, 1000)
    text = lambda: word(rng, 0, 8)
    return pa.table(
        {
            "plain": pa.array(lists(rng, n, i32), pa.list_(pa.int32())),
            "nullable": pa.array(lists(rng, n, i32, nulls=0.2), pa.list_(pa.int32())),
            "emptyable": pa.array(lists(rng, n, i32, empties=0.2), pa.list_(pa.int32())),
            "both": pa.array(lists(rng, n, maybe(rng, i32, 0.2), 0.2, 0.2), pa.list_(pa.int32())),
            "large": pa.array(lists(rng, n, maybe(rng, text, 0.2), 0.2, 0.2), pa.large_list(pa.utf8())),
            "long": pa.array(lists(rng, n // 10, i32, 0.2, 0.2, 300) + [None] * (n - n // 10), pa.list_(pa.int32())),
            "bools": pa.array(lists(rng, n, maybe(rng, lambda: rng.random() < 0.5, 0.1), 0.2, 0.2), pa.list_(pa.bool_())),
            "labels": pa.array(lists(rng, n, lambda: rng.choice(["a", "bc", "def"]), 0.2, 0.2), pa.list_(pa.utf8())),
            "nested": pa.array(
                lists(rng, n, lambda: lists(rng, 1, maybe(rng, i32, 0.1), 0.2, 0.2)[0], 0.2, 0.2),
                pa.list_(pa.list_(pa.int32())),
            ),
            "nested_plain": pa.array(
                lists(rng, n, lambda: lists(rng, 1, i32)[0]), pa.list_(pa.list_(pa.int32()))
            ),
            "triple": pa.array(
                lists(
                    rng,
                    n,
                    lambda: lists(rng, 1, lambda: lists(rng, 1, text, 0.1, 0.1)[0], 0.1, 0.1)[0],
                    0.1,
                    0.1,
                    3,
                ),
                pa.list_(pa.large_list(pa.list_(pa.utf8()))),
            ),
            "vectors": pa.array(
                lists(rng, n, lambda: [rng.random() for _ in range(3)], 0.2, 0.2, 3),
                pa.list_(pa.list_(pa.float32(), 3)),
            ),
            "all_null": pa.array([None] * n, pa.list_(pa.int32())),
            "all_empty": pa.array([[]] * n, pa.list_(pa.int32())),
            "null_or_empty": pa.array(lists(rng, n, i32, 0.5, 1.0), pa.list_(pa.int32())),
            "null_items": pa.array(lists(rng, n, lambda: None, 0.2, 0.2), pa.list_(pa.int32())),
            "constant_items": pa.array(lists(rng, n, maybe(rng, lambda: 7, 0.2), 0.2, 0.2), pa.list_(pa.int32())),
            "constant_texts": pa.array(lists(rng, n, lambda: "seven", 0.2, 0.2), pa.list_(pa.utf8())),
            "rare": pa.array([[1, 2] if i % 97 == 5 else None for i in range(n)], pa.list_(pa.int64())),
        }
    )


def struct_columns(rng):
    n = 700
    i32 = lambda: rng.randint(0, 1000)
    text = lambda: word(rng, 0, 8)
    pair = lambda: {"a": maybe(rng, i32, 0.2)(), "b": maybe(rng, text, 0.2)()}
    pair_type = pa.struct([("a", pa.int32()), ("b", pa.utf8())])
    holder_type = pa.struct([("x", pa.list_(pa.int32())), ("y", pa.int16()), ("z", pair_type)])
    holder = lambda: {
        "x": lists(rng, 1, maybe(rng, i32, 0.2), 0.2, 0.2)[0],
        "y": rng.randint(0, 9),
        "z": maybe(rng, pair, 0.2)(),
    }
    deep_type = pa.struct([("p", pa.list_(holder_type)), ("q", pa.list_(pa.list_(pair_type)))])
    deep = lambda: {
        "p": lists(rng, 1, maybe(rng, holder, 0.2), 0.2, 0.2, 3)[0],
        "q": lists(rng, 1, lambda: lists(rng, 1, maybe(rng, pair, 0.1), 0.2, 0.2, 3)[0], 0.2, 0.2, 3)[0],
    }
    return pa.table(
        {
            "plain": pa.array(some(rng, n, lambda: {"a": i32(), "b": text()}), pair_type),
            "nullable": pa.array(some(rng, n, pair, 0.2), pair_type),
            "null_structs_only": pa.array(some(rng, n, lambda: {"a": i32(), "b": text()}, 0.2), pair_type),
            "holder": pa.array(some(rng, n, holder, 0.2), holder_type),
            "list_of_pairs": pa.array(lists(rng, n, maybe(rng, pair, 0.2), 0.2, 0.2), pa.list_(pair_type)),
            "list_of_full_pairs": pa.array(
                lists(rng, n, lambda: {"a": i32(), "b": text()}, 0.2, 0.2), pa.list_(pair_type)
            ),
            "list_of_holders": pa.array(lists(rng, n, maybe(rng, holder, 0.2), 0.2, 0.2, 3), pa.list_(holder_type)),
            "deep": pa.array(some(rng, n, deep, 0.2), deep_type),
            "all_null": pa.array([None] * n, pair_type),
            "constant": pa.array(some(rng, n, lambda: {"a": 3, "b": "x"}, 0.2), pair_type),
        }
    )


def vector_columns(rng):
    n = 110
    floats = lambda d: (lambda: [rng.random() for _ in range(d)])
    return pa.table(
        {
            "small": pa.array(some(rng, n, floats(4)), pa.list_(pa.float32(), 4)),
            "small_nullable": pa.array(some(rng, n, floats(4), 0.2), pa.list_(pa.float32(), 4)),
            "small_null_items": pa.array(
                some(rng, n, lambda: [maybe(rng, rng.random, 0.2)() for _ in range(4)], 0.2), pa.list_(pa.float32(), 4)
            ),
            "wide": pa.array(some(rng, n, floats(66)), pa.list_(pa.float32(), 66)),
            "wide_nullable": pa.array(some(rng, n, floats(66), 0.2), pa.list_(pa.float32(), 66)),
            "wide_null_items": pa.array(
                some(rng, n, lambda: [maybe(rng, rng.random, 0.2)() for _ in range(33)], 0.2), pa.list_(pa.float64(), 33)
            ),
            "nested": pa.array(
                some(rng, n, lambda: [[rng.randint(0, 99) for _ in range(3)] for _ in range(2)], 0.2),
                pa.list_(pa.list_(pa.int16(), 3), 2),
            ),
            "bytes": pa.array(some(rng, n, lambda: [rng.randint(0, 255) for _ in range(8)]), pa.list_(pa.uint8(), 8)),
            "lists": pa.array(lists(rng, n, floats(66), 0.2, 0.2, 2), pa.list_(pa.list_(pa.float32(), 66))),
            "fixed_binary": pa.array(some(rng, n, lambda: rng.randbytes(260), 0.2), pa.binary(260)),
        }
    )


def wide_columns(rng):
    n = 60
    wide = lambda: rng.randbytes(rng.randint(0, 700))
    text = lambda: word(rng, 100, 500)
    record = pa.struct([("data", pa.list_(pa.binary())), ("id", pa.int32())])
    return pa.table(
        {
            "plain": pa.array(some(rng, n, wide), pa.binary()),
            "nullable": pa.array(some(rng, n, wide, 0.3), pa.binary()),
            "large": pa.array(some(rng, n, wide, 0.3), pa.large_binary()),
            "text": pa.array(some(rng, n, text, 0.3), pa.utf8()),
            "list": pa.array(lists(rng, n, maybe(rng, wide, 0.2), 0.2, 0.2, 3), pa.list_(pa.binary())),
            "full_list": pa.array(lists(rng, n, wide, most=3), pa.list_(pa.binary())),
            "nested": pa.array(
                lists(rng, n, lambda: lists(rng, 1, maybe(rng, wide, 0.1), 0.2, 0.2, 2)[0], 0.2, 0.2, 2),
                pa.list_(pa.list_(pa.large_binary())),
            ),
            "struct": pa.array(
                some(
                    rng,
                    n,
                    lambda: {"data": lists(rng, 1, maybe(rng, wide, 0.2), 0.2, 0.2, 3)[0], "id": rng.randint(0, 9)},
                    0.3,
                ),
                record,
            ),
        }
    )


def long_lists(rng):
    n = 12
    i64 = lambda: rng.randint(0, 60000)
    return pa.table(
        {
            "huge": pa.array(lists(rng, n, i64, 0.2, 0.2, 3000), pa.list_(pa.int64())),
            "huge_nested": pa.array(
                lists(rng, n, lambda: lists(rng, 1, maybe(rng, i64, 0.1), 0.1, 0.1, 2000)[0], 0.2, 0.2, 3),
                pa.list_(pa.list_(pa.int64())),
            ),
            "many_empty": pa.array(
                lists(rng, n, lambda: [1] if rng.random() < 0.1 else [], 0.1, 0.1, 3000), pa.list_(pa.list_(pa.int32()))
            ),
        }
    )


def packed_columns(rng):
    n = 400
    packed = {b"packed": b"true", b"lance-encoding:packed": b"true"}
    fixed = pa.struct([("a", pa.int32()), ("b", pa.float64()), ("c", pa.uint8())])
    row = lambda: {"a": rng.randint(0, 99), "b": rng.random(), "c": rng.randint(0, 9)}
    schema = pa.schema([pa.field("fixed", fixed, metadata=packed), pa.field("nullable", fixed, metadata=packed)])
    return pa.table([pa.array(some(rng, n, row), fixed), pa.array(some(rng, n, row, 0.2), fixed)], schema=schema)


def packed_variable_columns(rng):
    n = 400
    packed = {b"packed": b"true", b"lance-encoding:packed": b"true"}
    mixed = pa.struct([("a", pa.int32()), ("b", pa.utf8()), ("c", pa.binary())])
    row = lambda: {"a": rng.randint(0, 99), "b": word(rng, 0, 12), "c": rng.randbytes(rng.randint(0, 5))}
    schema = pa.schema([pa.field("mixed", mixed, metadata=packed), pa.field("nullable", mixed, metadata=packed)])
    return pa.table([pa.array(some(rng, n, row), mixed), pa.array(some(rng, n, row, 0.2), mixed)], schema=schema)


def map_columns(rng):
    n = 700
    entries = lambda value: lists(rng, 1, lambda: (word(rng, 1, 5), value()), 0.2, 0.2, 4)[0]
    i32 = lambda: rng.randint(0, 99)
    pair = pa.struct([("a", pa.int32()), ("b", pa.utf8())])
    return pa.table(
        {
            "plain": pa.array(some(rng, n, lambda: entries(i32)), pa.map_(pa.utf8(), pa.int32())),
            "nullable": pa.array(some(rng, n, lambda: entries(maybe(rng, i32, 0.3))), pa.map_(pa.utf8(), pa.int32())),
            "structs": pa.array(
                some(rng, n, lambda: entries(maybe(rng, lambda: {"a": i32(), "b": word(rng, 0, 3)}, 0.2))),
                pa.map_(pa.utf8(), pair),
            ),
            "lists": pa.array(
                some(rng, n, lambda: entries(lambda: lists(rng, 1, i32, 0.2, 0.2)[0])),
                pa.map_(pa.utf8(), pa.list_(pa.int32())),
            ),
            "in_list": pa.array(
                lists(rng, n, lambda: entries(i32), 0.2, 0.2, 2), pa.list_(pa.map_(pa.utf8(), pa.int32()))
            ),
        }
    )


def fixed_struct_columns(rng):
    n = 500
    pair = pa.struct([("a", pa.int32()), ("b", pa.utf8())])
    i32 = lambda: rng.randint(0, 99)
    full = lambda: {"a": i32(), "b": word(rng, 0, 4)}
    loose = lambda: {"a": maybe(rng, i32, 0.2)(), "b": maybe(rng, lambda: word(rng, 0, 4), 0.2)()}
    return {
        "fixed_struct_plain": pa.table({"plain": pa.array(some(rng, n, lambda: [full() for _ in range(3)]), pa.list_(pair, 3))}),
        "fixed_struct_nullable": pa.table(
            {"nullable": pa.array(some(rng, n, lambda: [maybe(rng, loose, 0.2)() for _ in range(3)], 0.2), pa.list_(pair, 3))}
        ),
    }


def sparse_columns(rng):
    n = 300
    i32 = lambda: rng.randint(0, 1000)
    pair = pa.struct([("a", pa.int32()), ("b", pa.list_(pa.utf8()))])
    loose = lambda: {"a": maybe(rng, i32, 0.2)(), "b": lists(rng, 1, lambda: word(rng, 0, 5), 0.2, 0.2)[0]}
    floats = lambda: [rng.random() for _ in range(66)]
    fixed_pairs = lambda: maybe(rng, lambda: [maybe(rng, loose, 0.2)() for _ in range(2)], 0.2)()
    columns = {
        "i": (pa.array(some(rng, n, i32, 0.3), pa.int32()), True),
        "steps": (pa.array([i if i % 3 else None for i in range(n)], pa.int32()), True),
        "t": (pa.array(some(rng, n, lambda: word(rng, 0, 9), 0.6), pa.utf8()), True),
        "constant": (pa.array(some(rng, n, lambda: True, 0.6), pa.bool_()), True),
        "l": (pa.array(lists(rng, n, maybe(rng, i32, 0.2), 0.3, 0.3), pa.list_(pa.int32())), True),
        "s": (pa.array(some(rng, n, loose, 0.3), pair), True),
        "ls": (pa.array(lists(rng, n, maybe(rng, loose, 0.2), 0.3, 0.3), pa.list_(pair)), True),
        "wide": (pa.array(some(rng, n, lambda: rng.randbytes(rng.randint(200, 400)), 0.75), pa.binary()), False),
        "wide_lists": (
            pa.array(lists(rng, 100, maybe(rng, lambda: rng.randbytes(300), 0.8), 0.3, 0.3) + [None] * (n - 100), pa.list_(pa.binary())),
            False,
        ),
        "vectors": (pa.array(some(rng, n, floats, 0.8), pa.list_(pa.float32(), 66)), False),
        "fixed_in_list": (pa.array(lists(rng, n, fixed_pairs, 0.3, 0.3, 3), pa.list_(pa.list_(pair, 2))), False),
    }
    sparse = {b"lance-encoding:structural-encoding": b"sparse"}
    schema = pa.schema([pa.field(name, c.type, metadata=sparse if s else None) for name, (c, s) in columns.items()])
    return pa.table([c for c, _ in columns.values()], schema=schema)


def indexed_columns(rng):
    """Repeated values of 64 KiB together, which is what indices into items begin at."""
    wide = [rng.randbytes(1700) for _ in range(40)]
    sparse = {b"lance-encoding:structural-encoding": b"sparse"}
    column = pa.array(some(rng, 160, lambda: rng.choice(wide), 0.3), pa.binary())
    return pa.table([column], schema=pa.schema([pa.field("indexed", pa.binary(), metadata=sparse)]))


def blob_columns(rng):
    n = 60
    blob = {b"lance-encoding:blob": b"true"}
    data = lambda: rng.randbytes(rng.choice([0, 1, 10, 100, 300]))
    schema = pa.schema(
        [pa.field("plain", pa.large_binary(), metadata=blob), pa.field("nullable", pa.large_binary(), metadata=blob)]
    )
    return pa.table(
        [pa.array(some(rng, n, data), pa.large_binary()), pa.array(some(rng, n, data, 0.3), pa.large_binary())],
        schema=schema,
    )


def fieldless_columns(rng):
    """Structs without fields, which are written only where nothing around them is null or a list."""
    empty = pa.struct([])
    pair = pa.struct([pa.field("e", empty, False), pa.field("i", pa.int32())])
    schema = pa.schema([pa.field("e", empty, False), pa.field("s", pair)])
    return pa.table([pa.array([{}] * 30, empty), pa.array([{"e": {}, "i": i} for i in range(30)], pair)], schema=schema)


def paged(rng):
    """Pages that need different layers, each from a batch of its own."""
    pair = pa.struct([("a", pa.int32()), ("b", pa.list_(pa.int32()))])
    batches = []
    i32 = lambda: rng.randint(0, 1000)
    for nulls, empties in [(0, 0), (0.3, 0), (0, 0.3), (0.3, 0.3), (1.0, 0), (0, 1.0), (0, 0), (0.1, 0.1)]:
        n = rng.choice([90, 129, 200])
        pairs = lambda: {"a": maybe(rng, i32, nulls)(), "b": lists(rng, 1, maybe(rng, i32, nulls), nulls, empties)[0]}
        batches.append(
            pa.table(
                {
                    "i": pa.array(some(rng, n, i32, nulls), pa.int32()),
                    "t": pa.array(some(rng, n, lambda: word(rng, 0, 9), nulls), pa.utf8()),
                    "l": pa.array(lists(rng, n, maybe(rng, i32, nulls), nulls, empties), pa.list_(pa.int32())),
                    "s": pa.array(some(rng, n, pairs, nulls), pair),
                    "ls": pa.array(lists(rng, n, maybe(rng, pairs, nulls), nulls, empties, 3), pa.list_(pair)),
                }
            )
        )
    return batches


def empty(rng):
    return pa.table(
        {
            "i": pa.array([], pa.int32()),
            "l": pa.array([], pa.list_(pa.utf8())),
            "s": pa.array([], pa.struct([("a", pa.int32()), ("b", pa.list_(pa.int8()))])),
        }
    )


def cases(versions):
    only = lambda *wanted: [v for v in versions if v in wanted]
    yield "scalars", scalars, versions
    yield "lists", list_columns, versions
    yield "structs", struct_columns, versions
    yield "vectors", vector_columns, versions
    yield "wide", wide_columns, versions
    yield "long_lists", long_lists, versions
    yield "packed", packed_columns, versions
    yield "packed_variable", packed_variable_columns, only("2.2", "2.3")
    yield "maps", map_columns, only("2.2", "2.3")
    yield "fixed_struct", fixed_struct_columns, only("2.2", "2.3")
    yield "sparse", sparse_columns, only("2.3")
    yield "indexed", indexed_columns, only("2.3")
    yield "blobs", blob_columns, only("2.1")
    yield "fieldless", fieldless_columns, only("2.1", "2.2")
    yield "paged", paged, versions
    yield "empty", empty, versions


def plain(table):
    columns = []
    fields = []
    for field, column in zip(table.schema, table.columns):
        if pa.types.is_dictionary(field.type):
            column = column.cast(field.type.value_type)
            field = field.with_type(field.type.value_type)
        columns.append(column)
        fields.append(field)
    return pa.table(columns, schema=pa.schema(fields))


def write(path, batches, version, small_pages):
    if os.path.exists(path):
        os.remove(path)
    cache = {"data_cache_bytes": 1} if small_pages else {}
    with LanceFileWriter(path, batches[0].schema, version=version, **cache) as writer:
        for batch in batches:
            for part in batch.to_batches():
                writer.write_batch(part)


def main():
    out = sys.argv[1]
    old = len(sys.argv) > 2
    suffix = "-by-" + lance.__version__ if old else ""
    versions = ["2.1"] if old else MODERN
    for name, make, wanted in cases(versions):
        made = make(random.Random("structural " + name))
        for part, tables in (made if isinstance(made, dict) else {name: made}).items():
            batches = tables if isinstance(tables, list) else [tables]
            whole = plain(pa.concat_tables(batches)).combine_chunks()
            written = []
            for version in wanted:
                path = os.path.join(out, part + "-" + version + suffix + ".lance")
                try:
                    write(path, batches, version, name == "paged")
                    written.append(version)
                except BaseException as e:  # pyo3 panics are no Exceptions
                    print("cannot write", part, version, str(e)[:200])
                    if os.path.exists(path):
                        os.remove(path)
            if written and not old:
                with pa.ipc.new_file(os.path.join(out, part + ".arrow"), whole.schema) as sink:
                    for batch in whole.to_batches():
                        sink.write_batch(batch)
            print(part, whole.num_rows, written)


main()
