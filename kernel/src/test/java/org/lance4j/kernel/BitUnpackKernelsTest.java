package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitUnpackKernelsTest {
  private static final int[] ORDER = {0, 4, 2, 6, 1, 5, 3, 7};

  private final List<BitUnpackKernels> kernels =
      List.of(Kernels.bitUnpack(), new ScalarBitUnpackKernels());

  @Test
  void unpacksWhatPylanceWrote() throws IOException {
    ByteBuffer file = fixture();
    int columns = 0;
    try (Arena arena = Arena.ofConfined()) {
      while (file.hasRemaining()) {
        int typeBits = file.getShort();
        int bitWidth = file.getShort();
        int size = file.getInt();
        MemorySegment chunk = arena.allocate(size);
        chunk.copyFrom(MemorySegment.ofBuffer(file.slice(file.position(), size)));
        file.position(file.position() + size);
        assertEquals(bitWidth, chunk.get(ValueLayout.JAVA_BYTE, 0));
        long[] expected = new long[1024];
        for (int i = 0; i < 1024; i++) {
          expected[i] = splitMix64(bitWidth * 1024L + i) >>> (64 - bitWidth);
        }
        expected[0] = -1L >>> (64 - bitWidth);
        assertUnpacks(typeBits, bitWidth, chunk, typeBits / 8, expected, arena);
        columns++;
      }
    }
    assertEquals(28, columns);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void unpacksEveryWidth(int typeBits) {
    SplittableRandom random = new SplittableRandom(typeBits);
    for (int bitWidth = 0; bitWidth <= typeBits; bitWidth++) {
      long[] values = new long[1024];
      for (int i = 0; bitWidth > 0 && i < 1024; i++) {
        values[i] = random.nextLong() >>> (64 - bitWidth);
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment packed = arena.allocate(3 + 128 * bitWidth);
        pack(typeBits, bitWidth, values, packed.asSlice(3));
        assertUnpacks(typeBits, bitWidth, packed, 3, values, arena);
      }
    }
  }

  @Test
  void refusesWidthsThatDoNotExist() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(16384);
      for (BitUnpackKernels k : kernels) {
        for (int[] widths : new int[][] {{8, 9}, {12, 3}, {32, -1}, {128, 1}, {4, 1}, {0, 0}}) {
          assertThrows(
              IllegalArgumentException.class,
              () -> k.unpack(widths[0], widths[1], memory, 0, memory, 8192));
        }
      }
      assertThrows(IllegalArgumentException.class, () -> FastLanes.value(8, 3, memory, 0, 1024));
      assertThrows(IllegalArgumentException.class, () -> FastLanes.value(8, 3, memory, 0, -1));
    }
  }

  @Test
  void refusesSegmentsThatAreTooShort() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packed = arena.allocate(128 * 5);
      MemorySegment values = arena.allocate(128 * 16);
      for (BitUnpackKernels k : kernels) {
        assertThrows(IndexOutOfBoundsException.class, () -> k.unpack(16, 5, packed, 1, values, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> k.unpack(16, 6, packed, 0, values, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> k.unpack(16, 0, packed, 0, values, 1));
      }
    }
  }

  private void assertUnpacks(
      int typeBits, int bitWidth, MemorySegment packed, long offset, long[] expected, Arena arena) {
    String what = bitWidth + " of " + typeBits + " bits";
    for (BitUnpackKernels k : kernels) {
      MemorySegment values = arena.allocate(5 + 128 * typeBits + 5).fill((byte) 0x5a);
      k.unpack(typeBits, bitWidth, packed, offset, values, 5);
      assertArrayEquals(expected, read(typeBits, values.asSlice(5)), what);
      for (int i = 0; i < 5; i++) {
        assertEquals(0x5a, values.get(ValueLayout.JAVA_BYTE, i));
        assertEquals(0x5a, values.get(ValueLayout.JAVA_BYTE, 5 + 128 * typeBits + i));
      }
    }
    for (int i = 0; i < 1024; i++) {
      assertEquals(expected[i], FastLanes.value(typeBits, bitWidth, packed, offset, i), what);
    }
  }

  /// The packing as its definition says, bit by bit.
  private static void pack(int typeBits, int bitWidth, long[] values, MemorySegment out) {
    int lanes = 1024 / typeBits;
    for (int row = 0; row < typeBits; row++) {
      for (int lane = 0; lane < lanes; lane++) {
        long value = values[ORDER[row / 8] * 16 + row % 8 * 128 + lane];
        for (int bit = 0; bit < bitWidth; bit++) {
          if (((value >>> bit) & 1) != 0) {
            int inLane = row * bitWidth + bit;
            int word = inLane / typeBits * lanes + lane;
            long at = word * (typeBits / 8L) + inLane % typeBits / 8;
            int old = out.get(ValueLayout.JAVA_BYTE, at);
            out.set(ValueLayout.JAVA_BYTE, at, (byte) (old | (1 << (inLane % 8))));
          }
        }
      }
    }
  }

  private static long[] read(int typeBits, MemorySegment values) {
    ByteBuffer buffer = values.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long[] numbers = new long[1024];
    for (int i = 0; i < 1024; i++) {
      numbers[i] =
          switch (typeBits) {
            case 8 -> Byte.toUnsignedLong(buffer.get());
            case 16 -> Short.toUnsignedLong(buffer.getShort());
            case 32 -> Integer.toUnsignedLong(buffer.getInt());
            default -> buffer.getLong();
          };
    }
    return numbers;
  }

  private static long splitMix64(long seed) {
    long z = seed * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static ByteBuffer fixture() throws IOException {
    try (InputStream in = BitUnpackKernelsTest.class.getResourceAsStream("fastlanes.bin")) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
