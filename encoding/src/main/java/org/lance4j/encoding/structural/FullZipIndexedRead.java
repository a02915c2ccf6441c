package org.lance4j.encoding.structural;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.Scratch;

/// Reads rows of a full-zip page by its row offsets: those of the rows unless they are kept, then
/// the rows. Confined.
///
/// Row offsets are read and kept in blocks of 1024, so that a scan reads each of them once and a
/// row of a page of millions costs 8 KiB at most.
final class FullZipIndexedRead implements RangedRead {
  private static final int BLOCK = 1024;
  private static final long OVERHEAD = 64;

  private final FullZipPage page;
  private final PageRows rows;
  private final Scratch scratch;

  /// Start and end of each range in the zipped bytes; -1 where they are not known yet.
  private final long[] offsets;

  private boolean indexed;
  private Bytes @Nullable [] bytes;
  private @Nullable FixedUnzip fixed;
  private @Nullable VariableUnzip variable;

  FullZipIndexedRead(FullZipPage page, PageRows rows, Scratch scratch) {
    this.page = page;
    this.scratch = scratch;
    this.rows = rows;
    this.offsets = new long[2 * rows.rangeCount()];
    indexed = true;
    int known = -1;
    byte[] block = null;
    for (int i = 0; i < offsets.length; i++) {
      int number = block(i);
      if (number != known) {
        known = number;
        block = (byte[]) page.cache().find(page.indexKey(number));
      }
      offsets[i] = block == null ? -1 : offset(block, i);
      indexed &= block != null;
    }
  }

  /// The row whose offset is the `i`th that is needed.
  private long row(int i) {
    return (i & 1) == 0 ? rows.starts()[i >> 1] : rows.ends()[i >> 1];
  }

  private int block(int i) {
    return (int) (row(i) / BLOCK);
  }

  private long offset(byte[] block, int i) {
    int width = page.indexWidth();
    return LittleEndian.unsigned(block, (int) (row(i) % BLOCK) * width, width);
  }

  @Override
  public void pending(List<ByteRange> ranges) {
    if (!indexed) {
      int last = -1;
      for (int i = 0; i < offsets.length; i++) {
        if (offsets[i] < 0 && block(i) != last) {
          last = block(i);
          ranges.add(blockRange(last));
        }
      }
    } else if (bytes == null) {
      for (int i = 0; i < offsets.length; i += 2) {
        ranges.add(page.zipped(offsets[i], offsets[i + 1]));
      }
    }
  }

  private ByteRange blockRange(int block) {
    long first = (long) block * BLOCK;
    return page.indexEntries(first, Math.min(first + BLOCK, page.rowCount() + 1));
  }

  @Override
  public void supply(List<Bytes> supplied, int first) {
    if (!indexed) {
      supplyIndex(supplied, first);
    } else {
      Bytes[] zipped = new Bytes[rows.rangeCount()];
      for (int i = 0; i < zipped.length; i++) {
        zipped[i] = supplied.get(first + i);
      }
      bytes = zipped;
    }
  }

  private void supplyIndex(List<Bytes> supplied, int first) {
    int at = first;
    int last = -1;
    byte[] block = {};
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] < 0) {
        if (block(i) != last) {
          last = block(i);
          block = supplied.get(at++).segment().toArray(ValueLayout.JAVA_BYTE);
          page.cache().keep(page.indexKey(last), block, block.length + OVERHEAD);
        }
        offsets[i] = offset(block, i);
      }
    }
    indexed = true;
  }

  @Override
  public int rangeCount() {
    return rows.rangeCount();
  }

  @Override
  public void decode(int range, LeafSink sink) {
    Bytes[] zipped = bytes;
    if (zipped == null) {
      throw new IllegalStateException("decoded before all bytes were supplied");
    }
    long count = rows.ends()[range] - rows.starts()[range];
    if (page.isVariable()) {
      if (variable == null) {
        variable = new VariableUnzip(page, scratch);
      }
      variable.take(zipped[range].segment(), count, sink);
    } else {
      if (fixed == null) {
        fixed = new FixedUnzip(page, scratch);
      }
      fixed.take(zipped[range].segment(), count, sink);
    }
  }
}
