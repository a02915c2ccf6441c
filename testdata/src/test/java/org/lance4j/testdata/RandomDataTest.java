package org.lance4j.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomDataTest {
  private static final RandomData.Limits LIMITS =
      new RandomData.Limits(
          true,
          true,
          3,
          List.of(
              new ArrowType.Int(8, false),
              new ArrowType.Int(64, true),
              new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
              new ArrowType.Bool(),
              new ArrowType.Utf8(),
              new ArrowType.LargeBinary(),
              new ArrowType.Decimal(20, 2, 128),
              new ArrowType.Time(TimeUnit.MILLISECOND, 32),
              new ArrowType.FixedSizeBinary(3)));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aSeedGivesTheSameValidRowsAgain(long seed) {
    try (RootAllocator allocator = new RootAllocator()) {
      RandomData first = RandomData.of(seed, LIMITS);
      RandomData second = RandomData.of(seed, LIMITS);
      Schema schema = first.schema(6);
      assertEquals(schema, second.schema(6));
      try (VectorSchemaRoot rows = VectorSchemaRoot.create(schema, allocator);
          VectorSchemaRoot again = VectorSchemaRoot.create(schema, allocator)) {
        first.fill(rows, 77, 5);
        second.fill(again, 77, 5);
        for (FieldVector vector : rows.getFieldVectors()) {
          assertEquals(77, vector.getValueCount());
          assertTrue(vector.getField().isNullable() || vector.getNullCount() == 0);
        }
        int[] places = IntStream.range(0, 77).toArray();
        assertEquals(List.of(), ArrowDifference.ofRows(rows, places, again));
        try (ArrowRecordBatch batch = new VectorUnloader(rows).getRecordBatch()) {
          new VectorLoader(again).load(batch);
        }
        assertEquals(List.of(), ArrowDifference.ofRows(rows, places, again));
        second.fill(again, 77, 6);
        assertFalse(ArrowDifference.ofRows(rows, places, again).isEmpty());
      }
    }
  }
}
