package org.lance4j.encoding.compression;

import java.nio.ByteBuffer;

/// A general-purpose decompressor, bytes to bytes. Thread-safe.
///
/// There is one for LZ4 and there are two for zstd with the same result: the native library where
/// it loads, and Java.
public sealed interface GeneralCodec permits Lz4Codec, NativeZstdCodec, JavaZstdCodec {
  /// For LZ4 blocks, without any size or frame around them.
  static GeneralCodec lz4() {
    return Codecs.PREFERRED.lz4();
  }

  /// For zstd frames, one or several.
  static GeneralCodec zstd() {
    return Codecs.PREFERRED.zstd();
  }

  /// Decompresses all that remains of `source` into what remains of `target`, and moves both
  /// positions. Direct buffers are decompressed in place, others through a copy.
  ///
  /// @return how many bytes were written
  /// @throws org.lance4j.format.CorruptFileException when `source` is damaged or holds more than
  ///   `target` has room for
  int decompress(ByteBuffer source, ByteBuffer target);
}
