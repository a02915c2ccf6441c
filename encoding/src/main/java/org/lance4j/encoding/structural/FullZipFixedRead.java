package org.lance4j.encoding.structural;

import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.Scratch;

/// Reads rows of a full-zip page whose entries all have the same size: one round, from row numbers
/// alone. Confined.
final class FullZipFixedRead implements PageRead {
  private final FullZipPage page;
  private final PageRows rows;
  private final Scratch scratch;
  private final Bytes[] bytes;
  private boolean supplied;

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
  public void decode(LeafSink sink) {
    if (page.layout().controlBytes() > 0) {
      Unzip unzip = new Unzip(page, sink, scratch);
      for (int i = 0; i < bytes.length; i++) {
        unzip.take(bytes[i].segment(), rows.ends()[i] - rows.starts()[i]);
      }
      return;
    }
    boolean plain = page.plain();
    for (int i = 0; i < bytes.length; i++) {
      long count = rows.ends()[i] - rows.starts()[i];
      if (!plain || !sink.values().adopt(bytes[i], count)) {
        scratch.reset();
        sink.values().append(page.fixed().decompress(bytes[i].segment(), count, scratch), 0, count);
      }
      sink.appendPlain(count);
    }
  }
}
