"""Columns of every type that Lance stores, and columns that call up the rarer encodings.

Values depend on nothing but the row number, so that every run and every release gets the same ones.
"""

import datetime
import decimal
import json
import random

import numpy as np
import pyarrow as pa

T = pa.types
DECIMALS = decimal.Context(prec=100)
WORDS = (
    "the quick brown fox jumps over a lazy dog while seven wizards quietly mix potions "
    "in the old castle https://example.org/item/ user- größe 漢字 😀"
).split()
EPOCH = datetime.datetime(1970, 1, 1)


def mix(i, salt=0):
    """A well spread 32-bit number for a row and a salt."""
    x = (i * 2654435761 + salt * 40503 + 12345) & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 2246822519 & 0xFFFFFFFF
    x ^= x >> 13
    x = x * 3266489917 & 0xFFFFFFFF
    return x ^ x >> 16


def integer(lo, hi, i, salt):
    edge = (0, lo, hi, 1, hi - 1, lo + 1)
    if i < len(edge):
        return min(max(edge[i], lo), hi)
    wide = mix(i, salt) << 32 | mix(i, salt + 1)
    return lo + wide % (hi - lo + 1) if mix(i, salt + 2) % 3 else min(max(mix(i, salt + 3) % 100, lo), hi)


def text(i, salt):
    edge = ("", "a", "\x00", "a\x00b", "é", "漢字", "😀", " " * 5, "x" * 300)
    if i < len(edge):
        return edge[i]
    return " ".join(WORDS[mix(i, salt + k) % len(WORDS)] for k in range(mix(i, salt) % 5))


def octets(i, salt, n=None):
    n = (0, 1, 300)[i] if n is None and i < 3 else mix(i, salt) % 12 if n is None else n
    return bytes(mix(i, salt + 7 * k) & 255 for k in range(n))


FLOATS = [0.0, -0.0, float("nan"), float("inf"), float("-inf"), 1.5, -65504.0, 5.9604645e-08, 0.1]


def leaf(t, i, salt):
    if T.is_boolean(t):
        return mix(i, salt) % 2 == 0
    if T.is_floating(t):
        x = FLOATS[i] if i < len(FLOATS) else (mix(i, salt) - 2**31) / 2.0**16
        if t.bit_width == 64 and i == 9:
            x = 5e-324
        return np.float16(min(max(x, -65504.0), 65504.0) if np.isfinite(x) else x) if t.bit_width == 16 else x
    if T.is_string(t) or T.is_large_string(t) or str(t) == "string_view":
        return text(i, salt)
    if T.is_decimal(t):
        lim = 10**t.precision - 1
        return decimal.Decimal(integer(-lim, lim, i, salt)).scaleb(-t.scale, DECIMALS)
    if T.is_fixed_size_binary(t):
        return octets(i, salt, t.byte_width)
    if T.is_binary(t) or T.is_large_binary(t) or str(t) == "binary_view":
        return octets(i, salt)
    if T.is_date32(t):
        return EPOCH.date() + datetime.timedelta(days=integer(-700000, 2900000, i, salt))
    if T.is_date64(t):
        return 86400000 * integer(-700000, 2900000, i, salt)
    if T.is_time(t):
        return integer(0, {"s": 86399, "ms": 86399999, "us": 86399999999, "ns": 86399999999999}[t.unit], i, salt)
    if T.is_timestamp(t) or T.is_duration(t):
        k = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[t.unit]
        return integer(-9 * 10**9 * k, 9 * 10**9 * k, i, salt)
    w, signed = t.bit_width, not T.is_unsigned_integer(t)
    return integer(-(1 << w - 1), (1 << w - 1) - 1, i, salt) if signed else integer(0, (1 << w) - 1, i, salt)


