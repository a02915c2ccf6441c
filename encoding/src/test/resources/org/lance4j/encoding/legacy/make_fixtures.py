#!/usr/bin/env python3
"""Data files of version 0.1 and what pylance 14.0.2 reads from them.

    python make_fixtures.py write DIR    writes DIR/NAME-RELEASE.lance, by the pylance at hand
    python make_fixtures.py read DIR     writes DIR/*.arrow, by pylance 14.0.2

Written by 14.0.2, 0.16.1, 0.8.21 and 0.5.9. DIR/NAME-RELEASE holds the tables.
"""
import datetime
import decimal
import glob
import os
import random
import shutil
import sys

import lance
import numpy
import pyarrow as pa

R = random.Random(1)


def nulls(values, share):
    return [None if R.random() < share else v for v in values]


def words(n):
    return "".join(R.choice("abcdefgh ") for _ in range(n))


def column(name, type_, values, nullable=True):
    return pa.field(name, type_, nullable), pa.array(values, type_)


def primitives(n=260):
    day = datetime.date(2020, 1, 1)
    when = datetime.datetime(2020, 1, 1)
    cols = []
    for bits in (8, 16, 32, 64):
        top = 1 << (bits - 1)
        cols.append(column(f"i{bits}", getattr(pa, f"int{bits}")(), nulls([R.randint(-top, top - 1) for _ in range(n)], 0.1)))
        cols.append(column(f"u{bits}", getattr(pa, f"uint{bits}")(), [R.randint(0, 2 * top - 1) for _ in range(n)], False))
    cols += [
        column("f16", pa.float16(), numpy.arange(n, dtype="float16") / 8),
        column("f32", pa.float32(), nulls([R.random() for _ in range(n)], 0.5)),
        column("f64", pa.float64(), [R.random() for _ in range(n)]),
        column("bool", pa.bool_(), nulls([R.random() < 0.5 for _ in range(n)], 0.2)),
        column("bools", pa.bool_(), [i % 3 == 0 for i in range(n)], False),
        column("dec", pa.decimal128(30, 3), [decimal.Decimal(i) / 8 for i in range(n)]),
        column("fsb", pa.binary(5), [b"%05d" % i for i in range(n)]),
        column("date32", pa.date32(), [day + datetime.timedelta(i) for i in range(n)]),
        column("date64", pa.date64(), [day + datetime.timedelta(i) for i in range(n)]),
        column("time32", pa.time32("ms"), [i * 7 for i in range(n)]),
        column("ts", pa.timestamp("us"), nulls([when + datetime.timedelta(hours=i) for i in range(n)], 0.1)),
        column("dur", pa.duration("s"), list(range(n))),
        column("none", pa.int32(), [None] * n),
        column("null", pa.null(), [None] * n),
    ]
    return cols


def strings(n=260):
    values = [words(R.randint(0, 9)) for _ in range(n)]
    return [
        column("s", pa.string(), nulls(values, 0.2)),
        column("required", pa.string(), values, False),
        column("ls", pa.large_string(), values),
        column("b", pa.binary(), nulls([v.encode() for v in values], 0.5)),
        column("lb", pa.large_binary(), [v.encode() for v in values], False),
        column("none", pa.string(), [None] * n),
        column("empty", pa.binary(), [b""] * n, False),
    ]


