package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// [CompressiveEncoding.General]: another encoding under a general-purpose codec.
final class GeneralDecompressor {
  private GeneralDecompressor() {}

  /// Only the first buffer of a chunk is compressed.
  record OfMiniBlock(GeneralBuffers buffers, MiniBlockDecompressor values)
      implements MiniBlockDecompressor {
    @Override
    public int bufferCount() {
      return values.bufferCount();
    }

    @Override
    public DataBlock decompress(MemorySegment[] chunk, long count, Scratch scratch) {
      Buffers.expect(chunk, values.bufferCount());
      MemorySegment[] plain = chunk.clone();
      plain[0] = buffers.decompress(chunk[0], scratch);
      return values.decompress(plain, count, scratch);
    }
  }

  record OfBlock(GeneralBuffers buffers, BlockDecompressor values) implements BlockDecompressor {
    @Override
    public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
      return values.decompress(buffers.decompress(data, scratch), count, scratch);
    }
  }

  /// Every value is a buffer of its own.
  record PerValue(GeneralBuffers buffers, VariablePerValueDecompressor values)
      implements VariablePerValueDecompressor {
    @Override
    public DataBlock decompress(DataBlock.VariableWidth zipped, Scratch scratch) {
      int count = Bounds.toInt(zipped.count(), Integer.MAX_VALUE - 1L, "number of values");
      long room = 0;
      for (int i = 0; i < count; i++) {
        room = Bounds.add(room, buffers.room(value(zipped, i)), "size of values");
      }
      MemorySegment bytes = scratch.allocate(room);
      MemorySegment offsets = scratch.allocate((count + 1L) << 3);
      offsets.set(LittleEndian.LONG, 0, 0);
      long end = 0;
      for (int i = 0; i < count; i++) {
        end += buffers.decompress(value(zipped, i), bytes.asSlice(end));
        offsets.set(LittleEndian.LONG, (i + 1L) << 3, end);
      }
      DataBlock.VariableWidth plain =
          new DataBlock.VariableWidth(64, count, offsets, bytes.asSlice(0, end));
      return values.decompress(plain, scratch);
    }

    private static MemorySegment value(DataBlock.VariableWidth values, long index) {
      long start = LittleEndian.unsigned(values.offsets(), values.offsetBits(), index);
      long end = LittleEndian.unsigned(values.offsets(), values.offsetBits(), index + 1);
      Bounds.range(start, end - start, values.bytes().byteSize(), "value");
      return values.bytes().asSlice(start, end - start);
    }
  }
}