def value(t, i, salt, nullable=True, struct_nulls=True):
    """The value of row i: nulls at every level, empty lists, edge values first."""
    if T.is_null(t):
        return None
    if T.is_dictionary(t):
        return value(t.value_type, mix(i, salt) % 12 + 3, salt, nullable, struct_nulls)
    if NULLS and nullable and (struct_nulls or not T.is_struct(t)) and mix(i, salt + 991) % 6 == 0:
        return None
    if T.is_struct(t):
        kids = [t[k] for k in range(t.num_fields)]
        return {f.name: value(f.type, i, salt + 13 * (k + 1), f.nullable, struct_nulls) for k, f in enumerate(kids)}
    if T.is_map(t):
        n = mix(i, salt) % 4
        return [(value(t.key_type, 10 * i + k + 9, salt + k, False), value(t.item_type, i + k, salt + 5 + k, True, struct_nulls)) for k in range(n)]
    if T.is_fixed_size_list(t):
        f = t.value_field if hasattr(t, "value_field") else pa.field("item", t.value_type)
        return [value(f.type, i * t.list_size + k, salt + 17, f.nullable and not NO_ITEM_NULLS, struct_nulls) for k in range(t.list_size)]
    if T.is_list(t) or T.is_large_list(t):
        f = t.value_field
        return [value(f.type, i + 3 * k, salt + 19 + k, f.nullable, struct_nulls) for k in range(mix(i, salt + 3) % 5)]
    return leaf(t, i, salt)


# items of fixed-size lists are not null unless a column says otherwise
NO_ITEM_NULLS = True
# off for files that cannot hold nulls
NULLS = True


def array(t, n, salt, start=0, nullable=True, struct_nulls=True):
    """n values; made with an offset of one now and then, as slices are."""
    if T.is_dictionary(t):
        return array(t.value_type, n, salt, start, nullable).take(pa.array([None if NULLS and nullable and mix(i, salt + 2) % 6 == 0 else i % min(n, 7) for i in range(n)], pa.int64())).dictionary_encode().cast(t)
    lead = salt % 2
    xs = [value(t, i, salt, nullable, struct_nulls) for i in range(start - lead if start else 0, start + n)]
    a = pa.array(xs if start else [None if NULLS and nullable and not T.is_struct(t) else value(t, 7, salt, False, struct_nulls)] * lead + xs, t)
    return a.slice(lead)


def maker(t, salt, nullable=True, struct_nulls=True, metadata=None):
    return lambda name, n, start: (pa.field(name, t, nullable, metadata), array(t, n, salt, start, nullable, struct_nulls))


def flat_types():
    yield from {
        "i8": pa.int8(), "i16": pa.int16(), "i32": pa.int32(), "i64": pa.int64(),
        "u8": pa.uint8(), "u16": pa.uint16(), "u32": pa.uint32(), "u64": pa.uint64(),
        "f16": pa.float16(), "f32": pa.float32(), "f64": pa.float64(), "bool": pa.bool_(),
        "utf8": pa.string(), "large_utf8": pa.large_string(), "bin": pa.binary(), "large_bin": pa.large_binary(),
        "fsb1": pa.binary(1), "fsb16": pa.binary(16), "dec9": pa.decimal128(9, 2), "dec38": pa.decimal128(38, 10),
        "dec_negative": pa.decimal128(5, -2), "dec256": pa.decimal256(60, 6), "date32": pa.date32(), "date64": pa.date64(),
        "time_s": pa.time32("s"), "time_ms": pa.time32("ms"), "time_us": pa.time64("us"), "time_ns": pa.time64("ns"),
        "ts_s": pa.timestamp("s"), "ts_ms": pa.timestamp("ms"), "ts_us": pa.timestamp("us"), "ts_ns": pa.timestamp("ns"),
        "ts_utc": pa.timestamp("us", "UTC"), "ts_zone": pa.timestamp("ns", "America/New_York"), "ts_offset": pa.timestamp("ms", "+05:30"),
        "dur_s": pa.duration("s"), "dur_ms": pa.duration("ms"), "dur_us": pa.duration("us"), "dur_ns": pa.duration("ns"),
        "none": pa.null(),
        "dict_utf8": pa.dictionary(pa.int8(), pa.string()), "dict_wide": pa.dictionary(pa.int32(), pa.string()),
        "dict_int": pa.dictionary(pa.int16(), pa.int64()), "dict_large": pa.dictionary(pa.uint16(), pa.large_string()),
        "dict_bin": pa.dictionary(pa.uint8(), pa.binary()),
        "fsl_f32": pa.list_(pa.float32(), 4), "fsl_f16": pa.list_(pa.float16(), 8), "fsl_f64": pa.list_(pa.float64(), 3), "fsl_i8": pa.list_(pa.int8(), 5),
        "fsl_u8": pa.list_(pa.uint8(), 16), "fsl_bool": pa.list_(pa.bool_(), 9),
    }.items()
    for name in ("string_view", "binary_view"):
        if hasattr(pa, name):
            yield name, getattr(pa, name)()


