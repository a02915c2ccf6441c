package org.lance4j.encoding.compression;

import org.lance4j.format.UnsupportedFeatureException;

/// Decoders for [CompressiveEncoding]s, by the position that the encoding stands in. All that are
/// handed out are immutable and thread-safe: made once for a page, used for all of its chunks.
public final class Decompressors {
  private Decompressors() {}

  /// For the value buffers of mini-block chunks.
  ///
  /// @throws UnsupportedFeatureException for encodings that cannot stand there
  public static MiniBlockDecompressor miniBlock(CompressiveEncoding encoding) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> new FlatDecompressor(flat.bits());
      case CompressiveEncoding.Variable variable -> miniBlockVariable(variable);
      case CompressiveEncoding.InlineBitpacking packed ->
          new InlineBitpackingDecompressor(packed.bits());
      case CompressiveEncoding.Fsst fsst ->
          new FsstDecompressor.OfMiniBlock(fsst.symbols(), miniBlock(fsst.values()));
      default -> throw misplaced(encoding, "a mini-block");
    };
  }

  private static MiniBlockDecompressor miniBlockVariable(CompressiveEncoding.Variable variable) {
    if (variable.offsets() instanceof CompressiveEncoding.Flat(int bits)) {
      return new VariableDecompressor(bits);
    }
    throw misplaced(variable, "a mini-block");
  }

  private static UnsupportedFeatureException misplaced(CompressiveEncoding encoding, String where) {
    return new UnsupportedFeatureException("encoding " + encoding + " of " + where);
  }

  /// For opaque buffers: levels, dictionaries, scalars.
  ///
  /// @throws UnsupportedFeatureException for encodings that cannot stand there
  public static BlockDecompressor block(CompressiveEncoding encoding) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> new FlatDecompressor(flat.bits());
      case CompressiveEncoding.InlineBitpacking packed ->
          new InlineBitpackingDecompressor(packed.bits());
      case CompressiveEncoding.Variable _ -> new VariableDecompressor(32);
      default -> throw misplaced(encoding, "a block");
    };
  }

  /// For the sequences of unsigned numbers of file version 2.3 (positions, counts, indices): the
  /// block is always a [DataBlock.FixedWidth] of `bits`, 32 or 64.
  ///
  /// @throws UnsupportedFeatureException for encodings that cannot stand there
  public static BlockDecompressor sequence(CompressiveEncoding encoding, int bits) {
    if (encoding instanceof CompressiveEncoding.Flat(int stored) && stored == bits) {
      return new FlatDecompressor(bits);
    }
    throw misplaced(encoding, "a sequence of " + bits + " bits");
  }

  /// For zipped values of one width.
  ///
  /// @throws UnsupportedFeatureException for encodings that cannot stand there
  public static FixedPerValueDecompressor fixedPerValue(CompressiveEncoding encoding) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> new FlatDecompressor(flat.bits());
      default -> throw misplaced(encoding, "zipped values");
    };
  }

  /// For zipped values that have their lengths before them.
  ///
  /// @throws UnsupportedFeatureException for encodings that cannot stand there
  public static VariablePerValueDecompressor variablePerValue(CompressiveEncoding encoding) {
    return switch (encoding) {
      case CompressiveEncoding.Variable _ -> (values, scratch) -> values;
      case CompressiveEncoding.Fsst fsst ->
          new FsstDecompressor.PerValue(fsst.symbols(), variablePerValue(fsst.values()));
      default -> throw misplaced(encoding, "zipped values with lengths");
    };
  }
}
