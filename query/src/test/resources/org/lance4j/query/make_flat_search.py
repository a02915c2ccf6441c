"""Makes the fixtures of FlatSearchTest with pylance 14.0.2: one Arrow stream of vectors per column,
`NAME.arrows`, and what pylance finds in them, `cases.arrows`.

pylance refuses int8 and bfloat16 columns; their answers are computed here, by definition and in
64-bit floats.

Run in the folder of the fixtures: python make_flat_search.py
"""

import tempfile

import lance
import numpy as np
import pyarrow as pa

INF, NAN = float("inf"), float("nan")
DIM = 21
ROWS = 300
rng = np.random.default_rng(20260)


def special(values):
    """Ties, zeros and values that are not finite, at places that are known."""
    values = values.copy()
    values[200:220] = values[7]
    values[250] = 0
    if np.issubdtype(values.dtype, np.floating):
        values[251, 3] = INF
        values[252, 4] = -INF
        values[253, 5] = NAN
        values[254] = np.finfo(values.dtype).max / 2
    return values


def vectors(values, element):
    mask = np.zeros(len(values), bool)
    mask[[0, 9, 205, 299]] = True
    flat = pa.array(values.reshape(-1), element)
    return pa.FixedSizeListArray.from_arrays(flat, values.shape[1], mask=pa.array(mask))


def multivectors(element):
    rows = []
    for i in range(120):
        rows.append([list(map(float, rng.normal(size=DIM))) for _ in range(rng.integers(0, 6))])
    rows[3] = None
    rows[5] = [[0.0] * DIM]
    rows[6] = [[0.0] * DIM, rows[1][0] if rows[1] else [1.0] * DIM]
    rows[7] = [[NAN] + [0.0] * (DIM - 1), [1.0] * DIM]
    rows[8] = [[INF] + [0.0] * (DIM - 1), [1.0] * DIM]
    rows[9] = [[NAN] * DIM]
    rows[50] = rows[60] = [[0.5] * DIM, [-0.5] * DIM]
    rows[70] = [list(map(float, rng.normal(size=DIM))) for _ in range(900)]
    return pa.array(rows, pa.list_(pa.list_(element, DIM)))


normal = rng.normal(size=(ROWS, DIM))
columns = {
    "float16": vectors(special(normal.astype(np.float16)), pa.float16()),
    "float32": vectors(special(normal.astype(np.float32)), pa.float32()),
    "float64": vectors(special(normal.astype(np.float64)), pa.float64()),
    "uint8": vectors(special(rng.integers(0, 256, (ROWS, DIM)).astype(np.uint8)), pa.uint8()),
    "multivector": multivectors(pa.float32()),
    "int8": vectors(special(rng.integers(-128, 128, (ROWS, DIM)).astype(np.int8)), pa.int8()),
}
cases = []


def add(column, metric, k, query, answers, lower=None, upper=None, batch=False):
    cases.append(
        {
            "column": column,
            "metric": metric,
            "k": k,
            "lower": lower,
            "upper": upper,
            "query": [[float(x) for x in v] for v in query],
            "batch": batch,
            "row_ids": [[int(i) for i in ids] for ids, _ in answers],
            "distances": [[float(d) for d in ds] for _, ds in answers],
        }
    )


def ask(dataset, column, query, k, metric=None, lower=None, upper=None, batch=False):
    nearest = {"column": "v", "q": query, "k": k, "use_index": False}
    if metric:
        nearest["metric"] = metric
    if lower is not None or upper is not None:
        nearest["distance_range"] = (lower, upper)
    found = dataset.scanner(columns=["_distance"], with_row_id=True, nearest=nearest).to_table()
    answers = [
        (part["_rowid"].to_pylist(), part["_distance"].to_pylist())
        for part in (
            [found.filter(pa.compute.equal(found["query_index"], i)) for i in range(len(query))]
            if batch
            else [found]
        )
    ]
    nested = query if np.ndim(query) == 2 else [query]
    add(column, metric or "", k, nested, answers, lower, upper, batch)
    return answers[0]


def write(name, array):
    table = pa.table({"v": array})
    with pa.OSFile(f"{name}.arrows", "wb") as sink, pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table, max_chunksize=113)
    return table


