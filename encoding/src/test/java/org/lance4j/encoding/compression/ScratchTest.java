package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.lance4j.format.CorruptFileException;

/// Scratch memory is aligned, disjoint and reused.
class ScratchTest {
  @Test
  void handsOutDisjointAlignedMemory() {
    try (Scratch scratch = Scratch.open()) {
      long last = 0;
      for (int size : new int[] {1, 63, 64, 65, 0, 5000}) {
        MemorySegment part = scratch.allocate(size);
        assertEquals(size, part.byteSize());
        assertEquals(0, part.address() % 64);
        assertTrue(part.address() >= last, "overlaps");
        last = part.address() + size;
      }
    }
  }

  @Test
  void reusesMemoryAfterReset() {
    try (Scratch scratch = Scratch.open()) {
      long first = scratch.allocate(100).address();
      scratch.reset();
      assertEquals(first, scratch.allocate(100).address());
    }
  }

  @Test
  void givesMemoryBackToThePool() {
    ScratchPool pool = new ScratchPool(1);
    long address;
    try (Scratch scratch = new PooledScratch(pool)) {
      address = scratch.allocate(1).address();
    }
    try (Scratch scratch = new PooledScratch(pool)) {
      assertEquals(address, scratch.allocate(1).address());
    }
  }

  @Test
  void freesLargeMemoryOnReset() {
    try (Scratch scratch = Scratch.open()) {
      MemorySegment large = scratch.allocate(8 << 20);
      large.set(LittleEndian.BYTE, (8 << 20) - 1, (byte) 1);
      scratch.reset();
      assertThrows(IllegalStateException.class, () -> large.get(LittleEndian.BYTE, 0));
    }
  }

  @Test
  void refusesWhatNoBufferHoldsAndUseAfterClose() {
    Scratch scratch = Scratch.open();
    assertThrows(CorruptFileException.class, () -> scratch.allocate(1L << 40));
    assertThrows(CorruptFileException.class, () -> scratch.allocate(-1));
    scratch.close();
    scratch.close();
    assertThrows(IllegalStateException.class, () -> scratch.allocate(1));
  }
}
