package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.lance4j.format.CorruptFileException;

/// FSST with symbol tables made by hand.
class FsstSymbolsTest {
  /// Symbol i has code i; all else is escaped.
  static byte[] symbolTable(String... symbols) {
    ByteBuffer table = ByteBuffer.allocate(FsstSymbols.TABLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    table.put((byte) symbols.length).put((byte) 0).put((byte) 0).put((byte) 1).putInt(0x46535354);
    for (int i = 0; i < symbols.length; i++) {
      table.position(8 + 8 * i);
      table.put(symbols[i].getBytes(StandardCharsets.ISO_8859_1));
      table.put(8 + 8 * symbols.length + i, (byte) symbols[i].length());
    }
    return table.array();
  }

  @Test
  void decodesFsstByHand() {
    FsstSymbols symbols = FsstSymbols.of(ByteString.copyFrom(symbolTable("ab", "c", "12345678")));
    byte[] coded = {0, 1, (byte) 255, 'x', 2, 0, 0, 0, 0, 0, 0, 0, (byte) 255, (byte) 255};
    MemorySegment target = Fixture.segment(new byte[coded.length * 8]);
    long end = symbols.decode(Fixture.segment(coded), 0, coded.length, target, 0);
    byte[] text = target.asSlice(0, end).toArray(LittleEndian.BYTE);
    assertEquals("abcx12345678ababababababab\u00ff", new String(text, StandardCharsets.ISO_8859_1));
  }

  @Test
  void refusesDamagedSymbolTables() {
    byte[] table = symbolTable("ab", "c");
    assertThrows(
        CorruptFileException.class,
        () -> FsstSymbols.of(ByteString.copyFrom(table, 0, table.length - 1)));
    byte[] wrongLength = table.clone();
    wrongLength[8 + 16] = 9;
    assertThrows(
        CorruptFileException.class, () -> FsstSymbols.of(ByteString.copyFrom(wrongLength)));
    byte[] wrongMagic = table.clone();
    wrongMagic[4] ^= 1;
    assertThrows(CorruptFileException.class, () -> FsstSymbols.of(ByteString.copyFrom(wrongMagic)));
    FsstSymbols symbols = FsstSymbols.of(ByteString.copyFrom(table));
    MemorySegment target = Fixture.segment(new byte[64]);
    for (byte[] bad : new byte[][] {{(byte) 255}, {7}, {0, 0, 0, 0, 9, 0, 0, 0}}) {
      assertThrows(
          CorruptFileException.class,
          () -> symbols.decode(Fixture.segment(bad), 0, bad.length, target, 0));
    }
  }
}
