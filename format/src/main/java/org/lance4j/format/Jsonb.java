package org.lance4j.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// JSON in the binary form that columns of JSON store, to JSON text: no white space, keys in stored
/// order (sorted), numbers and escapes as upstream prints them.
///
/// All numbers are big-endian.
///
/// - container: `u32` kind (upper 3 bits: 1 scalar, 2 object, 4 array) and count `n` (lower 29
///   bits), entries, payloads one after the other. A scalar has one entry, an array `n`, an object
///   `n` for the keys and then `n` for the values.
/// - entry: `u32` with the type in bits 28 to 30 (0 null, 1 string, 2 number, 3 false, 4 true, 5
///   container, 6 extension) and the length of the payload in the lower 28 bits
/// - string: UTF-8
/// - number: a byte for the kind, upper half (0 zero, 1 NaN, 2 and 3 infinite, 4 signed, 5
///   unsigned, 6 float64, 7 decimal), and its bytes. What JSON cannot say is `null`.
///
/// Extensions (dates and the like) are never made from JSON text; they are refused.
public final class Jsonb {
  private static final int STRING = 1;
  private static final int NUMBER = 2;
  private static final int CONTAINER = 5;

  private final byte[] bytes;
  private final StringBuilder text;
  private final List<Container> open = new ArrayList<>();

  private Jsonb(byte[] bytes) {
    this.bytes = bytes;
    this.text = new StringBuilder(bytes.length + 16);
  }

  /// The document as text. No bytes at all are `null`.
  ///
  /// @throws CorruptFileException when the bytes are no such document
  /// @throws UnsupportedFeatureException for values that JSON text does not have
  public static String toText(byte[] jsonb) {
    if (jsonb.length == 0) {
      return "null";
    }
    Jsonb document = new Jsonb(jsonb);
    document.document();
    return document.text.toString();
  }

  /// Containers within containers, without recursion: documents may be nested as deep as they are
  /// long.
  private void document() {
    open(0, bytes.length);
    while (!open.isEmpty()) {
      Container container = open.getLast();
      if (container.index == container.count) {
        text.append(container.closing);
        open.removeLast();
        continue;
      }
      if (container.index > 0) {
        text.append(',');
      }
      if (container.isObject) {
        int next =
            after(container.key, intAt(container.entries + 4 * container.index), container.end);
        string(container.key, next);
        text.append(':');
        container.key = next;
      }
      int values = container.isObject ? container.count : 0;
      int entry = intAt(container.entries + 4 * (values + container.index));
      int payload = container.payload;
      container.index++;
      container.payload = after(payload, entry, container.end);
      value(entry, payload, container.payload);
    }
  }

  /// One that was begun: its entries, and where the next key and value are.
  private static final class Container {
    private final boolean isObject;
    private final String closing;
    private final int entries;
    private final int count;
    private final int end;
    private int index;
    private int key;
    private int payload;

    Container(boolean isObject, int entries, int count, int end) {
      this.isObject = isObject;
      this.closing = isObject ? "}" : "]";
      this.entries = entries;
      this.count = count;
      this.end = end;
      this.key = entries + (isObject ? 8 : 4) * count;
      this.payload = key;
    }
  }

  private void open(int start, int end) {
    Bounds.check(end - start >= 4, "JSON container is too short");
    int header = intAt(start);
    int count = header & 0x1FFF_FFFF;
    int entries = start + 4;
    switch (header >>> 29) {
      case 1 -> {
        Bounds.check(end - start >= 8, "JSON scalar is too short");
        int entry = intAt(entries);
        Bounds.check((entry >>> 28 & 7) != CONTAINER, "JSON scalar is a container");
        value(entry, start + 8, after(start + 8, entry, end));
      }
      case 2 -> {
        Bounds.check((end - entries) / 8 >= count, "JSON object is too short for its entries");
        Container object = new Container(true, entries, count, end);
        for (int i = 0; i < count; i++) {
          object.payload = after(object.payload, intAt(entries + 4 * i), end);
        }
        text.append('{');
        open.add(object);
      }
      case 4 -> {
        Bounds.check((end - entries) / 4 >= count, "JSON array is too short for its entries");
        text.append('[');
        open.add(new Container(false, entries, count, end));
      }
      default -> throw new CorruptFileException("JSON container of kind " + (header >>> 29));
    }
  }