for name, array in columns.items():
    table = write(name, array)
    if name == "int8":
        continue
    with tempfile.TemporaryDirectory() as folder:
        dataset = lance.write_dataset(table, folder)
        if name == "multivector":
            query = rng.normal(size=(3, DIM)).astype(np.float32)
            for metric in ["l2", "cosine", "dot"]:
                ask(dataset, name, query, 10, metric)
                ask(dataset, name, query, 200, metric)
                ask(dataset, name, query[0], 20, metric)
            ask(dataset, name, np.full((2, DIM), 0.5, np.float32), 7)
            continue
        if name == "uint8":
            query = rng.integers(0, 256, DIM).astype(np.uint8)
            ask(dataset, name, query, 12)
            ask(dataset, name, query, 400, "hamming")
            ask(dataset, name, query, 50, "hamming", 70, 80)
            ask(dataset, name, np.stack([query, query[::-1]]), 5, batch=True)
            ask(dataset, name, columns[name][7].values.to_numpy(), 30)
            continue
        query = rng.normal(size=DIM).astype(np.float32)
        tied = np.asarray(columns[name][7].values.to_numpy(), np.float32)
        ask(dataset, name, query, 10)
        for metric in ["l2", "cosine", "dot"]:
            ids, distances = ask(dataset, name, query, 17, metric)
            ask(dataset, name, query, 1000, metric)
            ask(dataset, name, tied, 12, metric)
            ask(dataset, name, np.zeros(DIM, np.float32), 5, metric)
            ask(dataset, name, np.full(DIM, NAN, np.float32), 5, metric)
            ask(dataset, name, np.stack([query, tied, -query]), 6, metric, batch=True)
            if name != "float16":  # bounds that are distances: only where rounding cannot move them
                low, high = (distances[3] + distances[4]) / 2, (distances[9] + distances[10]) / 2
                ask(dataset, name, query, 100, metric, low, high)
                ask(dataset, name, query, 100, metric, high, low)
                ask(dataset, name, query, 3, metric, low, None)
                ask(dataset, name, query, 100, metric, None, high)
        ask(dataset, name, np.zeros(DIM, np.float32), 5, "l2", 0, None)
        ask(dataset, name, np.zeros(DIM, np.float32), 5, "l2", None, 0)


def plain(rows, valid, query, metric, k):
    rows, query = rows.astype(np.float64), query.astype(np.float64)
    with np.errstate(all="ignore"):
        distances = {
            "l2": lambda: ((rows - query) ** 2).sum(1),
            "dot": lambda: 1 - rows @ query,
            "cosine": lambda: 1
            - rows @ query / np.linalg.norm(query) / np.sqrt((rows * rows).sum(1)),
        }[metric]()
    found = [
        (np.float32(d), i) for i, d in enumerate(distances) if valid[i] and not np.isnan(d)
    ]
    found.sort()
    return [i for _, i in found[:k]], [d for d, _ in found[:k]]


int8 = columns["int8"]
int8_rows = int8.values.to_numpy().reshape(ROWS, DIM)
int8_valid = int8.is_valid().to_numpy(zero_copy_only=False)
bits = rng.normal(size=(ROWS, DIM)).astype(np.float32).view(np.uint32) >> 16
bf16_rows = (bits << 16).astype(np.uint32).view(np.float32)
metadata = {"ARROW:extension:name": "lance.bfloat16", "ARROW:extension:metadata": ""}
bf16 = pa.FixedSizeListArray.from_arrays(
    pa.Array.from_buffers(
        pa.binary(2), ROWS * DIM, [None, pa.py_buffer(bits.astype(np.uint16).tobytes())]
    ),
    type=pa.list_(pa.field("item", pa.binary(2), True, metadata), DIM),
)
write("bfloat16", bf16)
for metric in ["l2", "cosine", "dot"]:
    query = rng.integers(-128, 128, DIM).astype(np.float32)
    add("int8", metric, 15, [query], [plain(int8_rows, int8_valid, query, metric, 15)])
    query = rng.normal(size=DIM).astype(np.float32)
    add("bfloat16", metric, 15, [query], [plain(bf16_rows, [True] * ROWS, query, metric, 15)])

schema = pa.schema(
    [
        ("column", pa.string()),
        ("metric", pa.string()),
        ("k", pa.int32()),
        ("lower", pa.float32()),
        ("upper", pa.float32()),
        ("query", pa.list_(pa.list_(pa.float32()))),
        ("batch", pa.bool_()),
        ("row_ids", pa.list_(pa.list_(pa.int64()))),
        ("distances", pa.list_(pa.list_(pa.float32()))),
    ]
)
table = pa.Table.from_pylist(cases, schema)
with pa.OSFile("cases.arrows", "wb") as sink, pa.ipc.new_stream(sink, schema) as out:
    out.write_table(table)
print(len(cases), "cases")
