package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.FixedPerValueDecompressor;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// Takes zipped entries with control words and values of one width apart. Confined.
final class FixedUnzip {
  private static final long PORTION_BYTES = 192 * 1024;

  private final LayerLevels levels;
  private final FixedPerValueDecompressor decompressor;
  private final ControlWords words;
  private final long valueBytes;
  private final Scratch scratch;

  FixedUnzip(FullZipPage page, Scratch scratch) {
    this.levels = page.levels();
    this.decompressor = page.fixed();
    this.words = new ControlWords(page.layout(), levels);
    this.valueBytes = page.layout().bits() / 8L;
    this.scratch = scratch;
  }

  /// Takes all entries of `zipped`, which are `rows` rows, into `sink`.
  void take(MemorySegment zipped, long rows, LeafSink sink) {
    long at = 0;
    long begun = 0;
    int most = Math.clamp(PORTION_BYTES / Math.max(1, valueBytes), 1, ControlWords.PORTION);
    while (at < zipped.byteSize()) {
      scratch.reset();
      long room = Math.min(zipped.byteSize() - at, most * valueBytes);
      MemorySegment values = scratch.allocate(room);
      long used = 0;
      int entries = 0;
      for (; entries < most && at < zipped.byteSize(); entries++) {
        int definition = words.read(zipped, at, entries);
        at += words.bytes();
        if (definition <= levels.maxVisible()) {
          Bounds.range(at, valueBytes, zipped.byteSize(), "value");
          MemorySegment.copy(zipped, at, values, used, valueBytes);
          at += valueBytes;
          used += valueBytes;
        }
      }
      begun += words.rowStarts(entries);
      append(values, used, entries, sink);
    }
    Bounds.check(begun == rows, begun + " rows where " + rows + " are due");
  }

  private void append(MemorySegment values, long used, int entries, LeafSink sink) {
    long count = words.levels().countUpTo(0, entries, levels.maxVisible());
    if (count > 0) {
      DataBlock block = decompressor.decompress(values.asSlice(0, used), count, scratch);
      sink.values().append(block, 0, count);
    }
    sink.append(levels, words.levels(), 0, entries);
  }
}
