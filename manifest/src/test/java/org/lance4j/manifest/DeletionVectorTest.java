package org.lance4j.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.encoding.RowRanges;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.roaringbitmap.RoaringBitmap;

/// Deletion vectors against a set of bits; bitmaps as the RoaringBitmap library writes them.
class DeletionVectorTest {
  private static final int ROWS = 200_000;

  /// Density in 1/1000, so that containers are of all kinds.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 100, 500, 990, 1000})
  void agreesWithASetOfBits(int density) {
    Random random = new Random(density);
    BitSet bits = new BitSet();
    for (int row = 0; row < ROWS; row++) {
      if (random.nextInt(1000) < density) {
        bits.set(row, Math.min(ROWS, row + 1 + (row % 3 == 0 ? random.nextInt(40) : 0)));
      }
    }
    for (boolean withRuns : new boolean[] {false, true}) {
      RoaringBitmap bitmap = RoaringBitmap.bitmapOf(bits.stream().toArray());
      if (withRuns) {
        bitmap.runOptimize();
      }
      assertSame(bits, DeletionVector.ofRoaring(serialized(bitmap)), random);
    }
    int[] rows = bits.stream().toArray();
    shuffle(rows, random);
    assertSame(bits, DeletionVector.ofRows(rows), random);
  }

  private static void assertSame(BitSet bits, DeletionVector vector, Random random) {
    assertEquals(bits.cardinality(), vector.deletedCount());
    int live = 0;
    int deleted = 0;
    for (int row = 0; row < ROWS; row++) {
      assertEquals(bits.get(row), vector.contains(row));
      if (row % 97 == 0) {
        assertEquals(deleted, vector.deletedBefore(row));
        assertEquals(live, vector.liveRows(row));
      }
      if (bits.get(row)) {
        deleted++;
      } else {
        assertEquals(row, vector.physicalRow(live++));
      }
    }
    for (int i = 0; i < 20; i++) {
      int start = random.nextInt(ROWS);
      int end = start + random.nextInt(ROWS - start);
      RowRanges ranges = vector.live(start, end);
      BitSet seen = new BitSet();
      for (int range = 0; range < ranges.rangeCount(); range++) {
        seen.set((int) ranges.start(range), (int) ranges.end(range));
      }
      BitSet expected = new BitSet();
      expected.set(start, end);
      expected.andNot(bits);
      assertEquals(expected, seen);
    }
  }

  @Test
  void countsRowsAsUnsignedAndPastTheEnd() {
    DeletionVector vector = DeletionVector.ofRows(new int[] {-1, 3, 3, Integer.MIN_VALUE});
    assertEquals(3, vector.deletedCount());
    assertTrue(vector.contains(0xFFFF_FFFFL));
    assertTrue(vector.contains(0x8000_0000L));
    assertEquals(9, vector.liveRows(10));
    assertEquals(4, vector.physicalRow(3));
    RoaringBitmap all = new RoaringBitmap();
    all.add(0L, 1L << 32);
    all.runOptimize();
    DeletionVector everything = DeletionVector.ofRoaring(serialized(all));
    assertEquals(1L << 32, everything.deletedCount());
    assertEquals(0, everything.liveRows(1L << 32));
    assertEquals(0, everything.live(5, 1L << 32).rowCount());
  }

  @Test
  void endsAtDamage() {
    Random random = new Random(3);
    RoaringBitmap bitmap = new RoaringBitmap();
    for (int i = 0; i < 6000; i++) {
      bitmap.add(random.nextInt(70_000));
    }
    bitmap.add(200_000L, 250_000L);
    bitmap.add(300_000);
    bitmap.runOptimize();
    byte[] bytes = serialized(bitmap).array();
    for (int length = 0; length < bytes.length; length += 1 + length / 40) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
      assertThrows(CorruptFileException.class, () -> DeletionVector.ofRoaring(cut));
    }
    for (int i = 0; i < 4000; i++) {
      byte[] flipped = bytes.clone();
      int at = i < 800 ? i / 8 : random.nextInt(bytes.length);
      flipped[at] ^= (byte) (1 << (i < 800 ? i % 8 : random.nextInt(8)));
      try {
        DeletionVector vector = DeletionVector.ofRoaring(ByteBuffer.wrap(flipped));
        assertEquals(vector.deletedCount(), vector.deletedBefore(1L << 32));
      } catch (LanceException e) {
        assertEquals(CorruptFileException.class, e.getClass());
      }
    }
  }

  private static ByteBuffer serialized(RoaringBitmap bitmap) {
    ByteBuffer bytes =
        ByteBuffer.allocate(bitmap.serializedSizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bitmap.serialize(bytes);
    return bytes.flip();
  }

  private static void shuffle(int[] rows, Random random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
  }
}
