package org.lance4j.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Widens short numbers to 32-bit floats, exactly. Confined: it owns scratch arrays.
///
/// The loops run from array to array, because that is where the JIT uses the processor's conversion
/// instructions (16-bit floats: 0.07 ns a value with both copies, 0.5 from segment to segment).
///
/// Segments are native and little-endian, offsets are bytes, counts are values. A range that
/// reaches past its segment is an [IndexOutOfBoundsException].
public final class Widener {
  private static final int BLOCK = 2048;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes = new byte[BLOCK];
  private final short[] shorts = new short[BLOCK];
  private final int[] ints = new int[BLOCK];
  private final float[] floats = new float[BLOCK];

  /// IEEE 16-bit floats.
  public void float16(
      MemorySegment source, long sourceAt, MemorySegment target, long targetAt, int count) {
    for (int done = 0; done < count; done += BLOCK) {
      int here = Math.min(BLOCK, count - done);
      MemorySegment.copy(source, SHORT, sourceAt + 2L * done, shorts, 0, here);
      for (int i = 0; i < here; i++) {
        floats[i] = Float.float16ToFloat(shorts[i]);
      }
      MemorySegment.copy(floats, 0, target, FLOAT, targetAt + 4L * done, here);
    }
  }

  /// The upper halves of 32-bit floats.
  public void bfloat16(
      MemorySegment source, long sourceAt, MemorySegment target, long targetAt, int count) {
    for (int done = 0; done < count; done += BLOCK) {
      int here = Math.min(BLOCK, count - done);
      MemorySegment.copy(source, SHORT, sourceAt + 2L * done, shorts, 0, here);
      for (int i = 0; i < here; i++) {
        ints[i] = shorts[i] << 16;
      }
      MemorySegment.copy(ints, 0, target, INT, targetAt + 4L * done, here);
    }
  }

  /// Signed 8-bit integers.
  public void int8(
      MemorySegment source, long sourceAt, MemorySegment target, long targetAt, int count) {
    for (int done = 0; done < count; done += BLOCK) {
      int here = Math.min(BLOCK, count - done);
      MemorySegment.copy(source, ValueLayout.JAVA_BYTE, sourceAt + done, bytes, 0, here);
      for (int i = 0; i < here; i++) {
        floats[i] = bytes[i];
      }
      MemorySegment.copy(floats, 0, target, FLOAT, targetAt + 4L * done, here);
    }
  }
}
