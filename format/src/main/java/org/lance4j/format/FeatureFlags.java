package org.lance4j.format;

import java.util.ArrayList;
import java.util.List;

/// The two words of bits in a manifest that say what a reader, and what a writer, must know.
///
/// A bit that is not known, or known but not read here, refuses the table. Some bits stand in both
/// words or in neither; some in the writers' word only.
public final class FeatureFlags {
  /// One bit: its number, whether tables with it are read here, and in which words it may stand.
  public enum Flag {
    DELETION_FILES(0, true, Words.ANY),
    STABLE_ROW_IDS(1, true, Words.ANY),
    USE_V2_FORMAT(2, true, Words.ANY),
    TABLE_CONFIG(3, true, Words.ANY),
    BASE_PATHS(4, true, Words.ANY),
    DISABLE_TRANSACTION_FILE(5, true, Words.ANY),
    DATA_OVERLAY_FILES(6, false, Words.ANY),
    COVERED_INDEX_METADATA(7, true, Words.ANY),
    MIXED_DATA_FILE_VERSIONS(8, true, Words.PAIRED),
    FRAG_REUSE_WITH_STABLE_ROW_IDS(9, false, Words.ANY),
    FRAGMENT_REUSE_INDEX(10, true, Words.PAIRED),
    SPILLED_ROW_LINEAGE(11, true, Words.ANY),
    FRAGMENT_TREE(12, false, Words.ANY),
    INDEPENDENT_COVERING_FIELDS(13, false, Words.ANY),
    MANAGED_BLOBS(14, true, Words.PAIRED),
    NON_REUSABLE_FIELD_IDS(15, true, Words.WRITER_ONLY),
    ZONE_WRITE_SEEDS(16, false, Words.PAIRED),
    OBJECT_METADATA(17, true, Words.WRITER_ONLY);

    private final int bit;
    private final boolean readable;
    private final Words words;

    Flag(int bit, boolean readable, Words words) {
      this.bit = bit;
      this.readable = readable;
      this.words = words;
    }

    public long mask() {
      return 1L << bit;
    }

    public boolean in(long word) {
      return (word & mask()) != 0;
    }
  }

  /// Where a bit may stand.
  private enum Words {
    ANY,
    PAIRED,
    WRITER_ONLY
  }

  private FeatureFlags() {}

  /// That a table with these words can be read.
  ///
  /// @throws UnsupportedFeatureException naming the bits in the readers' word that are not read
  ///   here
  /// @throws CorruptFileException when a bit stands in one word and must in both, or in the
  ///   readers' word and must not
  public static void checkReadable(long readerWord, long writerWord) {
    List<String> refused = new ArrayList<>();
    long known = 0;
    for (Flag flag : Flag.values()) {
      known |= flag.mask();
      if (flag.in(readerWord) && !flag.readable) {
        refused.add(flag + " (" + flag.mask() + ")");
      }
    }
    for (long rest = readerWord & ~known; rest != 0; rest &= rest - 1) {
      refused.add("unknown (" + Long.toUnsignedString(Long.lowestOneBit(rest)) + ")");
    }
    if (!refused.isEmpty()) {
      throw new UnsupportedFeatureException("table feature " + String.join(", ", refused));
    }
    for (Flag flag : Flag.values()) {
      boolean right =
          switch (flag.words) {
            case ANY -> true;
            case PAIRED -> flag.in(readerWord) == flag.in(writerWord);
            case WRITER_ONLY -> !flag.in(readerWord);
          };
      Bounds.check(right, "feature flag " + flag + " stands in the wrong word of the manifest");
    }
  }
}