def flat():
    """Name and maker of one column for each type without children (and vectors)."""
    salt = 0
    for name, t in flat_types():
        salt += 31
        yield name, maker(t, salt)
    for name, t in (("i32_required", pa.int32()), ("utf8_required", pa.string()), ("bool_required", pa.bool_()), ("dec_required", pa.decimal128(20, 3)), ("fsl_required", pa.list_(pa.float32(), 3))):
        salt += 31
        yield name, maker(t, salt, nullable=False)
    yield "i32_null", lambda name, n, start: (pa.field(name, pa.int32()), pa.nulls(n, pa.int32()))
    yield "utf8_null", lambda name, n, start: (pa.field(name, pa.string()), pa.nulls(n, pa.string()))
    yield "utf8_empty", lambda name, n, start: (pa.field(name, pa.string()), pa.array([""] * n))
    yield "i64_same", lambda name, n, start: (pa.field(name, pa.int64()), pa.array([-7] * n, pa.int64()))
    yield "bf16", maker(pa.binary(2), 5000, metadata={"ARROW:extension:name": "lance.bfloat16", "ARROW:extension:metadata": ""})
    yield "bf16_vec", bfloat16_vectors
    yield "with metadata", maker(pa.int16(), 5100, metadata={"unit": "мм", "empty": ""})
    if hasattr(pa, "json_"):
        yield "json", documents
    if hasattr(pa, "uuid"):
        yield "uuid", lambda name, n, start: (pa.field(name, pa.uuid()), pa.ExtensionArray.from_storage(pa.uuid(), array(pa.binary(16), n, 5200, start)))


def bfloat16_vectors(name, n, start):
    item = pa.field("item", pa.binary(2), True, {"ARROW:extension:name": "lance.bfloat16", "ARROW:extension:metadata": ""})
    t = pa.list_(item, 4)
    return pa.field(name, t), pa.array([[octets(9 + i * 4 + k, 3, 2) for k in range(4)] for i in range(start, start + n)], t)


def documents(name, n, start):
    def doc(i):
        return (None, '"s"', "17", "-3", "1.5", "true", "null", "[]", "{}", "[1,2.5,null]", '{"a":{"b":["x"]},"é":18446744073709551615}')[mix(i, 77) % 11]

    return pa.field(name, pa.json_()), pa.ExtensionArray.from_storage(pa.json_(), pa.array([doc(i) for i in range(start, start + n)], pa.string()))


