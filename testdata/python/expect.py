#!/usr/bin/env python3
"""Read what generate.py wrote with the newest release and pack each dataset with its expected values.

    python expect.py ROOT OUTDIR

OUTDIR/<release>/<recipe>-<file version>.zip.gz  the dataset (`table/`, `clone/`) and the expected values (`expected/*.arrow`)
OUTDIR/<release>/<recipe>-<file version>.json    what it is: release, file version, features, steps, types, answers
OUTDIR/fixtures.txt                              the names of all, one per line
"""

import datetime
import glob
import gzip
import io
import json
import os
import shutil
import sys
import zipfile

import numpy as np
import pyarrow as pa

import lance
from values import listed, plain, save

# pages that no settled release wrote: they are refused by name
UNSETTLED = {
    "2.0": {"0.10.18"},
    "2.1": {"0.16.1", "0.19.2", "0.23.2", "0.27.2"},
    "2.2": {"0.39.0", "1.0.4"},
    "2.3": {"4.0.2", "6.1.0", "7.0.0", "8.0.1", "10.0.0", "12.0.0"},
}


class Answers:
    """The questions that a dataset answers, with the files of their answers."""

    def __init__(self, root, directory):
        self.root, self.dir = root, directory
        self.log = json.load(open(os.path.join(directory, "log.json")))
        self.expected = os.path.join(directory, "expected")
        shutil.rmtree(self.expected, ignore_errors=True)
        os.makedirs(self.expected)
        self.answers, self.notes, self.tables = [], [], []

    def add(self, question, table, by=lance.__version__, **more):
        self.answers.append({**question, "rows": table.num_rows, "by": by, **more})
        self.tables.append((self.answers[-1], plain(table)))

    def place(self):
        """Save the tables, largest first; one whose rows are all in another is saved as their numbers there."""
        kept = []
        for answer, t in sorted(self.tables, key=lambda x: -x[1].num_rows):
            rows = list(zip(*(map(repr, listed(c)) for c in t.columns))) if t.num_columns else [()] * t.num_rows
            for name, schema, at in kept:
                if schema.equals(t.schema, check_metadata=True) and all(r in at for r in rows) and (len(rows) < 300 or (without := left_out(rows, at)) is not None):
                    answer["expected"] = name
                    picked = [at[r] for r in rows]
                    if picked != list(range(len(at))):
                        answer.update({"at": picked} if len(rows) < 300 else {"without": without})
                    break
            else:
                answer["expected"] = f"a{len(kept)}.arrow"
                save(t, os.path.join(self.expected, answer["expected"]))
                at = {}
                for i, r in enumerate(rows):
                    at.setdefault(r, i)
                kept.append((answer["expected"], t.schema, at if len(at) == len(rows) else {**at, None: None}))

    def own(self, version):
        path = os.path.join(self.dir, "own", f"v{version}.arrow")
        return pa.ipc.open_file(path).read_all() if os.path.exists(path) else None

    def pack(self, out, sizes):
        self.place()
        name = os.path.relpath(self.dir, self.root)
        descriptor = {"name": name, **{k: self.log[k] for k in ("release", "fileVersion", "recipe")}, "features": sorted(set(self.log["features"])), "steps": self.log["steps"]}
        if self.log["types"]:
            descriptor["types"] = self.log["types"]
        if "clone" in self.log["recipe"] or "branch" in self.log["recipe"] or any(glob.glob(os.path.join(self.dir, x)) for x in ("clone", "files")):
            descriptor["relocate"] = self.root
        if self.notes:
            descriptor["notes"] = self.notes
        descriptor["answers"] = self.answers
        target = os.path.join(out, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target + ".json", "w") as f:
            f.write(spelled(descriptor) + "\n")
        # stored in a zip, which is then compressed as a whole: the files of a dataset are much alike
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as z:
            paths = [p for part in ("table", "clone", "files", "other", "expected") for p in glob.glob(os.path.join(self.dir, part, "**"), recursive=True) if os.path.isfile(p)]
            for path in sorted(paths, key=lambda p: (p.rsplit(".", 1)[-1], p)):
                info = zipfile.ZipInfo(os.path.relpath(path, self.dir), (2026, 1, 1, 0, 0, 0))
                z.writestr(info, open(path, "rb").read())
        with open(target + ".zip.gz", "wb") as f:
            f.write(gzip.compress(packed.getvalue(), 9, mtime=0))
        sizes.append((os.path.getsize(target + ".zip.gz"), name))
        return name


