package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// The values or the lengths of runs: plain, bit-packed out of line (2.3), and either of them under
/// a general-purpose codec (2.3).
///
/// @param bits of a value
/// @param codec what they are compressed with
/// @param packed how they are packed; then their number has to be known
record RunPart(
    int bits, @Nullable GeneralBuffers codec, @Nullable OutOfLineBitpackingDecompressor packed) {
  static RunPart of(CompressiveEncoding encoding, Codecs codecs) {
    return switch (encoding) {
      case CompressiveEncoding.Flat(int bits) when bits % 8 == 0 && bits <= 64 && bits != 24 ->
          new RunPart(bits, null, null);
      case CompressiveEncoding.OutOfLineBitpacking(int bits, int packedBits) ->
          new RunPart(bits, null, new OutOfLineBitpackingDecompressor(bits, packedBits));
      case CompressiveEncoding.General general
          when !(general.values() instanceof CompressiveEncoding.General) -> {
        RunPart inner = of(general.values(), codecs);
        GeneralBuffers buffers = new GeneralBuffers(general.scheme(), codecs);
        yield new RunPart(inner.bits, buffers, inner.packed);
      }
      case CompressiveEncoding.Flat _,
          CompressiveEncoding.Variable _,
          CompressiveEncoding.Constant _,
          CompressiveEncoding.InlineBitpacking _,
          CompressiveEncoding.Fsst _,
          CompressiveEncoding.Dictionary _,
          CompressiveEncoding.Rle _,
          CompressiveEncoding.ByteStreamSplit _,
          CompressiveEncoding.General _,
          CompressiveEncoding.FixedSizeList _,
          CompressiveEncoding.PackedStruct _,
          CompressiveEncoding.VariablePackedStruct _,
          CompressiveEncoding.Range _,
          CompressiveEncoding.Delta _ ->
          throw new UnsupportedFeatureException("runs with parts encoded as " + encoding);
    };
  }

  boolean isPlain() {
    return codec == null && packed == null;
  }

  boolean needsCount() {
    return packed != null;
  }

  /// @param count how many there are, or -1 to learn that from the bytes
  DataBlock.FixedWidth decode(MemorySegment data, long count, Scratch scratch) {
    MemorySegment bytes = codec == null ? data : codec.decompress(data, scratch);
    if (packed != null) {
      return (DataBlock.FixedWidth) packed.decompress(bytes, count, scratch);
    }
    int width = bits >>> 3;
    Bounds.check(bytes.byteSize() % width == 0, "incomplete run");
    return new DataBlock.FixedWidth(bits, bytes.byteSize() / width, bytes);
  }
}
