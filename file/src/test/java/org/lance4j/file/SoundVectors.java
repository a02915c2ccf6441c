package org.lance4j.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.Types.MinorType;

/// Whether all values of a vector lie in its buffers. Arrow's own validation refuses decimals and
/// half floats that are right.
final class SoundVectors {
  private SoundVectors() {}

  static void check(ValueVector vector) {
    int count = vector.getValueCount();
    switch (vector) {
      case ListVector list -> {
        checkOffsets(list.getOffsetBuffer(), 4, count, list.getDataVector().getValueCount());
        check(list.getDataVector());
      }
      case LargeListVector list -> {
        checkOffsets(list.getOffsetBuffer(), 8, count, list.getDataVector().getValueCount());
        check(list.getDataVector());
      }
      case FixedSizeListVector list -> {
        assertTrue(list.getDataVector().getValueCount() >= (long) count * list.getListSize());
        check(list.getDataVector());
      }
      case StructVector struct -> {
        for (FieldVector child : struct.getChildrenFromFields()) {
          assertEquals(count, child.getValueCount());
          check(child);
        }
      }
      case BaseVariableWidthVector bytes ->
          checkOffsets(bytes.getOffsetBuffer(), 4, count, bytes.getDataBuffer().capacity());
      case BaseLargeVariableWidthVector bytes ->
          checkOffsets(bytes.getOffsetBuffer(), 8, count, bytes.getDataBuffer().capacity());
      case BaseFixedWidthVector values -> {
        long bits = values.getMinorType() == MinorType.BIT ? 1 : values.getTypeWidth() * 8L;
        assertTrue(values.getDataBuffer().capacity() * 8 >= count * bits);
      }
      default -> {}
    }
    checkValidity(vector, count);
  }

  private static void checkValidity(ValueVector vector, int count) {
    if (vector.getNullCount() > 0 && vector.getNullCount() < count) {
      assertTrue(vector.getValidityBuffer().capacity() * 8 >= count);
    }
  }

  private static void checkOffsets(ArrowBuf offsets, int width, int count, long end) {
    long before = 0;
    for (int i = 0; i <= count && count > 0; i++) {
      long offset = width == 4 ? offsets.getInt(4L * i) : offsets.getLong(8L * i);
      assertTrue(offset >= before && offset <= end, "offset " + offset + " of " + end);
      before = offset;
    }
  }
}