def left_out(rows, at):
    """The numbers of the rows that are missing, when the others come in order and few are missing; else None."""
    picked = [at[r] for r in rows]
    missing = sorted(set(at.values()) - set(picked)) if None not in at else []
    in_order = all(x < y for x, y in zip(picked, picked[1:]))
    return missing if in_order and len(missing) + len(rows) == len(at) and len(missing) < 300 else None


def spelled(descriptor):
    """JSON with one line for each key, and one for each answer."""
    def one(x):
        return json.dumps(x, ensure_ascii=False)
    lines = [f"{one(k)}: {one(v)}" for k, v in descriptor.items() if k != "answers"]
    answers = ",\n  ".join(one(x) for x in descriptor["answers"])
    return "{" + ",\n ".join(lines) + ',\n "answers": [\n  ' + answers + "]}"


def read(ds, log, **kw):
    if "blob" in log["features"]:
        kw.setdefault("blob_handling", "all_binary")
    return ds.scanner(with_row_id=True, with_row_address=True, **kw).to_table()


def versions(a, path):
    """Every version of the table (or clone) as the newest release reads it, else as the writing release did."""
    uri = os.path.join(a.dir, path)
    unsettled = a.log["release"] in UNSETTLED.get(a.log["fileVersion"], ())
    try:
        latest = lance.dataset(uri)
        found = sorted(x["version"] for x in latest.versions())
    except BaseException as e:
        if not unsettled:
            a.notes.append("not opened: " + str(e)[:200].replace(a.dir, ""))
        found = sorted(int(x[1:-6]) for x in os.listdir(os.path.join(a.dir, "own"))) or [1]
        if unsettled:
            found = found[-1:]
    for v in found:
        question = {"path": path, "version": v}
        if unsettled:
            a.answers.append({**question, "refused": True})
            continue
        try:
            ds = lance.dataset(uri, version=v)
            t = read(ds, a.log)
            check_valid(t)
        except BaseException as e:
            own = a.own(v) if path == "table" else None
            a.notes.append(f"version {v} refused: " + (str(e).splitlines() or [""])[0][:200].replace(a.dir, ""))
            if own is not None:
                a.add(question, own, a.log["release"])
            continue
        own = a.own(v) if path == "table" else None
        differing = [] if own is None or "blob" in a.log["features"] else [n for n in own.column_names if n in t.column_names and n != "json" and listed(own.column(n)) != listed(t.column(n))]
        if differing:
            a.notes.append(f"version {v}: {a.log['release']} reads other values in {differing}")
        a.add(question, t)
        if ds.count_rows() != t.num_rows:
            a.notes.append(f"version {v}: count_rows gives {ds.count_rows()}, a scan {t.num_rows}")
    return found


def check_valid(t):
    try:
        t.validate(full=True)
    except pa.ArrowInvalid as e:
        if "does not represent a whole number of days" not in str(e):
            raise


def names(a, found):
    """By tag, by branch, by time, detached."""
    uri = os.path.join(a.dir, "table")
    ds = lance.dataset(uri)
    for tag, x in sorted(ds.tags.list().items()):
        a.add({"path": "table", "tag": tag}, read(ds.checkout_version(tag), a.log), ofVersion=x["version"], **({"ofBranch": x["branch"]} if x.get("branch") else {}))
    for branch, x in sorted(ds.branches.list().items()):
        b = ds.checkout_version((branch, None))
        parent = {"parentBranch": x["parent_branch"], "parentVersion": x["parent_version"]}
        a.add({"path": "table", "branch": branch}, read(b, a.log), ofVersion=b.version, **parent)
        for v in [y["version"] for y in b.versions()]:
            a.add({"path": "table", "branch": branch, "version": v}, read(ds.checkout_version((branch, v)), a.log))
    stamps = {x["version"]: x["timestamp"] for x in ds.versions()}
    for v in found[:-1][:2] + found[-1:]:
        if v in stamps and not any(q.get("refused") for q in a.answers):
            later = stamps.get(v + 1)
            at = stamps[v] + ((later - stamps[v]) / 2 if later else datetime.timedelta(days=1))
            a.add({"path": "table", "asOf": at.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}, read(ds.checkout_version(v), a.log), ofVersion=v)
    if "detached" in a.log:
        a.add({"path": "table", "version": a.log["detached"]}, read(lance.dataset(uri, version=a.log["detached"]), a.log))


