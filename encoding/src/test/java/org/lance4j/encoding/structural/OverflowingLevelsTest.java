package org.lance4j.encoding.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;

/// Writers before 9.0 put so many null lists in a chunk that the number of its levels overflowed.
class OverflowingLevelsTest {
  private static final int NULLS = 70_000;

  /// 70,000 null lists, then 9,000 lists of one item, which is the number of the list modulo 7.
  @ParameterizedTest
  @CsvSource({"0, 79000", "0, 10", "65530, 65540", "69995, 70010", "73000, 74200", "78990, 79000"})
  void readsAllLevelsOfTheChunk(int start, int end) throws IOException {
    Field item = new Field("item", FieldType.nullable(new ArrowType.Int(32, true)), null);
    Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
    StoredField leaf = new StoredField(item, StoredField.Kind.LEAF, 0, List.of());
    StoredField field = new StoredField(list, StoredField.Kind.LIST, -1, List.of(leaf));
    byte[] bytes =
        Files.readAllBytes(
            StructuralFixturesTest.directory()
                .resolveSibling("overflowing_levels")
                .resolve("lists-2.2.lance"));
    try (BufferAllocator allocator = new RootAllocator();
        FixtureFile file = FixtureFile.open("lists-2.2.lance", bytes, allocator)) {
      ColumnReader reader = file.reader(field, PageCache.NONE);
      try (FieldVector found = file.read(reader, RowRanges.of(start, end), allocator)) {
        assertEquals(end - start, found.getValueCount());
        for (int i = 0; i < end - start; i++) {
          int row = start + i;
          if (row < NULLS) {
            assertTrue(found.isNull(i), () -> "row " + row);
          } else {
            assertEquals(List.of((row - NULLS) % 7), found.getObject(i));
          }
        }
      }
    }
  }
}
