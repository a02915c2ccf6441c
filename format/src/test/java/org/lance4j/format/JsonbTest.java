package org.lance4j.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Documents that pylance stored, and the text that it reads from them.
class JsonbTest {
  static List<String> documents() throws IOException {
    try (InputStream in = JsonbTest.class.getResourceAsStream("/jsonb/documents.tsv")) {
      assertNotNull(in);
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertTrue(lines.size() > 60);
      return lines;
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void printsWhatPylancePrints(String line) {
    int tab = line.indexOf('\t');
    byte[] stored = HexFormat.of().parseHex(line.substring(0, tab));
    assertEquals(line.substring(tab + 1), Jsonb.toText(stored));
  }

  @Test
  void takesNoBytesForNull() {
    assertEquals("null", Jsonb.toText(new byte[0]));
  }

  /// By upstream's arithmetic: the unscaled number as a float64 over a power of ten.
  @ParameterizedTest
  @CsvSource({
    "20000000 2000000a 70 000000000000007b 02, 1.23",
    "20000000 2000000a 70 ffffffffffffff85 00, -123.0",
    "20000000 20000012 70 0000000000000000000000000000007b 02, 1.23",
    "20000000 20000013 70 0000000000000000000000000000007b 2602, 1.23",
    "20000000 20000001 10, null"
  })
  void readsNumbersThatAreNoLongerWritten(String hex, String text) {
    assertEquals(text, Jsonb.toText(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  @Test
  void refusesExtensionValues() {
    byte[] date = HexFormat.of().parseHex("2000000060000005" + "1000000001");
    assertThrows(UnsupportedFeatureException.class, () -> Jsonb.toText(date));
  }

  @Test
  void endsAtDamage() throws IOException {
    Random random = new Random(7);
    for (String line : documents()) {
      byte[] stored = HexFormat.of().parseHex(line.substring(0, line.indexOf('\t')));
      for (int length = 1; length < stored.length; length++) {
        byte[] cut = Arrays.copyOf(stored, length);
        assertThrows(LanceException.class, () -> Jsonb.toText(cut));
      }
      for (int i = 0; i < 200; i++) {
        byte[] flipped = stored.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          assertTrue(Jsonb.toText(flipped).length() < 10_000);
        } catch (LanceException e) {
          assertNotNull(e.getMessage());
        }
      }
    }
  }

  @Test
  void readsDeepNesting() {
    int depth = 100_000;
    ByteBuffer nested = ByteBuffer.allocate(8 * depth + 4);
    for (int left = nested.capacity() - 8; left > 0; left -= 8) {
      nested.putInt(0x8000_0001).putInt(0x5000_0000 | left);
    }
    nested.putInt(0x8000_0000);
    assertEquals("[".repeat(depth + 1) + "]".repeat(depth + 1), Jsonb.toText(nested.array()));
  }

  @Test
  void endsAtLyingCounts() {
    byte[] lying = HexFormat.of().parseHex("9fffffff00000000");
    assertThrows(CorruptFileException.class, () -> Jsonb.toText(lying));
    byte[] lyingObject = HexFormat.of().parseHex("5fffffff00000000");
    assertThrows(CorruptFileException.class, () -> Jsonb.toText(lyingObject));
  }
}
