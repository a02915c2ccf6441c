package org.lance4j.io;

/// How a write that must not replace anything ended.
public enum PutResult {
  /// The object is there, whole, and this call put it there.
  CREATED,
  /// An object was there before; it is untouched.
  ALREADY_THERE
}
