package org.lance4j.manifest;

import java.util.Locale;

/// How manifest files are named in `_versions`. A table keeps to one scheme, unless it was caught
/// in the middle of a migration.
///
/// | scheme | version 7 | |
/// |---|---|---|
/// | `V1` | `7.manifest` | releases before 2.0 |
/// | `V2` | `18446744073709551608.manifest` | 2^64 - 1 - version in 20 digits: the latest one lists first |
/// | both | `d9223372036854775815.manifest` | detached: the highest bit of the version is set |
///
/// Other names (hints, staged files) are none of a version.
public enum ManifestNaming {
  V1,
  V2;

  private static final String SUFFIX = ".manifest";
  private static final int V2_DIGITS = 20;

  /// Whether the version stands apart from the chain of versions.
  public static boolean isDetached(long version) {
    return version < 0;
  }

  public String fileName(long version) {
    if (isDetached(version)) {
      return "d" + Long.toUnsignedString(version) + SUFFIX;
    }
    return switch (this) {
      case V1 -> Long.toUnsignedString(version) + SUFFIX;
      case V2 ->
          // ~version is 2^64 - 1 - version.
          String.format(Locale.ROOT, "%20s", Long.toUnsignedString(~version)).replace(' ', '0')
              + SUFFIX;
    };
  }

  /// The version whose manifest has this name.
  ///
  /// @return [#NO_VERSION] when it is the name of none, or of a detached one
  static long versionOf(String fileName) {
    if (!fileName.endsWith(SUFFIX)) {
      return NO_VERSION;
    }
    String stem = fileName.substring(0, fileName.length() - SUFFIX.length());
    long number = number(stem);
    if (stem.length() == V2_DIGITS) {
      // Versions are below 2^63, so their V2 numbers are not: a stem that is not a number, -1 here,
      // cannot be told from version 0, and neither is a version.
      return ~number > 0 ? ~number : NO_VERSION;
    }
    return number;
  }

  /// The detached version whose manifest has this name, or [#NO_VERSION].
  static long detachedVersionOf(String fileName) {
    if (!fileName.startsWith("d") || !fileName.endsWith(SUFFIX)) {
      return NO_VERSION;
    }
    try {
      long version =
          Long.parseUnsignedLong(fileName.substring(1, fileName.length() - SUFFIX.length()));
      return isDetached(version) ? version : NO_VERSION;
    } catch (NumberFormatException e) {
      return NO_VERSION;
    }
  }

  static boolean isV2(String fileName) {
    return fileName.length() == V2_DIGITS + SUFFIX.length() && versionOf(fileName) != NO_VERSION;
  }

  static final long NO_VERSION = -1;

  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return NO_VERSION;
    }
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      return NO_VERSION;
    }
  }
}
