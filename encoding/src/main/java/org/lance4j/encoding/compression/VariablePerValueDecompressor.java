package org.lance4j.encoding.compression;

/// Decodes values that were zipped one by one with their lengths. Immutable and thread-safe.
public interface VariablePerValueDecompressor {
  DataBlock decompress(DataBlock.VariableWidth values, Scratch scratch);
}
