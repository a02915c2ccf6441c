package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.NotFoundException;
import org.lance4j.testdata.Answer;
import org.lance4j.testdata.ExpectedTable;
import org.lance4j.testdata.Fixture;
import org.lance4j.testdata.Fixtures;
import org.lance4j.testdata.Question;

class BlobTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "14.0.2/blobs-2.0, blob",
    "14.0.2/blobs-2.1, blob",
    "14.0.2/blobs2-2.2, blob",
    "14.0.2/blobs2-2.2, small",
    "14.0.2/managed-2.2, blob",
    "14.0.2/managed-2.2, small",
    "14.0.2/external-2.2, x",
  })
  void givesTheBytesThatWereWritten(String name, String column) throws IOException {
    Fixture fixture = Fixtures.named(name);
    Path root = fixture.unpack(directory);
    Answer answer = latest(fixture);
    try (RootAllocator allocator = new RootAllocator();
        ExpectedTable expected = ExpectedTable.open(fixture.expected(root, answer), allocator);
        Dataset dataset = Dataset.open(root.resolve("table").toString())) {
      int[] places = answer.selection().places(expected.rows().getRowCount());
      assertEquals(places.length, dataset.countRows());
      LargeVarBinaryVector values = (LargeVarBinaryVector) expected.rows().getVector(column);
      int nulls = 0;
      for (int i = 0; i < places.length; i++) {
        if (values.isNull(places[i])) {
          int row = i;
          nulls++;
          assertThrows(NotFoundException.class, () -> dataset.blob(column, row));
        } else {
          assertBytes(values.get(places[i]), dataset, column, i);
        }
      }
      assertTrue(nulls > 0);
    }
  }

  private static Answer latest(Fixture fixture) {
    return fixture.answers().stream()
        .filter(a -> a.question().state() instanceof Question.State.AtVersion)
        .filter(a -> a.question().what() instanceof Question.What.Rows)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static void assertBytes(byte[] expected, Dataset dataset, String column, int row)
      throws IOException {
    try (Blob blob = dataset.blob(column, row);
        InputStream stream = blob.stream()) {
      assertEquals(expected.length, blob.size());
      assertArrayEquals(expected, stream.readAllBytes());
      assertArrayEquals(expected, blob.range(0, expected.length));
      int third = expected.length / 3;
      byte[] middle = Arrays.copyOfRange(expected, third, 2 * third);
      assertArrayEquals(middle, blob.range(third, middle.length));
      assertArrayEquals(middle, blob.stream(third, middle.length).readAllBytes());
      assertThrows(IndexOutOfBoundsException.class, () -> blob.range(0, expected.length + 1));
      assertThrows(IndexOutOfBoundsException.class, () -> blob.range(-1, 1));
      assertArrayEquals(new byte[0], blob.range(expected.length, 0));
    }
  }

  @Test
  void readsNoMoreThanTheRangeThatIsAskedFor() {
    Path root = Fixtures.named("14.0.2/blobs-2.1").unpack(directory);
    try (Dataset dataset = Dataset.open(root.resolve("table").toString());
        Blob blob = dataset.blob("blob", 0)) {
      long before = dataset.ioStatistics().readBytes();
      byte[] bytes = blob.range(blob.size() - 7, 7);
      assertEquals(7, bytes.length);
      assertEquals(7, dataset.ioStatistics().readBytes() - before);
    }
  }

  @Test
  void streamsSkipAndMixSmallWithLargeReads() throws IOException {
    byte[] content = new byte[1 << 20];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + (i >> 9));
    }
    try (Blob blob = Blob.of(content);
        InputStream stream = blob.stream(5, content.length - 10)) {
      assertEquals(content[5] & 0xff, stream.read());
      assertEquals(100, stream.skip(100));
      assertArrayEquals(Arrays.copyOfRange(content, 106, 206), stream.readNBytes(100));
      assertEquals(300_000, stream.skip(300_000));
      assertArrayEquals(Arrays.copyOfRange(content, 300_206, 900_206), stream.readNBytes(600_000));
      byte[] rest = stream.readAllBytes();
      assertArrayEquals(Arrays.copyOfRange(content, 900_206, content.length - 5), rest);
      assertEquals(-1, stream.read());
      assertEquals(0, stream.skip(1));
    }
  }

  @Test
  void plainBinaryIsABlobTooAndOtherTypesAreRefused() {
    Path root = Fixtures.named("14.0.2/types-2.1").unpack(directory);
    try (Dataset dataset = Dataset.open(root.resolve("table").toString());
        VectorSchemaRoot rows = dataset.take(new long[] {0, 1, 2, 3}, List.of("bin"))) {
      for (int i = 0; i < 4; i++) {
        if (rows.getVector(0).isNull(i)) {
          int row = i;
          assertThrows(NotFoundException.class, () -> dataset.blob("bin", row));
        } else {
          try (Blob blob = dataset.blob("bin", i)) {
            assertArrayEquals(
                (byte[]) rows.getVector(0).getObject(i), blob.range(0, (int) blob.size()));
          }
        }
      }
      assertThrows(InvalidQueryException.class, () -> dataset.blob("i32", 0));
      assertThrows(InvalidQueryException.class, () -> dataset.blob("nowhere", 0));
      assertThrows(NotFoundException.class, () -> dataset.blob("bin", dataset.countRows()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"14.0.2/blobs-2.0", "14.0.2/blobs-2.1", "14.0.2/blobs2-2.2", "14.0.2/managed-2.2"})
  void givesSmallBatchesOfLargeBlobs(String name) throws IOException {
    try (TableFixture fixture = TableFixture.open(name, directory);
        ArrowReader batches = fixture.dataset().scan().readAheadBytes(4 * 5000).open()) {
      int rows = 0;
      int most = 0;
      while (batches.loadNextBatch()) {
        VectorSchemaRoot batch = batches.getVectorSchemaRoot();
        long bytes = 0;
        for (FieldVector column : batch.getFieldVectors()) {
          if (column instanceof LargeVarBinaryVector blobs) {
            bytes += blobs.getOffsetBuffer().getLong(8L * batch.getRowCount());
          }
        }
        long found = bytes;
        int count = batch.getRowCount();
        assertTrue(count == 1 || bytes <= 5000, () -> count + " rows of " + found + " bytes");
        most = Math.max(most, count);
        rows += count;
      }
      assertEquals(fixture.rowCount(), rows);
      assertTrue(most > 1 && most < rows, "the largest batch has " + most + " rows");
      fixture.assertScan(
          fixture.dataset().scan().readAheadBytes(4 * 5000), 0, fixture.rowCount(), 1000);
    }
  }
}
