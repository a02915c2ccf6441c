#!/usr/bin/env python3
"""Write the datasets of one release at one file version, with the pylance of the Python that runs this.

    python generate.py ROOT FILE_VERSION [RECIPE ...]

Each becomes ROOT/<release>/<recipe>-<file version>/ with `table` (and `clone`), `own/` (what the writing release reads
back, one Arrow file per version) and `log.json` (what was done, what the release refused).
"""

import functools
import inspect
import json
import os
import shutil
import sys
import uuid

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import lance
import columns
from values import listed, plain, save

RELEASE = lance.__version__
NUMBER = tuple(int(x) for x in RELEASE.split(".")[:3])
PARAMETERS = set(inspect.signature(lance.write_dataset).parameters)


class Table:
    """One dataset in the making: its place, file version and log."""

    def __init__(self, root, recipe, version):
        self.version = version
        self.dir = os.path.join(root, RELEASE, f"{recipe}-{version}")
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(os.path.join(self.dir, "own"))
        self.uri = os.path.join(self.dir, "table")
        self.log = {"release": RELEASE, "fileVersion": version, "recipe": recipe, "steps": [], "refused": [], "features": [], "types": {}, "options": {}}

    def options(self, version=None, **kw):
        v = version or self.version
        if "data_storage_version" in PARAMETERS:
            kw["data_storage_version"] = "legacy" if v == "0.1" else v
        elif "use_experimental_writer" in PARAMETERS:
            kw["use_experimental_writer"] = v != "0.1"
        elif v != "0.1":
            raise NotImplementedError(f"{RELEASE} writes 0.1 only")
        if "stable" in kw:
            on = kw.pop("stable")
            name = next((p for p in ("enable_stable_row_ids", "enable_move_stable_row_ids") if p in PARAMETERS), None)
            if on and not name:
                raise NotImplementedError("no stable row ids")
            if name:
                kw[name] = on
        return {k: v for k, v in kw.items() if k in PARAMETERS or k in ("schema",)}

    def write(self, table, mode="create", uri=None, **kw):
        return lance.write_dataset(table, uri or self.uri, mode=mode, **self.options(**kw))

    def open(self):
        return lance.dataset(self.uri)

    def step(self, what, f, feature=None):
        """Do it if this release can; what it refuses is noted and left out."""
        try:
            result = f()
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            self.log["refused"].append([what, (type(e).__name__ + ": " + (str(e).splitlines() or [""])[0])[:160].replace(self.dir, "")])
            return None
        self.log["steps"].append(what)
        if feature:
            self.log["features"].append(feature)
        return result if result is not None else True

    def fits(self, field, array):
        """Whether this release stores such a column and reads the same values back."""
        trial = os.path.join(self.dir, "trial")
        shutil.rmtree(trial, ignore_errors=True)
        try:
            t = pa.Table.from_arrays([pa.array(range(len(array)), pa.int64()), array], schema=pa.schema([pa.field("id", pa.int64(), False), field]))
            self.write(t, uri=trial)
            back = lance.dataset(trial).to_table().column(1)
            if field.name != "json" and listed(back) != listed(array):
                raise ValueError("reads back otherwise")
            self.log["types"][field.name] = str(field.type)
            return True
        except BaseException as e:
            self.log["refused"].append(["column " + field.name, (type(e).__name__ + ": " + (str(e).splitlines() or [""])[0])[:160].replace(self.dir, "")])
            return False
        finally:
            shutil.rmtree(trial, ignore_errors=True)

    def close(self):
        """What the writing release reads in each version."""
        if not self.log["steps"]:
            shutil.rmtree(self.dir)
            return False
        try:
            for v in [x["version"] for x in self.open().versions()]:
                try:
                    kw = {"blob_handling": "all_binary"} if "blob" in self.log["features"] and "blob_handling" in inspect.signature(self.open().scanner).parameters else {}
                    if "with_row_id" in inspect.signature(self.open().scanner).parameters:
                        kw["with_row_id"] = True
                    t = lance.dataset(self.uri, version=v).scanner(**kw).to_table()
                    save(t, os.path.join(self.dir, "own", f"v{v}.arrow"))
                except BaseException as e:
                    self.log["refused"].append([f"reading version {v}", str(e)[:160].replace(self.dir, "")])
        except BaseException as e:
            self.log["refused"].append(["opening", str(e)[:160].replace(self.dir, "")])
        with open(os.path.join(self.dir, "log.json"), "w") as f:
            json.dump(self.log, f, indent=1, ensure_ascii=False)
        return True


