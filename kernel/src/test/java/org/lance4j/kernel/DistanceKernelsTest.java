package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/// Against the definitions, summed in `double`: exactly where every partial sum is a small integer,
/// within a tolerance that grows with the length elsewhere.
class DistanceKernelsTest {
  private static final int[] DIMENSIONS = {0, 1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 33, 64, 100, 128};
  private static final int[] COUNTS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 33};

  private record Precision(DistanceKernels kernels, int bytes) {}

  private final List<Precision> all =
      List.of(
          new Precision(Kernels.float32Distances(), 4),
          new Precision(new ScalarFloat32Distances(), 4),
          new Precision(Kernels.float64Distances(), 8),
          new Precision(new ScalarFloat64Distances(), 8));
  private final SplittableRandom random = new SplittableRandom(42);

  /// Vectors at an odd address, with a gap between them.
  private static final class Data {
    final double[] query;
    final double[][] vectors;
    final MemorySegment querySegment;
    final VectorRows rows;

    Data(Arena arena, int bytes, int dimension, int count, DoubleSupplier values) {
      query = java.util.stream.DoubleStream.generate(values).limit(dimension).toArray();
      vectors = new double[count][];
      querySegment = arena.allocate((long) dimension * bytes + 1).asSlice(1);
      long stride = (long) dimension * bytes + 12;
      MemorySegment data = arena.allocate(5 + stride * Math.max(count, 1));
      for (int i = 0; i < dimension; i++) {
        put(querySegment, bytes, (long) i * bytes, query[i]);
      }
      for (int row = 0; row < count; row++) {
        vectors[row] = java.util.stream.DoubleStream.generate(values).limit(dimension).toArray();
        for (int i = 0; i < dimension; i++) {
          put(data, bytes, 5 + row * stride + (long) i * bytes, vectors[row][i]);
        }
      }
      rows = new VectorRows(data, 5, stride, dimension, count);
    }

    private static void put(MemorySegment segment, int bytes, long at, double value) {
      if (bytes == 4) {
        segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, (float) value);
      } else {
        segment.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, value);
      }
    }

    double l2(int row) {
      double sum = 0;
      for (int i = 0; i < query.length; i++) {
        sum += (query[i] - vectors[row][i]) * (query[i] - vectors[row][i]);
      }
      return sum;
    }

    static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }

  @Test
  void sumsSmallIntegersExactly() {
    for (Precision p : all) {
      for (int dimension : DIMENSIONS) {
        for (int count : COUNTS) {
          check(p, dimension, count, () -> random.nextInt(-100, 100), 0);
        }
      }
    }
  }

  @Test
  void sumsRealNumbersWithinRounding() {
    for (Precision p : all) {
      for (int dimension : new int[] {3, 17, 128, 131, 768, 1536}) {
        check(p, dimension, 13, () -> (float) random.nextDouble(-1, 1), 1e-6);
      }
    }
  }

  private void check(
      Precision p, int dimension, int count, DoubleSupplier values, double tolerance) {
    try (Arena arena = Arena.ofConfined()) {
      Data data = new Data(arena, p.bytes, dimension, count, values);
      float[] l2 = new float[count];
      float[] dot = new float[count];
      float[] dotAgain = new float[count];
      float[] norm = new float[count];
      p.kernels.squaredL2(data.querySegment, data.rows, l2);
      p.kernels.dot(data.querySegment, data.rows, dot);
      p.kernels.dotAndSquaredNorm(data.querySegment, data.rows, dotAgain, norm);
      double allowed = tolerance * dimension;
      for (int row = 0; row < count; row++) {
        double[] v = data.vectors[row];
        assertEquals(data.l2(row), l2[row], allowed, "l2");
        assertEquals(Data.dot(data.query, v), dot[row], allowed, "dot");
        assertEquals(Data.dot(data.query, v), dotAgain[row], allowed, "dot with norm");
        assertEquals(Data.dot(v, v), norm[row], allowed, "norm");
      }
    }
  }

  /// Ties go by row id: the same vector may not be nearer at another place, nor in code that is
  /// compiled.
  @Test
  void givesEqualVectorsEqualSumsAtEveryPlaceAndTime() {
    for (Precision p : all) {
      for (int dimension : new int[] {8, 17, 64, 131}) {
        try (Arena arena = Arena.ofConfined()) {
          double[] vector =
              random.doubles(dimension).map(x -> (float) (x - 0.5)).limit(dimension).toArray();
          int[] next = {0};
          Data data = new Data(arena, p.bytes, dimension, 23, () -> vector[next[0]++ % dimension]);
          MemorySegment query = arena.allocate((long) dimension * p.bytes);
          for (int i = 0; i < dimension; i++) {
            Data.put(query, p.bytes, (long) i * p.bytes, (float) random.nextDouble(-1, 1));
          }
          assertAllEqual(p.kernels, query, data.rows);
        }
      }
    }
  }

  private static void assertAllEqual(
      DistanceKernels kernels, MemorySegment query, VectorRows rows) {
    float[] l2 = new float[rows.count()];
    float[] dot = new float[rows.count()];
    float[] dotAgain = new float[rows.count()];
    float[] norm = new float[rows.count()];
    kernels.squaredL2(query, rows, l2);
    kernels.dot(query, rows, dot);
    kernels.dotAndSquaredNorm(query, rows, dotAgain, norm);
    float[] first = {l2[0], dot[0], dotAgain[0], norm[0]};
    for (int pass = 0; pass < 3000; pass++) {
      kernels.squaredL2(query, rows, l2);
      kernels.dot(query, rows, dot);
      kernels.dotAndSquaredNorm(query, rows, dotAgain, norm);
      for (int row = 0; row < rows.count(); row++) {
        float[] found = {l2[row], dot[row], dotAgain[row], norm[row]};
        assertArrayEquals(first, found, "row " + row + " in pass " + pass);
      }
    }
    assertEquals(dot[0], dotAgain[0]);
  }

  @Test
  void letsNanAndInfinityThrough() {
    for (Precision p : all) {
      for (int dimension : new int[] {1, 7, 40}) {
        for (int row = 0; row < 6; row++) {
          try (Arena arena = Arena.ofConfined()) {
            Data data = new Data(arena, p.bytes, dimension, 6, () -> 1);
            long last = data.rows.at(row) + (long) (dimension - 1) * p.bytes;
            float[] sums = new float[6];
            Data.put(data.rows.data(), p.bytes, last, Double.NaN);
            p.kernels.squaredL2(data.querySegment, data.rows, sums);
            assertTrue(Float.isNaN(sums[row]));
            assertEquals(0, sums[(row + 1) % 6]);
            Data.put(data.rows.data(), p.bytes, last, Double.POSITIVE_INFINITY);
            p.kernels.squaredL2(data.querySegment, data.rows, sums);
            assertEquals(Float.POSITIVE_INFINITY, sums[row]);
            Data.put(data.rows.data(), p.bytes, last, Double.NEGATIVE_INFINITY);
            p.kernels.dot(data.querySegment, data.rows, sums);
            assertEquals(Float.NEGATIVE_INFINITY, sums[row]);
          }
        }
      }
    }
  }

  @Test
  void refusesMemoryThatIsTooShort() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment query = arena.allocate(400);
      MemorySegment data = arena.allocate(799);
      VectorRows rows = new VectorRows(data, 0, 400, 100, 2);
      float[] sums = new float[2];
      for (Precision p : all) {
        assertThrows(IndexOutOfBoundsException.class, () -> p.kernels.squaredL2(query, rows, sums));
        assertThrows(IndexOutOfBoundsException.class, () -> p.kernels.dot(query, rows, sums));
      }
    }
    assertThrows(
        IllegalArgumentException.class, () -> new VectorRows(MemorySegment.NULL, 0, 4, -1, 1));
  }
}
