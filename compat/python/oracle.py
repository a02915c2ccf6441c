"""Answers questions about Lance tables with pylance: one JSON object a line in, one a line out.

A question names an `op` (a function below) and its arguments; the answer is {"ok": ...} or {"error": "..."}.
Tables come and go as Arrow files without dictionaries.
"""

import json
import os
import sys

import numpy as np
import pyarrow as pa

import lance
from lance import LanceDataset


def read(path):
    with pa.memory_map(path) as f:
        return pa.ipc.open_file(f).read_all()


def save(table, out):
    table = table.combine_chunks()
    with pa.OSFile(out, "wb") as f, pa.ipc.new_file(f, table.schema) as w:
        w.write_table(table)
    return table.num_rows


def opened(uri, version=None) -> LanceDataset:
    return lance.dataset(uri, version=version)


def hello():
    return {"pylance": lance.__version__, "pyarrow": pa.__version__}


def write(source, uri, mode="create", version=None, stable=False, max_rows_per_file=None):
    """Write an Arrow file; the number of versions then."""
    more = {"max_rows_per_file": max_rows_per_file} if max_rows_per_file else {}
    ds = lance.write_dataset(read(source), uri, mode=mode, data_storage_version=version, enable_stable_row_ids=stable, **more)
    return ds.version


def delete(uri, where):
    opened(uri).delete(where)


def update(uri, set, where=None):
    opened(uri).update(set, where=where)


def add_columns(uri, columns):
    opened(uri).add_columns(columns)


def drop_columns(uri, columns):
    opened(uri).drop_columns(columns)


def compact(uri, target=1 << 20):
    opened(uri).optimize.compact_files(target_rows_per_fragment=target)


def merge(uri, source, on):
    opened(uri).merge_insert(on).when_matched_update_all().when_not_matched_insert_all().execute(read(source))


def scan(uri, out, version=None, columns=None, limit=None, offset=None):
    t = opened(uri, version).scanner(columns=columns, limit=limit, offset=offset, with_row_id=True, with_row_address=True).to_table()
    return save(t, out)


def take(uri, out, rows, columns=None):
    return save(opened(uri).take(rows, columns=columns), out)


def nearest(uri, out, column, query, k, metric, integers=False, lower=None, upper=None):
    q = np.array(query, np.uint8 if integers else np.float32)
    near = {"column": column, "q": q, "k": k, "metric": metric, "use_index": False}
    if lower is not None:
        near["distance_range"] = (lower, upper)
    return save(opened(uri).scanner(columns=["id"], nearest=near, with_row_id=True).to_table(), out)


OPS = {f.__name__: f for f in (hello, write, delete, update, add_columns, drop_columns, compact, merge, scan, take, nearest)}


def main():
    # what libraries print must not come between the answers
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = {"ok": OPS[question.pop("op")](**question)}
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            answer = {"error": f"{type(e).__name__}: {e}"[:2000]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
