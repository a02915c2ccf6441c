package org.lance4j.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lance4j.format.CorruptFileException;

final class PageSliceTest {
  @Test
  void joinsNeighboursAndRefusesWhatIsOutOfOrder() {
    PageSlice.Cut cut = new PageSlice.Cut(1);
    cut.add(3, 5);
    cut.add(5, 6);
    cut.add(9, 11);
    assertThrows(CorruptFileException.class, () -> cut.add(10, 12));
    assertThrows(CorruptFileException.class, () -> cut.add(0, 20));
    RowRanges rows = cut.rows();
    assertEquals(
        "3-6 9-11",
        String.join(
            " ",
            IntStream.range(0, rows.rangeCount())
                .mapToObj(i -> rows.start(i) + "-" + rows.end(i))
                .toList()));
  }
}
