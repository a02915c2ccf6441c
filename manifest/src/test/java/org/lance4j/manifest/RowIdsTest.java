package org.lance4j.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceException;
import org.lance4j.format.proto.RowIdsProto;
import org.lance4j.format.proto.RowIdsProto.EncodedU64Array;
import org.lance4j.format.proto.RowIdsProto.U64Segment;

/// Sequences of row ids against the lists that they stand for.
class RowIdsTest {
  /// Bytes that the native library 7.0.0 wrote for a fragment of 3000 rows.
  @Test
  void readsWhatUpstreamWrote() {
    RowIdSequence ids = RowIdSequence.parse(hex("0a050a0310b817"));
    assertEquals(3000, ids.length());
    assertEquals(2999, ids.get(2999));
    RowVersionSequence versions = RowVersionSequence.parse(hex("0a090a050a0310b8171001"));
    assertEquals(3000, versions.length());
    assertEquals(1, versions.get(0));
    assertEquals(1, versions.get(2999));
    assertThrows(IndexOutOfBoundsException.class, () -> versions.get(3000));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsAllKindsOfSegments(long seed) {
    Random random = new Random(seed);
    RowIdsProto.RowIdSequence.Builder message = RowIdsProto.RowIdSequence.newBuilder();
    List<Long> expected = new ArrayList<>();
    long base = 0;
    for (int i = 0; i < 12; i++) {
      base += random.nextInt(1000);
      base = segment(random, i % 8, base, message, expected);
    }
    RowIdSequence ids = RowIdSequence.parse(message.build().toByteString());
    assertEquals(expected.size(), ids.length());
    Set<Long> all = new HashSet<>(expected);
    long[] read = new long[expected.size()];
    ids.read(0, read);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), ids.get(i));
      assertEquals(expected.get(i), read[i]);
      if (i % 37 == 0) {
        assertEquals(i, ids.offsetOf(expected.get(i)));
      }
    }
    for (long id = 0; id < base + 10; id += 3) {
      if (!all.contains(id)) {
        assertEquals(-1, ids.offsetOf(id), "id " + id);
      }
    }
    long[] part = new long[expected.size() / 2];
    ids.read(expected.size() / 3, part);
    for (int i = 0; i < part.length; i++) {
      assertEquals(expected.get(expected.size() / 3 + i), part[i]);
    }
  }

  /// Adds a segment from `base` on, of a kind, and what it stands for. Returns where the next
  /// begins.
  private static long segment(
      Random random,
      int kind,
      long base,
      RowIdsProto.RowIdSequence.Builder message,
      List<Long> expected) {
    int span = 1 + random.nextInt(2000);
    TreeSet<Long> chosen = new TreeSet<>();
    for (long id = base; id < base + span; id++) {
      if (random.nextInt(4) != 0) {
        chosen.add(id);
      }
    }
    List<Long> list = new ArrayList<>(chosen);
    U64Segment.Builder segment = message.addSegmentsBuilder();
    switch (kind) {
      case 0 -> {
        segment.getRangeBuilder().setStart(base).setEnd(base + span);
        list.clear();
        for (long id = base; id < base + span; id++) {
          list.add(id);
        }
      }
      case 1, 2, 3 -> {
        List<Long> holes = new ArrayList<>();
        for (long id = base; id < base + span; id++) {
          if (!chosen.contains(id)) {
            holes.add(id);
          }
        }
        segment
            .getRangeWithHolesBuilder()
            .setStart(base)
            .setEnd(base + span)
            .setHoles(array(holes, kind));
      }
      case 4 -> {
        byte[] bits = new byte[(span + 7) / 8];
        for (long id : chosen) {
          bits[(int) (id - base) / 8] |= (byte) (1 << (id - base) % 8);
        }
        segment
            .getRangeWithBitmapBuilder()
            .setStart(base)
            .setEnd(base + span)
            .setBitmap(ByteString.copyFrom(bits));
      }
      case 5 -> segment.setSortedArray(array(list, 1 + random.nextInt(3)));
      default -> {
        Collections.shuffle(list, random);
        segment.setArray(array(list, 1 + random.nextInt(3)));
      }
    }
    expected.addAll(list);
    return base + span;
  }

  private static EncodedU64Array array(List<Long> values, int kind) {
    long base = values.stream().mapToLong(Long::longValue).min().orElse(7);
    int width = 1 << kind;
    ByteBuffer bytes = ByteBuffer.allocate(values.size() * width).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      switch (kind) {
        case 1 -> bytes.putShort((short) (value - base));
        case 2 -> bytes.putInt((int) (value - base));
        default -> bytes.putLong(value);
      }
    }
    ByteString content = ByteString.copyFrom(bytes.flip());
    EncodedU64Array.Builder array = EncodedU64Array.newBuilder();
    switch (kind) {
      case 1 -> array.getU16ArrayBuilder().setBase(base).setOffsets(content);
      case 2 -> array.getU32ArrayBuilder().setBase(base).setOffsets(content);
      default -> array.getU64ArrayBuilder().setValues(content);
    }
    return array.build();
  }

  @Test
  void keepsLongRangesAsRanges() {
    long million = 1_000_000L;
    U64Segment.Builder segment = U64Segment.newBuilder();
    segment.getRangeBuilder().setEnd(million * million);
    RowIdSequence ids =
        RowIdSequence.parse(
            RowIdsProto.RowIdSequence.newBuilder().addSegments(segment).build().toByteString());
    assertEquals(million * million, ids.length());
    assertEquals(million * million - 1, ids.get(million * million - 1));
    assertEquals(123_456_789_012L, ids.offsetOf(123_456_789_012L));
    assertEquals(-1, ids.offsetOf(million * million));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a00", // no segment
        "0a060a0408051003", // range that ends before it begins
        "0a0b0a0910ffffffffffffffffff01", // range past 2^63
        "0a091a0710081a03010203", // bitmap longer than its range
        "0a071a0510051a01e0", // bitmap with bits past its end
        "0a0a12081005 1a040a021201", // hole array of half a number
        "0a08220632041a02 1201", // sorted array of nothing known
        "0a0d220b0a0908011204050005 00", // sorted array with an id twice
        "0a0c120a 1005 1a06 0a04 1202 0900", // hole outside
        "ff", // no message
      })
  void refusesContradictions(String hex) {
    assertThrows(LanceException.class, () -> RowIdSequence.parse(hex(hex.replace(" ", ""))));
  }

  @Test
  void readsVersionsInRuns() {
    RowIdsProto.RowDatasetVersionSequence.Builder message =
        RowIdsProto.RowDatasetVersionSequence.newBuilder();
    message.addRunsBuilder().setVersion(5).getSpanBuilder().getRangeBuilder().setEnd(3);
    message.addRunsBuilder().setVersion(2).getSpanBuilder().getRangeBuilder().setStart(3).setEnd(4);
    message.addRunsBuilder().setVersion(9).getSpanBuilder().getRangeBuilder().setStart(4).setEnd(9);
    RowVersionSequence versions = RowVersionSequence.parse(message.build().toByteString());
    assertEquals(9, versions.length());
    long[] read = new long[6];
    versions.read(2, read);
    assertArrayEquals(new long[] {5, 2, 9, 9, 9, 9}, read);
    assertEquals(2, versions.get(3));
    assertThrows(IndexOutOfBoundsException.class, () -> versions.read(4, read));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsLiveRowsById(long seed) {
    Random random = new Random(seed);
    Map<Long, Long> addresses = new HashMap<>();
    List<RowIdIndex.FragmentRows> fragments = new ArrayList<>();
    long next = 0;
    for (int fragment = 0; fragment < 30; fragment++) {
      RowIdsProto.RowIdSequence.Builder message = RowIdsProto.RowIdSequence.newBuilder();
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        next = segment(random, random.nextInt(7), next, message, ids);
      }
      // Rows that were rewritten: their ids again, in no order.
      List<Long> again = new ArrayList<>();
      for (Map.Entry<Long, Long> row : addresses.entrySet()) {
        if (random.nextInt(50) == 0) {
          again.add(row.getKey());
        }
      }
      message.addSegmentsBuilder().setArray(array(again, 3));
      ids.addAll(again);
      Set<Integer> deleted = new HashSet<>();
      for (int row = 0; row < ids.size() - again.size(); row++) {
        if (random.nextInt(10) == 0) {
          deleted.add(row);
        }
      }
      fragments.replaceAll(before -> without(before, again));
      fragments.add(
          new RowIdIndex.FragmentRows(
              fragment,
              ids.size(),
              RowIdSequence.parse(message.build().toByteString()),
              DeletionVector.ofRows(deleted.stream().mapToInt(Integer::intValue).toArray())));
      for (int row = 0; row < ids.size(); row++) {
        if (!deleted.contains(row)) {
          addresses.put(ids.get(row), (long) fragment << 32 | row);
        }
      }
    }
    RowIdIndex index = RowIdIndex.of(fragments);
    for (long id = -1; id < next + 5; id++) {
      assertEquals(addresses.getOrDefault(id, RowIdIndex.ABSENT), index.addressOf(id), "id " + id);
    }
  }

  /// The fragment with the rows of some ids deleted too.
  private static RowIdIndex.FragmentRows without(RowIdIndex.FragmentRows rows, List<Long> ids) {
    TreeSet<Integer> deleted = new TreeSet<>();
    for (int row = 0; row < rows.physicalRows(); row++) {
      if (rows.deleted().contains(row)) {
        deleted.add(row);
      }
    }
    Set<Long> gone = new HashSet<>(ids);
    for (int row = 0; row < rows.physicalRows(); row++) {
      if (gone.contains(rows.ids().get(row))) {
        deleted.add(row);
      }
    }
    return new RowIdIndex.FragmentRows(
        rows.fragmentId(),
        rows.physicalRows(),
        rows.ids(),
        DeletionVector.ofRows(deleted.stream().mapToInt(Integer::intValue).toArray()));
  }

  @Test
  void endsAtDamage() {
    RowIdsProto.RowIdSequence.Builder message = RowIdsProto.RowIdSequence.newBuilder();
    Random random = new Random(5);
    long next = 0;
    for (int kind = 0; kind < 8; kind++) {
      next = segment(random, kind, next, message, new ArrayList<>());
    }
    byte[] bytes = message.build().toByteArray();
    for (int i = 0; i < 3000; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        RowIdSequence ids = RowIdSequence.parse(ByteString.copyFrom(flipped));
        for (long row = 0; row < ids.length(); row += 1 + ids.length() / 50) {
          assertEquals(ids.get(row), ids.get(ids.offsetOf(ids.get(row))));
        }
      } catch (CorruptFileException e) {
        assertEquals(e.what(), e.getMessage());
      }
    }
  }

  private static ByteString hex(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
