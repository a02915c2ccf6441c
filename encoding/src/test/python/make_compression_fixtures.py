"""Makes the fixtures of the compression tests: pages that pylance wrote, cut into buffers.

    python make_compression_fixtures.py OUTPUT_DIRECTORY [VERSION [NAME ...]]

Run with pylance 14.0.2 without a version (all of 2.1, 2.2, 2.3), and with 7.0.0 as `2.2 levels rle zipped`
(cases whose names begin so). Every case is one column of one file. OUTPUT/pR-vV.bin.gz holds all bytes,
OUTPUT/pR-vV.txt says what they are, a line each:

    case NAME                 begins a case
    position mini|fixed|variable|levels|sequence32|sequence64
    encoding HEX              lance.encodings21.CompressiveEncoding
    dictionary HEX COUNT OFFSET:LENGTH
    chunk COUNT OFFSET:LENGTH ...     the buffers of a mini-block chunk; zipped values; a block
    expected OFFSET:LENGTH    Arrow IPC stream of the column; plain numbers for levels and sequences

Zipped values of variable width are given as two buffers: u64 offsets, bytes.
"""

import gzip
import io
import os
import struct
import sys
import tempfile

import lance
import numpy as np
import pyarrow as pa
from lance.file import LanceFileWriter

# --- protobuf, as far as it is needed


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    found, at = {}, 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            size, at = varint(data, at)
            value = data[at : at + size]
            at += size
        else:
            raise ValueError(kind)
        found.setdefault(key >> 3, []).append(value)
    return found


def packed(values):
    out = []
    for value in values:
        if isinstance(value, int):
            out.append(value)
            continue
        at = 0
        while at < len(value):
            number, at = varint(value, at)
            out.append(number)
    return out


# --- files


def pages(path):
    data = open(path, "rb").read()
    meta, cmo, _, _, columns, _, _ = struct.unpack("<QQQIIHH", data[-40:-4])
    assert columns == 1
    position, length = struct.unpack_from("<QQ", data, cmo)
    column = fields(data[position : position + length])
    for raw in column.get(2, []):
        page = fields(raw)
        offsets, sizes = packed(page[1]) if 1 in page else [], packed(page[2]) if 2 in page else []
        direct = fields(fields(page[4][0])[2][0])[1][0]
        any_ = fields(direct)
        yield {
            "buffers": [data[o : o + s] for o, s in zip(offsets, sizes)],
            "rows": page.get(3, [0])[0],
            "type": any_[1][0].decode().split("/")[-1],
            "layout": fields(any_[2][0]) if any_.get(2) else {},
        }


class Output:
    def __init__(self, directory, prefix):
        self.text = open(os.path.join(directory, prefix + ".txt"), "w")
        self.bytes = gzip.GzipFile(os.path.join(directory, prefix + ".bin.gz"), "wb", mtime=0)
        self.places = {}
        self.at = 0

    def put(self, data):
        if data in self.places:
            return self.places[data]
        self.bytes.write(b"\0" * (-self.at % 8))
        self.at += -self.at % 8
        place = f"{self.at}:{len(data)}"
        self.places[bytes(data)] = place
        self.bytes.write(data)
        self.at += len(data)
        return place

    def line(self, *words):
        print(*words, file=self.text)


def ipc(array, field):
    sink = io.BytesIO()
    schema = pa.schema([field.remove_metadata()])
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(pa.record_batch([array], schema=schema))
    return sink.getvalue()


def one_of(message):
    (number,) = [k for k in message if k]
    return number, message[number][0]


# --- pages to cases


