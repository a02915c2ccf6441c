package org.lance4j.encoding.compression;

import java.util.ArrayList;
import java.util.List;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// Decoders for [CompressiveEncoding]s, by the position that the encoding stands in. All that are
/// handed out are immutable and thread-safe: made once for a page, used for all of its chunks.
///
/// Each throws [UnsupportedFeatureException] for encodings that no writer puts there, and
/// [org.lance4j.format.CorruptFileException] for those that contradict themselves.
public final class Decompressors {
  private Decompressors() {}

  /// For the value buffers of mini-block chunks.
  public static MiniBlockDecompressor miniBlock(CompressiveEncoding encoding) {
    return miniBlock(encoding, Codecs.PREFERRED);
  }

  static MiniBlockDecompressor miniBlock(CompressiveEncoding encoding, Codecs codecs) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> new FlatDecompressor(flat.bits());
      case CompressiveEncoding.Variable(CompressiveEncoding.Flat(int bits)) ->
          new VariableDecompressor(bits);
      case CompressiveEncoding.Variable(CompressiveEncoding offsets) ->
          SplitVariableDecompressor.of(offsets, codecs);
      case CompressiveEncoding.InlineBitpacking packed ->
          new InlineBitpackingDecompressor(packed.bits());
      case CompressiveEncoding.Fsst fsst ->
          new FsstDecompressor.OfMiniBlock(fsst.symbols(), miniBlock(fsst.values(), codecs));
      case CompressiveEncoding.Rle rle -> rle(rle, codecs);
      case CompressiveEncoding.ByteStreamSplit split ->
          new ByteStreamSplitDecompressor(split.bits());
      case CompressiveEncoding.General general ->
          new GeneralDecompressor.OfMiniBlock(
              new GeneralBuffers(general.scheme(), codecs), miniBlock(general.values(), codecs));
      case CompressiveEncoding.FixedSizeList list -> new FixedSizeListDecompressor(list);
      case CompressiveEncoding.PackedStruct struct -> new PackedStructDecompressor(struct.bits());
      case CompressiveEncoding.Constant _,
          CompressiveEncoding.OutOfLineBitpacking _,
          CompressiveEncoding.Dictionary _,
          CompressiveEncoding.VariablePackedStruct _,
          CompressiveEncoding.Range _,
          CompressiveEncoding.Delta _ ->
          throw misplaced(encoding, "a mini-block");
    };
  }

  private static RleDecompressor rle(CompressiveEncoding.Rle rle, Codecs codecs) {
    return new RleDecompressor(
        RunPart.of(rle.values(), codecs), RunPart.of(rle.runLengths(), codecs));
  }

  private static UnsupportedFeatureException misplaced(CompressiveEncoding encoding, String where) {
    return new UnsupportedFeatureException("encoding " + encoding + " of " + where);
  }

  /// For opaque buffers: levels, dictionaries, scalars.
  public static BlockDecompressor block(CompressiveEncoding encoding) {
    return block(encoding, Codecs.PREFERRED);
  }

  static BlockDecompressor block(CompressiveEncoding encoding, Codecs codecs) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> new FlatDecompressor(flat.bits());
      case CompressiveEncoding.Variable _ -> new VariableDecompressor(32);
      case CompressiveEncoding.Constant constant -> ConstantDecompressor.of(constant);
      case CompressiveEncoding.OutOfLineBitpacking packed ->
          new OutOfLineBitpackingDecompressor(packed.bits(), packed.packedBits());
      case CompressiveEncoding.InlineBitpacking packed ->
          new InlineBitpackingDecompressor(packed.bits());
      case CompressiveEncoding.Rle rle -> rle(rle, codecs);
      case CompressiveEncoding.General general ->
          new GeneralDecompressor.OfBlock(
              new GeneralBuffers(general.scheme(), codecs), block(general.values(), codecs));
      case CompressiveEncoding.FixedSizeList list -> new FixedSizeListDecompressor(list);
      case CompressiveEncoding.PackedStruct struct -> new PackedStructDecompressor(struct.bits());
      case CompressiveEncoding.Range range ->
          SequenceDecompressors.of(encoding, range.bits(), codecs);
      case CompressiveEncoding.Delta delta ->
          SequenceDecompressors.of(encoding, delta.bits(), codecs);
      case CompressiveEncoding.Fsst _,
          CompressiveEncoding.Dictionary _,
          CompressiveEncoding.ByteStreamSplit _,
          CompressiveEncoding.VariablePackedStruct _ ->
          throw misplaced(encoding, "a block");
    };
  }

  /// For the sequences of unsigned numbers of file version 2.3 (positions, counts, indices): the
  /// block is always a [DataBlock.FixedWidth] of `bits`, 32 or 64.
  public static BlockDecompressor sequence(CompressiveEncoding encoding, int bits) {
    return sequence(encoding, bits, Codecs.PREFERRED);
  }

  static BlockDecompressor sequence(CompressiveEncoding encoding, int bits, Codecs codecs) {
    return SequenceDecompressors.of(encoding, bits, codecs);
  }

  /// For zipped values of one width.
  public static FixedPerValueDecompressor fixedPerValue(CompressiveEncoding encoding) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> new FlatDecompressor(flat.bits());
      case CompressiveEncoding.Constant constant -> ConstantDecompressor.of(constant);
      case CompressiveEncoding.FixedSizeList list -> new FixedSizeListDecompressor(list);
      case CompressiveEncoding.PackedStruct struct -> new PackedStructDecompressor(struct.bits());
      case CompressiveEncoding.Variable _,
          CompressiveEncoding.OutOfLineBitpacking _,
          CompressiveEncoding.InlineBitpacking _,
          CompressiveEncoding.Fsst _,
          CompressiveEncoding.Dictionary _,
          CompressiveEncoding.Rle _,
          CompressiveEncoding.ByteStreamSplit _,
          CompressiveEncoding.General _,
          CompressiveEncoding.VariablePackedStruct _,
          CompressiveEncoding.Range _,
          CompressiveEncoding.Delta _ ->
          throw misplaced(encoding, "zipped values");
    };
  }

  /// For zipped values that have their lengths before them.
  public static VariablePerValueDecompressor variablePerValue(CompressiveEncoding encoding) {
    return variablePerValue(encoding, Codecs.PREFERRED);
  }

  static VariablePerValueDecompressor variablePerValue(
      CompressiveEncoding encoding, Codecs codecs) {
    return switch (encoding) {
      case CompressiveEncoding.Variable _ -> (values, _) -> values;
      case CompressiveEncoding.Fsst fsst ->
          new FsstDecompressor.PerValue(fsst.symbols(), variablePerValue(fsst.values(), codecs));
      case CompressiveEncoding.General general ->
          new GeneralDecompressor.PerValue(
              new GeneralBuffers(general.scheme(), codecs),
              variablePerValue(general.values(), codecs));
      case CompressiveEncoding.VariablePackedStruct struct -> packed(struct, codecs);
      case CompressiveEncoding.Flat _,
          CompressiveEncoding.Constant _,
          CompressiveEncoding.OutOfLineBitpacking _,
          CompressiveEncoding.InlineBitpacking _,
          CompressiveEncoding.Dictionary _,
          CompressiveEncoding.Rle _,
          CompressiveEncoding.ByteStreamSplit _,
          CompressiveEncoding.FixedSizeList _,
          CompressiveEncoding.PackedStruct _,
          CompressiveEncoding.Range _,
          CompressiveEncoding.Delta _ ->
          throw misplaced(encoding, "zipped values with lengths");
    };
  }

  private static VariablePerValueDecompressor packed(
      CompressiveEncoding.VariablePackedStruct struct, Codecs codecs) {
    List<VariablePackedStructDecompressor.Part> parts = new ArrayList<>();
    for (CompressiveEncoding.PackedField field : struct.fields()) {
      int bytes = field.bits() >>> 3;
      if (field.variable()) {
        parts.add(
            new VariablePackedStructDecompressor.Part.Variable(
                bytes, variablePerValue(field.value(), codecs)));
      } else {
        FixedPerValueDecompressor values = fixedPerValue(field.value());
        Bounds.check(
            values.bitsPerValue() == field.bits(),
            "packed field of " + field.bits() + " bits encoded as " + field.value());
        parts.add(new VariablePackedStructDecompressor.Part.Fixed(bytes, values));
      }
    }
    return new VariablePackedStructDecompressor(List.copyOf(parts));
  }
}