def ids(n, start=0):
    return pa.field("id", pa.int64(), False), pa.array(range(start, start + n), pa.int64())


def table(cols, metadata=None):
    return pa.Table.from_arrays([a for _, a in cols], schema=pa.schema([f for f, _ in cols], metadata))


def made(makers, n, start=0, wanted=None):
    """Field and array of each column whose values this pyarrow can make."""
    for name, make in makers:
        if wanted is None or name in wanted:
            try:
                yield make(name, n, start)
            except (TypeError, ValueError, NotImplementedError, AttributeError, pa.ArrowException):
                continue


def typed(t, makers, n, more):
    """Create, append rows of the same columns, delete some."""
    good, appended = [], []
    for maker in makers:
        # files of version 0.1 hold hardly any nulls
        for columns.NULLS in (True, False) if t.version == "0.1" else (True,):
            pair = list(made([maker], n))
            if pair and t.fits(*pair[0]):
                good += pair
                appended += made([maker], more, n)
                break
    columns.NULLS = True
    if t.version == "0.1":
        lossy = [("lossy_" + name, make) for name, make in makers if name in ("i32", "bool", "utf8", "dict_utf8", "fsl_f32", "list_i32", "struct", "list_utf8")]
        good += made(lossy, n)
        appended += made(lossy, more, n)
    metadata = {"origin": "lance4j", "ключ": "значение"}
    if not t.step("create", lambda: t.write(table([ids(n)] + good, metadata))):
        return
    t.step("append", lambda: t.write(table([ids(more, n)] + appended, metadata), "append"), "append")
    t.step("delete", lambda: t.open().delete("id % 11 = 4"), "delete")


def recipe_types(t):
    t.log["features"].append("types")
    # the newest release refuses the JSON columns of old ones
    typed(t, [x for x in columns.flat() if x[0] != "json" or NUMBER >= (0, 39)], 40, 7)


def recipe_nested(t):
    t.log["features"].append("nested")
    # 2.0 and 0.1 have no place for null structs
    packed = NUMBER >= (0, 39)  # the newest release refuses those of older ones beside others
    typed(t, [x for x in columns.nested(t.version not in ("0.1", "2.0")) if packed or not x[0].startswith("packed")], 36, 7)


def recipe_matrix(t):
    t.log["features"].append("types")
    columns.NULLS = t.version != "0.1"
    good = [(f, a) for f, a in made(columns.matrix(t.version not in ("0.1", "2.0")), 16) if t.fits(f, a)]
    columns.NULLS = True
    t.step("create", lambda: t.write(table([ids(16)] + good)))


def recipe_fslstruct(t):
    t.log["features"].append("nested")
    typed(t, list(columns.fixed_size_structs()), 20, 4)


def some(n, start=0):
    s = pa.array([None if i % 5 == 3 else "row %d" % i for i in range(start, start + n)])
    x = pa.array([i / 4 for i in range(start, start + n)], pa.float64())
    l = pa.array([None if i % 4 == 1 else list(range(i % 3)) for i in range(start, start + n)], pa.list_(pa.int32()))
    st = pa.StructArray.from_arrays([pa.array(range(start, start + n), pa.int32()), pa.array(["s%d" % (i % 3) for i in range(start, start + n)])], ["a", "b"])
    return table([ids(n, start), (pa.field("s", pa.string()), s), (pa.field("x", pa.float64()), x), (pa.field("l", l.type), l), (pa.field("st", st.type), st)])


