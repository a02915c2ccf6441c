package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.encoding.compression.VariablePerValueDecompressor;
import org.lance4j.format.Bounds;

/// Takes zipped entries with lengths, and control words if the page has levels, apart. Confined.
final class VariableUnzip {
  private static final long PORTION_BYTES = 192 * 1024;

  /// Room for the value that fills a portion, unless it is larger.
  private static final long SLACK_BYTES = 32 * 1024;

  private final LayerLevels levels;
  private final VariablePerValueDecompressor decompressor;
  private final ControlWords words;
  private final int lengthBytes;
  private final Scratch scratch;

  private MemorySegment values = MemorySegment.NULL;
  private long used;
  private int count;

  VariableUnzip(FullZipPage page, Scratch scratch) {
    this.levels = page.levels();
    this.decompressor = page.variable();
    this.words = new ControlWords(page.layout(), levels);
    this.lengthBytes = page.layout().bits() / 8;
    this.scratch = scratch;
  }

  /// Takes all entries of `zipped`, which are `rows` rows, into `sink`.
  void take(MemorySegment zipped, long rows, LeafSink sink) {
    long at = 0;
    long begun = 0;
    while (at < zipped.byteSize()) {
      scratch.reset();
      long left = zipped.byteSize() - at;
      long most = Math.min(ControlWords.PORTION, left / Math.max(1, words.bytes()) + 1);
      MemorySegment offsets = scratch.allocate((most + 1) * Long.BYTES);
      offsets.set(LittleEndian.LONG, 0, 0);
      values = scratch.allocate(Math.min(left, PORTION_BYTES + SLACK_BYTES));
      used = 0;
      count = 0;
      int entries = 0;
      for (; entries < most && at < zipped.byteSize() && used < PORTION_BYTES; entries++) {
        int definition = words.read(zipped, at, entries);
        at += words.bytes();
        if (definition <= levels.maxVisible()) {
          at = definition == 0 ? copy(zipped, at) : at;
          count++;
          offsets.set(LittleEndian.LONG, (long) count * Long.BYTES, used);
        }
      }
      begun += words.rowStarts(entries);
      append(offsets, entries, sink);
    }
    Bounds.check(begun == rows, begun + " rows where " + rows + " are due");
  }

  /// All values of a page without control words, in one block that is valid until `scratch` is
  /// reset.
  static DataBlock all(FullZipPage page, MemorySegment zipped, long count, Scratch scratch) {
    int lengthBytes = page.layout().bits() / 8;
    Bounds.atMost(count, zipped.byteSize() / lengthBytes, "number of items");
    MemorySegment offsets = scratch.allocate((count + 1) * Long.BYTES);
    MemorySegment values = scratch.allocate(zipped.byteSize() - count * lengthBytes);
    offsets.set(LittleEndian.LONG, 0, 0);
    long at = 0;
    long used = 0;
    for (long i = 0; i < count; i++) {
      Bounds.range(at, lengthBytes, zipped.byteSize(), "length of a value");
      long length = LittleEndian.unsigned(zipped, at, lengthBytes);
      at += lengthBytes;
      Bounds.range(used, length, values.byteSize(), "value");
      MemorySegment.copy(zipped, at, values, used, length);
      at += length;
      used += length;
      offsets.set(LittleEndian.LONG, (i + 1) * Long.BYTES, used);
    }
    return page.variable()
        .decompress(
            new DataBlock.VariableWidth(Long.SIZE, count, offsets, values.asSlice(0, used)),
            scratch);
  }

  /// Copies the value whose length is at `at`; where it ends.
  private long copy(MemorySegment zipped, long at) {
    Bounds.range(at, lengthBytes, zipped.byteSize(), "length of a value");
    long length =
        lengthBytes == Integer.BYTES
            ? LittleEndian.unsignedInt(zipped, at)
            : zipped.get(LittleEndian.LONG, at);
    long start = at + lengthBytes;
    Bounds.range(start, length, zipped.byteSize(), "value");
    if (length > values.byteSize() - used) {
      MemorySegment larger = scratch.allocate(used + length);
      MemorySegment.copy(values, 0, larger, 0, used);
      values = larger;
    }
    MemorySegment.copy(zipped, start, values, used, length);
    used += length;
    return start + length;
  }

  private void append(MemorySegment offsets, int entries, LeafSink sink) {
    if (count > 0) {
      DataBlock.VariableWidth zipped =
          new DataBlock.VariableWidth(
              Long.SIZE,
              count,
              offsets.asSlice(0, (count + 1L) * Long.BYTES),
              values.asSlice(0, used));
      sink.values().append(decompressor.decompress(zipped, scratch), 0, count);
    }
    sink.append(levels, words.levels(), 0, entries);
  }
}
