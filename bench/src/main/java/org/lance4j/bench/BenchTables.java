package org.lance4j.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.WriteParams;

/// The tables that are measured, written by the native library in its default file version, once.
@SuppressWarnings("deprecation") // the older form says all that is needed here
final class BenchTables {
  static final int VECTORS = 200_000;
  static final int WIDE_VECTORS = 100_000;
  static final int MIXED_ROWS = 1_000_000;

  private final Path root;
  private final BufferAllocator allocator;

  BenchTables(Path root, BufferAllocator allocator) {
    this.root = root;
    this.allocator = allocator;
  }

  /// `id int64, vec fixed_size_list<float32>[128]`, 200,000 rows.
  String vectors128() throws IOException {
    return vectors("vectors128", VECTORS, 128);
  }

  /// The same with 768 dimensions, 100,000 rows.
  String vectors768() throws IOException {
    return vectors("vectors768", WIDE_VECTORS, 768);
  }

  private String vectors(String name, int rows, int dimension) throws IOException {
    Schema schema =
        new Schema(
            List.of(
                field("id", new ArrowType.Int(64, true)),
                new Field(
                    "vec",
                    FieldType.nullable(new ArrowType.FixedSizeList(dimension)),
                    List.of(field("item", single())))));
    SplittableRandom random = new SplittableRandom(dimension);
    return write(
        name,
        schema,
        rows,
        1,
        (batch, start) -> {
          BigIntVector id = (BigIntVector) batch.getVector("id");
          FixedSizeListVector vec = (FixedSizeListVector) batch.getVector("vec");
          Float4Vector items = (Float4Vector) vec.getDataVector();
          items.allocateNew(batch.getRowCount() * dimension);
          for (int i = 0; i < batch.getRowCount(); i++) {
            id.set(i, start + i);
            vec.setNotNull(i);
            for (int j = 0; j < dimension; j++) {
              items.set(i * dimension + j, (float) random.nextDouble(-1, 1));
            }
          }
        });
  }

  /// Ids, strings of low and of high cardinality, doubles, timestamps, nullable ints, lists and
  /// structs; 1,000,000 rows.
  String mixed() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                field("id", new ArrowType.Int(64, true)),
                field("city", ArrowType.Utf8.INSTANCE),
                field("name", ArrowType.Utf8.INSTANCE),
                field("price", doubles()),
                field("at", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
                field("rank", new ArrowType.Int(32, true)),
                new Field(
                    "tags",
                    FieldType.nullable(ArrowType.List.INSTANCE),
                    List.of(field("item", new ArrowType.Int(32, true)))),
                new Field(
                    "point",
                    FieldType.nullable(ArrowType.Struct.INSTANCE),
                    List.of(field("x", doubles()), field("label", ArrowType.Utf8.INSTANCE)))));
    return write("mixed", schema, MIXED_ROWS, 1, new MixedRows());
  }

  /// A small table with `versions` versions.
  String versions(int versions) throws IOException {
    Schema schema = new Schema(List.of(field("id", new ArrowType.Int(64, true))));
    return write(
        "versions" + versions,
        schema,
        100,
        versions,
        (batch, start) -> {
          for (int i = 0; i < batch.getRowCount(); i++) {
            ((BigIntVector) batch.getVector("id")).set(i, start + i);
          }
        });
  }

  private static final class MixedRows implements ObjIntConsumer<VectorSchemaRoot> {
    private static final String[] CITIES = {
      "Amsterdam", "Berlin", "Cairo", "Delhi", "Essen", "Florence", "Geneva", "Hamburg"
    };
    private final SplittableRandom random = new SplittableRandom(7);

    @Override
    public void accept(VectorSchemaRoot batch, int start) {
      ListVector tags = (ListVector) batch.getVector("tags");
      IntVector tagItems = (IntVector) tags.getDataVector();
      StructVector point = (StructVector) batch.getVector("point");
      for (int i = 0; i < batch.getRowCount(); i++) {
        ((BigIntVector) batch.getVector("id")).set(i, start + i);
        text((VarCharVector) batch.getVector("city"), i, CITIES[random.nextInt(CITIES.length)]);
        text(
            (VarCharVector) batch.getVector("name"),
            i,
            "customer " + Long.toString(random.nextLong(1L << 40), 36) + " of row " + (start + i));
        ((Float8Vector) batch.getVector("price")).set(i, random.nextInt(100_000) / 100.0);
        ((TimeStampMicroVector) batch.getVector("at"))
            .set(i, 1_700_000_000_000_000L + start * 1_000_000L + random.nextInt(1_000_000));
        IntVector rank = (IntVector) batch.getVector("rank");
        if (random.nextInt(10) == 0) {
          rank.setNull(i);
        } else {
          rank.set(i, random.nextInt(1000));
        }
        int first = tags.startNewValue(i);
        int count = random.nextInt(6);
        for (int j = 0; j < count; j++) {
          tagItems.setSafe(first + j, random.nextInt(50));
        }
        tags.endValue(i, count);
        point.setIndexDefined(i);
        ((Float8Vector) point.getChild("x")).setSafe(i, random.nextDouble());
        text((VarCharVector) point.getChild("label"), i, "label " + random.nextInt(5000));
      }
      point.setValueCount(batch.getRowCount());
    }

    private static void text(VarCharVector vector, int index, String value) {
      vector.setSafe(index, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String write(
      String name, Schema schema, int rows, int times, ObjIntConsumer<VectorSchemaRoot> fill)
      throws IOException {
    Path path = root.resolve(name + ".lance");
    if (Files.exists(path)) {
      return path.toString();
    }
    Path unfinished = root.resolve(name + ".unfinished.lance");
    for (int i = 0; i < times; i++) {
      WriteParams.WriteMode mode =
          i == 0 ? WriteParams.WriteMode.OVERWRITE : WriteParams.WriteMode.APPEND;
      WriteParams params =
          new WriteParams.Builder().withMode(mode).withDataStorageVersion("2.2").build();
      try (GeneratedReader reader = new GeneratedReader(allocator, schema, rows, fill);
          ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
        Data.exportArrayStream(allocator, reader, stream);
        org.lance.Dataset.create(allocator, stream, unfinished.toString(), params).close();
      }
    }
    Files.move(unfinished, path);
    return path.toString();
  }

  private static Field field(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), List.of());
  }

  private static ArrowType single() {
    return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  }

  private static ArrowType doubles() {
    return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  }
}
