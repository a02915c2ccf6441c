package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.testdata.ArrowDifference;
import org.lance4j.testdata.RandomData;

class VectorGatherTest {
  private static final RandomData.Limits LIMITS =
      new RandomData.Limits(
          true,
          true,
          3,
          List.of(
              new ArrowType.Int(8, true),
              new ArrowType.Int(32, true),
              new ArrowType.Int(64, false),
              new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
              ArrowType.Bool.INSTANCE,
              ArrowType.Utf8.INSTANCE,
              ArrowType.LargeBinary.INSTANCE,
              new ArrowType.FixedSizeBinary(3),
              new ArrowType.Decimal(20, 2, 128)));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void collectsValuesOfAnyTypeFromSeveralVectors(int seed) {
    RandomData data = RandomData.of(seed, LIMITS);
    Schema schema = data.schema(8);
    int count = 60;
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot rows = VectorSchemaRoot.create(schema, allocator)) {
      data.fill(rows, count, 0);
      int[] backwards = IntStream.range(0, count).map(i -> count - 1 - i).toArray();
      try (VectorSchemaRoot reverse = gather(List.of(rows), new int[count], backwards, allocator)) {
        assertEquals(List.of(), ArrowDifference.ofRows(rows, backwards, reverse));
        Random random = new Random(seed);
        int[] from = random.ints(90, 0, 2).toArray();
        int[] at = random.ints(90, 0, count).toArray();
        int[] due =
            IntStream.range(0, 90).map(i -> from[i] == 0 ? at[i] : backwards[at[i]]).toArray();
        try (VectorSchemaRoot mixed = gather(List.of(rows, reverse), from, at, allocator)) {
          assertEquals(List.of(), ArrowDifference.ofRows(rows, due, mixed));
        }
        try (VectorSchemaRoot none =
            gather(List.of(rows, reverse), new int[0], new int[0], allocator)) {
          assertEquals(List.of(), ArrowDifference.ofRows(rows, new int[0], none));
        }
      }
    }
  }

  private static VectorSchemaRoot gather(
      List<VectorSchemaRoot> sources, int[] from, int[] rows, BufferAllocator allocator) {
    Schema schema = sources.getFirst().getSchema();
    List<FieldVector> columns = new ArrayList<>();
    for (int i = 0; i < schema.getFields().size(); i++) {
      int column = i;
      List<FieldVector> vectors = sources.stream().map(source -> source.getVector(column)).toList();
      columns.add(VectorGather.gather(schema.getFields().get(i), vectors, from, rows, allocator));
    }
    return new VectorSchemaRoot(schema, columns, rows.length);
  }
}
