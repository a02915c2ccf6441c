/// Compressive encodings: bytes to blocks of values, and blocks to Arrow leaves.
///
/// How it is used, per page: the message becomes a
/// [org.lance4j.encoding.compression.CompressiveEncoding] (`of`; its `toString` is what people are
/// shown), the encoding a decoder by its position through
/// [org.lance4j.encoding.compression.Decompressors]:
///
/// - `miniBlock(encoding)` for the value buffers of a chunk,
/// - `block(encoding)` for levels and dictionaries, `sequence(encoding, bits)` for the positions
///   and counts of 2.3; both may need no buffer (`hasPayload`),
/// - `fixedPerValue(encoding)` and `variablePerValue(encoding)` for zipped values.
///
/// A decoder gives a [org.lance4j.encoding.compression.DataBlock], a view over the bytes that it
/// was given and over [org.lance4j.encoding.compression.Scratch] memory (`Scratch.open()`, pooled).
/// A [org.lance4j.encoding.compression.LeafBuilder] (`LeafBuilder.of(field, allocator, expected)`)
/// collects parts of blocks as an Arrow vector; it is the one that checks offsets and dictionary
/// indices, of those values that it takes.
///
/// Decoders are immutable and thread-safe; scratch memory and builders are confined. Every segment
/// is native. Bit unpacking is in module `kernel`; levels and layouts are in `structural`.
@NullMarked
package org.lance4j.encoding.compression;

import org.jspecify.annotations.NullMarked;