class Case:
    def __init__(self, out, name, column, field):
        self.out, self.name, self.column, self.field = out, name, column, field

    def begin(self, suffix, position, encoding):
        self.out.line("case", self.name + suffix)
        self.out.line("position", position)
        self.out.line("encoding", encoding.hex())

    def expected(self, array):
        self.out.line("expected", self.out.put(ipc(array, self.field)))

    def write_page(self, page, start):
        column = self.column.slice(start, page["rows"])
        layout = page["layout"]
        if page["type"] == "lance.encodings23.PlanarLayout":
            return self.write_planar(page, layout, column)
        number, body = one_of(layout)
        body = fields(body)
        if number == 1:
            levels = (body.get(1, [None])[0], body.get(2, [None])[0])
            large = body.get(10, [0])[0]
            dictionary = (body[4][0], body[5][0]) if 4 in body else None
            self.write_mini(page, body[3][0], levels, body[7][0], body.get(9, [0])[0], large, dictionary, column)
        elif number == 3:
            self.write_zipped(page, body, body[7][0], body.get(1, [0])[0], body.get(2, [0])[0], column)
        else:
            raise ValueError(f"{self.name}: layout {number}")

    def write_mini(self, page, encoding, levels, value_buffers, items, large, dictionary, column):
        meta = np.frombuffer(page["buffers"][0], "<u4" if large else "<u2")
        data = page["buffers"][1]
        at = done = 0
        chunks, level_chunks = [], ([], [])
        for i, word in enumerate(meta):
            size = ((int(word) >> 4) + 1) * 8
            count = 1 << (int(word) & 15) if i < len(meta) - 1 else items - done
            chunk = data[at : at + size]
            at += size
            (level_count,) = struct.unpack_from("<H", chunk, 0)
            pos = 2
            sizes = []
            for level in levels:
                if level is not None:
                    sizes.append(struct.unpack_from("<H", chunk, pos)[0])
                    pos += 2
            for _ in range(value_buffers):
                sizes.append(struct.unpack_from("<I" if large else "<H", chunk, pos)[0])
                pos += 4 if large else 2
            buffers = []
            for size_ in sizes:
                pos += -pos % 8
                buffers.append(chunk[pos : pos + size_])
                pos += size_
            for which, level in enumerate(levels):
                if level is not None:
                    level_chunks[which].append((level_count, buffers.pop(0)))
            chunks.append((count, buffers))
            done += count
        self.begin("", "mini", encoding)
        if dictionary:
            self.out.line("dictionary", dictionary[0].hex(), dictionary[1], self.out.put(page["buffers"][2]))
        for count, buffers in chunks:
            self.out.line("chunk", count, *[self.out.put(b) for b in buffers])
        self.expected(column)
        if levels[1] is not None and levels[0] is None:
            self.begin(".levels", "levels", levels[1])
            for count, buffer in level_chunks[1]:
                self.out.line("chunk", count, self.out.put(buffer))
            nulls = np.asarray(column.is_null()).astype("<u2")
            self.out.line("expected", self.out.put(nulls.tobytes()))

    def write_zipped(self, page, body, encoding, rep, definition, column):
        assert rep == 0
        control = 0 if definition == 0 else 1
        data = page["buffers"][0]
        if 3 in body:
            width = body[3][0] // 8
            values = b"".join(
                data[i + control : i + control + width] for i in range(0, len(data), control + width)
            )
            self.begin("", "fixed", encoding)
            self.out.line("chunk", len(column), self.out.put(values))
            self.expected(column)
            return
        width = body[4][0] // 8
        offsets, values, at = [0], [], 0
        while at < len(data):
            visible = control == 0 or data[at] == 0
            at += control
            if visible:
                size = int.from_bytes(data[at : at + width], "little")
                values.append(data[at + width : at + width + size])
                at += width + size
            else:
                values.append(b"")
            offsets.append(offsets[-1] + len(values[-1]))
        self.begin("", "variable", encoding)
        place = self.out.put(np.array(offsets, "<u8").tobytes())
        self.out.line("chunk", len(column), place, self.out.put(b"".join(values)))
        self.expected(column)

    def write_planar(self, page, layout, column):
        structure = fields(layout[1][0])
        kind, values = one_of(fields(layout[2][0]))
        body = fields(values)
        payloads = len(page["buffers"])
        if kind == 1:
            levels = fields(body.get(2, [b""])[0])
            dictionary = (body[3][0], body[4][0]) if 3 in body else None
            if 1 in structure:
                pair = (levels.get(1, [None])[0], levels.get(2, [None])[0])
                self.write_mini(page, body[1][0], pair, body[5][0], body.get(6, [0])[0], 1, dictionary, column)
                return
        if kind == 2 and 1 in structure:
            levels = fields(body.get(2, [b""])[0])
            renamed = {3: body[3]} if 3 in body else {4: body[4]}
            self.write_zipped(page, renamed, body[1][0], levels.get(1, [0])[0], levels.get(2, [0])[0], column)
            return
        if 2 not in structure:
            raise ValueError(f"{self.name}: planar layout {kind}")
        self.write_sparse(page, structure, kind, column)

    def write_sparse(self, page, structure, kind, column):
        """The positions and counts of a sparse page; the values are not kept."""
        buffers = list(page["buffers"])
        layers = [one_of(fields(l)) for l in fields(structure[2][0])[1]]
        lists = column
        todo = []
        for number, raw in layers:
            layer = fields(raw)
            if number == 1:
                valid = np.asarray(lists.is_valid())
                todo.append(self.validity(layer, valid, ".validity"))
            elif number == 2:
                lengths = np.asarray(lists.value_lengths().fill_null(0))
                filled = np.flatnonzero(lengths)
                todo.append((".positions", layer[2][0], filled))
                todo.append((".counts", layer[4][0], lengths[filled]))
                if 5 in layer:
                    todo.append(self.validity(fields(layer[5][0]), np.asarray(lists.is_valid()), ".list-validity"))
                lists = lists.flatten()
        own = [t for t in todo if t and self.has_payload(t[1])]
        payloads = dict(zip([t[0] for t in own], buffers[len(buffers) - len(own) :]))
        for entry in todo:
            if entry is None:
                continue
            suffix, encoding, numbers = entry
            bits = self.bits(encoding)
            self.begin(suffix, f"sequence{bits}", encoding)
            payload = payloads.get(suffix)
            places = [self.out.put(payload)] if payload is not None else []
            self.out.line("chunk", len(numbers), *places)
            self.out.line("expected", self.out.put(numbers.astype("<u4" if bits == 32 else "<u8").tobytes()))

    def validity(self, layer, valid, suffix):
        if 2 not in layer:
            return None
        positions = np.flatnonzero(valid if layer[1][0] == 2 else ~valid)
        return (suffix, layer[2][0], positions)

    def has_payload(self, encoding):
        number, raw = one_of(fields(encoding))
        if number in (3, 14):
            return False
        body = fields(raw)
        children = {15: [3], 8: [1, 2], 7: [1, 2]}.get(number)
        return children is None or any(self.has_payload(body[c][0]) for c in children)

    def bits(self, encoding):
        if not encoding or encoding == b"":
            return 64
        number, raw = one_of(fields(encoding))
        body = fields(raw)
        if number == 3:
            return 8 * len(body[1][0]) if 1 in body else 64
        if number in (1, 4, 5, 14, 15):
            return body[1][0]
        return self.bits(body[{8: 1, 7: 2, 10: 3}[number]][0])


