package org.lance4j.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Percent-encoding of the paths of URIs (RFC 3986), UTF-8 beneath.
///
/// Written here because `java.net.URI` brings names into Unicode's composed form, which makes them
/// other names, and refuses the raw spaces that people write.
final class PercentCode {
  private static final String HEX = "0123456789ABCDEF";

  private PercentCode() {}

  /// `%41` becomes `A`; a `%` that no two hexadecimal digits follow stays what it is.
  ///
  /// @throws IllegalArgumentException when the decoded bytes are not UTF-8
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      int value = in[i] == '%' && i + 2 < in.length ? hexByte(in[i + 1], in[i + 2]) : -1;
      out.write(value < 0 ? in[i] : value);
      i += value < 0 ? 0 : 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Not UTF-8 when percent-decoded: " + text, e);
    }
  }

  /// Everything but letters, digits, `-._~` and `/` is encoded: a pure ASCII path.
  static String encode(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~/".indexOf(b) >= 0;
      if (plain) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }

  /// Only what would be read back as something else is encoded; the rest stays legible.
  static String encodeReserved(String path) {
    return path.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
  }

  private static int hexByte(int high, int low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }
}
