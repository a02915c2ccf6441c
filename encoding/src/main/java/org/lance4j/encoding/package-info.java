/// Pages of a Lance file to Arrow vectors.
///
/// Read first: [org.lance4j.encoding.ColumnReader] and [org.lance4j.encoding.ColumnRead], the
/// contract with the file container: a read asks for byte ranges in rounds, is handed the bytes,
/// and ends in a vector. Nothing here does I/O.
///
/// - `compression`: compressive encodings, that is bytes to
///   [org.lance4j.encoding.compression.DataBlock], and blocks to Arrow leaves.
/// - `structural`: the layouts of file version 2.1 and later, repetition and definition levels.
/// - `v20`: the array encodings of file version 2.0.
/// - `legacy`: the pages of file version 0.1.
@NullMarked
package org.lance4j.encoding;

import org.jspecify.annotations.NullMarked;