def recipe_history(t):
    """Every change to a table, one version each."""
    if not t.step("create", lambda: t.write(some(30), max_rows_per_file=20, max_rows_per_group=8)):
        return
    t.step("tag first", lambda: t.open().tags.create("first", 1), "tags")
    t.step("append", lambda: t.write(some(12, 30), "append"), "append")
    t.step("delete", lambda: t.open().delete("id % 7 = 2"), "delete")
    t.step("update", lambda: t.open().update({"s": "'updated'"}, where="id % 6 = 1"), "update")
    t.step("upsert", lambda: t.open().merge_insert("id").when_matched_update_all().when_not_matched_insert_all().execute(some(8, 38)), "merge-insert")
    extra = table([ids(50), (pa.field("joined", pa.int32()), pa.array([None if i % 9 == 0 else i * 10 for i in range(50)], pa.int32()))])
    t.step("merge column", lambda: t.open().merge(extra, "id"), "merge-column")
    t.step("add columns", lambda: t.open().add_columns({"twice": "id * 2", "label": "cast(id as string)"}), "add-columns")
    t.step("append", lambda: t.write(with_columns(t, some(5, 60)), "append"), "append")
    t.step("delete", lambda: t.open().delete("id in (3, 61)"), "delete")
    t.step("rename", lambda: t.open().alter_columns({"path": "x", "name": "renamed"}), "rename")
    t.step("cast", lambda: t.open().alter_columns({"path": "twice", "data_type": pa.int32()}), "cast")
    t.step("drop", lambda: t.open().drop_columns(["l"]), "drop-columns")
    t.step("drop nested", lambda: t.open().drop_columns(["st.b"]), "drop-nested")
    t.step("add all-null column", lambda: t.open().add_columns(pa.field("nothing", pa.string())), "add-null-column")
    t.step("append a part of the columns", lambda: t.write(required(t, some(4, 80)), "append"), "subschema-append")
    t.step("tag late", lambda: t.open().tags.create("late.tag-1", t.open().version), "tags")
    t.step("compact", lambda: t.open().optimize.compact_files(target_rows_per_fragment=1000), "compact")
    t.step("restore", lambda: lance.dataset(t.uri, version=3).restore(), "restore")
    t.step("overwrite", lambda: t.write(some(6, 100).select(["s", "id"]), "overwrite"), "overwrite")
    t.step("append nothing", lambda: t.write(some(0).select(["s", "id"]), "append"), "empty")
    t.step("delete all", lambda: t.open().delete("id >= 0"), "delete-all")
    t.step("append", lambda: t.write(some(3, 7).select(["s", "id"]), "append"), "append")


def with_columns(t, rows):
    """The rows with what the table has besides, as nulls."""
    schema = t.open().schema
    return table([(f, rows.column(f.name).combine_chunks() if f.name in rows.column_names else pa.nulls(len(rows), f.type) if f.nullable else pa.array(["0"] * len(rows)).cast(f.type)) for f in schema])


def required(t, rows):
    """The rows with the columns that may not be null, and no others."""
    return with_columns(t, rows).select([f.name for f in t.open().schema if not f.nullable])


def recipe_deletions(t):
    """Both kinds of deletion file in one table: an Arrow file for few, a bitmap for many."""
    n = 8500
    rows = table([ids(n), (pa.field("v", pa.int16()), pa.array([i % 100 for i in range(n)], pa.int16()))])
    t.step("create", lambda: t.write(rows, max_rows_per_file=7500))
    t.step("few", lambda: t.open().delete("id in (0, 5, 7499, 7500, 8499)"), "delete")
    t.step("many", lambda: t.open().delete("id % 10 in (1, 2, 3, 5, 6, 7, 8) and id < 7500"), "delete-bitmap")
    t.step("a whole fragment", lambda: t.open().delete("id >= 7500"), "delete-fragment")


def recipe_empty(t):
    rows = some(1)
    t.step("create", lambda: t.write(rows.slice(0, 0)), "empty")
    t.step("append one row", lambda: t.write(rows, "append"))
    t.step("delete it", lambda: t.open().delete("id = 0"))
    t.step("append nothing", lambda: t.write(rows.slice(0, 0), "append"))


def recipe_small(t):
    t.step("create", lambda: t.write(some(5)))