def nested(n=210):
    inner = pa.struct([("x", pa.int32()), ("s", pa.string())])
    outer = pa.struct([("a", pa.float64()), pa.field("in", inner), ("l", pa.list_(pa.int16()))])

    def some(i, f):
        return None if i % 7 == 0 else [f(k) for k in range(R.choice([0, 0, 1, 2, 3]))]

    return [
        column("v", pa.list_(pa.float32(), 8), [[float(i + k) for k in range(8)] for i in range(n)]),
        column("nullv", pa.list_(pa.float64(), 3), nulls([[float(i + k) for k in range(3)] for i in range(n)], 0.3)),
        column("bits", pa.list_(pa.bool_(), 9), [[R.random() < 0.5 for _ in range(9)] for i in range(n)]),
        column("deep", pa.list_(pa.list_(pa.int16(), 3), 2), [[[i, 1, 2], [3, i, 5]] for i in range(n)]),
        column("st", inner, [{"x": i, "s": words(i % 9)} for i in range(n)]),
        column("deepst", outer, [{"a": i / 2, "in": {"x": i, "s": str(i)}, "l": list(range(i % 6))} for i in range(n)]),
        column("ints", pa.list_(pa.int32()), [some(i, lambda k: i + k) for i in range(n)]),
        column("large", pa.large_list(pa.string()), [some(i, lambda k: words(k)) for i in range(n)]),
        column("lists", pa.list_(pa.list_(pa.int8())), [some(i, lambda k: [k] * k) for i in range(n)]),
        column("structs", pa.list_(inner), [some(i, lambda k: {"x": k, "s": "x" * k}) for i in range(n)]),
        column("structlists", pa.list_(outer), [some(i, lambda k: {"a": k, "in": {"x": k, "s": "x"}, "l": [k] * k}) for i in range(n)]),
        column("vectors", pa.list_(pa.list_(pa.float32(), 2)), [some(i, lambda k: [float(i), float(k)]) for i in range(n)]),
        column("bools", pa.list_(pa.bool_()), [some(i, lambda k: k % 2 == 0) for i in range(n)]),
        column("nones", pa.list_(pa.int32()), [None] * n),
        column("empties", pa.list_(pa.string()), [[]] * n),
    ]


def dictionaries(n=210):
    def coded(index, values, share):
        keys = pa.array(nulls([R.randrange(len(values)) for _ in range(n)], share), index)
        return pa.DictionaryArray.from_arrays(keys, values)

    colours = pa.array(["red", "green", "", "blue"])
    out = []
    for name, array in [
        ("s8", coded(pa.int8(), colours, 0)),
        ("u8n", coded(pa.uint8(), colours, 0.3)),
        ("s16", coded(pa.int16(), pa.array(["v%d" % i for i in range(300)]), 0)),
        ("i64", coded(pa.int32(), pa.array([10, -20, 30], pa.int64()), 0.1)),
        ("large", coded(pa.int64(), pa.array(["x", "yy"], pa.large_string()), 0)),
    ]:
        out.append((pa.field(name, array.type), array))
    return out


def writable(cols, directory):
    """The columns that this release writes and reads."""
    good = []
    for field, values in cols:
        try:
            table = pa.table([values], schema=pa.schema([field]))
            lance.write_dataset(table, directory + "/try", mode="overwrite", **legacy())
            if lance.__version__ == "14.0.2":
                lance.dataset(directory + "/try").to_table()
            good.append((field, values))
        except BaseException as e:
            print("  refused:", field, str(e).split("\\n")[0][:100])
        shutil.rmtree(directory + "/try", ignore_errors=True)
    return good


def legacy():
    if lance.__version__ == "14.0.2":
        return {"data_storage_version": "legacy"}
    return {"use_legacy_format": True} if lance.__version__ == "0.16.1" else {}


def main():
    what, out = sys.argv[1:]
    if what == "write":
        for make in (primitives, strings, nested, dictionaries):
            cols = writable(make(), out)
            table = pa.table([a for _, a in cols], schema=pa.schema([f for f, _ in cols]))
            name = f"{out}/{make.__name__}-{lance.__version__}"
            shutil.rmtree(name, ignore_errors=True)
            lance.write_dataset(table, name, max_rows_per_group=64, **legacy())
            (data,) = glob.glob(name + "/data/*.lance")
            shutil.copy(data, name + ".lance")
            print(name, os.path.getsize(data))
    else:
        for path in sorted(glob.glob(out + "/*.lance")):
            table = lance.dataset(path[:-6]).to_table()
            with pa.ipc.new_file(path[:-6] + ".arrow", table.schema) as sink:
                sink.write_table(table.combine_chunks())


main()
