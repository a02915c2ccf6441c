package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Four rows at a time, so that the query is loaded once for four and four sums are in flight.
///
/// The four are a quarter of the rows apart, as in [VectorFloat32Distances].
final class VectorFloat64Distances implements DistanceKernels {
  private static final VectorSpecies<Double> SPECIES = VectorWidth.DOUBLES;
  private static final int STEP = SPECIES.vectorByteSize();
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public void squaredL2(MemorySegment query, VectorRows rows, float[] sums) {
    MemorySegment data = rows.data();
    int end = 8 * rows.dimension();
    int quarter = rows.count() / 4;
    for (int row = 0; row < quarter; row++) {
      squaredL2Of4(query, rows, row, quarter, end, sums);
    }
    for (int row = 4 * quarter; row < rows.count(); row++) {
      sums[row] = (float) squaredL2Of1(query, data, rows.at(row), end);
    }
  }

  private static void squaredL2Of4(
      MemorySegment query, VectorRows rows, int row, int quarter, int end, float[] sums) {
    MemorySegment data = rows.data();
    long at = rows.at(row);
    long atB = rows.at(row + quarter);
    long atC = rows.at(row + 2 * quarter);
    long atD = rows.at(row + 3 * quarter);
    DoubleVector a = DoubleVector.zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int i = 0;
    for (; i <= end - STEP; i += STEP) {
      DoubleVector q = load(query, i);
      DoubleVector da = load(data, at + i).sub(q);
      DoubleVector db = load(data, atB + i).sub(q);
      DoubleVector dc = load(data, atC + i).sub(q);
      DoubleVector dd = load(data, atD + i).sub(q);
      a = da.fma(da, a);
      b = db.fma(db, b);
      c = dc.fma(dc, c);
      d = dd.fma(dd, d);
    }
    sums[row] = (float) (LaneSums.of(a) + squaredL2Tail(query, data, at, i, end));
    sums[row + quarter] = (float) (LaneSums.of(b) + squaredL2Tail(query, data, atB, i, end));
    sums[row + 2 * quarter] = (float) (LaneSums.of(c) + squaredL2Tail(query, data, atC, i, end));
    sums[row + 3 * quarter] = (float) (LaneSums.of(d) + squaredL2Tail(query, data, atD, i, end));
  }

