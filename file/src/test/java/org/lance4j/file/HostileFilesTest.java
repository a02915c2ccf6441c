package org.lance4j.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceException;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ReadScheduler;
import org.lance4j.io.StorageTraits;
import org.lance4j.testdata.Fixtures;

/// Damaged data files of every version: reading each column ends in vectors that are sound, or in a
/// [LanceException] that names the file; within a limit of memory, all of which is given back, and
/// of time.
final class HostileFilesTest {
  private static final long MEMORY = 64L << 20;
  private static final int BATCH = 512;
  private static final int BATCHES = 4;
  private static final String NAME = "damaged.lance";

  @TempDir static Path directory;

  private final List<String> failures = new ArrayList<>();
  private int refused;

  @ParameterizedTest
  @CsvSource({
    "14.0.2/types-0.1, 30",
    "14.0.2/nested-0.1, 30",
    "0.5.9/types-0.1, 25",
    "14.0.2/types-2.0, 30",
    "14.0.2/nested-2.0, 30",
    "14.0.2/blobs-2.0, 25",
    "14.0.2/strings-2.0, 25",
    "14.0.2/types-2.1, 30",
    "14.0.2/nested-2.1, 30",
    "14.0.2/blobs-2.1, 25",
    "14.0.2/types-2.2, 30",
    "14.0.2/nested-2.2, 30",
    "14.0.2/blobs2-2.2, 25",
    "14.0.2/types-2.3, 30",
    "14.0.2/nested-2.3, 30",
    "14.0.2/sparse-2.3, 25",
    "14.0.2/compression-2.2, 20"
  })
  @Timeout(120)
  void endsInRowsOrInAnErrorThatNamesTheFile(String fixture, int rounds) throws IOException {
    byte[] good = smallest(Fixtures.named(fixture).unpack(directory));
    try (ReadScheduler scheduler = ReadScheduler.create()) {
      read("as it was", good, scheduler);
      assertEquals(List.of(), failures);
      boolean legacy = fixture.endsWith("-0.1");
      Random random = new Random(fixture.hashCode());
      refused = 0;
      for (DamagedFiles.Damaged damaged : DamagedFiles.of(good, legacy, rounds, random)) {
        read(damaged.what(), damaged.bytes(), scheduler);
      }
    }
    assertTrue(refused > rounds, refused + " errors");
    assertEquals(List.of(), failures.stream().limit(10).toList(), failures.size() + " failures");
  }

  private static byte[] smallest(Path fixture) throws IOException {
    try (Stream<Path> files = Files.walk(fixture.resolve("table").resolve("data"))) {
      List<Path> found = files.filter(p -> p.toString().endsWith(".lance")).sorted().toList();
      byte[] least = Files.readAllBytes(found.getFirst());
      for (Path file : found) {
        byte[] bytes = Files.readAllBytes(file);
        least = bytes.length < least.length ? bytes : least;
      }
      return least;
    }
  }

  private void read(String what, byte[] bytes, ReadScheduler scheduler) {
    try (BufferAllocator allocator = new RootAllocator(MEMORY);
        LanceFileReader file =
            LanceFileReader.open(
                new Opened(bytes), scheduler, MetadataCache.ofBytes(1 << 20), ReadMode.READ)) {
      LanceSchema schema = file.schema();
      int columns =
          file.version() == FileVersion.V0_1 ? 0 : file.metadata().stored().columns().size();
      FieldLayout layout = FieldLayout.of(file.version(), schema, columns);
      for (LanceField field : schema.fields()) {
        for (BlobHandling blobs : BlobHandling.values()) {
          if (blobs == BlobHandling.BYTES || field.isBlobV1()) {
            readField(what, file, layout, field, schema, blobs, allocator);
          }
        }
      }
    } catch (LanceException e) {
      refused(what, e);
    } catch (Throwable e) {
      failures.add(what + ": " + e + trace(e));
    }
  }

  private void readField(
      String what,
      LanceFileReader file,
      FieldLayout layout,
      LanceField field,
      LanceSchema schema,
      BlobHandling blobs,
      BufferAllocator allocator) {
    StoredField stored;
    try {
      stored = layout.store(field, schema, blobs);
    } catch (LanceException e) {
      refused++; // the schema is to blame, wherever it comes from
      return;
    }
    try {
      if (stored != null) {
        readColumn(file, file.column(stored), allocator);
      }
    } catch (LanceException e) {
      refused(what + " in " + field.name(), e);
    } catch (Throwable e) {
      failures.add(what + " in " + field.name() + ": " + e + trace(e));
    }
  }

  private static void readColumn(
      LanceFileReader file, ColumnReader column, BufferAllocator allocator) {
    long rows = file.rowCount();
    for (long start = 0; start < Math.min(rows, BATCH * BATCHES); start += BATCH) {
      read(file, column, RowRanges.of(start, Math.min(rows, start + BATCH)), allocator);
    }
    if (rows > 0) {
      read(file, column, RowRanges.of(rows - 1, rows), allocator);
    }
  }

  private static void read(
      LanceFileReader file, ColumnReader column, RowRanges rows, BufferAllocator allocator) {
    for (FieldVector vector : file.read(List.of(column), rows, allocator)) {
      try (vector) {
        SoundVectors.check(vector);
        assertEquals(rows.rowCount(), vector.getValueCount());
      }
    }
  }

  private void refused(String what, LanceException e) {
    refused++;
    if (!String.valueOf(e.getMessage()).contains(NAME)) {
      failures.add(what + ": an error that does not name the file: " + e + trace(e));
    }
  }

  private static String trace(Throwable e) {
    return Stream.of(e.getStackTrace()).limit(6).toList().toString();
  }

  /// A file that is open.
  private record Opened(byte[] bytes) implements ObjectReader {
    @Override
    public Location location() {
      return Location.of("memory://files/" + NAME);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public StorageTraits traits() {
      return new StorageTraits(false, StorageTraits.LOCAL_BLOCK_BYTES, false, false);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      ObjectReader.checkRead(this, offset, target.remaining());
      target.put(bytes, (int) offset, target.remaining());
    }

    @Override
    public void close() {}
  }
}
