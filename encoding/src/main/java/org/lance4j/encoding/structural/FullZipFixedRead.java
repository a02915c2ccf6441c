package org.lance4j.encoding.structural;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.Scratch;

/// Reads rows of a full-zip page whose entries all have the same size: one round, from row numbers
/// alone. Confined.
final class FullZipFixedRead implements RangedRead {
  private final FullZipPage page;
  private final PageRows rows;
  private final Scratch scratch;
  private final Bytes[] bytes;
  private boolean supplied;
  private @Nullable FixedUnzip unzip;

  FullZipFixedRead(FullZipPage page, PageRows rows, Scratch scratch) {
    this.page = page;
    this.scratch = scratch;
    this.rows = rows;
    this.bytes = new Bytes[rows.rangeCount()];
  }

  @Override
  public void pending(List<ByteRange> ranges) {
    if (!supplied) {
      long entry = page.entryBytes();
      for (int i = 0; i < bytes.length; i++) {
        ranges.add(page.zipped(rows.starts()[i] * entry, rows.ends()[i] * entry));
      }
    }
  }

  @Override
  public void supply(List<Bytes> all, int first) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = all.get(first + i);
    }
    supplied = true;
  }

  @Override
  public int rangeCount() {
    return bytes.length;
  }

  @Override
  public void decode(int range, LeafSink sink) {
    long count = rows.ends()[range] - rows.starts()[range];
    if (page.layout().controlBytes() > 0) {
      if (unzip == null) {
        unzip = new FixedUnzip(page, scratch);
      }
      unzip.take(bytes[range].segment(), count, sink);
      return;
    }
    if (!page.plain() || !sink.values().adopt(bytes[range], count)) {
      scratch.reset();
      sink.values()
          .append(page.fixed().decompress(bytes[range].segment(), count, scratch), 0, count);
    }
    sink.appendPlain(count);
  }
}