def recipe_pages(t):
    """Columns of several pages each, in two fragments."""
    n = 3000
    kw = {"max_rows_per_group": 256, "max_rows_per_file": 2000}
    if "max_page_bytes" in PARAMETERS:
        kw.update(max_page_bytes=2048, data_cache_bytes=2048)
    rows = table([
        ids(n),
        (pa.field("i", pa.int32()), pa.array([None if i % 31 == 0 else i * i % 1009 for i in range(n)], pa.int32())),
        (pa.field("s", pa.string()), pa.array([None if i % 17 == 0 else "text %d" % (i % 97) for i in range(n)])),
        (pa.field("l", pa.list_(pa.int16())), pa.array([None if i % 13 == 0 else [i % 7] * (i % 4) for i in range(n)], pa.list_(pa.int16()))),
        (pa.field("b", pa.bool_()), pa.array([i % 3 == 0 for i in range(n)])),
        (pa.field("v", pa.list_(pa.float32(), 8)), pa.array([[float(i % 5)] * 8 for i in range(n)], pa.list_(pa.float32(), 8))),
    ])
    reader = pa.RecordBatchReader.from_batches(rows.schema, rows.to_batches(max_chunksize=256))
    t.step("create", lambda: t.write(reader, **kw), "pages")
    t.step("delete", lambda: t.open().delete("id % 500 = 7"), "delete")


def recipe_sliced(t):
    """One batch cut into files: the later ones have lists that may be null, and are not. Their long values make full-zip pages."""
    strings = pa.array([None, ["x" * 5000, "y"], ["z" * 3000], ["w" * 9000], []], pa.list_(pa.string()))
    vectors = pa.array([None, [[1.0] * 400, [2.0] * 400], [[3.0] * 400], [[4.0] * 400], [[5.0] * 400]], pa.list_(pa.list_(pa.float32(), 400)))
    data = pa.table({"id": pa.array(range(5)), "strings": strings, "vectors": vectors})
    t.step("write in files of two rows", lambda: t.write(data, max_rows_per_file=2, max_rows_per_group=2))


def recipe_stable(t):
    """Stable row ids through moves, with every kind of segment."""
    if not t.step("create", lambda: t.write(some(60), stable=True, max_rows_per_file=40), "stable-row-ids"):
        return
    t.step("append", lambda: t.write(some(30, 60), "append"), "append")
    t.step("delete", lambda: t.open().delete("id % 7 = 2"), "delete")
    t.step("update", lambda: t.open().update({"s": "'updated'"}, where="id % 5 = 1"), "update")
    t.step("upsert", lambda: t.open().merge_insert("id").when_matched_update_all().when_not_matched_insert_all().execute(some(12, 84)), "merge-insert")
    t.step("compact", lambda: t.open().optimize.compact_files(target_rows_per_fragment=1000), "compact")
    t.step("update again", lambda: t.open().update({"x": "x + 1"}, where="id > 50"), "update")
    t.step("delete again", lambda: t.open().delete("id in (10, 11, 12, 70)"), "delete")
    t.step("append again", lambda: t.write(some(5, 200), "append"), "append")
    t.step("compact again", lambda: t.open().optimize.compact_files(target_rows_per_fragment=1000), "compact")


def recipe_lineage(t):
    """Row lineage spilled into data files."""
    t.step("create", lambda: t.write(some(60), stable=True, max_rows_per_file=40), "stable-row-ids")
    t.step("configure", lambda: t.open().update_config({"lance.row_lineage.spill": "true", "lance.row_lineage.inline_max_bytes": "10"}), "spilled-lineage")
    t.step("append", lambda: t.write(some(30, 60), "append"))
    t.step("update", lambda: t.open().update({"s": "'updated'"}, where="id % 5 = 1"), "update")
    t.step("delete", lambda: t.open().delete("id % 7 = 2"), "delete")
    t.step("compact", lambda: t.open().optimize.compact_files(target_rows_per_fragment=1000), "compact")
    t.step("update again", lambda: t.open().update({"x": "x + 1"}, where="id > 50"), "update")
    t.step("upsert", lambda: t.open().merge_insert("id").when_matched_update_all().when_not_matched_insert_all().execute(some(12, 84)), "merge-insert")


def recipe_mixed(t):
    """Data files of several versions in one table."""
    t.step("create", lambda: t.write(some(10), version="2.1"))
    t.step("append 2.2", lambda: t.write(some(10, 10), "append", version="2.2"), "mixed-file-versions")
    t.step("append 2.0", lambda: t.write(some(10, 20), "append", version="2.0"), "mixed-file-versions")
    if NUMBER >= (14,):
        t.step("append 2.3", lambda: t.write(some(10, 30), "append", version="2.3"), "mixed-file-versions")
    t.step("delete", lambda: t.open().delete("id % 4 = 3"), "delete")


