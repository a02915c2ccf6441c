package org.lance4j.dataset;

import java.time.Instant;

/// Which version of a table is meant.
public sealed interface VersionRef {
  /// The newest version of the main branch.
  static VersionRef latest() {
    return new Latest();
  }

  static VersionRef version(long number) {
    return new Version(number);
  }

  static VersionRef tag(String name) {
    return new Tag(name);
  }

  /// The newest version of a branch.
  static VersionRef branch(String name) {
    return new Branch(name, new Latest());
  }

  /// A version, or a time, on a branch.
  static VersionRef branch(String name, VersionRef on) {
    return new Branch(name, on);
  }

  /// The newest version committed at that time or before.
  static VersionRef asOf(Instant time) {
    return new AsOf(time);
  }

  record Latest() implements VersionRef {}

  record Version(long number) implements VersionRef {}

  record Tag(String name) implements VersionRef {}

  record AsOf(Instant time) implements VersionRef {}

  /// @param on latest, a version or a time
  record Branch(String name, VersionRef on) implements VersionRef {}
}
