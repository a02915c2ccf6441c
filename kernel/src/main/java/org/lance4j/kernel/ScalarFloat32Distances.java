package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Row by row, with four sums in flight: one would wait for each addition.
final class ScalarFloat32Distances implements DistanceKernels {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public void squaredL2(MemorySegment query, VectorRows rows, float[] sums) {
    for (int row = 0; row < rows.count(); row++) {
      sums[row] = squaredL2(query, rows.data(), rows.at(row), rows.dimension());
    }
  }

  @Override
  public void dot(MemorySegment query, VectorRows rows, float[] sums) {
    for (int row = 0; row < rows.count(); row++) {
      sums[row] = dot(query, 0, rows.data(), rows.at(row), rows.dimension());
    }
  }

  @Override
  public void dotAndSquaredNorm(
      MemorySegment query, VectorRows rows, float[] dots, float[] squaredNorms) {
    for (int row = 0; row < rows.count(); row++) {
      long at = rows.at(row);
      dots[row] = dot(query, 0, rows.data(), at, rows.dimension());
      squaredNorms[row] = dot(rows.data(), at, rows.data(), at, rows.dimension());
    }
  }

  private static float squaredL2(MemorySegment query, MemorySegment data, long at, int dimension) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= dimension; i += 4) {
      long p = 4L * i;
      float da = query.get(FLOAT, p) - data.get(FLOAT, at + p);
      float db = query.get(FLOAT, p + 4) - data.get(FLOAT, at + p + 4);
      float dc = query.get(FLOAT, p + 8) - data.get(FLOAT, at + p + 8);
      float dd = query.get(FLOAT, p + 12) - data.get(FLOAT, at + p + 12);
      a += da * da;
      b += db * db;
      c += dc * dc;
      d += dd * dd;
    }
    for (; i < dimension; i++) {
      float da = query.get(FLOAT, 4L * i) - data.get(FLOAT, at + 4L * i);
      a += da * da;
    }
    return (a + b) + (c + d);
  }

  private static float dot(
      MemorySegment left, long leftAt, MemorySegment right, long rightAt, int dimension) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= dimension; i += 4) {
      long p = leftAt + 4L * i;
      long q = rightAt + 4L * i;
      a += left.get(FLOAT, p) * right.get(FLOAT, q);
      b += left.get(FLOAT, p + 4) * right.get(FLOAT, q + 4);
      c += left.get(FLOAT, p + 8) * right.get(FLOAT, q + 8);
      d += left.get(FLOAT, p + 12) * right.get(FLOAT, q + 12);
    }
    for (; i < dimension; i++) {
      a += left.get(FLOAT, leftAt + 4L * i) * right.get(FLOAT, rightAt + 4L * i);
    }
    return (a + b) + (c + d);
  }
}
