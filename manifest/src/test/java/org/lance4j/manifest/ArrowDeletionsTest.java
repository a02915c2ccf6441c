package org.lance4j.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.lance4j.testdata.Fixtures;

/// Deletion files that Arrow's own writer made, and damaged ones of pylance.
class ArrowDeletionsTest {
  @Test
  void readsPlainFilesOfSeveralBatches() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RootAllocator allocator = new RootAllocator();
        UInt4Vector vector = new UInt4Vector("row_id", allocator);
        VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(vector));
        ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(bytes))) {
      for (int[] batch : new int[][] {{5, 1, -1}, {}, {7}}) {
        vector.allocateNew(batch.length);
        for (int i = 0; i < batch.length; i++) {
          vector.set(i, batch[i]);
        }
        root.setRowCount(batch.length);
        writer.writeBatch();
      }
      writer.end();
    }
    assertArrayEquals(new int[] {5, 1, -1, 7}, ArrowDeletions.parse(bytes.toByteArray()));
  }

  @Test
  void refusesNullsAndOtherColumns() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RootAllocator allocator = new RootAllocator();
        IntVector vector = new IntVector("row_id", allocator);
        VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(vector));
        ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(bytes))) {
      vector.allocateNew(2);
      vector.set(0, 1);
      vector.setNull(1);
      root.setRowCount(2);
      writer.writeBatch();
      writer.end();
    }
    assertThrows(CorruptFileException.class, () -> ArrowDeletions.parse(bytes.toByteArray()));
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    try (RootAllocator allocator = new RootAllocator();
        IntVector a = new IntVector("a", allocator);
        IntVector b = new IntVector("b", allocator);
        VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(a, b));
        ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(two))) {
      writer.writeBatch();
      writer.end();
    }
    assertThrows(CorruptFileException.class, () -> ArrowDeletions.parse(two.toByteArray()));
  }

  @Test
  void endsAtDamage(@TempDir Path directory) throws IOException {
    Path table = Fixtures.named("14.0.2/history-2.2").unpack(directory).resolve("table");
    Path file;
    try (Stream<Path> listed = Files.list(table.resolve("_deletions"))) {
      file = listed.filter(f -> f.toString().endsWith(".arrow")).sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    int rows = ArrowDeletions.parse(bytes).length;
    assertTrue(rows > 0);
    Random random = new Random(13);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(CorruptFileException.class, () -> ArrowDeletions.parse(cut));
    }
    for (int i = 0; i < 20_000; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertTrue(ArrowDeletions.parse(flipped).length <= bytes.length);
      } catch (LanceException e) {
        assertNotNull(e.getMessage());
      }
    }
  }
}
