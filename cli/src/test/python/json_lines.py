#!/usr/bin/env python3
"""Writes the JSON lines that are due for some fixtures, made by pylance, pyarrow and NumPy.

    LANCE4J_PYTHON json_lines.py TESTDATA_RESOURCES OUTPUT_FOLDER

Floats are the shortest text that NumPy finds for their width; dates and times are printed by hand
from their integers, because Python has no years beyond 9999.
"""
import base64, gzip, io, json, os, sys, tempfile, zipfile
from fractions import Fraction
import lance, numpy as np, pyarrow as pa

FIXTURES = ["types-2.2", "nested-2.2"]
DIGITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}


def string(s):
    return json.dumps(s, ensure_ascii=False)


def number(x):
    if np.isnan(x):
        return '"NaN"'
    if np.isinf(x):
        return '"Infinity"' if x > 0 else '"-Infinity"'
    return np.format_float_scientific(x, unique=True, trim="0")


def bfloat16(bits):
    """Fewest digits, then the nearest: what lies halfway to the neighbours rounds to the even one."""
    magnitude = bits & 0x7FFF
    sign = "-" if bits != magnitude else ""
    if magnitude >= 0x7F80:
        return '"NaN"' if magnitude > 0x7F80 else '"%sInfinity"' % sign
    if magnitude == 0:
        return sign + "0.0"
    exact = [Fraction(float(np.uint32(m << 16).view(np.float32))) if m < 0x7F80 else Fraction(2) ** 128 for m in (magnitude - 1, magnitude, magnitude + 1)]
    low, high = (exact[0] + exact[1]) / 2, (exact[1] + exact[2]) / 2
    for digits in range(1, 20):
        text = "%.*e" % (digits - 1, float(exact[1]))
        x = Fraction(text)
        if low < x < high or magnitude % 2 == 0 and x in (low, high):
            return sign + text


def date(days):
    z = days + 719468
    era, doe = divmod(z, 146097)
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + 3 if mp < 10 else mp - 9
    year = yoe + era * 400 + (month <= 2)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return "%s%04d-%02d-%02d" % (sign, abs(year), month, doy - (153 * mp + 2) // 5 + 1)


def time(v, unit):
    seconds, rest = divmod(v, 10 ** DIGITS[unit])
    text = "%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)
    return text + ("" if unit == "s" else ".%0*d" % (DIGITS[unit], rest))


def whole(a, i):
    """The integer under a value."""
    width = a.type.bit_width // 8
    raw = a.buffers()[1][(a.offset + i) * width:(a.offset + i + 1) * width].to_pybytes()
    return int.from_bytes(raw, "little", signed=True)


def value(a, i, field=None):
    if field is not None and (field.metadata or {}).get(b"ARROW:extension:name") == b"lance.bfloat16":
        return bfloat16(int.from_bytes(a[i].as_py(), "little")) if a[i].is_valid else "null"
    if isinstance(a, pa.ExtensionArray):
        a = a.storage
    if isinstance(a, pa.DictionaryArray):
        a = a.dictionary_decode()
    t, p = a.type, pa.types
    if p.is_null(t) or not a.is_valid()[i].as_py():
        return "null"
    if p.is_struct(t):
        return "{" + ",".join(string(t.field(j).name) + ":" + value(a.field(j), i, t.field(j)) for j in range(t.num_fields)) + "}"
    if p.is_map(t):
        start, end = a.offsets[i].as_py(), a.offsets[i + 1].as_py()
        return "[" + ",".join('{"key":%s,"value":%s}' % (value(a.keys, j), value(a.items, j)) for j in range(start, end)) + "]"
    if p.is_fixed_size_list(t) or p.is_list(t) or p.is_large_list(t):
        items = a[i].values
        return "[" + ",".join(value(items, j, t.value_field) for j in range(len(items))) + "]"
    if p.is_boolean(t):
        return "true" if a[i].as_py() else "false"
    if p.is_floating(t):
        return number({16: np.float16, 32: np.float32, 64: np.float64}[t.bit_width](a[i].as_py()))
    if p.is_integer(t):
        return str(a[i].as_py())
    if p.is_decimal(t):
        return string(format(a[i].as_py(), "f"))
    if p.is_date32(t):
        return string(date(whole(a, i)))
    if p.is_date64(t):
        return string(date(whole(a, i) // 86400000))
    if p.is_time(t):
        return string(time(whole(a, i), t.unit))
    if p.is_timestamp(t):
        days, rest = divmod(whole(a, i), 86400 * 10 ** DIGITS[t.unit])
        return string(date(days) + "T" + time(rest, t.unit) + ("Z" if t.tz else ""))
    if p.is_duration(t):
        return str(whole(a, i))
    if p.is_string(t) or p.is_large_string(t):
        return string(a[i].as_py())
    return string(base64.b64encode(a[i].as_py()).decode())


def main(resources, output):
    for name in FIXTURES:
        with tempfile.TemporaryDirectory() as d:
            packed = os.path.join(resources, "org/lance4j/testdata/14.0.2", name + ".zip.gz")
            zipfile.ZipFile(io.BytesIO(gzip.open(packed).read())).extractall(d)
            table = lance.dataset(os.path.join(d, "table")).to_table().combine_chunks()
        columns = [c.chunk(0) if c.num_chunks else pa.array([], c.type) for c in table.columns]
        with open(os.path.join(output, name + ".jsonl"), "w", encoding="utf-8") as f:
            for i in range(table.num_rows):
                f.write("{" + ",".join(string(n.name) + ":" + value(c, i, n) for n, c in zip(table.schema, columns)) + "}\n")


main(*sys.argv[1:])