def recipe_branches(t):
    t.step("create", lambda: t.write(some(10)))
    t.step("append", lambda: t.write(some(6, 10), "append"), "append")
    branch = t.step("branch", lambda: t.open().create_branch("dev/one"), "branches")
    if branch:
        t.step("append to the branch", lambda: lance.write_dataset(some(4, 100), branch, mode="append"))
        t.step("delete on the branch", lambda: t.open().checkout_version(("dev/one", None)).delete("id in (1, 101)"), "delete")
        t.step("branch of the branch", lambda: t.open().checkout_version(("dev/one", None)).create_branch("leaf"))
        t.step("tag the branch", lambda: t.open().tags.create("on-branch", ("dev/one", None)), "tags")
    t.step("delete on main", lambda: t.open().delete("id = 2"), "delete")
    t.step("tag main", lambda: t.open().tags.create("on-main", 2), "tags")


def recipe_clone(t):
    t.step("create", lambda: t.write(some(10)))
    t.step("append", lambda: t.write(some(6, 10), "append"), "append")
    t.step("delete", lambda: t.open().delete("id in (3, 12)"), "delete")
    clone = t.uri.replace("table", "clone")
    if t.step("clone", lambda: t.open().shallow_clone(clone, t.open().version) and None, "shallow-clone"):
        t.step("append to the clone", lambda: lance.write_dataset(some(3, 50), clone, mode="append"))
        t.step("delete in the clone", lambda: lance.dataset(clone).delete("id in (4, 51)"))


def recipe_manifests(t):
    """V1 names of manifests, then migrated to V2."""
    t.step("create", lambda: t.write(some(5), enable_v2_manifest_paths=False))
    t.step("append", lambda: t.write(some(5, 5), "append"), "v1-manifests")
    t.step("migrate", lambda: t.open().migrate_manifest_paths_v2(), "v2-manifests")
    t.step("append", lambda: t.write(some(5, 10), "append"))


def recipe_detached(t):
    """A commit beside the chain of versions."""
    t.step("create", lambda: t.write(some(8)))
    def go():
        fragments = lance.fragment.write_fragments(some(4, 8), t.uri, **{k: v for k, v in t.options().items() if k == "data_storage_version"})
        d = lance.LanceDataset.commit(t.uri, lance.LanceOperation.Append(fragments), read_version=1, detached=True)
        t.log["detached"] = d.version
    t.step("detached append", go, "detached")


def recipe_blobs(t):
    """Blobs of version 1: descriptions in the column, bytes elsewhere."""
    def blob(i):
        return None if i % 7 == 3 else b"" if i == 4 else columns.octets(i + 9, 3, (10, 700, 5000)[i % 3])
    n = 18
    rows = table([ids(n), (pa.field("blob", pa.large_binary(), True, {"lance-encoding:blob": "true"}), pa.array([blob(i) for i in range(n)], pa.large_binary())), (pa.field("full", pa.large_binary(), False, {"lance-encoding:blob": "true"}), pa.array([columns.octets(i + 9, 5, 40 * i) for i in range(n)], pa.large_binary())), (pa.field("after", pa.int32()), pa.array(range(n), pa.int32()))])
    t.step("create", lambda: t.write(rows), "blob")
    t.step("append", lambda: t.write(rows.slice(2, 5), "append"))
    t.step("delete", lambda: t.open().delete("id in (1, 5)"), "delete")


def recipe_blobs2(t, managed=False):
    """Blobs of version 2: inline, packed, dedicated; and external ones."""
    from lance import blob_array, blob_field
    x = blob_field("blob")
    md = dict(x.metadata or {})
    def field(name, **kw):
        return pa.field(name, x.type, True, {**md, **{b"lance-encoding:blob-" + k.replace("_", "-").encode(): v for k, v in kw.items()}})
    sizes = (10, 90, 300, 1900, 3000, 2500)
    data = [None if i == 3 else b"" if i == 4 else columns.octets(i + 9, 3, sizes[i % 6]) for i in range(14)]
    small = field("small", inline_size_threshold=b"100", dedicated_size_threshold=b"2000")
    cols = [ids(14), (x, blob_array(data)), (small, blob_array(data[::-1]))]
    metadata = {"lance.blob.managed": "true"} if managed else None
    t.step("create", lambda: t.write(table(cols, metadata)), "blob-managed" if managed else "blob")
    t.step("append", lambda: t.write(table(cols, metadata).slice(0, 6), "append"))
    t.step("delete", lambda: t.open().delete("id in (2, 7)"), "delete")
    if "blob" not in t.log["features"]:
        t.log["features"].append("blob")


