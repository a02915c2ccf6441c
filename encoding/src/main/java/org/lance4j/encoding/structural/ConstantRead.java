package org.lance4j.encoding.structural;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// Reads rows of a constant page: its buffers in one round, unless they are kept. Confined.
final class ConstantRead implements PageRead {
  private static final int PORTION = 4096;

  private final ConstantPage page;
  private final PageRows rows;
  private final Scratch scratch;
  private ConstantPage.@Nullable State state;

  ConstantRead(
      ConstantPage page, PageRows rows, Scratch scratch, ConstantPage.@Nullable State state) {
    this.page = page;
    this.rows = rows;
    this.scratch = scratch;
    this.state = state;
  }

  @Override
  public void pending(List<ByteRange> ranges) {
    if (state == null) {
      page.addRanges(ranges);
    }
  }

  @Override
  public void supply(List<Bytes> bytes, int first) {
    state = page.parse(bytes, first, scratch);
  }

  @Override
  public void decode(LeafSink sink) {
    ConstantPage.State known = state;
    if (known == null) {
      throw new IllegalStateException("decoded before all bytes were supplied");
    }
    scratch.reset();
    DataBlock value = page.value(known, scratch);
    for (int i = 0; i < rows.rangeCount(); i++) {
      long start = rows.starts()[i];
      long end = rows.ends()[i];
      if (page.nullThroughout()) {
        appendNulls(end - start, sink);
      } else if (known.levels().definition() == null && known.levels().repetition() == null) {
        appendValues(value, end - start, sink);
        sink.appendPlain(end - start);
      } else {
        appendLevels(known, value, start, end, sink);
      }
    }
  }

  private void appendLevels(
      ConstantPage.State known, @Nullable DataBlock value, long start, long end, LeafSink sink) {
    int from = (int) start;
    int to = (int) end;
    LevelRun levels = known.levels();
    short[] repetition = levels.repetition();
    if (repetition != null) {
      int[] starts = known.rowStarts();
      from = starts[from];
      to = to < starts.length ? starts[to] : repetition.length;
    }
    appendValues(value, levels.countUpTo(from, to, page.levels().maxVisible()), sink);
    sink.append(page.levels(), levels, from, to);
  }

  private static void appendValues(@Nullable DataBlock value, long count, LeafSink sink) {
    if (count == 0) {
      return;
    }
    if (value == null) {
      sink.values().appendNulls(count);
    } else {
      sink.values().append(new DataBlock.Constant(count, value), 0, count);
    }
  }

  private void appendNulls(long count, LeafSink sink) {
    sink.values().appendNulls(count);
    int portion = Bounds.toInt(Math.min(count, PORTION), PORTION, "rows");
    short[] nulls = new short[portion];
    Arrays.fill(nulls, (short) 1);
    LevelRun levels = new LevelRun(null, nulls);
    for (long left = count; left > 0; left -= portion) {
      sink.append(page.levels(), levels, 0, (int) Math.min(left, portion));
    }
  }
}
