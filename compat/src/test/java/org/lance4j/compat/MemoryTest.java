package org.lance4j.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of more than 300 MB, which the native library writes, is scanned by a process whose
/// heap, direct memory and vectors together cannot hold it.
final class MemoryTest {
  static final int DIMENSION = 128;

  private static final int ROWS = 640_000;
  private static final int BATCH_ROWS = 20_000;

  @TempDir Path directory;

  static String text(long row) {
    return "row " + row * 7919 % 100_003;
  }

  static float item(long row, int place) {
    return (row * 31 + place) % 4093;
  }

  @Test
  void scansATableThatIsLargerThanMemory() throws IOException, InterruptedException {
    Path table = directory.resolve("large");
    try (RootAllocator allocator = new RootAllocator()) {
      NativeLibrary.write(new Rows(allocator), table, "2.2", ROWS / 3, allocator);
    }
    try (Stream<Path> files = Files.walk(table)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      assertTrue(bytes > 300 << 20, "the table has " + bytes + " bytes");
    }
    String said = scanned(table);
    assertTrue(said.startsWith(ROWS + " rows, "), said);
  }

  private static String scanned(Path table) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:MaxDirectMemorySize=32m"));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(
        List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(BoundedScan.class.getName(), table.toString()));
    Path errors = table.resolveSibling("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> said + read(errors));
    return said;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// The rows, as values of their numbers.
  private static final class Rows extends ArrowReader {
    private int done;

    Rows(BufferAllocator allocator) {
      super(allocator);
    }

    @Override
    protected Schema readSchema() {
      Field item =
          Field.nullable("item", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
      FieldType vector = FieldType.nullable(new ArrowType.FixedSizeList(DIMENSION));
      return new Schema(
          List.of(
              Field.notNullable("id", new ArrowType.Int(64, true)),
              Field.nullable("text", ArrowType.Utf8.INSTANCE),
              new Field("vector", vector, List.of(item))));
    }

    @Override
    public boolean loadNextBatch() throws IOException {
      prepareLoadNextBatch();
      if (done == ROWS) {
        return false;
      }
      VectorSchemaRoot root = getVectorSchemaRoot();
      BigIntVector ids = (BigIntVector) root.getVector("id");
      VarCharVector texts = (VarCharVector) root.getVector("text");
      FixedSizeListVector vectors = (FixedSizeListVector) root.getVector("vector");
      ids.allocateNew(BATCH_ROWS);
      vectors.setInitialCapacity(BATCH_ROWS);
      vectors.allocateNew();
      Float4Vector items = (Float4Vector) vectors.getDataVector();
      for (int i = 0; i < BATCH_ROWS; i++) {
        ids.set(i, done + i);
        texts.setSafe(i, text(done + i).getBytes(StandardCharsets.UTF_8));
        vectors.setNotNull(i);
        for (int place = 0; place < DIMENSION; place++) {
          items.set(i * DIMENSION + place, item(done + i, place));
        }
      }
      root.setRowCount(BATCH_ROWS);
      done += BATCH_ROWS;
      return true;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    protected void closeReadSource() {}
  }
}
