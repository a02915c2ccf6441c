package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.Bounds;

/// Where the chunks of a mini-block page lie, which values and rows they hold, and the page's
/// dictionary: what is read once per page and then kept.
///
/// The chunk table is one word for each chunk, of 16 or 32 bits: `(bytes / 8 - 1) << 4 | log2 of
/// the values`; the last chunk has what is left over. The repetition index is two 64-bit words for
/// each chunk: how many rows end in it, and how many levels follow the end of the last one (0 when
/// the chunk ends with a row). Immutable.
final class ChunkTable {
  private static final int WORD_BYTES = 8;

  /// Writers stop at 2^15; more than that can only be a lie about the last chunk.
  private static final int MAX_CHUNK_VALUES = 1 << 20;

  private final long[] positions;
  private final long[] values;

  /// For pages with lists: how many rows begin before each chunk; else null.
  private final long @Nullable [] rows;

  /// For pages with lists: whether each chunk begins in the middle of a row; else null.
  private final boolean @Nullable [] continued;

  private final @Nullable DataBlock dictionary;
  private final long weight;

  private ChunkTable(
      long[] positions,
      long[] values,
      long @Nullable [] rows,
      boolean @Nullable [] continued,
      @Nullable KeptBlock dictionary) {
    this.positions = positions;
    this.values = values;
    this.rows = rows;
    this.continued = continued;
    this.dictionary = dictionary == null ? null : dictionary.block();
    this.weight =
        128
            + positions.length * 16L
            + (rows == null ? 0 : rows.length * 9L)
            + (dictionary == null ? 0 : dictionary.bytes());
  }

  /// @param words the chunk table
  /// @param index the repetition index, if the page has lists
  /// @param rowCount rows of the page
  /// @param dataBytes length of the buffer that the chunks lie in
  static ChunkTable parse(
      PageLayout.MiniBlock layout,
      MemorySegment words,
      @Nullable MemorySegment index,
      long rowCount,
      long dataBytes,
      @Nullable KeptBlock dictionary) {
    int width = layout.largeChunks() ? Integer.BYTES : Short.BYTES;
    Bounds.check(words.byteSize() % width == 0, "chunk table of " + words.byteSize() + " bytes");
    int chunks = Bounds.toInt(words.byteSize() / width, Integer.MAX_VALUE - 8, "number of chunks");
    long[] positions = new long[chunks + 1];
    long[] values = new long[chunks + 1];
    for (int i = 0; i < chunks; i++) {
      long word = LittleEndian.unsigned(words, (long) i * width, width);
      positions[i + 1] = positions[i] + ((word >>> 4) + 1) * WORD_BYTES;
      int log = (int) (word & 15);
      if (i < chunks - 1) {
        Bounds.check(log > 0, "chunk " + i + " without values");
        values[i + 1] = values[i] + (1L << log);
      } else {
        values[i + 1] = layout.valueCount();
        long left = layout.valueCount() - values[i];
        Bounds.check(left >= 0, "chunks with more than " + layout.valueCount() + " values");
        Bounds.atMost(left, MAX_CHUNK_VALUES, "number of values in the last chunk");
        Bounds.check(log == 0 || left == 1L << log, "last chunk of 2^" + log + " values");
      }
    }
    Bounds.check(chunks > 0 || layout.valueCount() == 0, "page with values, but without chunks");
    Bounds.check(
        positions[chunks] <= dataBytes,
        "chunks of " + positions[chunks] + " bytes in a buffer of " + dataBytes);
    if (index == null) {
      Bounds.check(
          values[chunks] == rowCount,
          values[chunks] + " values in a page of " + rowCount + " rows");
      return new ChunkTable(positions, values, null, null, dictionary);
    }
    long[] rows = new long[chunks + 1];
    boolean[] continued = new boolean[chunks];
    parseIndex(layout, index, rows, continued);
    Bounds.check(rows[chunks] == rowCount, rows[chunks] + " rows indexed in a page of " + rowCount);
    return new ChunkTable(positions, values, rows, continued, dictionary);
  }

  private static void parseIndex(
      PageLayout.MiniBlock layout, MemorySegment index, long[] rows, boolean[] continued) {
    int chunks = continued.length;
    long stride = (layout.repetitionIndexDepth() + 1L) * Long.BYTES;
    Bounds.check(
        index.byteSize() == chunks * stride,
        "repetition index of " + index.byteSize() + " bytes for " + chunks + " chunks");
    boolean open = false;
    long ended = 0;
    for (int i = 0; i < chunks; i++) {
      continued[i] = open;
      ended = Bounds.add(ended, index.get(LittleEndian.LONG, i * stride), "rows that end");
      open = index.get(LittleEndian.LONG, i * stride + Long.BYTES) != 0;
      rows[i + 1] = ended + (open ? 1 : 0);
      Bounds.check(rows[i + 1] >= rows[i], "repetition index goes backwards at chunk " + i);
    }
    Bounds.check(!open, "repetition index ends in the middle of a row");
  }

  int chunkCount() {
    return positions.length - 1;
  }

  /// Offset of the chunk in the buffer of chunks; that of `chunkCount()` is their end.
  long position(int chunk) {
    return positions[chunk];
  }

  long valueCount(int chunk) {
    return values[chunk + 1] - values[chunk];
  }

  /// How many rows begin before the chunk.
  long firstRow(int chunk) {
    return rows == null ? values[chunk] : rows[chunk];
  }

  /// The chunk that the row begins in.
  int chunkOf(long row) {
    long[] starts = rows == null ? values : rows;
    int at = Arrays.binarySearch(starts, row);
    if (at < 0) {
      return -at - 2;
    }
    // Chunks in which no row begins have the same number as the next one: the last of them it is.
    while (at + 1 < starts.length && starts[at + 1] == row) {
      at++;
    }
    return at;
  }

  /// The chunk that row `row - 1` ends in.
  int lastChunkBefore(long row) {
    int chunk = rows == null ? chunkOf(row - 1) : chunkOf(row);
    if (rows == null) {
      return chunk;
    }
    if (chunk >= chunkCount()) {
      return chunkCount() - 1;
    }
    boolean beginsHere = rows[chunk] == row && continued != null && !continued[chunk];
    return beginsHere ? chunk - 1 : chunk;
  }

  @Nullable DataBlock dictionary() {
    return dictionary;
  }

  /// Bytes that this weighs.
  long weight() {
    return weight;
  }
}
