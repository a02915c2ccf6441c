package org.lance4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// What tests print.
final class Rows {
  private Rows() {}

  static Field field(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), Arrays.asList(children));
  }

  /// A vector of the field, filled and with its row count set.
  static <V extends FieldVector> V vector(
      BufferAllocator allocator, Field field, Class<V> kind, int rows, Fill<V> fill) {
    V vector = kind.cast(field.createVector(allocator));
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    fill.into(vector);
    vector.setValueCount(rows);
    return vector;
  }

  /// Sets the values of a vector.
  @FunctionalInterface
  interface Fill<V> {
    void into(V vector);
  }

  /// The text of the columns, which are closed.
  static String text(OutputFormat format, FieldVector... columns) {
    return new String(bytes(format, columns), StandardCharsets.UTF_8);
  }

  static byte[] bytes(OutputFormat format, FieldVector... columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(columns));
        ResultWriter writer =
            format.open(root, new DictionaryProvider.MapDictionaryProvider(), out)) {
      writer.write();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
