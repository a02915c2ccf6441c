package org.lance4j.encoding.compression;

import com.google.protobuf.ByteString;
import java.lang.foreign.MemorySegment;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// The symbol table of an FSST-compressed page: what each one-byte code stands for. Immutable and
/// thread-safe.
///
/// ```
/// u8 count n | u8 terminator | u8 suffix limit | u8 1 when values are coded, 0 when they are plain
/// u32 0x46535354 ("FSST")
/// n * 8 bytes: the symbols, 1 to 8 bytes each, then filler
/// n * u8: their lengths
/// zeros to 2312 bytes
/// ```
///
/// A coded value is a sequence of codes; code 255 says that the next byte is itself.
public final class FsstSymbols {
  static final int TABLE_BYTES = 8 + 256 * 8 + 256;
  private static final int MAGIC = 0x46535354;
  private static final int ESCAPE = 255;

  private final boolean coded;
  private final int count;
  private final long[] symbols = new long[256];
  private final byte[] lengths = new byte[256];

  private FsstSymbols(ByteString table) {
    this.count = table.byteAt(0) & 0xFF;
    this.coded = (table.byteAt(3) & 1) != 0;
    for (int i = 0; i < count; i++) {
      symbols[i] = word(table, 8 + 8 * i, 8);
      int length = table.byteAt(8 + 8 * count + i);
      Bounds.check(length >= 1 && length <= 8, "FSST symbol of " + length + " bytes");
      lengths[i] = (byte) length;
    }
  }

  /// @throws CorruptFileException when the bytes are no symbol table
  public static FsstSymbols of(ByteString table) {
    Bounds.check(table.size() == TABLE_BYTES, "FSST symbol table has " + table.size() + " bytes");
    Bounds.check(word(table, 4, 4) == MAGIC, "FSST symbol table has a wrong magic number");
    return new FsstSymbols(table);
  }

  private static long word(ByteString bytes, int offset, int size) {
    long word = 0;
    for (int i = size - 1; i >= 0; i--) {
      word = word << 8 | (bytes.byteAt(offset + i) & 0xFF);
    }
    return word;
  }

  /// How many codes stand for something.
  public int count() {
    return count;
  }

  /// Whether values are coded at all; short pages are not.
  public boolean coded() {
    return coded;
  }

  /// How many bytes must be writable for the values of `coded` bytes: eight for each code, as
  /// decoding writes words.
  static long room(long coded) {
    return Bounds.multiply(coded, 8, "size of FSST values");
  }

  /// Decodes one value.
  ///
  /// @param to where to write; [#room] bytes are there
  /// @return the position behind the last byte that was written
  long decode(MemorySegment source, long from, long end, MemorySegment target, long to) {
    long in = from;
    long out = to;
    int least = 1;
    for (; end - in >= 8; in += 8) {
      long codes = source.get(LittleEndian.LONG, in);
      long inverse = ~codes;
      if (((inverse - 0x0101010101010101L) & codes & 0x8080808080808080L) != 0) {
        break;
      }
      for (int i = 0; i < 64; i += 8) {
        int code = (int) (codes >>> i) & 0xFF;
        int length = lengths[code];
        least = Math.min(least, length);
        target.set(LittleEndian.LONG, out, symbols[code]);
        out += length;
      }
    }
    while (in < end) {
      int code = source.get(LittleEndian.BYTE, in++) & 0xFF;
      if (code != ESCAPE) {
        int length = lengths[code];
        least = Math.min(least, length);
        target.set(LittleEndian.LONG, out, symbols[code]);
        out += length;
      } else {
        Bounds.check(in < end, "FSST value ends in an escape");
        target.set(LittleEndian.BYTE, out++, source.get(LittleEndian.BYTE, in++));
      }
    }
    Bounds.check(least > 0, "FSST code without a symbol");
    return out;
  }
}
