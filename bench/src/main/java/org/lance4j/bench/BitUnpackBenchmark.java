package org.lance4j.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.lance4j.kernel.BitUnpackKernels;
import org.lance4j.kernel.FastLanes;
import org.lance4j.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Unpacking of FastLanes blocks in cache: nanoseconds per value.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BitUnpackBenchmark {
  @Param({"8", "16", "32", "64"})
  int typeBits;

  @Param({"3", "7"})
  int bitWidth;

  private final Arena arena = Arena.ofShared();
  private final BitUnpackKernels kernels = Kernels.bitUnpack();
  private MemorySegment packed = MemorySegment.NULL;
  private MemorySegment values = MemorySegment.NULL;

  @Setup
  public void fill() {
    packed = arena.allocate(FastLanes.packedBytes(bitWidth), 64);
    values = arena.allocate(FastLanes.packedBytes(typeBits), 64);
    for (long i = 0; i < packed.byteSize(); i++) {
      packed.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 37));
    }
    kernels.unpack(typeBits, bitWidth, packed, 0, values, 0);
    for (int i = 0; i < FastLanes.BLOCK_VALUES; i++) {
      // widths are below 8: the lowest byte of a value is the value
      int unpacked = values.get(ValueLayout.JAVA_BYTE, (long) i * typeBits / 8);
      if (unpacked != FastLanes.value(typeBits, bitWidth, packed, 0, i)) {
        throw new AssertionError("value " + i);
      }
    }
  }

  @TearDown
  public void free() {
    arena.close();
  }

  @Benchmark
  @OperationsPerInvocation(FastLanes.BLOCK_VALUES)
  public MemorySegment unpack() {
    kernels.unpack(typeBits, bitWidth, packed, 0, values, 0);
    return values;
  }
}
