package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;

/// [CompressiveEncoding.Rle] of values of 8 to 64 bits, with run lengths of 8, 16 or 32 bits.
///
/// - Mini-block: a buffer of values and a buffer of run lengths. The runs of a chunk may reach past
///   its end: writers cut chunks at powers of two, and the rest of a run comes again in the next.
/// - Block: `u64 size of the values | values | run lengths`; the runs are exactly the values.
record RleDecompressor(RunPart values, RunPart lengths)
    implements MiniBlockDecompressor, BlockDecompressor {
  RleDecompressor {
    Bounds.check(
        !(values.needsCount() && lengths.needsCount()),
        "neither the values nor the lengths tell how many runs there are");
    Bounds.check(
        lengths.bits() != 64 && lengths.bits() % 8 == 0,
        "run lengths of " + lengths.bits() + " bits");
  }

  @Override
  public int bufferCount() {
    return 2;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    Buffers.expect(buffers, 2);
    return expand(buffers[0], buffers[1], count, false, scratch);
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    if (count == 0) {
      return new DataBlock.FixedWidth(values.bits(), 0, MemorySegment.NULL);
    }
    MemorySegment[] parts = split(data);
    return expand(parts[0], parts[1], count, true, scratch);
  }

  private static MemorySegment[] split(MemorySegment data) {
    Bounds.range(0, 8, data.byteSize(), "size of run values");
    long valueBytes = data.get(LittleEndian.LONG, 0);
    Bounds.range(8, valueBytes, data.byteSize(), "run values");
    return new MemorySegment[] {data.asSlice(8, valueBytes), data.asSlice(8 + valueBytes)};
  }

  /// Levels of early 2.2 files may be more than the header of their chunk can say: their runs tell.
  @Override
  public long inferCount(MemorySegment data) {
    if (values.bits() != 16 || lengths.bits() != 8 || !values.isPlain() || !lengths.isPlain()) {
      return -1;
    }
    MemorySegment runs = split(data)[1];
    long total = 0;
    for (long i = 0; i < runs.byteSize(); i++) {
      total += Byte.toUnsignedLong(runs.get(LittleEndian.BYTE, i));
    }
    return total;
  }

  private DataBlock expand(
      MemorySegment valueData,
      MemorySegment lengthData,
      long count,
      boolean exact,
      Scratch scratch) {
    DataBlock.FixedWidth runValues;
    DataBlock.FixedWidth runLengths;
    if (values.needsCount()) {
      runLengths = lengths.decode(lengthData, -1, scratch);
      runValues = values.decode(valueData, runLengths.count(), scratch);
    } else {
      runValues = values.decode(valueData, -1, scratch);
      runLengths = lengths.decode(lengthData, runValues.count(), scratch);
    }
    Bounds.check(runValues.count() == runLengths.count(), "not as many run values as run lengths");
    return Runs.expand(runValues, runLengths, count, exact, scratch);
  }
}
