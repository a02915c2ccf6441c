package org.lance4j.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.lance4j.kernel.DistanceKernels;
import org.lance4j.kernel.Kernels;
import org.lance4j.kernel.VectorRows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One query against many vectors of 32-bit floats, in cache (256 KiB) and from memory (100 MB),
/// beside a plain sum over the same bytes. Microseconds per pass: bytes divided by them are MB/s.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DistanceBenchmark {
  @Param({"128", "768"})
  int dimension;

  @Param({"262144", "102400000"})
  int bytes;

  private final Arena arena = Arena.ofShared();
  private final DistanceKernels kernels = Kernels.float32Distances();
  private MemorySegment query = MemorySegment.NULL;
  private MemorySegment data = MemorySegment.NULL;
  private VectorRows rows = new VectorRows(data, 0, 0, 0, 0);
  private float[] results = {};
  private float[] norms = {};

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    query = arena.allocate(4L * dimension, 64);
    data = arena.allocate(bytes, 64);
    for (int i = 0; i < dimension; i++) {
      query.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble());
    }
    for (long i = 0; i < bytes / 4; i++) {
      data.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble());
    }
    rows = new VectorRows(data, 0, 4L * dimension, dimension, bytes / 4 / dimension);
    results = new float[rows.count()];
    norms = new float[rows.count()];
    check();
  }

  private void check() {
    kernels.squaredL2(query, rows, results);
    int row = rows.count() - 1;
    double expected = 0;
    for (int i = 0; i < dimension; i++) {
      double difference =
          query.getAtIndex(ValueLayout.JAVA_FLOAT, i)
              - data.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * dimension + i);
      expected += difference * difference;
    }
    if (Math.abs(results[row] - expected) > 1e-5 * expected) {
      throw new AssertionError(results[row] + " instead of " + expected);
    }
  }

  @TearDown
  public void free() {
    arena.close();
  }

  @Benchmark
  public float[] squaredL2() {
    kernels.squaredL2(query, rows, results);
    return results;
  }

  @Benchmark
  public float[] dot() {
    kernels.dot(query, rows, results);
    return results;
  }

  @Benchmark
  public float[] dotAndSquaredNorm() {
    kernels.dotAndSquaredNorm(query, rows, results, norms);
    return norms;
  }

  @Benchmark
  public long plainSum() {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (long at = 0; at + 32 <= bytes; at += 32) {
      a += data.get(ValueLayout.JAVA_LONG, at);
      b += data.get(ValueLayout.JAVA_LONG, at + 8);
      c += data.get(ValueLayout.JAVA_LONG, at + 16);
      d += data.get(ValueLayout.JAVA_LONG, at + 24);
    }
    return a + b + c + d;
  }
}