def extras(a):
    """Columns of row versions, descriptions of blobs, answers of searches."""
    uri = os.path.join(a.dir, "table")
    ds = lance.dataset(uri)
    if "stable-row-ids" in a.log["features"]:
        for v in [x["version"] for x in ds.versions()]:
            columns = ["id", "_row_created_at_version", "_row_last_updated_at_version"]
            a.add({"path": "table", "version": v, "columns": columns}, lance.dataset(uri, version=v).scanner(columns=columns, with_row_id=True).to_table())
    if "blob" in a.log["features"]:
        a.add({"path": "table", "version": ds.version, "blobs": "descriptions"}, ds.scanner(with_row_id=True, with_row_address=True, blob_handling="all_descriptions").to_table())
    if a.log["recipe"] == "search":
        searches(a, ds)
    if a.log["recipe"] == "metrics":
        for column in ("cosine", "dot", "none"):
            query = [0.5, -2.25, 3.0, 1.5]
            # every partition probed and every row scored anew: the exact answer
            nearest = {"column": column, "q": np.array(query, np.float32), "k": 10, "nprobes": 64, "refine_factor": 100}
            a.add({"path": "table", "search": column, "k": 10, "query": query}, ds.scanner(columns=["id"], nearest=nearest, with_row_id=True).to_table())


def searches(a, ds):
    rows = ds.to_table()
    for column, metrics in (("f16", ("l2", "cosine", "dot")), ("f32", ("l2", "cosine", "dot")), ("f64", ("l2", "cosine", "dot")), ("f32_wide", ("l2", "cosine", "dot")), ("u8", ("hamming",)), ("multi", ("cosine", "l2", "dot"))):
        if column not in rows.column_names:
            continue
        values = [x for x in rows.column(column).to_pylist() if x]
        query = values[7] if column == "u8" else (np.array(values[7], np.float32) * 0.75 + 0.5).tolist()
        for metric in metrics:
            for k in (1, 10, 1000):
                nearest = {"column": column, "q": np.array(query, np.uint8 if column == "u8" else np.float32), "k": k, "metric": metric, "use_index": False}
                try:
                    t = ds.scanner(columns=["id"], nearest=nearest, with_row_id=True).to_table()
                except BaseException as e:
                    a.notes.append(f"search {column} {metric}: " + (str(e).splitlines() or [""])[0][:160].replace(a.dir, ""))
                    break
                a.add({"path": "table", "search": column, "metric": metric, "k": k, "query": query}, t)


def main():
    root, out = (os.path.abspath(x) for x in sys.argv[1:3])
    shutil.rmtree(out, ignore_errors=True)
    done, sizes = [], []
    for log in sorted(glob.glob(os.path.join(root, "*", "*", "log.json"))):
        a = Answers(root, os.path.dirname(log))
        found = versions(a, "table")
        unsettled = any(x.get("refused") for x in a.answers)
        if not unsettled and any("version" in x for x in a.answers) and not any(x.startswith("not opened") for x in a.notes):
            if os.path.isdir(os.path.join(a.dir, "clone")):
                versions(a, "clone")
            for f in (lambda: names(a, found), lambda: extras(a)):
                try:
                    f()
                except BaseException as e:
                    a.notes.append("not asked: " + (str(e).splitlines() or [""])[0][:200].replace(a.dir, ""))
        if a.answers:
            done.append(a.pack(out, sizes))
        if a.notes or not a.answers:
            print(os.path.relpath(a.dir, root), len(a.answers), *a.notes, sep="\n    ", flush=True)
    with open(os.path.join(out, "fixtures.txt"), "w") as f:
        f.write("".join(x + "\n" for x in sorted(done)))
    for size, name in sorted(sizes)[-15:]:
        print(size, name)
    print(len(done), "fixtures,", sum(s for s, _ in sizes), "bytes")


if __name__ == "__main__":
    main()
