package org.lance4j.format;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bits by their numbers, as the format has them.
class FeatureFlagsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 4, 8, 16, 32, 128, 256, 1024, 2048, 16384, 17843})
  void readsWhatItKnows(long word) {
    assertDoesNotThrow(() -> FeatureFlags.checkReadable(word, word));
  }

  @ParameterizedTest
  @CsvSource({
    "64, DATA_OVERLAY_FILES (64)",
    "512, FRAG_REUSE_WITH_STABLE_ROW_IDS (512)",
    "4096, FRAGMENT_TREE (4096)",
    "8320, INDEPENDENT_COVERING_FIELDS (8192)",
    "65537, ZONE_WRITE_SEEDS (65536)",
    "262144, unknown (262144)",
    "-9223372036854775808, unknown (9223372036854775808)",
  })
  void refusesByName(long word, String named) {
    UnsupportedFeatureException refused =
        assertThrows(
            UnsupportedFeatureException.class, () -> FeatureFlags.checkReadable(word, word));
    assertEquals("table feature " + named, refused.getMessage());
  }

  @Test
  void namesAllThatItRefuses() {
    UnsupportedFeatureException refused =
        assertThrows(
            UnsupportedFeatureException.class, () -> FeatureFlags.checkReadable(64 | 1L << 40, 0));
    assertEquals(
        "table feature DATA_OVERLAY_FILES (64), unknown (1099511627776)", refused.getMessage());
  }

  @Test
  void doesNotMindWhatOnlyWritersMustKnow() {
    assertDoesNotThrow(() -> FeatureFlags.checkReadable(0, 32768 | 131072 | 64 | 1L << 40));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 0",
    "0, 256",
    "1024, 0",
    "0, 1024",
    "16384, 0",
    "0, 16384",
    "0, 65536",
    "32768, 32768",
    "131072, 131072"
  })
  void refusesBitsInTheWrongWord(long reader, long writer) {
    assertThrows(CorruptFileException.class, () -> FeatureFlags.checkReadable(reader, writer));
  }
}
