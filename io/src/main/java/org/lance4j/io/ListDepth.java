package org.lance4j.io;

/// How deep a listing goes.
public enum ListDepth {
  /// The objects directly in the directory.
  FLAT,
  /// Also those in the directories below it.
  RECURSIVE
}
