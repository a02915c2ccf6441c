/// One data file: what it says of itself, and its columns as Arrow vectors.
///
/// Read first: [org.lance4j.file.LanceFileReader], an opened file; [org.lance4j.file.FieldLayout],
/// which column of a file holds which field of a table; [org.lance4j.file.MetadataCache], what
/// stays in memory of files that were opened before; `FileFooter` and `FileMetadataReader`, the
/// container of version 2.0 and later byte by byte; `ColumnsRead`, how the reads of several columns
/// go together.
///
/// A read goes: `FieldLayout` turns a projected field into an [org.lance4j.encoding.StoredField],
/// `LanceFileReader.column` hands that to the decoders of the file's version, and
/// `LanceFileReader.read` drives them: in each round `RangeReads` joins what all columns ask for
/// into few requests, until every column has its bytes and gives a vector. The driver is also where
/// an error learns the name of the file and of the column.
///
/// A file's reader owns the [org.lance4j.io.ObjectReader] that it was opened with, and is immutable
/// and thread-safe; so are layouts and the cache, which several datasets can share. One read is
/// confined to the thread that does it. Vectors are the caller's to close and outlive the reader,
/// also where they show mapped bytes ([org.lance4j.file.ReadMode]).
///
/// Elsewhere: decoding (`org.lance4j.encoding`, of version 0.1 the metadata and the page table,
/// too: `org.lance4j.encoding.legacy`), requests and their limits (`org.lance4j.io`), which files
/// and rows make a table (`org.lance4j.dataset`).
@NullMarked
package org.lance4j.file;

import org.jspecify.annotations.NullMarked;
