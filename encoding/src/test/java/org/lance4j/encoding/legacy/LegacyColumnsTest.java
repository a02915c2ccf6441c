package org.lance4j.encoding.legacy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.StoredField;

/// Every field of files that pylance wrote, read in every pattern, against the values that pylance
/// 14.0.2 reads; see `make_fixtures.py` beside the files.
final class LegacyColumnsTest {
  private static final List<String> TABLES =
      List.of("primitives", "strings", "nested", "dictionaries");
  private static final List<String> RELEASES = List.of("14.0.2", "0.16.1", "0.8.21", "0.5.9");

  @TestFactory
  Stream<DynamicTest> readsWhatPylanceWrote() {
    return RELEASES.stream()
        .flatMap(release -> TABLES.stream().map(table -> table + "-" + release))
        .flatMap(LegacyColumnsTest::fields);
  }

  private static Stream<DynamicTest> fields(String name) {
    byte[] bytes = Reads.resource(LegacyColumnsTest.class, name + ".lance");
    LegacyTestFile file = LegacyTestFile.open(name, bytes);
    return file.fields().stream()
        .map(field ->
            DynamicTest.dynamicTest(
                name + " " + field.arrow().getName(), () -> field(name, file, bytes, field)));
  }

  private static void field(String name, LegacyTestFile file, byte[] bytes, StoredField field) {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf data = Reads.load(bytes, allocator)) {
      Map<String, List<@Nullable Object>> all =
          Reads.expected(Reads.resource(LegacyColumnsTest.class, name + ".arrow"), allocator);
      List<@Nullable Object> expected = Objects.requireNonNull(all.get(field.arrow().getName()));
      ColumnReader reader = LegacyColumns.open(field, file.file(), PageCache.NONE);
      Reads.everyPattern(reader, allocator, data, expected, new Random(name.hashCode()));
    }
  }
}
