package org.lance4j.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.lance4j.format.StorageException;
import org.lance4j.format.UnsupportedFeatureException;

/// Drives the reads of several columns of one file in common rounds: what all of them ask for in
/// one round becomes few requests.
final class ColumnsRead implements AutoCloseable {
  private final String source;
  private final RangeReads ranges;
  private final List<ColumnReader> columns;
  private final List<ColumnRead> reads;

  private ColumnsRead(String source, RangeReads ranges, List<ColumnReader> columns) {
    this.source = source;
    this.ranges = ranges;
    this.columns = columns;
    this.reads = new ArrayList<>(columns.size());
  }

  /// @return the vectors, the caller's to close
  static List<FieldVector> read(
      String source,
      RangeReads ranges,
      List<ColumnReader> columns,
      RowRanges rows,
      BufferAllocator allocator) {
    try (ColumnsRead all = new ColumnsRead(source, ranges, columns)) {
      for (ColumnReader column : columns) {
        all.guard(column, () -> all.reads.add(column.read(rows, allocator)));
      }
      while (all.round()) {}
      return all.finish();
    }
  }

  private List<FieldVector> finish() {
    List<FieldVector> vectors = new ArrayList<>(reads.size());
    try {
      for (int i = 0; i < reads.size(); i++) {
        ColumnRead read = reads.get(i);
        guard(columns.get(i), () -> vectors.add(read.finish()));
      }
      return vectors;
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
  }

  /// Fetches what is asked for.
  ///
  /// @return whether anything was
  private boolean round() {
    List<ByteRange> wanted = new ArrayList<>();
    int[] ends = new int[reads.size()];
    for (int i = 0; i < reads.size(); i++) {
      ColumnRead read = reads.get(i);
      guard(columns.get(i), () -> wanted.addAll(read.pending()));
      ends[i] = wanted.size();
    }
    if (wanted.isEmpty()) {
      return false;
    }
    List<Bytes> bytes = fetch(wanted);
    int start = 0;
    for (int i = 0; i < reads.size(); i++) {
      if (ends[i] > start) {
        ColumnRead read = reads.get(i);
        List<Bytes> part = bytes.subList(start, ends[i]);
        guard(columns.get(i), () -> read.supply(part));
      }
      start = ends[i];
    }
    return true;
  }

  private List<Bytes> fetch(List<ByteRange> wanted) {
    try {
      return ranges.read(wanted);
    } catch (CorruptFileException e) {
      throw e.at(source, -1);
    } catch (IOException e) {
      throw new StorageException("reading failed: " + e.getMessage() + " (" + source + ")", e);
    }
  }

  /// Says where, when a column's bytes are wrong or not for us. What decoders did not notice
  /// themselves ends as an index that is out of bounds, or as arithmetic that overflows: the bytes
  /// are wrong then, too.
  private void guard(ColumnReader column, Runnable step) {
    try {
      step.run();
    } catch (CorruptFileException e) {
      throw e.inColumn(column.field().getName()).at(source, -1);
    } catch (UnsupportedFeatureException e) {
      UnsupportedFeatureException placed = new UnsupportedFeatureException(placed(column, e));
      placed.addSuppressed(e);
      throw placed;
    } catch (BatchTooLargeException e) {
      BatchTooLargeException placed = new BatchTooLargeException(placed(column, e));
      placed.addSuppressed(e);
      throw placed;
    } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
      CorruptFileException corrupt =
          new CorruptFileException("bytes that cannot be decoded: " + e.getMessage())
              .inColumn(column.field().getName())
              .at(source, -1);
      corrupt.addSuppressed(e);
      throw corrupt;
    }
  }

  private String placed(ColumnReader column, LanceException e) {
    return e.getMessage() + " (" + source + ", column " + column.field().getName() + ")";
  }

  @Override
  public void close() {
    reads.forEach(ColumnRead::close);
    ranges.close();
  }
}