def nested(struct_nulls):
    """Name and maker of columns with children."""
    i32, s = pa.int32(), pa.string()
    pair = pa.struct([("a", i32), ("b", s)])
    required = pa.struct([pa.field("x", pa.int64(), False), pa.field("y", s, False)])
    deep = pa.struct([("p", pa.struct([("q", pa.struct([("r", pa.float64()), ("s", pa.bool_())])), ("t", s)])), ("u", pa.int8())])
    wide = pa.struct([("dec", pa.decimal128(12, 2)), ("bin", pa.binary()), ("when", pa.timestamp("us")), ("flag", pa.bool_()), ("fsb", pa.binary(3)), ("vec", pa.list_(pa.float32(), 2))])
    types = {
        "struct": pair, "struct_required": required, "struct_deep": deep, "struct_wide": wide,
        "struct_one": pa.struct([("only", s)]), "struct_dict": pa.struct([("d", pa.dictionary(pa.int8(), s))]),
        "list_i32": pa.list_(i32), "list_utf8": pa.list_(s), "list_bool": pa.list_(pa.bool_()), "list_f64": pa.list_(pa.float64()),
        "list_required": pa.list_(pa.field("item", i32, False)), "large_list": pa.large_list(s), "list_bin": pa.list_(pa.large_binary()),
        "list_dec": pa.list_(pa.decimal128(30, 1)), "list_fsb": pa.list_(pa.binary(2)),
        "list_list": pa.list_(pa.list_(i32)), "list_list_list": pa.list_(pa.large_list(pa.list_(s))),
        "list_struct": pa.list_(pair), "list_struct_required": pa.list_(pa.field("item", required, False)),
        "struct_list": pa.struct([("l", pa.list_(i32)), ("m", pa.list_(s)), ("n", i32)]),
        "list_struct_list": pa.list_(pa.struct([("l", pa.list_(pa.struct([("z", pa.list_(s))]))), ("k", i32)])),
        "list_fsl": pa.list_(pa.list_(pa.float32(), 3)), "struct_fsl": pa.struct([("v", pa.list_(pa.int16(), 4))]),
        "fsl_fsl": pa.list_(pa.list_(i32, 2), 3), "fsl_nulls": pa.list_(i32, 3), "fsl_utf8": pa.list_(s, 2),
        "map": pa.map_(s, i32), "map_int": pa.map_(i32, s), "map_struct": pa.map_(s, pair), "map_list": pa.map_(s, pa.list_(i32)),
        "list_map": pa.list_(pa.map_(s, i32)), "struct_map": pa.struct([("m", pa.map_(s, s))]), "map_map": pa.map_(s, pa.map_(s, i32)),
        "list_null": pa.list_(pa.null()), "struct_null": pa.struct([("n", pa.null()), ("i", i32)]), "struct_empty": pa.struct([]),
        "list_dict": pa.list_(pa.dictionary(pa.int8(), s)),
    }
    for k, (name, t) in enumerate(types.items()):
        yield name, item_nulls(t, k) if name == "fsl_nulls" else maker(t, 7000 + 37 * k, True, struct_nulls)
    packed = {"lance-encoding:packed": "true"}
    yield "packed", maker(pa.struct([pa.field("a", i32, False), pa.field("b", pa.float64(), False), pa.field("c", pa.uint8(), False)]), 9000, False, False, packed)
    yield "packed_var", packed_strings


def matrix(struct_nulls):
    """Every type required at the top, and with nulls and without them inside structs and lists."""
    salt = 20000
    for name, t in list(flat_types()) + [("list", pa.list_(pa.int32())), ("large_list", pa.large_list(pa.int8())), ("map", pa.map_(pa.string(), pa.int32())), ("pair", pa.struct([pa.field("p", pa.int8(), False)]))]:
        salt += 53
        if not T.is_null(t) and not T.is_dictionary(t):
            yield "required_" + name, maker(t, salt, False)
            yield "required_in_" + name, maker(pa.struct([pa.field("a", t, False)]), salt + 1, False)
        yield "in_" + name, maker(pa.struct([pa.field("a", t)]), salt + 2, False)
        yield "list_of_" + name, maker(pa.list_(pa.field("item", t, T.is_null(t))), salt + 3, False)
    yield "struct_in_struct", maker(pa.struct([pa.field("a", pa.struct([pa.field("b", pa.int32())]))]), salt, struct_nulls, struct_nulls)


def fixed_size_structs():
    """Lists of a fixed number of structs, which the newest release refuses to read beside other columns."""
    pair = pa.struct([("a", pa.int32()), ("b", pa.string())])
    yield "fsl_struct", maker(pa.list_(pair, 2), 9100)
    yield "fsl_struct_required", maker(pa.list_(pa.field("item", pair, False), 3), 9200, False)


def packed_strings(name, n, start):
    t = pa.struct([pa.field("k", pa.int64()), pa.field("s", pa.string())])
    return pa.field(name, t, False, {"lance-encoding:packed": "true"}), pa.array([{"k": i, "s": text(i, 11)} for i in range(start, start + n)], t)


def item_nulls(t, salt):
    def make(name, n, start):
        return pa.field(name, t), pa.array([None if mix(i, 5) % 5 == 0 else [None if mix(i + k, salt) % 3 == 0 else i + k for k in range(t.list_size)] for i in range(start, start + n)], t)

    return make


