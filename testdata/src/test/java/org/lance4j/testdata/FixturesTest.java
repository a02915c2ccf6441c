package org.lance4j.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FixturesTest {
  @TempDir static Path directory;

  static Stream<Fixture> fixtures() {
    return Fixtures.all().stream();
  }

  @Test
  void everyReleaseAndFileVersionIsThere() {
    Set<String> versions =
        Fixtures.all().stream()
            .map(Fixture::fileVersion)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("0.1", "2.0", "2.1", "2.2", "2.3"), versions);
    Set<String> releases =
        Fixtures.all().stream().map(Fixture::release).collect(Collectors.toSet());
    assertTrue(
        releases.containsAll(
            Set.of(
                "0.5.9", "0.8.21", "0.10.18", "0.16.1", "0.19.2", "0.23.2", "0.27.2", "0.33.0")));
    assertTrue(
        releases.containsAll(
            Set.of(
                "0.39.0", "1.0.4", "2.0.1", "4.0.2", "6.1.0", "7.0.0", "8.0.1", "10.0.0", "12.0.0",
                "14.0.2")));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void expectedTablesHoldTheRowsThatAnswersName(Fixture fixture) {
    Path root = fixture.unpack(directory);
    assertFalse(fixture.answers().isEmpty());
    try (RootAllocator allocator = new RootAllocator()) {
      for (Answer answer : fixture.answers()) {
        assertTrue(Files.isDirectory(root.resolve(answer.question().path())));
        if (answer.refused()) {
          continue;
        }
        try (ExpectedTable table = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
          int[] places = answer.selection().places(table.rows().getRowCount());
          assertEquals(answer.rows(), places.length, answer::toString);
        }
      }
    }
  }

  @Test
  void aBranchNamesItsParentWhereItWasUnpacked() throws Exception {
    Fixture fixture = Fixtures.named("14.0.2/branches-2.2");
    Path root = fixture.unpack(directory);
    try (Stream<Path> files = Files.walk(root.resolve("table/tree"))) {
      for (Path manifest : files.filter(p -> p.toString().endsWith(".manifest")).toList()) {
        String text = Files.readString(manifest, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(fixture.token()));
        assertTrue(text.contains(directory.toAbsolutePath() + "/"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aTableDiffersFromItsRowsInAnotherOrder(Fixture fixture) {
    Path root = fixture.unpack(directory);
    Answer answer = fixture.answers().getFirst();
    if (answer.refused() || answer.rows() < 2) {
      return;
    }
    try (RootAllocator allocator = new RootAllocator();
        ExpectedTable table = ExpectedTable.open(fixture.expected(root, answer), allocator);
        ExpectedTable again = ExpectedTable.open(fixture.expected(root, answer), allocator)) {
      VectorSchemaRoot rows = table.rows();
      int[] same = IntStream.range(0, rows.getRowCount()).toArray();
      assertEquals(java.util.List.of(), ArrowDifference.ofRows(rows, same, again.rows()));
      assertEquals(
          java.util.List.of(),
          ArrowDifference.ofSchemas(rows.getSchema(), again.rows().getSchema()));
      int[] swapped = same.clone();
      swapped[0] = 1;
      swapped[1] = 0;
      assertFalse(ArrowDifference.ofRows(rows, swapped, again.rows()).isEmpty());
    }
  }
}