def recipe_managed(t):
    recipe_blobs2(t, True)


def recipe_nested_blobs(t):
    """Blobs of version 2 inside structs and lists: inline, packed and dedicated ones, with nulls at every level."""
    from lance import blob_array, blob_field
    md = {**(blob_field("x").metadata or {}), b"lance-encoding:blob-inline-size-threshold": b"100", b"lance-encoding:blob-dedicated-size-threshold": b"2000"}
    def blobs(n, seed):
        a = blob_array([None if i % 7 == 3 else b"" if i % 7 == 4 else columns.octets(i + seed, 3, (10, 300, 2100)[i % 3]) for i in range(n)])
        return pa.field("x", a.type, True, md), a
    def struct(n, seed):
        (x, a), y = blobs(n, seed), pa.array(range(n), pa.int32())
        return pa.StructArray.from_arrays([y, a], fields=[pa.field("y", y.type), x], mask=pa.array([i % 5 == 2 for i in range(n)]))
    def lists(item, items):
        rows, ends = 12, [0]
        for i in range(rows):
            ends.append(ends[-1] + (0 if i % 4 == 1 else i % 3))
        starts = pa.array([None if i % 6 == 5 else e for i, e in enumerate(ends[:-1])] + ends[-1:], pa.int32())
        return pa.ListArray.from_arrays(starts, items(ends[-1]), type=pa.list_(item))
    n, (x, _) = 12, blobs(1, 0)
    deep = pa.StructArray.from_arrays([struct(n, 40)], fields=[pa.field("s", struct(1, 0).type)])
    in_lists = lists(x.with_name("item"), lambda k: blobs(k, 60)[1])
    in_list_structs = lists(pa.field("item", struct(1, 0).type), lambda k: struct(k, 80))
    cols = [ids(n)] + [(pa.field(name, a.type), a) for name, a in (("struct", struct(n, 20)), ("deep", deep), ("list", in_lists), ("structs", in_list_structs), ("after", pa.array(["row %d" % i for i in range(n)])))]
    t.step("create", lambda: t.write(table(cols)), "blob")
    t.step("append", lambda: t.write(table(cols).take([3, 2, 0, 5, 4]), "append"))
    t.step("delete", lambda: t.open().delete("id in (2, 7)"), "delete")


def recipe_external(t):
    """Blobs outside of the dataset, in whole and in part: below a base path, and by their full location."""
    from lance.blob import Blob, blob_array, blob_field
    for place, name, size in (("files", "a", 700), ("files", "b", 90), ("other", "c", 300), ("other", "d", 0)):
        os.makedirs(os.path.join(t.dir, place), exist_ok=True)
        with open(os.path.join(t.dir, place, name + ".bin"), "wb") as f:
            f.write((columns.octets(ord(name), 3, size) * (size + 1))[:size])
    def at(place, name, *part):
        return Blob.from_uri(f"file://{t.dir}/{place}/{name}.bin", *part)
    values = [at("files", "a"), at("files", "a", 10, 100), at("files", "b"), None, Blob.from_bytes(b"inline"), at("other", "c"), at("other", "c", 299, 1), at("files", "b", 1, 88), Blob.empty(), at("other", "d"), at("other", "c", 0, 20)]
    base = lance.DatasetBasePath(os.path.join(t.dir, "files"), name="files", is_dataset_root=False, id=7)
    cols = [ids(len(values)), (blob_field("x"), blob_array(values))]
    t.step("create", lambda: t.write(table(cols), initial_bases=[base], allow_external_blob_outside_bases=True), "blob")
    t.step("delete", lambda: t.open().delete("id = 2"), "delete")


