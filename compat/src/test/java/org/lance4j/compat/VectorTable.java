package org.lance4j.compat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/// Random vectors of every element type that upstream searches, with nulls, zeros and repetitions,
/// as an Arrow file: columns `id`, `f16`, `f32`, `f64`, `u8` and `multi` (lists of `f32`).
record VectorTable(Path file, int dimension, int rows) {
  private static final List<Integer> DIMENSIONS = List.of(3, 8, 16, 17, 33, 64);

  static VectorTable of(long seed, Path directory, BufferAllocator allocator) {
    Random random = new Random(seed);
    int dimension = DIMENSIONS.get(random.nextInt(DIMENSIONS.size()));
    int rows = 20 + random.nextInt(400);
    Path file = directory.resolve("vectors-" + seed + ".arrow");
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema(dimension), allocator)) {
      BigIntVector ids = (BigIntVector) root.getVector("id");
      for (int i = 0; i < rows; i++) {
        ids.setSafe(i, i);
      }
      for (String name : List.of("f16", "f32", "f64", "u8")) {
        fill((FixedSizeListVector) root.getVector(name), rows, true, random);
      }
      lists((ListVector) root.getVector("multi"), rows, random);
      root.setRowCount(rows);
      RandomTables.save(root, file);
    }
    return new VectorTable(file, dimension, rows);
  }

  private static Schema schema(int dimension) {
    return new Schema(
        List.of(
            Field.notNullable("id", new ArrowType.Int(64, true)),
            vectors("f16", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), dimension),
            vectors("f32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), dimension),
            vectors("f64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), dimension),
            vectors("u8", new ArrowType.Int(8, false), dimension),
            new Field(
                "multi",
                FieldType.nullable(ArrowType.List.INSTANCE),
                List.of(
                    vectors(
                        "item",
                        new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                        dimension)))));
  }

  private static Field vectors(String name, ArrowType element, int dimension) {
    return new Field(
        name,
        FieldType.nullable(new ArrowType.FixedSizeList(dimension)),
        List.of(Field.nullable("item", element)));
  }

  private static void fill(FixedSizeListVector vectors, int rows, boolean nulls, Random random) {
    int size = vectors.getListSize();
    double[] values = new double[size];
    for (int i = 0; i < rows; i++) {
      int kind = random.nextInt(10);
      if (kind == 0 && nulls) {
        vectors.setNull(i);
      } else {
        vectors.setNotNull(i);
      }
      for (int j = 0; j < size && kind != 2; j++) { // 2: as the one before
        values[j] = kind == 1 ? 0 : Math.rint(random.nextGaussian() * 40) / 10;
      }
      for (int j = 0; j < size; j++) {
        set(vectors.getDataVector(), i * size + j, values[j]);
      }
    }
    vectors.getDataVector().setValueCount(rows * size);
    vectors.setValueCount(rows);
  }

  private static void set(FieldVector items, int place, double value) {
    switch (items) {
      case Float2Vector half -> half.setSafe(place, Float.floatToFloat16((float) value));
      case Float4Vector single -> single.setSafe(place, (float) value);
      case Float8Vector wide -> wide.setSafe(place, value);
      case UInt1Vector bytes -> bytes.setSafe(place, (int) Math.abs(value * 19) & 255);
      default -> throw new AssertionError(items.getField());
    }
  }

  private static void lists(ListVector lists, int rows, Random random) {
    int vectors = 0;
    for (int i = 0; i < rows; i++) {
      if (random.nextInt(10) == 0) {
        lists.setNull(i);
      } else {
        int count = random.nextInt(4);
        lists.startNewValue(i);
        lists.endValue(i, count);
        vectors += count;
      }
    }
    fill((FixedSizeListVector) lists.getDataVector(), vectors, false, random);
    lists.setValueCount(rows);
  }
}
