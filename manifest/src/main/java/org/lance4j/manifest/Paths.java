package org.lance4j.manifest;

import org.lance4j.format.Bounds;
import org.lance4j.io.Location;

/// Paths that a manifest names.
final class Paths {
  private Paths() {}

  /// `path`, which leads from a directory down.
  static String checked(String path, String what) {
    Bounds.check(Location.isRelative(path), what + " has the path \"" + path + "\"");
    return path;
  }
}
