package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Row by row, with four sums in flight: one would wait for each addition.
final class ScalarFloat64Distances implements DistanceKernels {
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public void squaredL2(MemorySegment query, VectorRows rows, float[] sums) {
    for (int row = 0; row < rows.count(); row++) {
      sums[row] = (float) squaredL2(query, rows.data(), rows.at(row), rows.dimension());
    }
  }

  @Override
  public void dot(MemorySegment query, VectorRows rows, float[] sums) {
    for (int row = 0; row < rows.count(); row++) {
      sums[row] = (float) dot(query, 0, rows.data(), rows.at(row), rows.dimension());
    }
  }

  @Override
  public void dotAndSquaredNorm(
      MemorySegment query, VectorRows rows, float[] dots, float[] squaredNorms) {
    for (int row = 0; row < rows.count(); row++) {
      long at = rows.at(row);
      dots[row] = (float) dot(query, 0, rows.data(), at, rows.dimension());
      squaredNorms[row] = (float) dot(rows.data(), at, rows.data(), at, rows.dimension());
    }
  }

  private static double squaredL2(MemorySegment query, MemorySegment data, long at, int dimension) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= dimension; i += 4) {
      long p = 8L * i;
      double da = query.get(DOUBLE, p) - data.get(DOUBLE, at + p);
      double db = query.get(DOUBLE, p + 8) - data.get(DOUBLE, at + p + 8);
      double dc = query.get(DOUBLE, p + 16) - data.get(DOUBLE, at + p + 16);
      double dd = query.get(DOUBLE, p + 24) - data.get(DOUBLE, at + p + 24);
      a += da * da;
      b += db * db;
      c += dc * dc;
      d += dd * dd;
    }
    for (; i < dimension; i++) {
      double da = query.get(DOUBLE, 8L * i) - data.get(DOUBLE, at + 8L * i);
      a += da * da;
    }
    return (a + b) + (c + d);
  }

  private static double dot(
      MemorySegment left, long leftAt, MemorySegment right, long rightAt, int dimension) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= dimension; i += 4) {
      long p = leftAt + 8L * i;
      long q = rightAt + 8L * i;
      a += left.get(DOUBLE, p) * right.get(DOUBLE, q);
      b += left.get(DOUBLE, p + 8) * right.get(DOUBLE, q + 8);
      c += left.get(DOUBLE, p + 16) * right.get(DOUBLE, q + 16);
      d += left.get(DOUBLE, p + 24) * right.get(DOUBLE, q + 24);
    }
    for (; i < dimension; i++) {
      a += left.get(DOUBLE, leftAt + 8L * i) * right.get(DOUBLE, rightAt + 8L * i);
    }
    return (a + b) + (c + d);
  }
}
