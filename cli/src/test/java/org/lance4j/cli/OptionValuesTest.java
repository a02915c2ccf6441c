package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.query.DistanceRange;

/// What the values of options mean.
final class OptionValuesTest {
  private static QueryArray vector(double... components) {
    return new QueryArray.Vector(components);
  }

  private static QueryArray rows(QueryArray... items) {
    return new QueryArray.Rows(List.of(items));
  }

  @Test
  void columnsAreSeparatedByCommas() {
    assertEquals(List.of(), ColumnList.parse(""));
    assertEquals(List.of("a", "b.c"), ColumnList.parse("a, b.c"));
    assertEquals(
        List.of("`a,b`", "x.`c.d`", "`t``k, `"), ColumnList.parse("`a,b`,x.`c.d`,`t``k, `"));
    assertEquals(List.of("Größe"), ColumnList.parse("Größe"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,,b", ",a", "a,", "`a", "a`"})
  void wrongColumnListsAreRefused(String text) {
    assertThrows(UsageException.class, () -> ColumnList.parse(text));
  }

  @Test
  void queriesAreListsOfAnyDepth() {
    assertEquals(vector(0.1, 2), QueryArray.parse("[0.1, 2]"));
    assertEquals(vector(), QueryArray.parse("[]"));
    assertEquals(vector(Double.NaN, -1e300), QueryArray.parse("[NaN, -1e300]"));
    assertEquals(rows(vector(1), vector(2)), QueryArray.parse("[[1],[2]]"));
    assertEquals(3, QueryArray.parse("[[[1],[2]]]").depth());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "[1",
        "[1,[2]]",
        "[[1],2]",
        "[\"1\"]",
        "[1] 2",
        "[[[[1]]]]",
        "[[1],[[2]]]",
        "{}"
      })
  void wrongQueriesAreRefused(String text) {
    assertThrows(UsageException.class, () -> QueryArray.parse(text));
  }

  @Test
  void aFileOfNumpyIsRead() {
    // np.save(file, np.array([1.5, -2, 0.25], np.float32))
    String file =
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzog"
            + "KDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgIAoAAMA/AAAAwAAAgD4=";
    assertEquals(vector(1.5, -2, 0.25), NpyFile.parse(Base64.getDecoder().decode(file)));
  }

  private static byte[] npy(int major, String descr, String shape, String order, byte... data) {
    String header =
        "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    ByteBuffer file = ByteBuffer.allocate(12 + header.length() + data.length);
    file.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
    file.put((byte) major).put((byte) 0);
    if (major == 1) {
      file.putShort((short) header.length());
    } else {
      file.putInt(header.length());
    }
    file.put(header.getBytes(StandardCharsets.US_ASCII)).put(data);
    return java.util.Arrays.copyOf(file.array(), file.position());
  }

  @Test
  void arraysOfEachTypeAndShape() {
    assertEquals(
        rows(vector(-1, 2), vector(3, 4)),
        NpyFile.parse(npy(2, "|i1", "(2, 2)", "False", (byte) -1, (byte) 2, (byte) 3, (byte) 4)));
    assertEquals(
        vector(255, 0), NpyFile.parse(npy(3, "|u1", "(2,)", "False", (byte) -1, (byte) 0)));
    assertEquals(vector(1), NpyFile.parse(npy(1, "<f2", "(1,)", "False", (byte) 0, (byte) 0x3c)));
    assertEquals(
        rows(rows(vector(1), vector(2))),
        NpyFile.parse(npy(1, "|u1", "(1, 2, 1)", "False", (byte) 1, (byte) 2)));
    assertEquals(
        vector(1),
        NpyFile.parse(
            npy(1, "<f8", "(1,)", "False", new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f})));
  }

  @Test
  void damagedArraysAreRefused() {
    byte[] good = npy(1, "<f4", "(1, 1)", "False", new byte[4]);
    for (int length = 0; length < good.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertThrows(UsageException.class, () -> NpyFile.parse(cut));
    }
    for (byte[] wrong :
        List.of(
            npy(1, "<f4", "(1,)", "True", new byte[4]),
            npy(1, ">f4", "(1,)", "False", new byte[4]),
            npy(1, "<f4", "()", "False", new byte[4]),
            npy(1, "<f4", "(65536, 65536)", "False", new byte[4]),
            npy(1, "<f4", "(2147483647, 1)", "False", new byte[4]),
            npy(1, "<f4", "(-1,)", "False", new byte[4]),
            npy(1, "<f4", "(0, 4)", "False"),
            npy(1, "<f4", "(1, 1, 1, 1)", "False", new byte[4]))) {
      assertThrows(UsageException.class, () -> NpyFile.parse(wrong));
    }
  }

  @Test
  void rangesHaveTwoEnds() {
    assertEquals(DistanceRange.ALL.from(0.5f).below(2), Range.parseDistances("0.5:2"));
    assertEquals(DistanceRange.ALL.below(2), Range.parseDistances(":2"));
    assertEquals(DistanceRange.ALL.from(-1), Range.parseDistances("-1:"));
    assertEquals(DistanceRange.ALL, Range.parseDistances(":"));
    assertEquals(new Range.Bytes(10, 5), Range.parseBytes("10:5"));
    assertThrows(UsageException.class, () -> Range.parseDistances("1"));
    assertThrows(UsageException.class, () -> Range.parseDistances("a:b"));
    assertThrows(UsageException.class, () -> Range.parseBytes("-1:5"));
    assertThrows(UsageException.class, () -> Range.parseBytes("1:"));
  }
}
