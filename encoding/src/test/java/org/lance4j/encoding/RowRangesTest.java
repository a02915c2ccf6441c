package org.lance4j.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RowRangesTest {
  @Test
  void findsEachOfItsRows() {
    long[] rows = {3, 4, 5, 9, 11, 12, 1000, 1001};
    RowRanges ranges = RowRanges.ofRows(rows);
    assertEquals(4, ranges.rangeCount());
    for (int i = 0; i < rows.length; i++) {
      assertEquals(rows[i], ranges.row(i));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> ranges.row(rows.length));
    assertThrows(IndexOutOfBoundsException.class, () -> ranges.row(-1));
  }

  @Test
  void findsTheRowsOfOneRange() {
    RowRanges ranges = RowRanges.of(7, 10);
    assertEquals(7, ranges.row(0));
    assertEquals(9, ranges.row(2));
    assertThrows(IndexOutOfBoundsException.class, () -> ranges.row(3));
    assertThrows(IndexOutOfBoundsException.class, () -> RowRanges.of(7, 7).row(0));
  }
}
