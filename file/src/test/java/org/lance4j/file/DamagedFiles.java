package org.lance4j.file;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.lance4j.format.proto.File2Proto;
import org.lance4j.format.proto.FileProto;

/// Copies of a good data file that are damaged in one place each.
final class DamagedFiles {
  /// A damaged copy.
  record Damaged(String what, byte[] bytes) {}

  /// What size fields claim.
  private static final long[] HUGE = {
    -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40, 1L << 32, Integer.MAX_VALUE, 1L << 24
  };

  private static final int FOOTER = FileFooter.LENGTH;
  private static final int TRAILER = 16;

  private final byte[] good;
  private final boolean legacy;
  private final Random random;
  private final List<Damaged> damaged = new ArrayList<>();

  private DamagedFiles(byte[] good, boolean legacy, Random random) {
    this.good = good;
    this.legacy = legacy;
    this.random = random;
  }

  /// @param legacy whether the file is of version 0.1
  /// @param rounds how many files of each kind of damage that is drawn by lot
  static List<Damaged> of(byte[] good, boolean legacy, int rounds, Random random) {
    DamagedFiles files = new DamagedFiles(good, legacy, random);
    int metadata = legacy ? files.lowestOfLegacy() : (int) files.number(FOOTER);
    files.flip("pages", 0, metadata, rounds);
    files.flip("metadata", metadata, good.length - files.endLength(), rounds);
    files.flip("footer", good.length - files.endLength(), good.length, rounds);
    files.cut();
    files.lieInNumbers(metadata, rounds);
    if (!legacy) {
      files.lieInMessages(2 * rounds);
    }
    return files.damaged;
  }

  private int endLength() {
    return legacy ? TRAILER : FOOTER;
  }

  private ByteBuffer bytes(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The u64 that begins so many bytes before the end.
  private long number(int fromEnd) {
    return bytes(good).getLong(good.length - fromEnd);
  }

  private int lowestOfLegacy() {
    try {
      int metadata = (int) number(TRAILER);
      int length = bytes(good).getInt(metadata);
      FileProto.Metadata message =
          FileProto.Metadata.parseFrom(bytes(good).slice(metadata + 4, length));
      return (int) Math.min(message.getPageTablePosition(), message.getManifestPosition());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private void flip(String where, int start, int end, int rounds) {
    for (int round = 0; round < rounds && end > start; round++) {
      byte[] bad = good.clone();
      StringBuilder what = new StringBuilder("flips in " + where);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = start + random.nextInt(end - start);
        switch (random.nextInt(3)) {
          case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
          case 1 -> bad[at] = (byte) random.nextInt(256);
          default -> bad[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        }
        what.append(' ').append(at);
      }
      damaged.add(new Damaged(what.toString(), bad));
    }
  }

  /// Where a part of the file begins or ends.
  private Set<Integer> borders() {
    Set<Integer> borders = new TreeSet<>(List.of(0, good.length, good.length - endLength()));
    if (legacy) {
      borders.add(lowestOfLegacy());
      borders.add((int) number(TRAILER));
      return borders;
    }
    for (int field : new int[] {40, 32, 24}) {
      borders.add((int) number(field));
    }
    for (File2Proto.ColumnMetadata column : columns()) {
      for (File2Proto.ColumnMetadata.Page page : column.getPagesList()) {
        for (int i = 0; i < page.getBufferOffsetsCount(); i++) {
          borders.add((int) page.getBufferOffsets(i));
          borders.add((int) (page.getBufferOffsets(i) + page.getBufferSizes(i)));
        }
      }
    }
    return borders;
  }

  /// Ends the file early, with and without the bytes that a file ends in.
  private void cut() {
    for (int border : borders()) {
      int length = Math.max(0, border - random.nextInt(2));
      damaged.add(new Damaged("ends at " + length, Arrays.copyOf(good, length)));
      byte[] end = Arrays.copyOfRange(good, good.length - endLength(), good.length);
      byte[] bad = Arrays.copyOf(good, length + end.length);
      System.arraycopy(end, 0, bad, length, end.length);
      damaged.add(new Damaged("ends at " + length + ", and a footer", bad));
    }
  }

  /// Every number of the footer, and numbers of the tables.
  private void lieInNumbers(int metadata, int rounds) {
    int end = good.length - endLength();
    for (int at = end; at < good.length - 8; at += 4) {
      for (long huge : HUGE) {
        lie(at, huge, legacy || at < end + 24 ? 8 : 4);
      }
    }
    int tables = legacy ? metadata : (int) number(32);
    for (int round = 0; round < rounds; round++) {
      int at = tables + random.nextInt(Math.max(1, (end - tables - 8) / 8)) * 8;
      lie(at, HUGE[random.nextInt(HUGE.length)], 8);
    }
  }

  private void lie(int at, long number, int width) {
    byte[] bad = good.clone();
    if (width == 8 && at <= bad.length - 8) {
      bytes(bad).putLong(at, number);
    } else {
      bytes(bad).putInt(at, (int) number);
    }
    damaged.add(new Damaged(number + " at " + at, bad));
  }

  private List<File2Proto.ColumnMetadata> columns() {
    try {
      List<File2Proto.ColumnMetadata> columns = new ArrayList<>();
      int table = (int) number(32);
      int count = bytes(good).getInt(good.length - 12);
      for (int i = 0; i < count; i++) {
        int at = (int) bytes(good).getLong(table + 16 * i);
        int length = (int) bytes(good).getLong(table + 16 * i + 8);
        columns.add(File2Proto.ColumnMetadata.parseFrom(bytes(good).slice(at, length)));
      }
      return columns;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private void lieInMessages(int rounds) {
    HostileMessages hostile = new HostileMessages(random);
    List<File2Proto.ColumnMetadata> columns = columns();
    for (int round = 0; round < rounds; round++) {
      int column = random.nextInt(columns.size());
      Message lie = hostile.lieIn(columns.get(column));
      damaged.add(
          new Damaged(
              "column " + column + " is " + lie.toString().replaceAll("\\s+", " "),
              withColumn(column, lie.toByteArray())));
    }
  }

  /// The file with another message for a column, which lies behind all else.
  private byte[] withColumn(int column, byte[] message) {
    int length = good.length + message.length;
    byte[] file = new byte[length];
    ByteBuffer bad = bytes(file);
    int metadata = good.length - FOOTER;
    bad.put(good, 0, metadata);
    bad.put(message);
    // the table stays where it is, ahead of this one message
    int entry = (int) number(32) + 16 * column;
    bad.putLong(entry, metadata);
    bad.putLong(entry + 8, message.length);
    bad.put(good, metadata, FOOTER);
    return file;
  }
}
