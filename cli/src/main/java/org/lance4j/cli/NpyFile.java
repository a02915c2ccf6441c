package org.lance4j.cli;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An array in NumPy's format `.npy`, versions 1 to 3:
///
/// ```
/// 0x93 "NUMPY", major u8, minor u8, length of the header (u16; from version 2 on u32),
/// header: the text of {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }, numbers
/// ```
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  private NpyFile() {}

  /// The array of a file: float16, float32, float64, int8 or uint8, one to three dimensions.
  ///
  /// @throws UsageException for bytes that are no such array
  static QueryArray parse(byte[] bytes) {
    try {
      return parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | ArithmeticException | NumberFormatException e) {
      throw new UsageException("a .npy file that is cut short or damaged");
    }
  }

  private static QueryArray parse(ByteBuffer file) {
    byte[] magic = new byte[MAGIC.length];
    file.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new UsageException("no .npy file");
    }
    int major = file.get();
    file.get();
    long headerLength = major == 1 ? file.getShort() & 0xffff : file.getInt() & 0xffff_ffffL;
    byte[] header = new byte[checked(headerLength, file)];
    file.get(header);
    String text = new String(header, StandardCharsets.UTF_8);
    if (field(ORDER, text).equals("True")) {
      throw new UsageException("a .npy file in Fortran order");
    }
    int[] shape = shape(field(SHAPE, text));
    int count = 1;
    for (int size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return QueryArray.ofShape(values(field(DESCR, text), file, count), shape);
  }

  private static int checked(long length, ByteBuffer file) {
    if (length < 0 || length > file.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) length;
  }

  private static String field(Pattern pattern, String header) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new UsageException("a .npy file whose header cannot be read");
    }
    return matcher.group(1);
  }

  private static int[] shape(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(size -> !size.isEmpty())
        .mapToInt(Integer::parseUnsignedInt)
        .toArray();
  }

  private static double[] values(String type, ByteBuffer file, int count) {
    double[] values = new double[checked((long) count * width(type), file) / width(type)];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case "<f2" -> Float.float16ToFloat(file.getShort());
            case "<f4" -> file.getFloat();
            case "<f8" -> file.getDouble();
            case "|u1" -> file.get() & 0xff;
            default -> file.get();
          };
    }
    return values;
  }

  private static int width(String type) {
    return switch (type) {
      case "<f2" -> 2;
      case "<f4" -> 4;
      case "<f8" -> 8;
      case "|i1", "|u1" -> 1;
      default -> throw new UsageException("a .npy file of type " + type);
    };
  }
}
