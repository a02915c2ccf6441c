"""Tables of every type, as manifests, and what pylance says of their schemas.

For each table NAME: NAME.manifest (the table's manifest as it is), NAME.schema (`ds.schema` of
pylance 14.0.2 as an Arrow IPC schema message), NAME.types (name, type as lance4j spells it).

    python generate.py DIR     with pylance 14.0.2 and pyarrow
"""

import glob
import os
import shutil
import sys
import tempfile

import lance
import pyarrow as pa
from lance.arrow import BFloat16Type


def spelled(f):
    t = f.type
    if isinstance(t, BFloat16Type) or (f.metadata or {}).get(b"ARROW:extension:name") == b"lance.bfloat16":
        return "bfloat16"
    if isinstance(t, pa.BaseExtensionType):
        return spelled(pa.field(f.name, t.storage_type))
    if pa.types.is_dictionary(t):
        return f"dictionary<{t.index_type}, {spelled(pa.field('v', t.value_type))}>"
    if pa.types.is_map(t):
        return f"map<{spelled(t.key_field)}, {spelled(t.item_field)}>"
    if pa.types.is_struct(t):
        return "struct<" + ", ".join(f"{c.name}: {spelled(c)}{'' if c.nullable else ' not null'}" for c in t) + ">"
    if pa.types.is_fixed_size_list(t):
        return f"fixed_size_list<{spelled(t.value_field)}>[{t.list_size}]"
    if pa.types.is_large_list(t):
        return f"large_list<{spelled(t.value_field)}>"
    if pa.types.is_list(t):
        return f"list<{spelled(t.value_field)}>"
    names = {
        "string": "utf8",
        "large_string": "large_utf8",
        "halffloat": "float16",
        "float": "float32",
        "double": "float64",
        "date32[day]": "date32",
        "date64[ms]": "date64",
    }
    return names.get(str(t), str(t).replace("tz=", ""))


def everything():
    plain = [
        pa.null(), pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(),
        pa.uint32(), pa.uint64(), pa.float16(), pa.float32(), pa.float64(), pa.string(), pa.large_string(),
        pa.binary(), pa.large_binary(), pa.binary(16), pa.decimal128(22, 4), pa.decimal128(5, -2),
        pa.decimal256(60, 6), pa.date32(), pa.date64(), pa.time32("s"), pa.time32("ms"), pa.time64("us"),
        pa.time64("ns"), pa.duration("s"), pa.duration("ms"), pa.duration("us"), pa.duration("ns"),
        pa.timestamp("s"), pa.timestamp("ms", "UTC"), pa.timestamp("us", "+05:30"),
        pa.timestamp("ns", "Europe/Berlin"), pa.list_(pa.int32()), pa.large_list(pa.string()),
        pa.list_(pa.field("xx", pa.int32(), metadata={"k": "v"})), pa.list_(pa.float32(), 2),
        pa.list_(pa.list_(pa.timestamp("us", "+01:00"), 2), 3), pa.map_(pa.string(), pa.list_(pa.int8())),
        pa.list_(pa.struct([("a", pa.int8()), ("b", pa.list_(pa.utf8()))])),
        pa.large_list(pa.field("e", pa.struct([pa.field("a", pa.int8(), False)]), False)),
        pa.dictionary(pa.int32(), pa.string()), pa.dictionary(pa.uint8(), pa.int64()),
        pa.json_(), pa.list_(pa.json_()), pa.struct([("j", pa.json_()), ("t", pa.date64())]),
        pa.list_(pa.struct([("x", pa.float32())]), 2), pa.uuid(),
    ]  # fmt: skip
    fields = [pa.field(f"c{i}", t, metadata={"note": "n"} if i % 7 == 3 else None) for i, t in enumerate(plain)]
    fields += [
        pa.field("bf", BFloat16Type()),
        pa.field("bfs", pa.list_(BFloat16Type(), 4)),
        pa.field("required", pa.int64(), False),
        pa.field("packed", pa.struct([("a", pa.int32()), ("b", pa.int64())]), metadata={"lance-encoding:packed": "Yes"}),
    ]
    return pa.Table.from_batches([], pa.schema(fields, metadata={"about": "everything"}))


def blobs_v1():
    return pa.table([pa.array([b"abc"], pa.large_binary())], schema=pa.schema([pa.field("b", pa.large_binary(), metadata={"lance-encoding:blob": "true"})]))


def blobs_v2():
    return pa.table([lance.blob_array([b"abc", None])], schema=pa.schema([lance.blob_field("b")]))


def main(out):
    for name, table, version in (
        ("everything", everything(), "2.2"),
        ("blobs_v1", blobs_v1(), "2.1"),
        ("blobs_v2", blobs_v2(), "2.2"),
    ):
        with tempfile.TemporaryDirectory() as d:
            ds = lance.write_dataset(table, d + "/t", data_storage_version=version)
            (manifest,) = glob.glob(d + "/t/_versions/*.manifest")
            shutil.copy(manifest, os.path.join(out, name + ".manifest"))
            with open(os.path.join(out, name + ".schema"), "wb") as f:
                f.write(ds.schema.serialize())
            with open(os.path.join(out, name + ".types"), "w") as f:
                f.writelines(f"{x.name}\t{spelled(x)}\n" for x in ds.schema)


main(sys.argv[1])
