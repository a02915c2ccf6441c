package org.lance4j.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.UnsupportedFeatureException;
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void leavesNothingBehindWhereverMemoryEnds(int seed) {
    RandomData data = RandomData.of(seed, LIMITS);
    Schema schema = data.schema(8);
    int[] at = IntStream.range(0, 20).toArray();
    FailingAllocations allocations = new FailingAllocations();
    try (RootAllocator allocator = new RootAllocator();
        RootAllocator failing = new RootAllocator(allocations, Long.MAX_VALUE);
        VectorSchemaRoot rows = VectorSchemaRoot.create(schema, allocator)) {
      data.fill(rows, 20, 0);
      for (int i = 0; i < schema.getFields().size(); i++) {
        Field field = schema.getFields().get(i);
        List<FieldVector> sources = List.of(rows.getVector(i));
        boolean failed = true;
        for (int n = 0; failed; n++) {
          allocations.failAt(n);
          try (FieldVector all = VectorGather.gather(field, sources, new int[20], at, failing)) {
            failed = allocations.hasFailed();
            assertEquals(20, all.getValueCount());
          } catch (OutOfMemoryException e) {
            assertEquals(0, failing.getAllocatedMemory(), () -> "left of " + field);
          }
        }
      }
    }
  }

  /// 4,096 times a value of a megabyte: what is too large is found before it is allocated.
  @Test
  void refusesWhatOneVectorCannotHold() {
    int mebi = 1 << 20;
    try (RootAllocator allocator = new RootAllocator(64 << 20);
        VarBinaryVector binary = new VarBinaryVector("b", allocator);
        LargeVarBinaryVector large = new LargeVarBinaryVector("l", allocator);
        FixedSizeBinaryVector fixed = new FixedSizeBinaryVector("f", allocator, mebi);
        ListVector list = ListVector.empty("i", allocator);
        FixedSizeListVector vector = FixedSizeListVector.empty("v", mebi, allocator)) {
      binary.setSafe(0, new byte[mebi]);
      binary.setValueCount(1);
      large.setSafe(0, new byte[mebi]);
      large.setValueCount(1);
      fixed.allocateNew(1);
      fixed.set(0, new byte[mebi]);
      fixed.setValueCount(1);
      list.addOrGetVector(FieldType.nullable(new ArrowType.Int(8, true)));
      list.startNewValue(0);
      list.getDataVector().setValueCount(mebi);
      list.endValue(0, mebi);
      list.setValueCount(1);
      vector.addOrGetVector(FieldType.nullable(new ArrowType.Int(8, true)));
      vector.setNotNull(0);
      vector.setValueCount(1);
      for (FieldVector source : List.of(binary, large, fixed, list, vector)) {
        long before = allocator.getAllocatedMemory();
        UnsupportedFeatureException refused =
            assertThrows(
                UnsupportedFeatureException.class,
                () ->
                    VectorGather.gather(
                        source.getField(),
                        List.of(source),
                        new int[4096],
                        new int[4096],
                        allocator));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("column \"" + source.getName() + "\""), message);
        assertTrue(message.contains("take fewer rows"), message);
        assertEquals(before, allocator.getAllocatedMemory(), message);
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