# ---------------------------------------------------------------- themes: columns that call up encodings


def sentence(r, k):
    return " ".join(r.choice(WORDS) for _ in range(k))


def holes(r, xs, p):
    return [None if r.random() < p else x for x in xs]


def column(name, t, xs, nullable=True, **options):
    md = {"lance-encoding:" + k.replace("_", "-"): v for k, v in options.items()} or None
    return pa.field(name, t, nullable, md), xs if isinstance(xs, pa.Array) else pa.array(xs, t)


def theme_strings(r, g):
    n = 1000
    s = [sentence(r, r.randint(3, 7)) + str(r.randrange(10**6)) for _ in range(n)]
    yield column("fsst", pa.string(), holes(r, s, 0.1))
    yield column("fsst_large", pa.large_string(), s[::-1], compression="fsst")
    yield column("fsst_list", pa.list_(pa.string()), [None if i % 9 == 0 else s[i : i + i % 3] for i in range(n)])
    yield column("fsst_fullzip", pa.string(), holes(r, s, 0.3), structural_encoding="fullzip")
    yield column("plain_fullzip", pa.string(), s, False, structural_encoding="fullzip", compression="none")
    yield column("binary", pa.binary(), holes(r, [bytes(x[:9], "utf8") for x in s], 0.5), compression="none")
    yield column("short", pa.string(), ["%d" % (i % 1000) for i in range(n)], False)


def theme_long_values(r, g):
    n = 36
    s = [sentence(r, 60 + i) if i % 7 else "" for i in range(n)]
    pair = pa.struct([("a", pa.string()), ("b", pa.int32())])
    yield column("s", pa.string(), holes(r, s, 0.2))
    yield column("b", pa.binary(), [g.bytes(300 + i) for i in range(n)], False)
    yield column("l", pa.list_(pa.large_string()), [None if i % 11 == 0 else [] if i % 5 == 0 else [s[i], None, "x"][: 1 + i % 3] for i in range(n)])
    yield column("st", pair, [None if i % 8 == 0 else {"a": s[i], "b": i} for i in range(n)])
    yield column("fsb", pa.binary(200), holes(r, [g.bytes(200) for _ in range(n)], 0.2))
    yield column("sparse", pa.string(), [s[i] * 3 if i % 9 == 0 else None for i in range(n)])
    yield column("nest", pa.struct([("l", pa.list_(pa.binary()))]), [None if i % 5 == 0 else {"l": None} if i % 7 == 1 else {"l": [g.bytes(300), None][: i % 3]} for i in range(n)])
    yield column("ll", pa.list_(pa.list_(pa.string())), [None if i % 6 == 0 else [[s[i]], None, []][: i % 4] for i in range(n)])
    yield column("zstd", pa.string(), [x * 4 for x in s], compression="zstd")
    yield column("lz4", pa.binary(), [bytes(x * 4, "utf8") for x in s], compression="lz4")
    yield column("huge", pa.string(), [x * 90 if i == 13 else x for i, x in enumerate(s)])


