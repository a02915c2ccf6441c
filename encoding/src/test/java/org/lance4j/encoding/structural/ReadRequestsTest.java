package org.lance4j.encoding.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;

/// How often a read asks for bytes, and for how many of them.
class ReadRequestsTest {
  /// The columns and sizes are those of the fixtures.
  @ParameterizedTest
  @CsvSource({
    // full-zip vectors: their bytes alone, with a control word and the validity of 66 items
    "vectors-2.2.lance, vectors.arrow, wide, 1, 1, 264",
    "vectors-2.2.lance, vectors.arrow, wide_nullable, 1, 1, 274",
    // a chunk table first, then the chunk of the row
    "scalars-2.2.lance, scalars.arrow, i64, 2, 1, 1800",
    "scalars-2.2.lance, scalars.arrow, labels, 2, 1, 1400",
    "lists-2.2.lance, lists.arrow, nested, 2, 1, 4200",
    // row offsets first, then the row
    "wide-2.2.lance, wide.arrow, plain, 2, 1, 704",
    // nothing but the layout
    "scalars-2.2.lance, scalars.arrow, constant, 0, 0, 0",
    "scalars-2.2.lance, scalars.arrow, all_null, 0, 0, 0",
    // levels once, values are in the layout
    "scalars-2.2.lance, scalars.arrow, nullable_constant, 1, 0, 0",
  })
  void asksForWhatOneRowNeeds(
      String name, String expected, String column, int firstRounds, int rounds, long mostBytes)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        FixtureFile file = open(name, allocator)) {
      StoredField field = field(expected, column);
      ColumnReader reader = file.reader(field, new StructuralFixturesTest.EverythingCache());
      file.read(reader, RowRanges.of(30, 31), allocator).close();
      assertEquals(firstRounds, file.rounds());
      file.read(reader, RowRanges.of(31, 32), allocator).close();
      assertEquals(rounds, file.rounds());
      assertTrue(file.bytesAsked() <= mostBytes, () -> file.bytesAsked() + " bytes");
    }
  }

  @Test
  void asksForNothingToReadNothing() throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        FixtureFile file = open("lists-2.2.lance", allocator)) {
      ColumnReader reader =
          file.reader(field("lists.arrow", "nested"), new StructuralFixturesTest.EverythingCache());
      try (FieldVector none = file.read(reader, RowRanges.of(0, 0), allocator)) {
        assertEquals(0, none.getValueCount());
      }
      assertEquals(0, file.rounds());
    }
  }

  @Test
  void refusesRowsThatAreNotThere() throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        FixtureFile file = open("lists-2.2.lance", allocator)) {
      ColumnReader reader =
          file.reader(field("lists.arrow", "nested"), new StructuralFixturesTest.EverythingCache());
      assertThrows(
          IllegalArgumentException.class, () -> reader.read(RowRanges.of(699, 701), allocator));
    }
  }

  @Test
  void takesStructsFromTheChildrenThatAreAskedFor() throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        FixtureFile file = open("structs-2.2.lance", allocator);
        ArrowFileReader arrow = reader("structs.arrow", allocator)) {
      arrow.loadNextBatch();
      StoredField whole = field("structs.arrow", "holder");
      StoredField last = whole.children().getLast();
      Field type =
          new Field(whole.arrow().getName(), whole.arrow().getFieldType(), List.of(last.arrow()));
      StoredField part = new StoredField(type, StoredField.Kind.STRUCT, -1, List.of(last));
      ColumnReader reader = file.reader(part, new StructuralFixturesTest.EverythingCache());
      StructVector expected = (StructVector) arrow.getVectorSchemaRoot().getVector("holder");
      try (FieldVector found = file.read(reader, RowRanges.of(0, 700), allocator)) {
        StructVector struct = (StructVector) found;
        assertEquals(expected.getNullCount(), struct.getNullCount());
        assertEquals(1, struct.size());
        for (int i = 0; i < 700; i++) {
          assertEquals(expected.isNull(i), struct.isNull(i));
          if (!expected.isNull(i)) {
            assertEquals(
                String.valueOf(expected.getChild(last.arrow().getName()).getObject(i)),
                String.valueOf(struct.getChildByOrdinal(0).getObject(i)));
          }
        }
      }
    }
  }

  private static FixtureFile open(String name, BufferAllocator allocator) throws IOException {
    byte[] bytes = Files.readAllBytes(StructuralFixturesTest.directory().resolve(name));
    return FixtureFile.open(name, bytes, allocator);
  }

  private static ArrowFileReader reader(String name, BufferAllocator allocator) throws IOException {
    return new ArrowFileReader(
        Files.newByteChannel(StructuralFixturesTest.directory().resolve(name)), allocator);
  }

  private static StoredField field(String expected, String column) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader arrow = reader(expected, allocator)) {
      return FixtureFile.fields(arrow.getVectorSchemaRoot().getSchema()).stream()
          .filter(field -> field.arrow().getName().equals(column))
          .findFirst()
          .orElseThrow();
    }
  }
}
