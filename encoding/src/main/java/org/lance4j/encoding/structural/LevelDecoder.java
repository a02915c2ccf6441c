package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.lance4j.encoding.compression.BlockDecompressor;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// Levels, which are 16-bit numbers, from bytes to arrays.
final class LevelDecoder {
  private static final int LEVEL_BITS = 16;

  private LevelDecoder() {}

  /// Decodes `count` levels.
  ///
  /// @param reuse used when it is long enough
  static short[] decode(
      BlockDecompressor decompressor,
      MemorySegment bytes,
      int count,
      short[] reuse,
      Scratch scratch) {
    DataBlock block = decompressor.decompress(bytes, count, scratch);
    short[] levels = reuse.length >= count ? reuse : new short[count];
    switch (block) {
      case DataBlock.FixedWidth(int bits, long found, MemorySegment data)
          when bits == LEVEL_BITS -> {
        Bounds.check(found >= count, found + " levels where " + count + " are due");
        copy(data, count, levels);
      }
      case DataBlock.Constant(_, DataBlock.FixedWidth(int bits, _, MemorySegment data))
          when bits == LEVEL_BITS ->
          Arrays.fill(levels, 0, count, data.get(LittleEndian.SHORT, 0));
      case DataBlock.FixedWidth _,
          DataBlock.VariableWidth _,
          DataBlock.Fsst _,
          DataBlock.FixedSizeList _,
          DataBlock.PackedRows _,
          DataBlock.Struct _,
          DataBlock.Dictionary _,
          DataBlock.Constant _,
          DataBlock.AllNull _ ->
          throw new CorruptFileException("levels are not 16-bit numbers");
    }
    return levels;
  }

  /// Copies plain levels.
  static void copy(MemorySegment bytes, int count, short[] levels) {
    Bounds.range(0, count * 2L, bytes.byteSize(), "levels");
    MemorySegment.copy(bytes, LittleEndian.SHORT, 0, levels, 0, count);
  }
}
