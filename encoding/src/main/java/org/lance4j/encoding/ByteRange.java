package org.lance4j.encoding;

/// Bytes `[offset, offset + length)` of the file that a column lies in.
public record ByteRange(long offset, long length) {
  public long end() {
    return offset + length;
  }
}
