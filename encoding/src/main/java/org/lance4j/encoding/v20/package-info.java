/// The array encodings of file version 2.0 (`lance.encodings.ArrayEncoding`).
///
/// Read first: [org.lance4j.encoding.v20.V20Columns], the entry;
/// [org.lance4j.encoding.v20.ArrayEncoding], what a page can say of itself;
/// [org.lance4j.encoding.v20.ValuesRead], how ranges of values of one page are read in rounds.
///
/// In 2.0 every field has a column, the header of a struct and the offsets of a list too. A page is
/// a tree of encodings whose leaves are buffers, and positions in most buffers are computed, so
/// that only the bytes of the wanted rows are asked for. The items of a list lie in the column of
/// the child; the items of a page of lists begin where those of the page before ended. The validity
/// of structs is not stored.
///
/// - `LeafReader`: columns with values; `ListReader`: over the reader of its items; `BlobReader`:
///   values that lie outside of the pages.
/// - `FlatRead`, `BinaryRead` ...: one way of reading per encoding.
///
/// Readers are immutable, reads are confined. Bytes that were supplied are borrowed until a read is
/// closed; temporary memory belongs to its [org.lance4j.encoding.v20.ReadScope].
@NullMarked
package org.lance4j.encoding.v20;

import org.jspecify.annotations.NullMarked;
