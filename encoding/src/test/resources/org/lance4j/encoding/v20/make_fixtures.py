#!/usr/bin/env python3
"""Data files of version 2.0 and what pylance 14.0.2 reads from them.

    python make_fixtures.py write DIR    writes DIR/NAME-RELEASE.lance, by the pylance at hand
    python make_fixtures.py read DIR     writes DIR/*.arrow, by pylance 14.0.2

Written by 14.0.2 (all), and by 0.16.1, 0.19.2 and 0.33.0 (`old` only).
"""
import datetime
import decimal
import glob
import os
import random
import sys

import lance
import pyarrow as pa
from lance.file import LanceFileReader, LanceFileWriter

R = random.Random(20)


def nulls(values, share):
    return [None if R.random() < share else v for v in values]


def field(name, type_, nullable=True, **metadata):
    md = {("packed" if k == "packed" else "lance-encoding:" + k.replace("_", "-")): v for k, v in metadata.items()}
    return pa.field(name, type_, nullable, md or None)


def column(name, type_, values, nullable=True, **metadata):
    return field(name, type_, nullable, **metadata), pa.array(values, type_)


def words(n):
    return "".join(R.choice("abcdefgh ") for _ in range(n))


def primitives(n=700):
    day = datetime.date(2020, 1, 1)
    when = datetime.datetime(2020, 1, 1)
    cols = []
    for bits in (8, 16, 32, 64):
        lo, hi = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
        cols.append(column(f"i{bits}", getattr(pa, f"int{bits}")(), nulls([R.randint(lo, hi) for _ in range(n)], 0.1)))
        cols.append(column(f"u{bits}", getattr(pa, f"uint{bits}")(), [R.randint(0, 2 * hi + 1) for _ in range(n)], False))
    cols.append(column("f16", pa.float16(), __import__("numpy").arange(n, dtype="float16") / 8))
    cols.append(column("f32", pa.float32(), nulls([R.random() for _ in range(n)], 0.5)))
    cols.append(column("f64", pa.float64(), [R.random() for _ in range(n)]))
    cols.append(column("bool", pa.bool_(), nulls([R.random() < 0.5 for _ in range(n)], 0.2)))
    cols.append(column("bool_all", pa.bool_(), [i % 3 == 0 for i in range(n)], False))
    cols.append(column("dec128", pa.decimal128(30, 3), nulls([decimal.Decimal(i) / 8 for i in range(n)], 0.1)))
    cols.append(column("dec256", pa.decimal256(60, 2), [decimal.Decimal(-i) * 10**20 for i in range(n)]))
    cols.append(column("fsb", pa.binary(5), nulls([b"%05d" % i for i in range(n)], 0.1)))
    cols.append(column("date32", pa.date32(), [day + datetime.timedelta(i) for i in range(n)]))
    cols.append(column("date64", pa.date64(), [day + datetime.timedelta(i) for i in range(n)]))
    cols.append(column("time32", pa.time32("ms"), [i * 7 for i in range(n)]))
    cols.append(column("time64", pa.time64("ns"), nulls([i * 7 for i in range(n)], 0.1)))
    cols.append(column("ts", pa.timestamp("us", "Europe/Berlin"), nulls([when + datetime.timedelta(hours=i) for i in range(n)], 0.1)))
    cols.append(column("dur", pa.duration("s"), list(range(n))))
    cols.append(column("none", pa.int32(), [None] * n))
    cols.append(column("null", pa.null(), [None] * n))
    cols.append(column("half", pa.int64(), list(range(n // 2)) + [None] * (n - n // 2)))
    return cols


def strings(n=700):
    values = [words(R.randint(0, 12)) for _ in range(n)]
    few = [R.choice(["", "red", "green", "blue", "a longer colour name"]) for _ in range(n)]
    return [
        column("s", pa.string(), nulls(values, 0.2)),
        column("ls", pa.large_string(), values, False),
        column("b", pa.binary(), nulls([v.encode() for v in values], 0.5)),
        column("lb", pa.large_binary(), [v.encode() for v in values]),
        column("none", pa.string(), [None] * n),
        column("empty", pa.binary(), [b""] * n),
        column("few", pa.string(), nulls(few, 0.2)),
        column("fewer", pa.string(), few, False),
        column("zstd", pa.string(), nulls(values, 0.1), compression="zstd"),
        column("lz4", pa.large_binary(), [v.encode() for v in values], compression="lz4"),
        column("fsst", pa.binary(), nulls([v.encode() for v in values], 0.1), compression="fsst"),
    ]


def coded(n=1500):
    # 32 KiB and more in a page: only then FSST has an effect
    return [column("s", pa.string(), nulls([f"https://example.org/{words(2)}/the quick brown fox/{i % 77}" for i in range(n)], 0.1), compression="fsst")]


def fixed_lists(n=420):
    deep = pa.list_(pa.list_(pa.int16(), 3), 2)
    return [
        column("f32", pa.list_(pa.float32(), 8), [[float(i + k) for k in range(8)] for i in range(n)], False),
        column("nullable", pa.list_(pa.float64(), 3), nulls([[float(i + k) for k in range(3)] for i in range(n)], 0.3)),
        column("items", pa.list_(pa.int32(), 3), [nulls([i, -i, 7], 0.3) for i in range(n)]),
        column("both", pa.list_(pa.int8(), 5), nulls([nulls([i % 100, 1, 2, 3, 4], 0.3) for i in range(n)], 0.3)),
        column("bits", pa.list_(pa.bool_(), 9), [[R.random() < 0.5 for _ in range(9)] for i in range(n)]),
        column("nullbits", pa.list_(pa.bool_(), 3), nulls([nulls([True, False, True], 0.4) for i in range(n)], 0.2)),
        column("deep", deep, [[[i, 1, 2], [3, i, 5]] for i in range(n)]),
        column("fsb", pa.list_(pa.binary(3), 2), [[b"%03d" % (i % 999), b"abc"] for i in range(n)]),
        column("noitems", pa.list_(pa.int32(), 2), [[None, None]] * n),
        column("none", pa.list_(pa.int32(), 2), [None] * n),
    ]


def structs(n=500):
    inner = pa.struct([("x", pa.int32()), ("s", pa.string())])
    outer = pa.struct([("a", pa.float64()), pa.field("in", inner), ("l", pa.list_(pa.int16()))])
    return [
        column("id", pa.int64(), list(range(n)), False),
        column("st", inner, [{"x": None if i % 5 == 0 else i, "s": None if i % 7 == 0 else words(i % 9)} for i in range(n)]),
        column("deep", outer, [{"a": i / 2, "in": {"x": i, "s": str(i)}, "l": None if i % 4 == 0 else list(range(i % 6))} for i in range(n)]),
    ]


def lists(n=300):
    item = pa.struct([("k", pa.int32()), ("v", pa.list_(pa.string()))])

    def some(i, f):
        return None if i % 7 == 0 else [f(k) for k in range(R.choice([0, 0, 1, 2, 3, 9]))]

    return [
        column("ints", pa.list_(pa.int32()), [some(i, lambda k: i + k) for i in range(n)]),
        column("plain", pa.list_(pa.field("item", pa.int64(), False)), [[i] * (i % 4) for i in range(n)], False),
        column("nullitems", pa.list_(pa.int16()), [some(i, lambda k: None if k % 2 else k) for i in range(n)]),
        column("strings", pa.large_list(pa.string()), [some(i, lambda k: None if k == 1 else words(k)) for i in range(n)]),
        column("lists", pa.list_(pa.list_(pa.int8())), [some(i, lambda k: None if k == 2 else [k] * k) for i in range(n)]),
        column("structs", pa.list_(item), [some(i, lambda k: {"k": k, "v": None if k == 1 else ["x"] * k}) for i in range(n)]),
        column("vectors", pa.list_(pa.list_(pa.float32(), 2)), [some(i, lambda k: [float(i), float(k)]) for i in range(n)]),
        column("none", pa.list_(pa.int32()), [None] * n),
        column("empty", pa.list_(pa.int32()), [[]] * n),
        column("bools", pa.list_(pa.bool_()), [some(i, lambda k: k % 3 == 0) for i in range(n)]),
    ]


def dictionaries(n=700):
    def coded(index, values, share):
        keys = pa.array(nulls([R.randrange(len(values)) for _ in range(n)], share), index)
        return pa.DictionaryArray.from_arrays(keys, values)

    colours = pa.array(["red", "green", "", "blue"])
    out = []
    for name, array in [
        ("s8", coded(pa.int8(), colours, 0)),
        ("s8n", coded(pa.int8(), colours, 0.3)),
        ("u8n", coded(pa.uint8(), colours, 0.3)),
        ("s32", coded(pa.int32(), pa.array(["v%d" % i for i in range(300)], pa.large_string()), 0.1)),
        ("i64", coded(pa.int16(), pa.array([10, -20, 30], pa.int64()), 0.1)),
        ("f64", coded(pa.uint32(), pa.array([0.5, 1.5]), 0)),
        ("nullvalue", coded(pa.int8(), pa.array(["x", None, "y"]), 0.1)),
        ("bin", coded(pa.int64(), pa.array([b"\x00", b"abc"]), 0)),
    ]:
        out.append((pa.field(name, array.type), array))
    return out


def packed(n=300):
    p = {"packed": "true"}
    return [
        column("two", pa.struct([("a", pa.int32()), ("b", pa.float64())]), [{"a": i, "b": i / 3} for i in range(n)], **p),
        column("three", pa.struct([("a", pa.uint8()), ("b", pa.int16()), ("c", pa.int64())]), [{"a": i % 256, "b": -i, "c": i << 33} for i in range(n)], False, **p),
        column("fsl", pa.struct([("v", pa.list_(pa.float32(), 3)), ("w", pa.int16())]), [{"v": [1.0, i, -0.0], "w": -i} for i in range(n)], **p),
        column("listed", pa.list_(pa.field("item", pa.struct([("a", pa.int32()), ("b", pa.int8())]), True, p)), [[{"a": i, "b": k} for k in range(i % 3)] for i in range(n)]),
    ]


def blobs(n=40):
    values = [None if i % 7 == 3 else b"" if i % 5 == 4 else bytes([i]) * (1 + i * 7 % 90) for i in range(n)]
    return [column("id", pa.int32(), list(range(n))), column("blob", pa.large_binary(), values, blob="true"), column("plain", pa.large_binary(), values)]


def empty():
    return [column("a", pa.int32(), []), column("s", pa.string(), []), column("l", pa.list_(pa.string()), []), column("st", pa.struct([("x", pa.int8())]), [])]


def hollow(n=50):
    return [column("id", pa.int8(), list(range(n))), column("hollow", pa.struct([]), [{}] * n)]


def old(n=620):
    few = [R.choice(["red", "green", "blue"]) for _ in range(n)]
    return [
        column("id", pa.int64(), list(range(n)), False),
        column("small", pa.int32(), [i % 13 for i in range(n)]),
        column("signed", pa.int16(), [i % 23 - 11 for i in range(n)]),
        column("bytes", pa.uint8(), [i % 3 for i in range(n)]),
        column("f", pa.float32(), nulls([i / 4 for i in range(n)], 0.2)),
        column("flag", pa.bool_(), nulls([i % 2 == 0 for i in range(n)], 0.2)),
        column("s", pa.string(), nulls([words(i % 11) for i in range(n)], 0.2)),
        column("same", pa.string(), [words(7) for _ in range(n)]),
        column("b", pa.large_binary(), [words(i % 5).encode() for i in range(n)]),
        column("few", pa.string(), nulls(few, 0.1)),
        column("none", pa.int32(), [None] * n),
        column("nonestr", pa.string(), [None] * n),
        column("v", pa.list_(pa.float32(), 4), [[i, 1, 2, 3] for i in range(n)]),
        column("l", pa.list_(pa.int32()), [None if i % 5 == 0 else list(range(i % 4)) for i in range(n)]),
        column("ll", pa.list_(pa.list_(pa.string())), [None if i % 5 == 0 else [["x"] * (i % 3), []] for i in range(n)]),
        column("st", pa.struct([("x", pa.int32()), ("y", pa.string())]), [{"x": i, "y": str(i)} for i in range(n)]),
        column("ls", pa.list_(pa.struct([("x", pa.int32())])), [[{"x": i}] * (i % 3) for i in range(n)]),
        (pa.field("dict", pa.dictionary(pa.int8(), pa.string())), pa.array(few).dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string()))),
    ]


def copied(column, start):
    values = column.slice(start, 100)
    if pa.types.is_dictionary(values.type):
        return values
    return pa.array(values.to_pylist(), values.type)


def write(path, cols, cache):
    table = pa.table([a for _, a in cols], schema=pa.schema([f for f, _ in cols]))
    args = {"version": "2.0"} if lance.__version__ >= "0.16" or lance.__version__[0] != "0" else {}
    with LanceFileWriter(path, table.schema, data_cache_bytes=cache, **args) as writer:
        for start in range(0, max(len(table), 1), 100):
            # copies: 14.0.2 fails on slices of nested arrays
            part = pa.table([copied(c, start) for c in table.columns], schema=table.schema)
            for batch in part.to_batches():
                writer.write_batch(batch)
    print(path, os.path.getsize(path))


def save(path, table):
    with pa.ipc.new_file(path, table.schema) as sink:
        sink.write_table(table.combine_chunks())


def main():
    what, out = sys.argv[1:]
    release = lance.__version__
    if what == "write" and release == "14.0.2":
        for make in (primitives, strings, coded, fixed_lists, structs, lists, dictionaries, packed, blobs, empty, hollow):
            try:
                write(f"{out}/{make.__name__}-{release}.lance", make(), 200_000 if make in (dictionaries, coded) else 20_000)
            except Exception as e:
                print(make.__name__, "refused:", e)
    if what == "write":
        cols = []
        for f, a in old():
            try:
                write(f"{out}/try.lance", [(f, a)], 20_000)
                cols.append((f, a))
            except BaseException as e:
                print(f.name, "refused:", str(e)[:100])
        os.remove(f"{out}/try.lance")
        if release == "0.16.1":
            # its headers of structs in lists have two pages, which no release reads: the input says what is right
            header = cols.pop([f.name for f, _ in cols].index("ls"))
            write(f"{out}/headers-{release}.lance", [header], 20_000)
            save(f"{out}/headers-{release}.arrow", pa.table([header[1]], schema=pa.schema([header[0]])))
        write(f"{out}/old-{release}.lance", cols, 60_000)
    if what == "read":
        for path in sorted(glob.glob(out + "/*.lance")):
            if not path.endswith("headers-0.16.1.lance"):
                save(path[:-6] + ".arrow", LanceFileReader(path).read_all().to_table())


main()
