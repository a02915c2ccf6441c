"""Arrow values as plain Python ones that can be compared, and Arrow files without dictionaries."""

import pyarrow as pa

T = pa.types


def listed(a):
    """The values as nested lists: floats by their text (NaN equal, zeros apart), times by their number."""
    if isinstance(a, pa.ChunkedArray):
        return [x for chunk in a.chunks for x in listed(chunk)]
    if isinstance(a, pa.ExtensionArray):
        a = a.storage
    t = a.type
    if T.is_null(t):
        return [None] * len(a)
    if T.is_dictionary(t):
        return listed(a.dictionary_decode())
    valid = a.is_valid().to_pylist()
    if T.is_struct(t):
        kids = [listed(a.field(k)) for k in range(t.num_fields)]
        return [[kid[i] for kid in kids] if ok else None for i, ok in enumerate(valid)]
    if T.is_list(t) or T.is_large_list(t) or T.is_fixed_size_list(t) or T.is_map(t):
        return [listed(a[i].values) if ok else None for i, ok in enumerate(valid)]
    if T.is_floating(t):
        return [None if x is None else repr(float(x)) for x in a.to_pylist()]
    if T.is_date32(t) or T.is_time32(t):
        return a.view(pa.int32()).to_pylist()
    if T.is_temporal(t):
        return a.view(pa.int64()).to_pylist()
    return a.to_pylist()


def has_dictionary(t):
    if isinstance(t, pa.BaseExtensionType):
        return has_dictionary(t.storage_type)
    if T.is_dictionary(t):
        return True
    if T.is_map(t):
        return has_dictionary(t.key_type) or has_dictionary(t.item_type)
    if T.is_struct(t):
        return any(has_dictionary(t[k].type) for k in range(t.num_fields))
    return has_dictionary(t.value_type) if T.is_list(t) or T.is_large_list(t) or T.is_fixed_size_list(t) else False


def without_dictionary(t):
    if T.is_dictionary(t):
        return without_dictionary(t.value_type)
    if T.is_struct(t):
        return pa.struct([t[k].with_type(without_dictionary(t[k].type)) for k in range(t.num_fields)])
    if T.is_map(t):
        return pa.map_(without_dictionary(t.key_type), without_dictionary(t.item_type))
    if T.is_large_list(t):
        return pa.large_list(t.value_field.with_type(without_dictionary(t.value_type)))
    if T.is_fixed_size_list(t):
        return pa.list_(t.value_field.with_type(without_dictionary(t.value_type)), t.list_size)
    if T.is_list(t):
        return pa.list_(t.value_field.with_type(without_dictionary(t.value_type)))
    return t


def plain(table):
    """The table with plain values where it has dictionaries, one chunk a column."""
    out, fields = [], []
    for f, c in zip(table.schema, table.columns):
        if has_dictionary(f.type):
            kind = without_dictionary(f.type)
            parts = [pa.array(x.to_pylist(), kind) for x in c.chunks]
            c, f = pa.chunked_array(parts, kind), f.with_type(kind)
        out.append(c)
        fields.append(f)
    return pa.Table.from_arrays(out, schema=pa.schema(fields, table.schema.metadata)).combine_chunks()


def save(table, path):
    table = plain(table)
    with pa.OSFile(path, "wb") as f, pa.ipc.new_file(f, table.schema) as w:
        w.write_table(table)
