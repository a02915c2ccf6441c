package org.lance4j.encoding.compression;

import com.google.protobuf.ByteString;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;

/// The encodings of sequences of unsigned numbers of 32 or 64 bits whose length is known (2.3):
/// offsets, positions, counts, indices. Their blocks are always [DataBlock.FixedWidth].
///
/// [CompressiveEncoding.Delta], [CompressiveEncoding.Rle] and [CompressiveEncoding.Dictionary] are
/// made of other sequences, but not of each other.
final class SequenceDecompressors {
  private static final int MOST_DICTIONARY_ITEMS = 4096;

  private SequenceDecompressors() {}

  static BlockDecompressor of(CompressiveEncoding encoding, int bits, Codecs codecs) {
    return switch (encoding) {
      case CompressiveEncoding.Delta delta -> {
        same(delta.bits(), bits);
        yield new Delta(bits, delta.base(), simple(delta.deltas(), bits));
      }
      case CompressiveEncoding.General general
          when general.values() instanceof CompressiveEncoding.Flat -> {
        BlockDecompressor plain = simple(general.values(), bits);
        yield new GeneralDecompressor.OfBlock(new GeneralBuffers(general.scheme(), codecs), plain);
      }
      case CompressiveEncoding.Rle rle -> rle(rle, bits);
      case CompressiveEncoding.Dictionary dictionary -> {
        int items = dictionary.itemCount();
        Bounds.check(
            items > 0 && items <= MOST_DICTIONARY_ITEMS, "sequence with " + items + " items");
        yield new Dictionary(
            bits, items, simple(dictionary.indices(), 32), simple(dictionary.items(), bits));
      }
      default -> simple(encoding, bits);
    };
  }

