package org.lance4j.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.UInt8Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.FileVersion;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

/// Tables of all releases: which rows a version has, by row id and by address, as pylance reads it.
class FixtureTablesTest {
  private static final Set<String> ROWS_UNKNOWN = Set.of("0.4.21", "0.5.9");

  @TempDir private static Path directory;

  static Stream<Fixture> fixtures() {
    return Fixtures.all().stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void namesTheRowsThatPylanceReads(Fixture fixture) {
    Path root = fixture.unpack(directory);
    int compared = 0;
    try (BufferAllocator allocator = new RootAllocator();
        ObjectStores stores = ObjectStores.load()) {
      TableStorage storage = new TableStorage(stores, StorageOptions.none());
      for (Answer answer : fixture.answers()) {
        if (answer.refused()
            || !newest(answer)
            || !(answer.question().what() instanceof Question.What.Rows)) {
          continue;
        }
        try (ExpectedTable expected =
            ExpectedTable.open(fixture.expected(root, answer), allocator)) {
          TableRows rows = TableRows.of(storage, open(storage, root, answer.question()));
          if (rows.isKnown()) {
            assertIds(answer, expected, "_rowid", rows.ids());
            assertIds(answer, expected, "_rowaddr", rows.addresses());
            assertEquals(answer.rows(), rows.addresses().size(), answer.toString());
            compared++;
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    boolean known = !ROWS_UNKNOWN.contains(fixture.release());
    assertTrue(
        compared > 0 || !known || fixture.answers().stream().noneMatch(FixtureTablesTest::newest));
  }

  /// Where the newest release refuses a table, its manifest may disagree with its rows.
  private static boolean newest(Answer answer) {
    return answer.by().equals("14.0.2");
  }

  private static void assertIds(
      Answer answer, ExpectedTable expected, String column, List<Long> actual) {
    if (expected.rows().getVector(column) instanceof UInt8Vector vector) {
      List<Long> due = new ArrayList<>();
      for (int place : answer.selection().places(expected.rows().getRowCount())) {
        due.add(vector.get(place));
      }
      assertEquals(due, actual, column + " of " + answer.question());
    }
  }

  /// The table in the asked state, and where it is.
  private record Opened(Location base, ManifestReader reader) {}

  private static Opened open(TableStorage storage, Path root, Question question) {
    Location table = Location.of(root.resolve(question.path()));
    Refs refs = new Refs(storage, table);
    return switch (question.state()) {
      case Question.State.Latest _ -> opened(new Versions(storage, table), -1);
      case Question.State.AtVersion(long version) ->
          new Opened(table, new Versions(storage, table).open(version));
      case Question.State.AtTag(String name, long version, String branch) -> {
        Refs.Tag tag = refs.tag(name);
        assertTrue(refs.tags().contains(tag));
        assertEquals(version, tag.version());
        assertEquals(branch.isEmpty() ? Refs.MAIN : branch, tag.branch());
        yield opened(new Versions(storage, refs.branchRoot(tag.branch())), version);
      }
      case Question.State.OnBranch(
              String name,
              long version,
              String parent,
              long parentVersion) -> {
        Refs.Branch branch = refs.branch(name);
        assertTrue(refs.branches().contains(branch));
        assertEquals(parent.isEmpty() ? Refs.MAIN : parent, branch.parentBranch());
        assertEquals(parentVersion, branch.parentVersion());
        Opened opened = opened(new Versions(storage, refs.branchRoot(name)), -1);
        assertEquals(version, opened.reader.manifest().version());
        assertEquals(name, opened.reader.manifest().branch());
        assertEquals(table, Refs.rootOf(opened.base, name));
        yield opened;
      }
      case Question.State.OnBranchAt(String name, long version) ->
          opened(new Versions(storage, refs.branchRoot(name)), version);
      case Question.State.AsOf(String instant, long version) -> {
        Versions versions = new Versions(storage, table);
        ManifestReader reader = versions.openAsOf(Instant.parse(instant));
        assertEquals(version, reader.manifest().version());
        yield new Opened(table, reader);
      }
    };
  }

  private static Opened opened(Versions versions, long version) {
    return new Opened(
        versions.base(), version < 0 ? versions.openLatest() : versions.open(version));
  }

  /// The live rows of a version, in order; `isKnown` unless the files must tell how many there are.
  private record TableRows(boolean isKnown, List<Long> ids, List<Long> addresses) {
    static TableRows of(TableStorage storage, Opened table) {
      List<Long> ids = new ArrayList<>();
      List<Long> addresses = new ArrayList<>();
      Manifest manifest = table.reader.manifest();
      TablePaths paths = new TablePaths(table.base, manifest);
      boolean known = true;
      for (Fragment fragment : manifest.fragments()) {
        for (DataFile file : fragment.files()) {
          assertTrue(Files.exists(Path.of(paths.dataFile(file).path())));
        }
        DeletionVector deleted = DeletionFiles.read(storage, paths, fragment);
        known &= fragment.physicalRows() != Fragment.UNKNOWN_ROWS;
        known &= !(fragment.rowIds() instanceof RowLineage.Column);
        if (!known) {
          continue;
        }
        RowIdSequence sequence =
            fragment.rowIds() instanceof RowLineage.Inline(var bytes)
                ? RowIdSequence.parse(bytes)
                : RowIdSequence.ofRange(
                    fragment.id() << 32, (fragment.id() << 32) + fragment.physicalRows());
        RowRanges live = deleted.live(0, fragment.physicalRows());
        assertEquals(live.rowCount(), deleted.liveRows(fragment.physicalRows()));
        for (int range = 0; range < live.rangeCount(); range++) {
          for (long row = live.start(range); row < live.end(range); row++) {
            assertFalse(deleted.contains(row));
            ids.add(sequence.get(row));
            addresses.add(fragment.id() << 32 | row);
          }
        }
      }
      return new TableRows(known, ids, addresses);
    }
  }

  @Test
  void readsManifestsOfTheOldestReleases() throws IOException {
    Fixture fixture = fixtures().filter(f -> f.release().equals("0.5.9")).findFirst().orElseThrow();
    try (ObjectStores stores = ObjectStores.load()) {
      TableStorage storage = new TableStorage(stores, StorageOptions.none());
      Location table = Location.of(fixture.unpack(directory).resolve("table"));
      ManifestReader reader = new Versions(storage, table).openLatest();
      assertEquals("", reader.manifest().writer());
      assertEquals(FileVersion.V0_1, reader.manifest().fileVersion());
      assertEquals(Fragment.UNKNOWN_ROWS, reader.manifest().fragments().getFirst().physicalRows());
      assertEquals(List.of(), reader.indexes());
    }
  }
}
