package org.lance4j.file;

/// What a read gives of blob columns.
public enum BlobHandling {
  /// Their bytes.
  BYTES,
  /// Where the bytes lie, as stored.
  DESCRIPTIONS
}
