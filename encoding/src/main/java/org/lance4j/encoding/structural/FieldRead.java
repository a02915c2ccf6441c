package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
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

  /// The pages of all leaves, leaf by leaf, and for each leaf where its pages end.
  private final List<PageRead> pages;

  private final int[] leafEnds;

  /// What was asked for in this round, and how much of it by each page; null between rounds.
  private @Nullable List<ByteRange> asked;

  private final int[] askedByPage;
  private boolean closed;

  FieldRead(FieldReader reader, RowRanges rows, ReadMemory memory) {
    this.reader = reader;
    this.rows = (int) rows.rowCount();
    this.memory = memory;
    int leaves = reader.leaves().size();
    this.pages = new ArrayList<>(leaves);
    this.leafEnds = new int[leaves];
    try {
      for (int i = 0; i < leaves; i++) {
        reader.leaves().get(i).read(rows, memory, pages);
        leafEnds[i] = pages.size();
      }
    } catch (CorruptFileException e) {
      throw reader.located(e);
    }
    this.askedByPage = new int[pages.size()];
  }

  @Override
  public List<ByteRange> pending() {
    checkOpen();
    List<ByteRange> ranges = asked;
    if (ranges == null) {
      ranges = new ArrayList<>(pages.size());
      try {
        for (int i = 0; i < askedByPage.length; i++) {
          int before = ranges.size();
          pages.get(i).pending(ranges);
          askedByPage[i] = ranges.size() - before;
        }
      } catch (CorruptFileException e) {
        throw reader.located(e);
      }
      asked = ranges;
    }
    return Collections.unmodifiableList(ranges);
  }

  @Override
  public void supply(List<Bytes> bytes) {
    int due = pending().size();
    if (bytes.size() != due) {
      throw new IllegalArgumentException(bytes.size() + " ranges where " + due + " are pending");
    }
    try {
      int at = 0;
      for (int i = 0; i < askedByPage.length; i++) {
        if (askedByPage[i] > 0) {
          pages.get(i).supply(bytes, at);
          at += askedByPage[i];
        }
      }
      asked = null;
    } catch (CorruptFileException e) {
      throw reader.located(e);
    }
  }

  @Override
  public FieldVector finish() {
    if (!pending().isEmpty()) {
      throw new IllegalStateException("bytes are pending");
    }
    @Nullable LeafSink[] sinks = new LeafSink[leafEnds.length];
    try {
      int page = 0;
      for (int i = 0; i < sinks.length; i++) {
        LeafSink sink = openSink(reader.leaves().get(i));
        sinks[i] = sink;
        for (; page < leafEnds[i]; page++) {
          pages.get(page).decode(sink);
        }
      }
      return new Assembler(sinks, memory.allocator()).assemble(reader.plan(), rows);
    } catch (CorruptFileException e) {
      throw reader.located(e);
    } finally {
      for (LeafSink sink : sinks) {
        if (sink != null) {
          sink.close();
        }
      }
    }
  }

  private LeafSink openSink(LeafColumn leaf) {
    LeafBuilder builder = LeafBuilder.of(leaf.field().arrow(), memory.allocator(), rows);
    return new LeafSink(leaf.path(), builder, memory.allocator(), rows);
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
