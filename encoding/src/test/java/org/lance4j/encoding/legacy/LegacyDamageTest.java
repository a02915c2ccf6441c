package org.lance4j.encoding.legacy;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.lance4j.format.UnsupportedFeatureException;

/// Damaged files end in a value or in a [LanceException]: in bounded time and memory.
final class LegacyDamageTest {
  private static final long MEMORY = 64L << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {"primitives-14.0.2", "strings-0.8.21", "nested-14.0.2", "dictionaries-0.5.9"})
  void endsInAValueOrInALanceException(String name) {
    byte[] bytes = Reads.resource(LegacyDamageTest.class, name + ".lance");
    Random random = new Random(name.hashCode());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int refused = 0;
          for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            // the tables at the end are small: half of the damage goes there
            int from = i % 2 == 0 ? 0 : damaged.length * 9 / 10;
            for (int k = 0; k < 6; k++) {
              int at = from + random.nextInt(damaged.length - from);
              damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
            if (i % 10 == 9) {
              damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            refused += read(name, damaged);
          }
          assertTrue(refused > 20, "damage that nobody notices: " + refused);
        });
  }

  /// @return how much was refused
  private static int read(String name, byte[] bytes) {
    LegacyTestFile file;
    try {
      file = LegacyTestFile.open(name, bytes);
    } catch (LanceException e) {
      return 1;
    }
    int refused = 0;
    try (BufferAllocator allocator = new RootAllocator(MEMORY);
        ArrowBuf data = Reads.load(bytes, allocator)) {
      for (StoredField field : file.fields()) {
        try {
          ColumnReader reader = LegacyColumns.open(field, file.file(), PageCache.NONE);
          long rows = Math.min(100_000, file.file().metadata().rowCount());
          try (FieldVector vector =
              Reads.read(reader, RowRanges.of(0, rows), allocator, data, new ArrayList<>())) {
            Reads.values(vector);
          }
        } catch (LanceException e) {
          refused++;
        }
      }
    }
    return refused;
  }

  @Test
  void namesWhatTheTailLacks() {
    byte[] trailer = new byte[LegacyMetadata.TRAILER_BYTES];
    trailer[12] = 'L';
    assertThrows(
        CorruptFileException.class,
        () -> LegacyMetadata.metadataPosition(ByteBuffer.wrap(trailer), 1000));
    System.arraycopy(
        "LANC".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, trailer, 12, 4);
    trailer[8] = 9;
    assertThrows(
        UnsupportedFeatureException.class,
        () -> LegacyMetadata.metadataPosition(ByteBuffer.wrap(trailer), 1000));
    trailer[8] = 0;
    trailer[2] = 1;
    assertThrows(
        CorruptFileException.class,
        () -> LegacyMetadata.metadataPosition(ByteBuffer.wrap(trailer), 1000));
  }
}
