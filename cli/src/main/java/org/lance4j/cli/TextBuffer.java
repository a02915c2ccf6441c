package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.lance4j.format.UnsupportedFeatureException;

/// Text in the making, as UTF-8 bytes: what one row prints, or several, until they are drained.
///
/// Confined to one thread.
final class TextBuffer {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 64;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[1 << 12];
  private int length;

  int length() {
    return length;
  }

  byte at(int index) {
    return bytes[index];
  }

  void clear() {
    length = 0;
  }

  /// Writes everything out and starts again empty.
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      long wanted = (long) length + more;
      if (wanted > MAX_LENGTH) {
        throw new UnsupportedFeatureException("a row of more than 2 GiB of text");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(wanted, bytes.length * 2L)));
    }
  }

  void put(int oneByte) {
    if (length == bytes.length) {
      ensure(1);
    }
    bytes[length++] = (byte) oneByte;
  }

  void put(byte[] more) {
    put(more, 0, more.length);
  }

  void put(byte[] more, int from, int count) {
    ensure(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  void put(TextBuffer other, int from, int count) {
    put(other.bytes, from, count);
  }

  /// Characters below 128 only.
  void ascii(String text) {
    int count = text.length();
    ensure(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
  }

  void text(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  /// All digits of a signed number.
  void number(long value) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        ascii("-9223372036854775808");
        return;
      }
      put('-');
      digits(-value, 1);
    } else {
      digits(value, 1);
    }
  }

  /// All digits of an unsigned 64-bit number.
  void unsignedNumber(long value) {
    if (value >= 0) {
      digits(value, 1);
    } else {
      ascii(Long.toUnsignedString(value));
    }
  }

  /// A number that is not negative with at least `width` digits, zeros in front.
  void digits(long value, int width) {
    int count = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      count++;
    }
    count = Math.max(count, width);
    ensure(count);
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  /// The text as a JSON string with its quotes.
  void jsonString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put('"');
    escaped(utf8, 0, utf8.length);
    put('"');
  }

  /// Bytes of a utf8 column as a JSON string; bytes that are not UTF-8 become U+FFFD.
  void jsonString(ArrowBuf data, long start, int count) {
    put('"');
    ensure(count);
    data.getBytes(start, bytes, length, count);
    int kind = 0;
    for (int i = length; i < length + count; i++) {
      int b = bytes[i];
      kind |= b < ' ' || b == '"' || b == '\\' ? 1 : 0;
    }
    if (kind == 0) {
      length += count;
    } else {
      byte[] valid = valid(Arrays.copyOfRange(bytes, length, length + count));
      escaped(valid, 0, valid.length);
    }
    put('"');
  }

  /// Bytes of a utf8 column as they are; bytes that are not UTF-8 become U+FFFD.
  void utf8(ArrowBuf data, long start, int count) {
    ensure(count);
    data.getBytes(start, bytes, length, count);
    for (int i = length; i < length + count; i++) {
      if (bytes[i] < 0) {
        put(valid(Arrays.copyOfRange(bytes, length, length + count)));
        return;
      }
    }
    length += count;
  }

  private static byte[] valid(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  private void escaped(byte[] utf8, int from, int to) {
    int plain = from;
    for (int i = from; i < to; i++) {
      int b = utf8[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        put(utf8, plain, i - plain);
        escape(b);
        plain = i + 1;
      }
    }
    put(utf8, plain, to - plain);
  }

  private void escape(int b) {
    put('\\');
    switch (b) {
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      case '\b' -> put('b');
      case '\f' -> put('f');
      case '"', '\\' -> put(b);
      default -> {
        ascii("u00");
        put(HEX[b >> 4]);
        put(HEX[b & 15]);
      }
    }
  }
}
