package org.lance4j.encoding;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// Vectors of structs and lists, made of buffers and of the vectors below them without copying.
///
/// Everything handed over (buffers and vectors) belongs to the method from then on, also when it
/// fails.
public final class NestedVectors {
  private NestedVectors() {}

  /// @param validity bit i for row i; null when all are valid
  /// @param fields as the field's children, `rows` values each
  public static FieldVector struct(
      Field field,
      BufferAllocator allocator,
      int rows,
      @Nullable ArrowBuf validity,
      int nullCount,
      List<FieldVector> fields) {
    return assembled(field, allocator, rows, validity, nullCount, List.of(), fields);
  }

  /// A list, large list or map.
  ///
  /// @param offsets `rows + 1` of 32 or 64 bits, as the type has them
  public static FieldVector list(
      Field field,
      BufferAllocator allocator,
      int rows,
      @Nullable ArrowBuf validity,
      int nullCount,
      ArrowBuf offsets,
      FieldVector items) {
    return assembled(field, allocator, rows, validity, nullCount, List.of(offsets), List.of(items));
  }

  private static FieldVector assembled(
      Field field,
      BufferAllocator allocator,
      int rows,
      @Nullable ArrowBuf validity,
      int nullCount,
      List<ArrowBuf> rest,
      List<FieldVector> children) {
    FieldVector vector = field.createVector(allocator);
    boolean done = false;
    try {
      List<FieldVector> places = vector.getChildrenFromFields();
      for (int i = 0; i < places.size(); i++) {
        children.get(i).makeTransferPair(places.get(i)).transfer();
      }
      ArrowBuf bits = validity == null ? allocator.getEmpty() : validity;
      vector.loadFieldBuffers(
          new ArrowFieldNode(rows, nullCount),
          rest.isEmpty() ? List.of(bits) : List.of(bits, rest.getFirst()));
      done = true;
      return vector;
    } finally {
      if (validity != null) {
        validity.close();
      }
      rest.forEach(ArrowBuf::close);
      children.forEach(FieldVector::close);
      if (!done) {
        vector.close();
      }
    }
  }
}
