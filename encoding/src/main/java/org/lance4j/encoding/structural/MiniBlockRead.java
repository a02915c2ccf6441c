package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.kernel.Kernels;

/// Reads rows of a mini-block page: the chunk table unless it is kept, then those chunks in which
/// the rows lie, neighbours together. Confined.
///
/// Chunks end with a value and not with a row. A row of lists that goes on in the next chunk is
/// taken from both: the levels before the first row start of a chunk belong to the row before.
final class MiniBlockRead implements PageRead {
  private final MiniBlockPage page;
  private final PageRows rows;
  private final Scratch scratch;
  private @Nullable ChunkTable table;

  /// Runs of neighbouring chunks, and their bytes once they are there.
  private int[] firstChunks = {};

  private int[] lastChunks = {};
  private int runs;
  private Bytes @Nullable [] bytes;

  MiniBlockRead(MiniBlockPage page, PageRows rows, Scratch scratch, @Nullable ChunkTable table) {
    this.page = page;
    this.scratch = scratch;
    this.rows = rows;
    if (table != null) {
      choose(table);
    }
  }

  @Override
  public void pending(List<ByteRange> ranges) {
    if (table == null) {
      page.addTableRanges(ranges);
    } else if (bytes == null) {
      for (int i = 0; i < runs; i++) {
        ranges.add(page.chunks(table, firstChunks[i], lastChunks[i]));
      }
    }
  }

  @Override
  public void supply(List<Bytes> supplied, int first) {
    if (table == null) {
      choose(page.parseTable(supplied, first, scratch));
    } else {
      Bytes[] chunks = new Bytes[runs];
      for (int i = 0; i < runs; i++) {
        chunks[i] = supplied.get(first + i);
      }
      bytes = chunks;
    }
  }

  private void choose(ChunkTable chunks) {
    table = chunks;
    int n = rows.rangeCount();
    firstChunks = new int[n];
    lastChunks = new int[n];
    for (int i = 0; i < n; i++) {
      int first = chunks.chunkOf(rows.starts()[i]);
      int last = chunks.lastChunkBefore(rows.ends()[i]);
      if (runs > 0 && first <= lastChunks[runs - 1] + 1) {
        lastChunks[runs - 1] = Math.max(last, lastChunks[runs - 1]);
      } else {
        firstChunks[runs] = first;
        lastChunks[runs++] = last;
      }
    }
  }

  @Override
  public void decode(LeafSink sink) {
    if (table == null || bytes == null) {
      throw new IllegalStateException("decoded before all bytes were supplied");
    }
    Cursor cursor = new Cursor(page, table, scratch);
    int run = 0;
    for (int i = 0; i < rows.rangeCount(); i++) {
      long start = rows.starts()[i];
      long end = rows.ends()[i];
      int last = table.lastChunkBefore(end);
      for (int chunk = table.chunkOf(start); chunk <= last; chunk++) {
        if (chunk != cursor.chunk) {
          while (chunk > lastChunks[run]) {
            run++;
          }
          cursor.open(chunk, slice(run, chunk));
        }
        cursor.take(start, end, sink);
      }
    }
  }

  private MemorySegment slice(int run, int chunk) {
    ChunkTable chunks = Objects.requireNonNull(table);
    MemorySegment all = Objects.requireNonNull(bytes)[run].segment();
    long start = chunks.position(chunk) - chunks.position(firstChunks[run]);
    return all.asSlice(start, chunks.position(chunk + 1) - chunks.position(chunk));
  }

  /// Goes forward through the levels and values of one chunk after the other.
  private static final class Cursor {
    private final LayerLevels levels;
    private final ChunkTable table;
    private final MiniBlockChunk decoded;
    private final Scratch scratch;
    private int chunk = -1;

    /// The next level entry, how many rows began before it in this chunk, and its value.
    private int level;

    private long begun;
    private long value;

    Cursor(MiniBlockPage page, ChunkTable table, Scratch scratch) {
      this.levels = page.levels();
      this.table = table;
      this.decoded = page.newChunk();
      this.scratch = scratch;
    }

    void open(int number, MemorySegment bytes) {
      scratch.reset();
      decoded.decode(bytes, table.valueCount(number), scratch);
      chunk = number;
      level = 0;
      begun = 0;
      value = 0;
    }

    /// Takes what the chunk has of the rows `[start, end)` of the page.
    void take(long start, long end, LeafSink sink) {
      long first = table.firstRow(chunk);
      if (levels.maxRepetition() == 0) {
        int from = (int) Math.max(start - first, 0);
        int to = (int) Math.min(end - first, table.valueCount(chunk));
        Bounds.check(to <= decoded.levelCount(), "chunk with too few levels");
        append(from, to, from, to - from, sink);
        return;
      }
      if (start >= first) {
        skipTo(start - first);
      }
      int from = level;
      long firstValue = value;
      if (end >= table.firstRow(chunk + 1)) {
        value += visible(level, decoded.levelCount());
        level = decoded.levelCount();
        Bounds.check(value == table.valueCount(chunk), "levels and values of a chunk disagree");
      } else {
        skipTo(end - first);
      }
      append(from, level, firstValue, value - firstValue, sink);
    }

    /// Goes to the level entry that starts the chunk's row `row`, counted from 0.
    private void skipTo(long row) {
      short[] repetition = Objects.requireNonNull(decoded.levels().repetition());
      int at =
          Kernels.levels()
              .find(repetition, level, decoded.levelCount(), levels.maxRepetition(), row - begun);
      Bounds.check(at >= 0, "chunk with fewer rows than the repetition index");
      begun = row;
      value += visible(level, at);
      level = at;
    }

    /// How many of the level entries `[from, to)` have a value.
    private int visible(int from, int to) {
      return decoded.levels().countUpTo(from, to, levels.maxVisible());
    }

    private void append(int from, int to, long firstValue, long count, LeafSink sink) {
      if (count > 0) {
        Bounds.check(
            firstValue + count <= table.valueCount(chunk), "chunk with more levels than values");
        sink.values().append(values(), firstValue, count);
      }
      if (decoded.levels().definition() == null && decoded.levels().repetition() == null) {
        sink.appendPlain(to - from);
      } else {
        sink.append(levels, decoded.levels(), from, to);
      }
    }

    private DataBlock values() {
      DataBlock block = decoded.values();
      DataBlock dictionary = table.dictionary();
      if (dictionary == null) {
        return block;
      }
      if (!(block instanceof DataBlock.FixedWidth indices)) {
        throw new CorruptFileException("dictionary indices are no integers");
      }
      return new DataBlock.Dictionary(indices, dictionary);
    }
  }
}