  private static double squaredL2Of1(MemorySegment query, MemorySegment data, long at, int end) {
    DoubleVector a = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= end - STEP; i += STEP) {
      DoubleVector da = load(data, at + i).sub(load(query, i));
      a = da.fma(da, a);
    }
    return LaneSums.of(a) + squaredL2Tail(query, data, at, i, end);
  }

  private static double squaredL2Tail(
      MemorySegment query, MemorySegment data, long at, int from, int end) {
    double sum = 0;
    for (int i = from; i < end; i += 8) {
      double difference = data.get(DOUBLE, at + i) - query.get(DOUBLE, i);
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public void dot(MemorySegment query, VectorRows rows, float[] sums) {
    MemorySegment data = rows.data();
    int end = 8 * rows.dimension();
    int quarter = rows.count() / 4;
    for (int row = 0; row < quarter; row++) {
      dotOf4(query, rows, row, quarter, end, sums);
    }
    for (int row = 4 * quarter; row < rows.count(); row++) {
      sums[row] = (float) dotOf1(query, 0, data, rows.at(row), end);
    }
  }

  private static void dotOf4(
      MemorySegment query, VectorRows rows, int row, int quarter, int end, float[] sums) {
    MemorySegment data = rows.data();
    long at = rows.at(row);
    long atB = rows.at(row + quarter);
    long atC = rows.at(row + 2 * quarter);
    long atD = rows.at(row + 3 * quarter);
    DoubleVector a = DoubleVector.zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int i = 0;
    for (; i <= end - STEP; i += STEP) {
      DoubleVector q = load(query, i);
      a = load(data, at + i).fma(q, a);
      b = load(data, atB + i).fma(q, b);
      c = load(data, atC + i).fma(q, c);
      d = load(data, atD + i).fma(q, d);
    }
    sums[row] = (float) dotTail(LaneSums.of(a), query, 0, data, at, i, end);
    sums[row + quarter] = (float) dotTail(LaneSums.of(b), query, 0, data, atB, i, end);
    sums[row + 2 * quarter] = (float) dotTail(LaneSums.of(c), query, 0, data, atC, i, end);
    sums[row + 3 * quarter] = (float) dotTail(LaneSums.of(d), query, 0, data, atD, i, end);
  }

  private static double dotOf1(
      MemorySegment left, long leftAt, MemorySegment right, long rightAt, int end) {
    DoubleVector a = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= end - STEP; i += STEP) {
      a = load(right, rightAt + i).fma(load(left, leftAt + i), a);
    }
    return dotTail(LaneSums.of(a), left, leftAt, right, rightAt, i, end);
  }

  private static double dotTail(
      double start,
      MemorySegment left,
      long leftAt,
      MemorySegment right,
      long rightAt,
      int from,
      int end) {
    double sum = start;
    for (int i = from; i < end; i += 8) {
      sum += left.get(DOUBLE, leftAt + i) * right.get(DOUBLE, rightAt + i);
    }
    return sum;
  }

  @Override
  public void dotAndSquaredNorm(
      MemorySegment query, VectorRows rows, float[] dots, float[] squaredNorms) {
    MemorySegment data = rows.data();
    int end = 8 * rows.dimension();
    int quarter = rows.count() / 4;
    for (int row = 0; row < quarter; row++) {
      dotAndSquaredNormOf4(query, rows, row, quarter, end, dots, squaredNorms);
    }
    for (int row = 4 * quarter; row < rows.count(); row++) {
      long at = rows.at(row);
      dots[row] = (float) dotOf1(query, 0, data, at, end);
      squaredNorms[row] = (float) dotOf1(data, at, data, at, end);
    }
  }

  private static void dotAndSquaredNormOf4(
      MemorySegment query,
      VectorRows rows,
      int row,
      int quarter,
      int end,
      float[] dots,
      float[] squaredNorms) {
    MemorySegment data = rows.data();
    long at = rows.at(row);
    long atB = rows.at(row + quarter);
    long atC = rows.at(row + 2 * quarter);
    long atD = rows.at(row + 3 * quarter);
    DoubleVector a = DoubleVector.zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    DoubleVector aa = a;
    DoubleVector bb = a;
    DoubleVector cc = a;
    DoubleVector dd = a;
    int i = 0;
    for (; i <= end - STEP; i += STEP) {
      DoubleVector q = load(query, i);
      DoubleVector va = load(data, at + i);
      DoubleVector vb = load(data, atB + i);
      DoubleVector vc = load(data, atC + i);
      DoubleVector vd = load(data, atD + i);
      a = va.fma(q, a);
      b = vb.fma(q, b);
      c = vc.fma(q, c);
      d = vd.fma(q, d);
      aa = va.fma(va, aa);
      bb = vb.fma(vb, bb);
      cc = vc.fma(vc, cc);
      dd = vd.fma(vd, dd);
    }
    int rowB = row + quarter;
    int rowC = rowB + quarter;
    int rowD = rowC + quarter;
    dots[row] = (float) dotTail(LaneSums.of(a), query, 0, data, at, i, end);
    dots[rowB] = (float) dotTail(LaneSums.of(b), query, 0, data, atB, i, end);
    dots[rowC] = (float) dotTail(LaneSums.of(c), query, 0, data, atC, i, end);
    dots[rowD] = (float) dotTail(LaneSums.of(d), query, 0, data, atD, i, end);
    squaredNorms[row] = (float) dotTail(LaneSums.of(aa), data, at, data, at, i, end);
    squaredNorms[rowB] = (float) dotTail(LaneSums.of(bb), data, atB, data, atB, i, end);
    squaredNorms[rowC] = (float) dotTail(LaneSums.of(cc), data, atC, data, atC, i, end);
    squaredNorms[rowD] = (float) dotTail(LaneSums.of(dd), data, atD, data, atD, i, end);
  }

  private static DoubleVector load(MemorySegment data, long at) {
    return DoubleVector.fromMemorySegment(SPECIES, data, at, ByteOrder.LITTLE_ENDIAN);
  }
}
