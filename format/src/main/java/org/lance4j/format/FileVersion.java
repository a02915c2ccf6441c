package org.lance4j.format;

/// The versions of the Lance data file, oldest first.
///
/// A footer and a `DataFile` message say the version as two numbers, and not always the same two.
public enum FileVersion {
  V0_1("0.1", 0, 2),
  V2_0("2.0", 0, 3),
  V2_1("2.1", 2, 1),
  V2_2("2.2", 2, 2),
  V2_3("2.3", 2, 3);

  /// What is written unless something else is asked for.
  public static final FileVersion DEFAULT = V2_2;

  private final String text;
  private final int footerMajor;
  private final int footerMinor;

  FileVersion(String text, int footerMajor, int footerMinor) {
    this.text = text;
    this.footerMajor = footerMajor;
    this.footerMinor = footerMinor;
  }

  /// From the two numbers of a footer or a `DataFile` message; `(0, 0..2)` are 0.1, `(0, 3)` and
  /// `(2, 0)` are 2.0.
  ///
  /// @throws UnsupportedFeatureException for other numbers
  public static FileVersion ofNumbers(int major, int minor) {
    if (major == 0 && minor >= 0 && minor <= 2) {
      return V0_1;
    }
    if (major == 2 && minor == 0) {
      return V2_0;
    }
    for (FileVersion version : values()) {
      if (version.footerMajor == major && version.footerMinor == minor) {
        return version;
      }
    }
    throw new UnsupportedFeatureException("file version " + major + "." + minor);
  }

  public boolean atLeast(FileVersion other) {
    return compareTo(other) >= 0;
  }

  public int footerMajor() {
    return footerMajor;
  }

  public int footerMinor() {
    return footerMinor;
  }

  /// `0.1`, `2.0` ...
  @Override
  public String toString() {
    return text;
  }
}