  /// Where the payload of `entry` ends.
  private static int after(int payload, int entry, int end) {
    int length = entry & 0x0FFF_FFFF;
    Bounds.check(length <= end - payload, "JSON value reaches past its container");
    return payload + length;
  }

  private void value(int entry, int payload, int end) {
    int type = (entry >>> 28) & 7;
    switch (type) {
      case 0 -> text.append("null");
      case STRING -> string(payload, end);
      case NUMBER -> number(payload, end);
      case 3 -> text.append("false");
      case 4 -> text.append("true");
      case CONTAINER -> open(payload, end);
      case 6 -> throw new UnsupportedFeatureException("JSON extension value");
      default -> throw new CorruptFileException("JSON value of type " + type);
    }
  }

  private void string(int start, int end) {
    CharSequence value;
    try {
      value =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
    } catch (CharacterCodingException e) {
      throw new CorruptFileException("JSON string is not UTF-8");
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append("\\u00").append(Character.forDigit(c >> 4, 16));
            text.append(Character.forDigit(c & 15, 16));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private void number(int start, int end) {
    Bounds.check(end > start, "JSON number is empty");
    int length = end - start - 1;
    switch (bytes[start] & 0xFF) {
      case 0x00 -> text.append('0');
      case 0x10, 0x20, 0x30 -> text.append("null");
      case 0x40 -> text.append(integer(start + 1, length));
      case 0x50 -> text.append(Long.toUnsignedString(unsigned(start + 1, length)));
      case 0x60 -> {
        Bounds.check(length == 8, "JSON float is not of 8 bytes");
        appendDouble(Double.longBitsToDouble(unsigned(start + 1, 8)));
      }
      case 0x70 -> decimal(start + 1, length);
      default -> throw new CorruptFileException("JSON number of kind " + (bytes[start] & 0xFF));
    }
  }

  private long unsigned(int start, int length) {
    Bounds.check(
        length == 1 || length == 2 || length == 4 || length == 8,
        "JSON integer of " + length + " bytes");
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[start + i] & 0xFF);
    }
    return value;
  }

  private long integer(int start, int length) {
    int unused = 64 - 8 * length;
    return unsigned(start, length) << unused >> unused;
  }

  /// The unscaled number (8, 16 or 32 bytes), in a form of old a byte for the precision, a byte for
  /// the scale. Read as a float64, as upstream does.
  private void decimal(int start, int length) {
    int width =
        switch (length) {
          case 9 -> 8;
          case 17, 18 -> 16;
          case 33, 34 -> 32;
          default -> throw new CorruptFileException("JSON decimal of " + length + " bytes");
        };
    BigInteger unscaled = new BigInteger(Arrays.copyOfRange(bytes, start, start + width));
    int scale = bytes[start + length - 1] & 0xFF;
    appendDouble(unscaled.doubleValue() / Math.pow(10, scale));
  }

  private int intAt(int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  /// The fewest digits that read back as the number. Plain from 1e-5 up to below 1e16, with a digit
  /// after the point; else with an exponent, `1e-7`, `1.5e+17`.
  private void appendDouble(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      text.append("null");
      return;
    }
    if (value < 0 || 1 / value < 0) {
      text.append('-');
    }
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      text.append("0.0");
      return;
    }
    BigDecimal digits = shortest(magnitude);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -5 && exponent < 16) {
      String plain = digits.toPlainString();
      text.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "");
      return;
    }
    String all = digits.unscaledValue().toString();
    text.append(all.charAt(0));
    if (all.length() > 1) {
      text.append('.').append(all, 1, all.length());
    }
    text.append('e').append(exponent < 0 ? "" : "+").append(exponent);
  }

  /// `Double.toString` gives at least two digits, of the smallest numbers one too many.
  private static BigDecimal shortest(double magnitude) {
    BigDecimal digits = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    if (digits.precision() == 2) {
      BigDecimal one = digits.round(new MathContext(1));
      return one.doubleValue() == magnitude ? one : digits;
    }
    return digits;
  }
}
