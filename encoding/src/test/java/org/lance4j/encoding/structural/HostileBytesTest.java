package org.lance4j.encoding.structural;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.LanceException;

/// Files with flipped bits and lying numbers: every read ends in values or in a [LanceException],
/// within the memory that the allocator has, and gives all memory back.
class HostileBytesTest {
  private static final long MEMORY = 256L << 20;
  private static final int FOOTER_BYTES = 40;

  @ParameterizedTest
  @CsvSource({
    "scalars-2.1.lance, scalars.arrow, 60",
    "scalars-2.2.lance, scalars.arrow, 60",
    "lists-2.1.lance, lists.arrow, 80",
    "lists-2.2.lance, lists.arrow, 80",
    "structs-2.2.lance, structs.arrow, 60",
    "vectors-2.2.lance, vectors.arrow, 60",
    "sparse-2.3.lance, sparse.arrow, 100",
    "indexed-2.3.lance, indexed.arrow, 100",
    "lists-2.3.lance, lists.arrow, 60",
    "wide-2.2.lance, wide.arrow, 100",
    "maps-2.2.lance, maps.arrow, 60",
    "packed_variable-2.2.lance, packed_variable.arrow, 100",
    "blobs-2.1.lance, blobs.arrow, 100",
    "paged-2.2.lance, paged.arrow, 60"
  })
  void endsInValuesOrInAnError(String file, String expected, int rounds) throws IOException {
    byte[] good = Files.readAllBytes(StructuralFixturesTest.directory().resolve(file));
    Schema schema = schema(expected);
    Random random = new Random(file.hashCode());
    for (int round = 0; round < rounds; round++) {
      byte[] bad = good.clone();
      int flips = 1 + random.nextInt(20);
      for (int i = 0; i < flips; i++) {
        damage(bad, random, round % 2 == 0 ? metadataStart(bad) : 0);
      }
      read(file + " round " + round, bad, schema);
    }
  }

  private static Schema schema(String expected) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader arrow =
            new ArrowFileReader(
                Files.newByteChannel(StructuralFixturesTest.directory().resolve(expected)),
                allocator)) {
      return arrow.getVectorSchemaRoot().getSchema();
    }
  }

  /// Where the messages of the columns begin.
  private static int metadataStart(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return (int) bytes.getLong(file.length - FOOTER_BYTES);
  }

  private static void damage(byte[] file, Random random, int from) {
    int at = from + random.nextInt(file.length - FOOTER_BYTES - from);
    switch (random.nextInt(3)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt(256);
      default -> file[at] = (byte) (random.nextBoolean() ? 0xff : 0);
    }
  }

  private static void read(String what, byte[] bytes, Schema schema) {
    try (BufferAllocator allocator = new RootAllocator(MEMORY)) {
      FixtureFile file;
      try {
        file = FixtureFile.open(what, bytes, allocator);
      } catch (IOException | RuntimeException e) {
        return; // the container's affair
      }
      try (file) {
        for (StoredField field : FixtureFile.fields(schema)) {
          if (liesInFile(file, bytes.length)) {
            readField(file, field, allocator);
          }
        }
      }
    }
  }

  private static boolean liesInFile(FixtureFile file, long length) {
    for (StoredColumn column : file.stored().columns()) {
      for (StoredPage page : column.pages()) {
        if (!page.buffers().stream()
            .allMatch(
                b -> b.offset() >= 0 && b.length() >= 0 && b.length() <= length - b.offset())) {
          return false;
        }
      }
    }
    return true;
  }

  private static void readField(FixtureFile file, StoredField field, BufferAllocator allocator) {
    for (RowRanges rows : List.of(RowRanges.of(0, 1), RowRanges.of(0, 50), RowRanges.of(5, 1000))) {
      try {
        file.read(file.reader(field, PageCache.NONE), rows, allocator).close();
      } catch (LanceException | IllegalArgumentException e) {
        // what damage is due to end in; the latter when the column has fewer rows now
      }
    }
  }
}
