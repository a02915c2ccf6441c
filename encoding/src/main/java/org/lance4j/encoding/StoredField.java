package org.lance4j.encoding;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/// A projected field as it lies in one file: what is wanted, and which column holds it.
///
/// @param arrow the vector that is wanted; children are those of `children`, where there are any.
///   Dictionary fields have the type of their values; in files of version 2.0 and 0.1 they also
///   carry their Arrow dictionary encoding, as bytes alone do not tell how nulls are numbered and
///   how wide indices are. Vectors come without it
/// @param column the column of the field itself, or -1 when it has none (structs and lists of 2.1
///   and later)
/// @param children the projected children of a struct, list or map, in order; empty for leaves
public record StoredField(Field arrow, Kind kind, int column, List<StoredField> children) {
  public StoredField {
    children = List.copyOf(children);
  }

  /// How a field is stored, which its Arrow type alone does not tell.
  public enum Kind {
    /// Primitives, strings, binaries, dictionaries, fixed-size lists of primitives in any depth,
    /// nulls, and structs without fields: one column, no children here.
    LEAF,
    /// A struct whose fields have columns of their own.
    STRUCT,
    /// A struct in one column. The children say what its fields are; all of them are present, in
    /// order.
    PACKED_STRUCT,
    /// Lists and large lists.
    LIST,
    /// A list of entries; the child is the entries struct.
    MAP,
    /// A fixed-size list of structs.
    FIXED_SIZE_LIST,
    /// Binary values that lie outside of the pages (2.0 and 2.1). The Arrow type is large binary
    /// for the bytes, or a struct of `position` and `size` (uint64) for the descriptions.
    BLOB
  }
}