def recipe_indexed(t):
    """Index sections in manifests, index files beside the data."""
    n = 300
    v = columns.array(pa.list_(pa.float32(), 8), 1, 0, 500, False)
    g = np.random.default_rng(3)
    v = pa.FixedSizeListArray.from_arrays(pa.array(g.standard_normal(n * 8).astype(np.float32)), 8)
    rows = table([ids(n), (pa.field("v", v.type), v), (pa.field("k", pa.int32()), pa.array([i % 20 for i in range(n)], pa.int32())), (pa.field("s", pa.string()), pa.array(["word %d" % (i % 9) for i in range(n)])), (pa.field("tags", pa.list_(pa.string())), pa.array([["t%d" % (i % 4)] for i in range(n)]))])
    t.step("create", lambda: t.write(rows.slice(0, 280)))
    t.step("vector index", lambda: t.open().create_index("v", "IVF_PQ", metric="l2", num_partitions=2, num_sub_vectors=2), "IVF_PQ")
    for column, kind in (("k", "BTREE"), ("s", "BITMAP"), ("tags", "LABEL_LIST"), ("s", "INVERTED")):
        t.step(kind, lambda: t.open().create_scalar_index(column, kind, name=kind.lower()), kind)
    t.step("append", lambda: t.write(rows.slice(280), "append"), "append")
    t.step("delete", lambda: t.open().delete("k = 3"), "delete")
    t.step("compact", lambda: t.open().optimize.compact_files(target_rows_per_fragment=1000), "compact")


def recipe_metrics(t):
    """Vector indexes by other metrics than the usual one: a search that names none goes by the index."""
    n, g = 260, np.random.default_rng(17)
    cols = [ids(n)]
    for name in ("cosine", "dot", "none"):
        a = pa.FixedSizeListArray.from_arrays(pa.array((g.standard_normal(n * 4) * 4).round(1).astype(np.float32)), 4)
        cols.append((pa.field(name, a.type), a))
    t.step("create", lambda: t.write(table(cols)))
    for metric in ("cosine", "dot"):
        t.step(f"{metric} index", lambda: t.open().create_index(metric, "IVF_PQ", metric=metric, num_partitions=1, num_sub_vectors=2), "IVF_PQ")


def recipe_search(t):
    """Vectors of every type that can be searched; the answers are made by expect.py."""
    n, g = 120, np.random.default_rng(9)
    def v(d, kind):
        return (g.standard_normal(n * d) * 8).round(1).astype(kind)
    cols = [ids(n)]
    for name, kind, d in (("f16", np.float16, 7), ("f32", np.float32, 16), ("f64", np.float64, 5), ("f32_wide", np.float32, 33)):
        a = pa.FixedSizeListArray.from_arrays(pa.array(v(d, kind)), d)
        hole = pa.array([None if i % 11 == 5 else i for i in range(n)], pa.int64())
        cols.append((pa.field(name, a.type), a.take(hole)))
    u8 = pa.FixedSizeListArray.from_arrays(pa.array(g.integers(0, 256, n * 8).astype(np.uint8)), 8)
    cols.append((pa.field("u8", u8.type), u8))
    multi = pa.array([None if i % 10 == 9 else [[float(x) for x in g.standard_normal(4).round(1)] for _ in range(i % 4)] for i in range(n)], pa.list_(pa.list_(pa.float32(), 4)))
    cols.append((pa.field("multi", multi.type), multi))
    t.step("create", lambda: t.write(table(cols), max_rows_per_file=50), "search")
    t.step("delete", lambda: t.open().delete("id % 9 = 1"), "delete")


def theme(name, make):
    def go(t):
        t.log["features"] += ["encodings", name]
        good = [(f, a) for f, a in make() if t.fits(f, a)]
        if good:
            t.step("create", lambda: t.write(table([ids(len(good[0][1]))] + good)))
            t.step("delete", lambda: t.open().delete("id % 13 = 5"), "delete")
    return go


def recipes():
    named = {k[7:]: f for k, f in globals().items() if k.startswith("recipe_")}
    named.update({name: theme(name, make) for name, make in columns.themes()})
    return named


def main():
    root, version, wanted = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
    for name in wanted or sorted(recipes()):
        t = Table(root, name, version)
        try:
            recipes()[name](t)
        except (ImportError, NotImplementedError) as e:
            t.log["refused"].append(["all", str(e)])
        done = t.close()
        print(RELEASE, name, version, len(t.log["steps"]) if done else "left out", [x[0] for x in t.log["refused"]][:12], flush=True)


if __name__ == "__main__":
    main()
