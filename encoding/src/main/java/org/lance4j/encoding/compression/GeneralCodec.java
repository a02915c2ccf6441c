package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import org.lance4j.format.Bounds;

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

  /// Decompresses a buffer that has its size before it (lz4: u32, zstd: u64, which early files
  /// lack).
  ///
  /// @throws org.lance4j.format.CorruptFileException when the buffer is damaged, or states more
  ///   than it can hold
  static MemorySegment decompressSized(
      CompressiveEncoding.Scheme scheme, MemorySegment data, SegmentAllocator memory) {
    GeneralBuffers buffers = new GeneralBuffers(scheme, Codecs.PREFERRED);
    MemorySegment target =
        memory.allocate(
            Bounds.atMost(buffers.room(data), Bounds.MAX_BUFFER, "size of a compressed buffer"), 8);
    return target.asSlice(0, buffers.decompress(data, target));
  }
}
