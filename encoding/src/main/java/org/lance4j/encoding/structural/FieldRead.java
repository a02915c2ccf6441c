package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.LeafBuilder;
import org.lance4j.format.CorruptFileException;

/// One read of some rows of a field: the rounds of all pages of all columns below it go together.
/// Confined.
final class FieldRead implements ColumnRead {
  private final FieldReader reader;
  private final int rows;
  private final ReadMemory memory;

  /// The pages of each leaf.
  private final List<List<PageRead>> pages;

  private boolean closed;

  FieldRead(FieldReader reader, RowRanges rows, ReadMemory memory) {
    this.reader = reader;
    this.rows = (int) rows.rowCount();
    this.memory = memory;
    this.pages = new ArrayList<>(reader.leaves().size());
    try {
      for (LeafColumn leaf : reader.leaves()) {
        pages.add(leaf.read(rows, memory));
      }
    } catch (CorruptFileException e) {
      throw reader.located(e);
    }
  }

  @Override
  public List<ByteRange> pending() {
    checkOpen();
    try {
      List<ByteRange> ranges = new ArrayList<>();
      for (List<PageRead> leaf : pages) {
        for (PageRead page : leaf) {
          page.pending(ranges);
        }
      }
      return ranges;
    } catch (CorruptFileException e) {
      throw reader.located(e);
    }
  }

  @Override
  public void supply(List<Bytes> bytes) {
    checkOpen();
    try {
      int at = 0;
      List<ByteRange> asked = new ArrayList<>();
      for (List<PageRead> leaf : pages) {
        for (PageRead page : leaf) {
          asked.clear();
          page.pending(asked);
          if (!asked.isEmpty()) {
            page.supply(bytes, at);
            at += asked.size();
          }
        }
      }
      if (at != bytes.size()) {
        throw new IllegalArgumentException(bytes.size() + " ranges where " + at + " are pending");
      }
    } catch (CorruptFileException e) {
      throw reader.located(e);
    }
  }

  @Override
  public FieldVector finish() {
    checkOpen();
    List<LeafSink> sinks = new ArrayList<>(pages.size());
    try {
      for (int i = 0; i < pages.size(); i++) {
        LeafColumn leaf = reader.leaves().get(i);
        LeafBuilder builder = LeafBuilder.of(leaf.field().arrow(), memory.allocator(), rows);
        LeafSink sink = new LeafSink(leaf.path(), builder, memory.allocator(), rows);
        sinks.add(sink);
        for (PageRead page : pages.get(i)) {
          page.decode(sink);
        }
      }
      return new Assembler(sinks, memory.allocator()).assemble(reader.plan(), rows);
    } catch (CorruptFileException e) {
      throw reader.located(e);
    } finally {
      sinks.forEach(LeafSink::close);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the read of " + reader.field().getName() + " is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      memory.scratch().close();
    }
  }
}
