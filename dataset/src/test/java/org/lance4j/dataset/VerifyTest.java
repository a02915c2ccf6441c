package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredPage;
import org.lance4j.file.LanceFileReader;
import org.lance4j.manifest.DataFile;
import org.lance4j.testdata.Fixtures;

class VerifyTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.8.21/types-0.1",
        "0.16.1/pages-2.0",
        "14.0.2/pages-0.1",
        "14.0.2/pages-2.0",
        "14.0.2/pages-2.1",
        "14.0.2/pages-2.2",
        "14.0.2/types-2.1",
        "14.0.2/nested-2.2",
        "14.0.2/deletions-2.1",
        "14.0.2/stable-2.2",
        "14.0.2/nested_blobs-2.2",
        "14.0.2/lineage-2.2",
        "14.0.2/blobs-2.0",
        "14.0.2/blobs-2.1",
        "14.0.2/blobs2-2.2",
        "14.0.2/managed-2.2",
        "14.0.2/indexed-2.2",
      })
  void findsNothingWrongWithSoundTables(String name) throws InterruptedException {
    Path table = unpack(name);
    try (Dataset dataset = Dataset.open(table.toString())) {
      List<String> progress = new ArrayList<>();
      Verification found = dataset.verify((done, total) -> progress.add(done + " of " + total));
      assertEquals(List.of(), found.problems());
      assertTrue(found.isSound());
      assertEquals(dataset.countRows() + dataset.countDeletedRows(), rows(dataset, found));
      int columns = progress.size();
      assertEquals(columns + " of " + columns, progress.getLast());
    }
  }

  /// Of tables whose fragments have one file each.
  private static long rows(Dataset dataset, Verification found) {
    assertEquals(
        dataset.manifest().fragments().stream().mapToLong(f -> f.files().size()).sum(),
        found.files());
    return dataset.manifest().fragments().stream().allMatch(f -> f.files().size() == 1)
        ? found.rows()
        : dataset.countRows() + dataset.countDeletedRows();
  }

  private Path unpack(String name) {
    return Fixtures.named(name).unpack(directory).resolve("table");
  }

  private static List<Verification.Finding> problems(Path table) throws InterruptedException {
    try (Dataset dataset = Dataset.open(table.toString())) {
      Verification found = dataset.verify();
      assertEquals(found.problems().isEmpty(), found.isSound());
      return found.problems();
    }
  }

  private static Path first(Path directory, String suffix) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(Files::isRegularFile)
          .sorted()
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertOne(List<Verification.Finding> found, Path file, String what) {
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().source().endsWith(file.getFileName().toString()), found::toString);
    assertTrue(found.getFirst().what().contains(what), found::toString);
    assertFalse(found.getFirst().toString().contains("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"14.0.2/pages-2.0", "14.0.2/pages-2.1", "0.8.21/types-0.1"})
  void namesDataFilesThatAreShorterOrGone(String name) throws IOException, InterruptedException {
    Path table = unpack(name);
    Path file = first(table.resolve("data"), ".lance");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() - 100);
    }
    List<Verification.Finding> found = problems(table);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().source().endsWith(file.getFileName().toString()));
    Files.delete(file);
    assertOne(problems(table), file, "does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "14.0.2/pages-2.1, i, 0",
    "14.0.2/pages-2.1, s, 0",
    "14.0.2/pages-2.2, l, 0",
    "14.0.2/pages-2.0, s, 1",
  })
  void namesTheColumnWhosePagesAreDamagedAndReadsTheOthers(String name, String column, int buffer)
      throws IOException, InterruptedException {
    Path table = unpack(name);
    List<String> columns = List.of("id", "i", "s", "l", "b", "v");
    ByteRange damaged;
    Path file;
    try (Dataset dataset = Dataset.open(table.toString())) {
      DataFile held = dataset.manifest().fragments().getFirst().files().getFirst();
      file = table.resolve("data").resolve(held.path());
      try (LeasedCache<?, LanceFileReader>.Lease lease = dataset.files().open(held)) {
        List<StoredPage> pages =
            lease.value().metadata().stored().columns().get(columns.indexOf(column)).pages();
        damaged = pages.getLast().buffers().get(buffer);
      }
    }
    fill(file, damaged);
    List<Verification.Finding> found = problems(table);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().source().endsWith(file.getFileName().toString()));
    assertTrue(found.getFirst().what().startsWith("column " + column + ", rows "), found::toString);
  }

  private static void fill(Path file, ByteRange range) throws IOException {
    byte[] bytes = new byte[(int) range.length()];
    Arrays.fill(bytes, (byte) 0xff);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(range.offset());
      open.write(bytes);
    }
  }

  @Test
  void namesDeletionFilesThatAreDamagedOrGone() throws IOException, InterruptedException {
    Path table = unpack("14.0.2/pages-2.1");
    Path file = first(table.resolve("_deletions"), "");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    List<Verification.Finding> found = problems(table);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().source().endsWith(file.getFileName().toString()));
    Files.delete(file);
    assertOne(problems(table), file, "does not exist");
  }

  @Test
  void namesBlobsWhoseBytesAreGone() throws IOException, InterruptedException {
    Path table = unpack("14.0.2/blobs2-2.2");
    Path file = first(table.resolve("data"), ".blob");
    Files.delete(file);
    List<Verification.Finding> found = problems(table);
    assertFalse(found.isEmpty());
    for (Verification.Finding problem : found) {
      assertTrue(problem.source().endsWith(file.getFileName().toString()), problem::toString);
      assertTrue(problem.what().contains("does not exist"), problem::toString);
    }
  }

  @Test
  void namesIndexesWhoseFilesAreGone() throws IOException, InterruptedException {
    Path table = unpack("14.0.2/indexed-2.2");
    Path indexes = table.resolve("_indices");
    Path index = indexes.resolve(indexes.relativize(first(indexes, "")).getName(0));
    try (Stream<Path> files = Files.list(index)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    assertOne(problems(table), index, "missing");
  }

  @Test
  void endsWhenItIsInterrupted() {
    Path table = unpack("14.0.2/pages-2.1");
    try (Dataset dataset = Dataset.open(table.toString())) {
      dataset.countRows();
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, dataset::verify);
      assertFalse(Thread.interrupted());
    }
  }
}
