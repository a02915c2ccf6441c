package org.lance4j.cli;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;

/// The value of `--query-file`: a `.npy` array, or the first column of an Arrow file.
///
/// A column of numbers is one vector, a column of lists has a vector in each row, a column of lists
/// of lists several in each row.
final class QueryFile {
  private QueryFile() {}

  /// @throws UsageException for a file that is neither, or holds something else
  /// @throws IOException when it cannot be read
  static QueryArray read(String name, BufferAllocator allocator) throws IOException {
    if (name.endsWith(".npy")) {
      return NpyFile.parse(Files.readAllBytes(Path.of(name)));
    }
    if (!name.endsWith(".arrow")) {
      throw new UsageException("--query-file wants a .npy or .arrow file, not '" + name + "'");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(Path.of(name));
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      return firstColumn(reader, name);
    }
  }

  private static QueryArray firstColumn(ArrowFileReader reader, String name) throws IOException {
    List<QueryArray> rows = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    if (reader.getVectorSchemaRoot().getFieldVectors().isEmpty()) {
      throw new UsageException("a query file without columns (" + name + ")");
    }
    FieldVector column = reader.getVectorSchemaRoot().getVector(0);
    boolean plain = column.getField().getChildren().isEmpty();
    while (reader.loadNextBatch()) {
      for (int row = 0; row < column.getValueCount(); row++) {
        if (plain) {
          numbers.add(number(column, row));
        } else {
          rows.add(value(column, row, 1));
        }
      }
    }
    return plain ? vector(numbers) : new QueryArray.Rows(rows);
  }

  private static QueryArray value(FieldVector vector, int row, int depth) {
    if (vector.isNull(row) || depth >= QueryArray.MAX_DEPTH) {
      throw new UsageException("a query file that holds nulls or too deep lists");
    }
    return switch (vector) {
      case FixedSizeListVector list -> {
        int size = list.getListSize();
        yield items(list.getDataVector(), row * size, (row + 1) * size, depth);
      }
      case ListVector list ->
          items(
              list.getDataVector(),
              list.getElementStartIndex(row),
              list.getElementEndIndex(row),
              depth);
      default -> throw new UsageException("a query file of type " + TypeText.of(vector.getField()));
    };
  }

  private static QueryArray items(FieldVector items, int from, int to, int depth) {
    if (items.getField().getChildren().isEmpty()) {
      List<Double> numbers = new ArrayList<>();
      for (int i = from; i < to; i++) {
        numbers.add(number(items, i));
      }
      return vector(numbers);
    }
    List<QueryArray> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(value(items, i, depth + 1));
    }
    return new QueryArray.Rows(rows);
  }

  private static QueryArray vector(List<Double> numbers) {
    return new QueryArray.Vector(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double number(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      throw new UsageException("a query file that holds nulls");
    }
    return switch (vector) {
      case Float2Vector v -> v.getValueAsFloat(row);
      case FloatingPointVector v -> v.getValueAsDouble(row);
      case BaseIntVector v -> v.getValueAsLong(row);
      case FixedSizeBinaryVector v when Extension.isBfloat16(v.getField()) ->
          Float.intBitsToFloat(v.getDataBuffer().getShort(row * 2L) << 16);
      default -> throw new UsageException("a query file of type " + TypeText.of(vector.getField()));
    };
  }
}
