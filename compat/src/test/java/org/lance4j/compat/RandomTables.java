package org.lance4j.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance4j.testdata.RandomData;

/// Random tables as Arrow files: two of one schema for each seed, the second to be appended.
final class RandomTables {
  private static final List<Integer> ROWS = List.of(1, 7, 64, 300, 300, 1000, 1025, 4100);

  private RandomTables() {}

  /// @param first the rows to begin with
  /// @param second rows to append
  record Pair(Path first, Path second) {}

  /// The tables of a seed that a writer of a file version can store.
  static Pair of(long seed, String fileVersion, Path directory, BufferAllocator allocator) {
    boolean structural = !fileVersion.equals("2.0") && !fileVersion.equals("0.1");
    boolean maps = fileVersion.equals("2.2") || fileVersion.equals("2.3");
    Random random = new Random(seed);
    int rows = ROWS.get(random.nextInt(ROWS.size()));
    int depth = rows > 2000 ? 1 : 1 + random.nextInt(3);
    RandomData data =
        RandomData.of(seed, new RandomData.Limits(structural, maps, depth, leafTypes()));
    Schema schema = data.schema(1 + random.nextInt(rows > 2000 ? 3 : 7));
    Pair pair =
        new Pair(
            directory.resolve("first-" + seed + ".arrow"),
            directory.resolve("second-" + seed + ".arrow"));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      data.fill(root, rows, 0);
      save(root, pair.first());
      data.fill(root, 1 + random.nextInt(90), rows);
      save(root, pair.second());
    }
    return pair;
  }

  static void save(VectorSchemaRoot root, Path file) {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
      writer.writeBatch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ArrowType> leafTypes() {
    List<ArrowType> types = new ArrayList<>();
    for (int bits : new int[] {8, 16, 32, 64}) {
      types.add(new ArrowType.Int(bits, true));
      types.add(new ArrowType.Int(bits, false));
    }
    for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
      types.add(new ArrowType.FloatingPoint(precision));
    }
    types.addAll(List.of(new ArrowType.Utf8(), new ArrowType.LargeUtf8(), new ArrowType.Utf8()));
    types.addAll(
        List.of(new ArrowType.Binary(), new ArrowType.LargeBinary(), new ArrowType.Bool()));
    types.addAll(List.of(new ArrowType.FixedSizeBinary(1), new ArrowType.FixedSizeBinary(16)));
    types.addAll(
        List.of(
            new ArrowType.Decimal(9, 2, 128),
            new ArrowType.Decimal(38, 10, 128),
            new ArrowType.Decimal(60, 6, 256)));
    types.addAll(
        List.of(new ArrowType.Date(DateUnit.DAY), new ArrowType.Date(DateUnit.MILLISECOND)));
    types.addAll(
        List.of(
            new ArrowType.Time(TimeUnit.SECOND, 32), new ArrowType.Time(TimeUnit.NANOSECOND, 64)));
    for (TimeUnit unit : TimeUnit.values()) {
      types.add(new ArrowType.Timestamp(unit, null));
      types.add(new ArrowType.Duration(unit));
    }
    types.add(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    return types;
  }
}