def theme_compression(r, g):
    n = 1100
    for c in ("zstd", "lz4", "none"):
        yield column("i_" + c, pa.int64(), [i // 7 * 1000003 for i in range(n)], compression=c)
        yield column("f_" + c, pa.float64(), holes(r, [float(i % 50) / 8 for i in range(n)], 0.1), compression=c, bss="on")
        yield column("s_" + c, pa.string(), holes(r, ["value-%d" % (i % 300) for i in range(n)], 0.1), compression=c)
        yield column("l_" + c, pa.list_(pa.int32()), [None if i % 13 == 0 else [i, i + 1][: i % 3] for i in range(n)], compression=c)
    yield column("z9", pa.float32(), [float(i) for i in range(n)], compression="zstd", compression_level="9")
    yield column("bss", pa.float32(), holes(r, [float(i) / 3 for i in range(n)], 0.3), bss="on", compression="lz4")
    yield column("bss_auto", pa.float64(), [20 + i / 1000 for i in range(n)], bss="auto")


def theme_integers(r, g):
    n = 2100
    widths = ((1, pa.int64(), 0), (5, pa.uint32(), 0.1), (11, pa.int32(), 0), (17, pa.uint64(), 0.5), (3, pa.uint8(), 0), (33, pa.int64(), 0.01), (7, pa.int8(), 0), (9, pa.uint16(), 0.2))
    for b, t, p in widths:
        yield column("bits%d" % b, t, holes(r, [int(x) for x in g.integers(0, 1 << b, n)], p))
    for t in (pa.int8(), pa.int16(), pa.int32(), pa.uint64()):
        yield column("runs_%s" % t, t, [i // 90 for i in range(n)], rle_threshold="0.9")
    yield column("runs_float", pa.float32(), holes(r, [float(i // 120) for i in range(n)], 0.01), rle_threshold="0.9")
    yield column("runs_null", pa.int32(), [None if i // 100 % 3 == 0 else i // 50 for i in range(n)])
    yield column("list_required", pa.list_(pa.field("item", pa.int32(), False)), [[k for k in range(mix(i, 4) % 4)] for i in range(n)], False)
    yield column("negative", pa.int32(), [-(i % 9) for i in range(n)])
    yield column("outlier", pa.int32(), [2**31 - 1 if i == 1500 else i % 4 for i in range(n)])
    yield column("same", pa.uint64(), [2**64 - 1] * n)
    yield column("same_null", pa.string(), holes(r, ["same"] * n, 0.4))
    yield column("same_vector", pa.list_(pa.float32(), 4), [[1.0, 2.0, 3.0, 4.0]] * n)
    yield column("bool", pa.bool_(), holes(r, [i % 3 == 0 for i in range(n)], 0.2))
    yield column("bool_same", pa.bool_(), [True] * n)
    yield column("when", pa.timestamp("us"), [1_700_000_000_000_000 + i * 1000 for i in range(n)])
    yield column("dec", pa.decimal128(20, 2), [decimal.Decimal(i * 7).scaleb(-2) for i in range(n)])


def theme_dictionaries(r, g):
    n = 1500
    pool = [sentence(r, 6) for _ in range(40)]
    yield column("s", pa.string(), holes(r, [r.choice(pool) for _ in range(n)], 0.1))
    yield column("large", pa.large_string(), [r.choice(pool) for _ in range(n)])
    yield column("i64", pa.int64(), [r.choice([10**15 + k * 7919**3 for k in range(20)]) for _ in range(n)])
    yield column("f64", pa.float64(), holes(r, [r.choice([0.1 * k for k in range(9)]) for _ in range(n)], 0.1))
    yield column("dec", pa.decimal128(38, 3), holes(r, [decimal.Decimal(10**30 + r.randrange(9)).scaleb(-3, DECIMALS) for _ in range(n)], 0.1))
    yield column("b", pa.binary(), [r.choice([b"", b"a" * 30, b"\xff" * 25]) for _ in range(n)])
    yield column("ratio", pa.string(), [r.choice(pool) for _ in range(n)], dict_divisor="100", dict_size_ratio="0.99")
    yield column("list", pa.list_(pa.string()), [None if i % 17 == 0 else [pool[(i + k) % 5] for k in range(i % 3)] for i in range(n)])
    yield column("arrow", pa.dictionary(pa.int16(), pa.string()), pa.array(holes(r, [r.choice(pool[:9]) for _ in range(n)], 0.2)).dictionary_encode().cast(pa.dictionary(pa.int16(), pa.string())))


def theme_vectors(r, g):
    n = 20

    def v(d, t):
        return pa.FixedSizeListArray.from_arrays(pa.array((g.standard_normal(n * d) * 4).round(2).astype(t)), d)

    yield column("v128", pa.list_(pa.float32(), 128), v(128, np.float32))
    yield column("v600h", pa.list_(pa.float16(), 600), v(600, np.float16))
    yield column("v3", pa.list_(pa.float64(), 3), v(3, np.float64))
    yield column("vi8", pa.list_(pa.int8(), 48), v(48, np.int8))
    yield column("bits", pa.list_(pa.bool_(), 9), [[bool(x) for x in g.integers(0, 2, 9)] for _ in range(n)])
    yield column("vnull", pa.list_(pa.float32(), 64), [None if i % 4 == 0 else [float(i)] * 64 for i in range(n)])
    yield column("vitems", pa.list_(pa.int32(), 5), [[None if (i + k) % 3 == 0 else k for k in range(5)] for i in range(n)])
    yield column("vwide_items", pa.list_(pa.int32(), 100), [None if i % 5 == 0 else [None if (i + k) % 7 == 0 else k for k in range(100)] for i in range(n)])
    yield column("multi", pa.list_(pa.list_(pa.float32(), 4)), [None if i % 9 == 0 else [[float(i), 1.0, 2.0, float(k)] for k in range(i % 4)] for i in range(n)])
    yield column("few", pa.list_(pa.float32(), 16), [[float(i % 3)] * 16 for i in range(n)])
    yield column("in_struct", pa.struct([("v", pa.list_(pa.float32(), 80))]), [None if i % 6 == 0 else {"v": None if i % 7 == 0 else [float(i)] * 80} for i in range(n)])


def theme_sparse(r, g):
    n = 4200
    yield column("lists", pa.list_(pa.int32()), [[1] * 600 if i == 4000 else [] if i % 2 else None for i in range(n)])
    yield column("deep", pa.list_(pa.list_(pa.int32())), [[[i], None, []] if i % 500 == 0 else None if i % 3 else [] for i in range(n)])
    yield column("nest", pa.struct([("a", pa.list_(pa.struct([("b", pa.list_(pa.string()))])))]), [{"a": None if i % 4 == 0 else [{"b": None}, {"b": ["x", None][: i % 3]}] if i % 7 == 0 else []} for i in range(n)])
    yield column("long_list", pa.list_(pa.uint8()), [list(range(250)) * 20 if i == 17 else [1] for i in range(n)])
    yield column("one", pa.int64(), [i if i == 2222 else None for i in range(n)])
    yield column("one_list", pa.list_(pa.string()), [["here"] if i == 2222 else None for i in range(n)])
    yield column("empty_lists", pa.list_(pa.int32()), [[]] * n)
    yield column("null_lists", pa.list_(pa.int32()), [None if i % 2 else [] for i in range(n)])
    yield column("null_items", pa.list_(pa.int32()), [[None] * (i % 3) for i in range(n)])
    yield column("null_structs", pa.struct([("a", pa.int32())]), [None if i % 5 else {"a": None} for i in range(n)])


def theme_packed(r, g):
    n = 260
    fixed = pa.struct([("a", pa.int32()), ("b", pa.float64()), ("c", pa.uint8())])
    var = pa.struct([("k", pa.int64()), ("s", pa.string()), ("t", pa.binary())])
    vec = pa.struct([("v", pa.list_(pa.float32(), 3)), ("w", pa.int16())])
    wide = pa.struct([("v", pa.list_(pa.float32(), 80)), ("w", pa.int64())])
    yield column("fixed", fixed, [{"a": i, "b": i / 3, "c": i % 256} for i in range(n)], False, packed="true")
    yield column("fixed_null", fixed, [None if i % 9 == 0 else {"a": i, "b": i / 3, "c": i % 256} for i in range(n)], packed="true")
    yield column("var", var, [{"k": i, "s": sentence(r, i % 5), "t": g.bytes(i % 9)} for i in range(n)], False, packed="true")
    yield column("fsl", vec, [{"v": [1.0, float(i), -0.0], "w": -i} for i in range(n)], False, packed="true")
    yield column("wide", wide, [{"v": [float(i % 7)] * 80, "w": i} for i in range(n)], False, packed="true")
    yield column("list", pa.list_(pa.field("item", fixed, True, {"lance-encoding:packed": "true"})), [None if i % 7 == 0 else [{"a": i, "b": 0.5, "c": k} for k in range(i % 3)] for i in range(n)])


def themes():
    """Name and function (no arguments, yields field and array) of each theme."""
    for name, f in sorted(globals().items()):
        if name.startswith("theme_"):
            yield name[6:].replace("_", "-"), lambda f=f: f(random.Random(42), np.random.default_rng(42))