# --- what is written


def columns(version):
    random = np.random.default_rng(11)
    metadata = {}

    def text(count, low, high, vocabulary=500):
        words = ["w" + str(int(w)) for w in random.integers(0, 10**6, vocabulary)]
        return [" ".join(words[int(i)] for i in random.integers(0, vocabulary, random.integers(low, high))) for _ in range(count)]

    def col(name, array, **meta):
        metadata = {"lance-encoding:" + k.replace("_", "-"): v for k, v in meta.items()}
        field = pa.field(name, array.type, True, metadata)
        return name, array, field

    def nullable(values, type_, every):
        mask = np.zeros(len(values), bool)
        mask[::every] = True
        return pa.array([None if m else v for v, m in zip(values, mask)], type_)

    i64 = random.integers(-(2**62), 2**62, 600)
    yield col("flat-int64", pa.array(i64))
    yield col("flat-uint8", pa.array(random.integers(0, 256, 1100).astype("u1")))
    yield col("flat-float16", pa.array(random.random(700).astype("f2")))
    yield col("flat-bool", pa.array(random.integers(0, 2, 3001).astype(bool)))
    yield col("flat-decimal128", pa.array([int(v) for v in i64[:300]], pa.decimal128(38, 0)))
    yield col("flat-decimal256", pa.array([int(v) for v in i64[:40]], pa.decimal256(60, 0)))
    yield col("flat-fixed-binary", pa.array([bytes(random.integers(0, 256, 7).astype("u1")) for _ in range(200)], pa.binary(7)))
    yield col("flat-timestamp", pa.array(i64[:300], pa.timestamp("us", "UTC")))
    for bits in (8, 16, 32, 64):
        low = random.integers(0, 1 << (bits // 2 - 1), 1300)
        yield col(f"packed-uint{bits}", pa.array(low.astype(f"u{bits // 8}")))
    yield col("packed-negative-int32", pa.array(random.integers(-3, 4, 1024 + 5).astype("i4")))
    yield col("packed-date32", pa.array(random.integers(19000, 19100, 1030).astype("i4"), pa.date32()))
    short = text(400, 1, 3, 4000)
    for kind in ("string", "large_string", "binary", "large_binary"):
        array = pa.array(short, getattr(pa, "string")()).cast(getattr(pa, kind)())
        yield col("variable-" + kind, array, compression="none")
    yield col("variable-empty", pa.array(["", "a", "", "", "é𝄞"] * 30), compression="none")
    long = text(1100, 4, 7, 200)
    yield col("fsst-string", pa.array(long), compression="fsst")
    yield col("fsst-large-string", pa.array(long, pa.large_string()), compression="fsst")
    yield col("fsst-escapes", pa.array([s + chr(0x3B1 + i % 900) for i, s in enumerate(long)]), compression="fsst")
    for type_ in ("i1", "i2", "i4", "i8", "f4", "f8"):
        runs = np.repeat(random.integers(0, 100, 60), random.integers(1, 700, 60)).astype(type_)
        yield col(f"rle-{type_}", pa.array(runs[:9000]), rle_threshold="1.0")
    for scheme in ("lz4", "zstd"):
        walk = np.cumsum(random.random(1200)) / 1000
        yield col(f"bss-float32-{scheme}", pa.array(walk.astype("f4")), compression=scheme, bss="on")
        yield col(f"bss-float64-{scheme}", pa.array(walk), compression=scheme, bss="on")
        yield col(f"general-int64-{scheme}", pa.array(np.repeat(i64[:250], 6)[random.permutation(1500)]), compression=scheme, rle_threshold="0")
        yield col(f"general-string-{scheme}", pa.array(long), compression=scheme)
        yield col(f"general-rle-{scheme}", pa.array(np.repeat(random.integers(0, 10**9, 900).astype("i4"), 3)), compression=scheme, rle_threshold="1.0")
    vectors = random.random((60, 16)).astype("f4")
    flat = pa.array(vectors.reshape(-1))
    yield col("fsl-float32", pa.FixedSizeListArray.from_arrays(flat, 16))
    holes = pa.array([None if i % 7 == 0 else float(v) for i, v in enumerate(vectors.reshape(-1))], pa.float32())
    yield col("fsl-nullable-items", pa.FixedSizeListArray.from_arrays(holes, 16))
    yield col("fsl-fsl", pa.FixedSizeListArray.from_arrays(pa.FixedSizeListArray.from_arrays(flat, 4), 2))
    yield col("fsl-bool", pa.FixedSizeListArray.from_arrays(pa.array(random.integers(0, 2, 1000).astype(bool)), 10))
    packed = {"packed": "true"}
    struct_ = pa.StructArray.from_arrays(
        [pa.array(i64[:200]), pa.array(random.integers(0, 99, 200).astype("i2")), pa.array(random.random(200))], ["a", "b", "c"]
    )
    yield col("packed-struct", struct_, **packed)
    few = random.integers(0, 30, 1200)
    yield col("dictionary-string", pa.array(["value number %d" % v for v in few]))
    yield col("dictionary-decimal", pa.array([int(i64[v]) for v in few], pa.decimal128(38, 0)))
    yield col("dictionary-int64", pa.array([int(i64[v]) for v in few]), rle_threshold="0")
    yield col("levels-often", nullable(np.tile(i64, 2), pa.int64(), 17))
    yield col("levels-runs", pa.array([None if i // 400 % 2 else int(v) for i, v in enumerate(np.tile(i64, 5))], pa.int64()))
    yield col("levels-few", nullable([int(v) for v in i64[:200]], pa.int64(), 3))
    yield col("levels-strings", nullable(short, pa.string(), 5), compression="none")
    wide = [bytes(random.integers(0, 256, 300).astype("u1")) for _ in range(15)]
    yield col("zipped-binary", pa.array(wide, pa.binary()))
    yield col("zipped-large-binary-nulls", nullable(wide, pa.large_binary(), 4))
    yield col("zipped-fsst", pa.array([" ".join(long[i : i + 12]) for i in range(0, 1098, 12)]), compression="fsst")
    huge = [(s * (50_000 // len(s)))[: 40_000 + i] for i, s in enumerate(long[:6])]
    yield col("zipped-general", pa.array(huge))
    yield col("zipped-general-zstd", pa.array(huge, pa.large_string()), compression="zstd")
    wide_vectors = random.random((6, 100)).astype("f4")
    yield col("zipped-fsl", pa.FixedSizeListArray.from_arrays(pa.array(wide_vectors.reshape(-1)), 100))
    wide_holes = pa.array([None if i % 9 == 2 else float(v) for i, v in enumerate(wide_vectors.reshape(-1))], pa.float32())
    yield col("zipped-fsl-nullable-items", pa.FixedSizeListArray.from_arrays(wide_holes, 100))
    yield col("zipped-fsl-fsl-nullable", pa.FixedSizeListArray.from_arrays(pa.FixedSizeListArray.from_arrays(wide_holes, 10), 10))
    yield col("zipped-fsl-null-items", pa.FixedSizeListArray.from_arrays(pa.nulls(600, pa.float32()), 100), structural_encoding="fullzip")
    yield col("zipped-bool", pa.array(random.integers(0, 2, 100).astype(bool)), structural_encoding="fullzip")
    if version != "2.1":
        mixed = pa.StructArray.from_arrays(
            [pa.array(i64[:40]), pa.array(long[:40]), pa.array(random.integers(0, 9, 40).astype("u1")), pa.array([s.encode() for s in short[:40]], pa.large_binary())],
            ["a", "s", "b", "l"],
        )
        yield col("zipped-packed-struct", mixed, **packed)
        codes = pa.FixedSizeListArray.from_arrays(pa.array(random.integers(0, 200, 90 * 6).astype("u1")), 6)
        yield col("zipped-packed-struct-fsl", pa.StructArray.from_arrays([codes, pa.array(i64[:90])], ["v", "a"]), **packed)
    if version == "2.3":
        same = ["%04d" % v for v in random.integers(0, 9999, 700)]
        yield col("offsets-range", pa.array(same), compression="none")
        lengths = np.repeat([3, 11, 4, 9], 300)
        yield col("offsets-runs", pa.array(["x" * n for n in lengths]), compression="none", dict_divisor="100000")
        wide = random.integers(0, 10**9, 40).astype("i4")
        yield col("rle-wide-lengths", pa.array(np.repeat(wide, 1000)), rle_threshold="1.0")
        lengths = random.integers(1, 20, 3000)
        yield col("rle-parts", pa.array(np.repeat(random.integers(0, 50, 3000).astype("i4"), lengths)), rle_threshold="1.0")
        words = np.tile(random.integers(0, 10**9, 30).astype("i4"), 100)
        yield col("rle-parts-zstd", pa.array(np.repeat(words, lengths)), rle_threshold="1.0", compression="zstd")
        yield col("rle-parts-lz4", pa.array(np.repeat(words, lengths)), rle_threshold="1.0", compression="lz4")
        n = 4000
        patterns = {
            "range": [i % 8 != 0 for i in range(n)],
            "runs": [(i // 100) % 5 != 0 for i in range(n)],
            "random": list(random.random(n) > 0.3),
            "one": [i != 77 for i in range(n)],
            "rare": list(random.random(n) > 0.01),
            "first": [i >= 900 for i in range(n)],
        }
        for name, valid in patterns.items():
            values = [int(i64[i % 600]) if v else None for i, v in enumerate(valid)]
            yield col("sparse-" + name, pa.array(values, pa.int64()), **{"structural-encoding": "sparse"})
        shapes = {
            "lists-random": [int(v) for v in random.integers(0, 4, n)],
            "lists-same": [3] * n,
            "lists-runs": [int(v) for v in np.repeat(random.integers(1, 200, 60), random.integers(20, 70, 60))],
            "lists-cycle": [int(v) for v in np.tile(random.integers(1, 200, 50), 40)],
            "lists-rare": [int(v) for v in (random.random(n) > 0.98) * 5],
            "lists-alternating": [1 + 6 * ((i // 64) % 2) for i in range(n)],
        }
        for name, counts in shapes.items():
            lists = [[int(i64[(i + j) % 600]) for j in range(c)] for i, c in enumerate(counts)]
            array = pa.array(lists, pa.list_(pa.int64()))
            yield col("sparse-" + name, array, **{"structural-encoding": "sparse"})


def main():
    directory = sys.argv[1]
    only = tuple(sys.argv[3:])
    release = lance.__version__.split(".")[0]
    versions = sys.argv[2:3] or ["2.1", "2.2", "2.3"]
    for version in versions:
        prefix = f"p{release}-v{version}"
        out = Output(directory, prefix)
        for name, array, field in columns(version):
            if only and not name.startswith(only):
                continue
            path = os.path.join(tempfile.mkdtemp(), "x.lance")
            schema = pa.schema([field])
            try:
                with LanceFileWriter(path, schema, version=version) as writer:
                    writer.write_batch(pa.record_batch([array], schema=schema))
                start = 0
                for number, page in enumerate(pages(path)):
                    label = name if number == 0 else f"{name}#{number}"
                    Case(out, label, array, field).write_page(page, start)
                    start += page["rows"]
            except Exception as e:  # a release that does not write this says so here
                print(prefix, name, type(e).__name__, str(e)[:150])
        out.text.close()
        out.bytes.close()


if __name__ == "__main__":
    main()