  /// What may stand inside of other sequences.
  private static BlockDecompressor simple(CompressiveEncoding encoding, int bits) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> {
        same(flat.bits(), bits);
        yield new FlatDecompressor(bits);
      }
      case CompressiveEncoding.Constant constant -> constant(constant.value(), bits);
      case CompressiveEncoding.Range range -> {
        same(range.bits(), bits);
        yield new Range(bits, range.start(), range.step());
      }
      case CompressiveEncoding.InlineBitpacking packed -> {
        same(packed.bits(), bits);
        yield new InlineBitpackingDecompressor(bits);
      }
      case CompressiveEncoding.OutOfLineBitpacking packed -> {
        same(packed.bits(), bits);
        yield new OutOfLineBitpackingDecompressor(bits, packed.packedBits());
      }
      default -> throw new UnsupportedFeatureException("sequence encoded as " + encoding);
    };
  }

  private static void same(int stored, int bits) {
    Bounds.check(stored == bits, "sequence of " + stored + " bits where there are " + bits);
  }

  private static BlockDecompressor constant(@Nullable ByteString value, int bits) {
    if (value == null) {
      return new Nothing(bits);
    }
    same(8 * value.size(), bits);
    return new Range(bits, number(value), 0);
  }

  static long number(ByteString bytes) {
    long number = 0;
    for (int i = bytes.size() - 1; i >= 0; i--) {
      number = number << 8 | (bytes.byteAt(i) & 0xFF);
    }
    return number;
  }

  private static BlockDecompressor rle(CompressiveEncoding.Rle rle, int bits) {
    RunCount runs =
        switch (rle.runLengths()) {
          case CompressiveEncoding.Constant constant when constant.value() != null ->
              new RunCount.OfRange(number(constant.value()), 0);
          case CompressiveEncoding.Range range -> new RunCount.OfRange(range.start(), range.step());
          case CompressiveEncoding.Flat _
              when !(rle.values() instanceof CompressiveEncoding.Flat) ->
              new RunCount.OfLengths();
          default -> {
            Bounds.check(
                rle.values() instanceof CompressiveEncoding.Flat,
                "neither the values nor the lengths tell how many runs there are");
            yield new RunCount.OfValues();
          }
        };
    return new Rle(bits, simple(rle.values(), bits), simple(rle.runLengths(), 32), runs);
  }

  /// Decodes a part of a composite sequence.
  private static DataBlock.FixedWidth numbers(
      BlockDecompressor part, MemorySegment data, long count, Scratch scratch) {
    return (DataBlock.FixedWidth) part.decompress(data, count, scratch);
  }

  /// No number at all.
  private record Nothing(int bits) implements BlockDecompressor {
    @Override
    public boolean hasPayload() {
      return false;
    }

    @Override
    public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
      Bounds.check(count == 0, "constant without a value for some values");
      return new DataBlock.FixedWidth(bits, 0, MemorySegment.NULL);
    }
  }

  /// `start + step * i`.
  private record Range(int bits, long start, long step) implements BlockDecompressor {
    @Override
    public boolean hasPayload() {
      return false;
    }

    @Override
    public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
      MemorySegment values = scratch.allocate(Buffers.bytes(bits, count));
      if (count > 0) {
        long most = bits == 32 ? 0xFFFFFFFFL : Long.MAX_VALUE;
        Bounds.atMost(start, most, "first value of a range");
        long distance = Bounds.multiply(step, count - 1, "range");
        Bounds.atMost(Bounds.add(start, distance, "range"), most, "last value of a range");
      }
      long value = start;
      for (long i = 0; i < count; i++, value += step) {
        LittleEndian.set(values, bits, i, value);
      }
      return new DataBlock.FixedWidth(bits, count, values);
    }
  }

  /// A first value and what is added from value to value.
  private record Delta(int bits, long base, BlockDecompressor deltas) implements BlockDecompressor {
    @Override
    public boolean hasPayload() {
      return deltas.hasPayload();
    }

    @Override
    public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
      Bounds.check(count >= 2, "differences of fewer than two values");
      long most = bits == 32 ? 0xFFFFFFFFL : Long.MAX_VALUE;
      DataBlock.FixedWidth steps = numbers(deltas, data, count - 1, scratch);
      MemorySegment values = scratch.allocate(Buffers.bytes(bits, count));
      long value = Bounds.atMost(base, most, "first value of a sequence");
      LittleEndian.set(values, bits, 0, value);
      for (long i = 1; i < count; i++) {
        long step = LittleEndian.unsigned(steps.data(), bits, i - 1);
        if (step < 0 || step > most - value) {
          throw new CorruptFileException("sequence overflows at value " + i);
        }
        value += step;
        LittleEndian.set(values, bits, i, value);
      }
      return new DataBlock.FixedWidth(bits, count, values);
    }
  }

  /// How the number of runs is found.
  private sealed interface RunCount {
    /// Run i has the length `start + step * i`.
    record OfRange(long start, long step) implements RunCount {}

    record OfValues() implements RunCount {}

    record OfLengths() implements RunCount {}
  }

  /// `u64 size of the values | values | run lengths`, or nothing when neither has bytes.
  private record Rle(
      int bits, BlockDecompressor values, BlockDecompressor lengths, RunCount runCount)
      implements BlockDecompressor {
    @Override
    public boolean hasPayload() {
      return values.hasPayload() || lengths.hasPayload();
    }

    @Override
    public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
      Bounds.atMost(Buffers.bytes(bits, count), Bounds.MAX_BUFFER, "size of runs");
      MemorySegment valueData = MemorySegment.NULL;
      MemorySegment lengthData = MemorySegment.NULL;
      if (hasPayload()) {
        Bounds.range(0, 8, data.byteSize(), "size of run values");
        long valueBytes = data.get(LittleEndian.LONG, 0);
        Bounds.range(8, valueBytes, data.byteSize(), "run values");
        valueData = data.asSlice(8, valueBytes);
        lengthData = data.asSlice(8 + valueBytes);
      }
      long runs =
          switch (runCount) {
            case RunCount.OfRange range -> runs(range, count);
            case RunCount.OfValues _ -> valueData.byteSize() / (bits >>> 3);
            case RunCount.OfLengths _ -> lengthData.byteSize() >>> 2;
          };
      Bounds.atMost(runs, count, "number of runs");
      return Runs.expand(
          numbers(values, valueData, runs, scratch),
          numbers(lengths, lengthData, runs, scratch),
          count,
          true,
          scratch);
    }

    private static long runs(RunCount.OfRange range, long count) {
      Bounds.check(range.start > 0 && range.step >= 0, "run of length 0");
      if (range.step == 0) {
        Bounds.check(count % range.start == 0, "runs that do not end with the sequence");
        return count / range.start;
      }
      long total = 0;
      long runs = 0;
      for (long length = range.start; total < count; length += range.step, runs++) {
        total = Bounds.add(total, length, "run length");
      }
      return runs;
    }
  }

  /// `u64 size of the indices | u64 size of the items | indices | items`, or nothing.
  private record Dictionary(
      int bits, int itemCount, BlockDecompressor indices, BlockDecompressor items)
      implements BlockDecompressor {
    @Override
    public boolean hasPayload() {
      return indices.hasPayload() || items.hasPayload();
    }

    @Override
    public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
      MemorySegment indexData = MemorySegment.NULL;
      MemorySegment itemData = MemorySegment.NULL;
      if (hasPayload()) {
        Bounds.range(0, 16, data.byteSize(), "sizes of a dictionary");
        long indexBytes = data.get(LittleEndian.LONG, 0);
        long itemBytes = data.get(LittleEndian.LONG, 8);
        Bounds.range(16, indexBytes, data.byteSize(), "dictionary indices");
        Bounds.range(16 + indexBytes, itemBytes, data.byteSize(), "dictionary items");
        indexData = data.asSlice(16, indexBytes);
        itemData = data.asSlice(16 + indexBytes, itemBytes);
      }
      DataBlock.FixedWidth found = numbers(items, itemData, itemCount, scratch);
      DataBlock.FixedWidth numbers = numbers(indices, indexData, count, scratch);
      DataBlock.Dictionary dictionary = new DataBlock.Dictionary(numbers, found);
      MemorySegment values = scratch.allocate(Buffers.bytes(bits, count));
      for (long i = 0; i < count; i++) {
        long item = Indices.at(dictionary, i);
        LittleEndian.set(values, bits, i, LittleEndian.unsigned(found.data(), bits, item));
      }
      return new DataBlock.FixedWidth(bits, count, values);
    }
  }
}
