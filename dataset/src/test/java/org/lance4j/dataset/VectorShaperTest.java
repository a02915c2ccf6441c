package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;

class VectorShaperTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final Field A = Field.nullable("a", INT);
  private static final Field B = Field.nullable("b", INT);
  private static final Field PAIR =
      new Field(
          "pair",
          FieldType.nullable(new ArrowType.FixedSizeList(2)),
          List.of(Field.nullable("$data$", INT)));

  private static Field struct(Field... children) {
    return new Field("s", FieldType.nullable(ArrowType.Struct.INSTANCE), Arrays.asList(children));
  }

  /// Rows `{child: first}`, null, `{child: first + 2}` and so on.
  private static StructVector rows(Field child, int first, BufferAllocator allocator) {
    StructVector vector = (StructVector) struct(child).createVector(allocator);
    IntVector values = (IntVector) vector.getChildByOrdinal(0);
    for (int i = 0; i < 5; i++) {
      values.setSafe(i, first + i);
      if (i != 1) {
        vector.setIndexDefined(i);
      }
    }
    vector.setValueCount(5);
    return vector;
  }

  @Test
  void putsPartsOfAStructTogetherInTheOrderOfTheSchema() {
    Field wanted = struct(PAIR, B, A);
    try (RootAllocator allocator = new RootAllocator();
        FieldVector merged =
            VectorShaper.merge(
                List.of(rows(A, 10, allocator), rows(B, 20, allocator)), wanted, 5, allocator)) {
      assertEquals(wanted, merged.getField());
      assertEquals("{\"b\":20,\"a\":10}", text(merged, 0));
      assertTrue(merged.isNull(1));
      assertEquals("{\"b\":24,\"a\":14}", text(merged, 4));
      FixedSizeListVector pairs = (FixedSizeListVector) ((StructVector) merged).getChild("pair");
      assertEquals(5, pairs.getNullCount());
    }
  }

  private static String text(FieldVector vector, int row) {
    return String.valueOf(vector.getObject(row));
  }

  @Test
  void makesAFieldNullWhereTheStructsAboveAre() {
    try (RootAllocator allocator = new RootAllocator();
        FieldVector flat =
            VectorShaper.flatten(
                rows(A, 10, allocator), List.of("a"), Field.nullable("s.a", INT), allocator)) {
      assertEquals("s.a", flat.getName());
      assertEquals("[10, null, 12, 13, 14]", flat.toString());
      assertEquals(1, flat.getNullCount());
    }
  }

  @Test
  void givesNullsWhereNoFileHoldsTheField() {
    try (RootAllocator allocator = new RootAllocator()) {
      for (Field field : List.of(A, PAIR, struct(A, PAIR))) {
        try (FieldVector nulls = VectorShaper.merge(List.of(), field, 3, allocator)) {
          assertEquals(3, nulls.getValueCount());
          assertEquals(3, nulls.getNullCount());
        }
      }
    }
  }

  @Test
  void renamesWithoutACopy() {
    try (RootAllocator allocator = new RootAllocator()) {
      IntVector values = (IntVector) A.createVector(allocator);
      values.setSafe(0, 7);
      values.setValueCount(1);
      long address = values.getDataBuffer().memoryAddress();
      try (FieldVector renamed = VectorShaper.shape(values, B, allocator)) {
        assertEquals(B, renamed.getField());
        assertEquals(address, renamed.getDataBuffer().memoryAddress());
      }
    }
  }
}
