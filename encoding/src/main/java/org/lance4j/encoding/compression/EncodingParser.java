package org.lance4j.encoding.compression;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings21Proto;

/// Turns messages into [CompressiveEncoding]s: the one place where unknown and impossible wire
/// values end.
final class EncodingParser {
  /// Deeper than any writer nests: lists in lists, one level each.
  private static final int MAX_DEPTH = 64;

  /// The widest fixed-width value, so that a thousand of them still can be counted in bits.
  private static final long MAX_BITS = Bounds.MAX_BUFFER;

  private EncodingParser() {}

  static CompressiveEncoding parse(Encodings21Proto.CompressiveEncoding message, int depth) {
    Bounds.check(depth < MAX_DEPTH, "encoding nests more than " + MAX_DEPTH + " levels");
    return switch (message.getCompressionCase()) {
      case FLAT -> flat(message.getFlat());
      case VARIABLE -> variable(message.getVariable(), depth);
      case CONSTANT -> constant(message.getConstant());
      case OUT_OF_LINE_BITPACKING -> outOfLine(message.getOutOfLineBitpacking());
      case INLINE_BITPACKING -> inline(message.getInlineBitpacking());
      case FSST -> fsst(message.getFsst(), depth);
      case DICTIONARY -> dictionary(message.getDictionary(), depth);
      case RLE -> rle(message.getRle(), depth);
      case BYTE_STREAM_SPLIT -> byteStreamSplit(message.getByteStreamSplit());
      case GENERAL -> general(message.getGeneral(), depth);
      case FIXED_SIZE_LIST -> fixedSizeList(message.getFixedSizeList(), depth);
      case PACKED_STRUCT -> packedStruct(message.getPackedStruct());
      case VARIABLE_PACKED_STRUCT -> variablePackedStruct(message.getVariablePackedStruct(), depth);
      case RANGE -> range(message.getRange());
      case DELTA -> delta(message.getDelta(), depth);
      case COMPRESSION_NOT_SET -> throw unknown(message);
    };
  }

  private static RuntimeException unknown(Encodings21Proto.CompressiveEncoding message) {
    List<Integer> numbers = new ArrayList<>(message.getUnknownFields().asMap().keySet());
    return numbers.isEmpty()
        ? new CorruptFileException("compressive encoding without a kind")
        : new UnsupportedFeatureException("compressive encoding number " + numbers.getFirst());
  }

  private static CompressiveEncoding child(
      boolean present, Encodings21Proto.CompressiveEncoding message, String what, int depth) {
    Bounds.check(present, what + " is missing");
    return parse(message, depth + 1);
  }

  private static CompressiveEncoding.Flat flat(Encodings21Proto.Flat message) {
    if (message.hasData()) {
      throw new UnsupportedFeatureException("Flat encoding with a compressed buffer");
    }
    int bits = Bounds.toInt(message.getBitsPerValue(), MAX_BITS, "width of Flat values");
    Bounds.check(bits > 0, "width of Flat values is 0");
    return new CompressiveEncoding.Flat(bits);
  }

  private static CompressiveEncoding variable(Encodings21Proto.Variable message, int depth) {
    if (message.hasValues()) {
      throw new UnsupportedFeatureException("Variable encoding with a compressed buffer");
    }
    CompressiveEncoding offsets =
        child(message.hasOffsets(), message.getOffsets(), "encoding of offsets", depth);
    if (offsets instanceof CompressiveEncoding.Flat(int bits)) {
      Bounds.check(bits == 32 || bits == 64, "offsets of " + bits + " bits");
    }
    return new CompressiveEncoding.Variable(offsets);
  }

  private static CompressiveEncoding constant(Encodings21Proto.Constant message) {
    @Nullable ByteString value = message.hasValue() ? message.getValue() : null;
    return new CompressiveEncoding.Constant(value);
  }

  private static int wordBits(long bits, String what) {
    Bounds.check(
        bits == 8 || bits == 16 || bits == 32 || bits == 64,
        what + " of " + Long.toUnsignedString(bits) + " bits");
    return (int) bits;
  }

  private static int sequenceBits(long bits, String what) {
    Bounds.check(bits == 32 || bits == 64, what + " of " + Long.toUnsignedString(bits) + " bits");
    return (int) bits;
  }

  private static CompressiveEncoding outOfLine(Encodings21Proto.OutOfLineBitpacking message) {
    int bits = wordBits(message.getUncompressedBitsPerValue(), "bit-packed values");
    Bounds.check(message.getValues().hasFlat(), "bit-packed values are not encoded as Flat");
    int packed =
        Bounds.toInt(message.getValues().getFlat().getBitsPerValue(), bits, "packed width");
    return new CompressiveEncoding.OutOfLineBitpacking(bits, packed);
  }

  private static CompressiveEncoding inline(Encodings21Proto.InlineBitpacking message) {
    if (message.hasValues()) {
      throw new UnsupportedFeatureException("InlineBitpacking with a compressed buffer");
    }
    return new CompressiveEncoding.InlineBitpacking(
        wordBits(message.getUncompressedBitsPerValue(), "bit-packed values"));
  }

  private static CompressiveEncoding fsst(Encodings21Proto.Fsst message, int depth) {
    CompressiveEncoding values =
        child(message.hasValues(), message.getValues(), "encoding of FSST values", depth);
    Bounds.check(values instanceof CompressiveEncoding.Variable, "FSST over " + values + " values");
    return new CompressiveEncoding.Fsst(FsstSymbols.of(message.getSymbolTable()), values);
  }

  private static CompressiveEncoding dictionary(Encodings21Proto.Dictionary message, int depth) {
    return new CompressiveEncoding.Dictionary(
        child(message.hasIndices(), message.getIndices(), "encoding of indices", depth),
        child(message.hasItems(), message.getItems(), "encoding of dictionary items", depth),
        Bounds.toInt(
            Integer.toUnsignedLong(message.getNumDictionaryItems()),
            Integer.MAX_VALUE,
            "number of dictionary items"));
  }

  private static CompressiveEncoding rle(Encodings21Proto.Rle message, int depth) {
    return new CompressiveEncoding.Rle(
        child(message.hasValues(), message.getValues(), "encoding of run values", depth),
        child(message.hasRunLengths(), message.getRunLengths(), "encoding of runs", depth));
  }

  private static CompressiveEncoding byteStreamSplit(Encodings21Proto.ByteStreamSplit message) {
    Bounds.check(message.getValues().hasFlat(), "ByteStreamSplit values are not encoded as Flat");
    return new CompressiveEncoding.ByteStreamSplit(
        wordBits(flat(message.getValues().getFlat()).bits(), "byte-split values"));
  }

  private static CompressiveEncoding general(Encodings21Proto.General message, int depth) {
    Bounds.check(message.hasCompression(), "codec of General is missing");
    CompressiveEncoding.Scheme scheme = scheme(message.getCompression().getSchemeValue());
    return new CompressiveEncoding.General(
        scheme,
        child(message.hasValues(), message.getValues(), "encoding of General values", depth));
  }

  private static CompressiveEncoding.Scheme scheme(int number) {
    for (CompressiveEncoding.Scheme scheme : CompressiveEncoding.Scheme.values()) {
      if (scheme.number() == number) {
        return scheme;
      }
    }
    throw new UnsupportedFeatureException("compression scheme number " + number);
  }

  private static CompressiveEncoding fixedSizeList(
      Encodings21Proto.FixedSizeList message, int depth) {
    int dimension =
        Bounds.toInt(message.getItemsPerValue(), MAX_BITS, "dimension of a fixed-size list");
    Bounds.check(dimension > 0, "dimension of a fixed-size list is 0");
    CompressiveEncoding values =
        child(message.hasValues(), message.getValues(), "encoding of list items", depth);
    Bounds.check(
        values instanceof CompressiveEncoding.FixedSizeList
            || values instanceof CompressiveEncoding.Flat
            || values instanceof CompressiveEncoding.Constant,
        "fixed-size list of " + values + " items");
    return new CompressiveEncoding.FixedSizeList(dimension, message.getHasValidity(), values);
  }

  private static CompressiveEncoding packedStruct(Encodings21Proto.PackedStruct message) {
    List<Integer> bits = new ArrayList<>();
    long total = 0;
    for (long width : message.getBitsPerValueList()) {
      int field = Bounds.toInt(width, MAX_BITS, "width of a packed field");
      Bounds.check(field % 8 == 0 && field > 0, "packed field of " + field + " bits");
      total = Bounds.add(total, field, "width of a packed struct");
      bits.add(field);
    }
    Bounds.check(!bits.isEmpty(), "packed struct without fields");
    Bounds.atMost(total, MAX_BITS, "width of a packed struct");
    if (message.getValues().hasFlat()) {
      int row = flat(message.getValues().getFlat()).bits();
      Bounds.check(row == total, "packed rows of " + row + " bits with fields of " + total);
      return new CompressiveEncoding.PackedStruct(bits);
    }
    throw new UnsupportedFeatureException(
        "PackedStruct over " + message.getValues().getCompressionCase() + " values");
  }

  private static CompressiveEncoding variablePackedStruct(
      Encodings21Proto.VariablePackedStruct message, int depth) {
    List<CompressiveEncoding.PackedField> fields = new ArrayList<>();
    for (Encodings21Proto.VariablePackedStruct.FieldEncoding field : message.getFieldsList()) {
      CompressiveEncoding value =
          child(field.hasValue(), field.getValue(), "encoding of a packed field", depth);
      fields.add(
          switch (field.getLayoutCase()) {
            case BITS_PER_VALUE -> {
              int bits = Bounds.toInt(field.getBitsPerValue(), MAX_BITS, "width of a packed field");
              Bounds.check(bits % 8 == 0, "packed field of " + bits + " bits");
              yield new CompressiveEncoding.PackedField(value, false, bits);
            }
            case BITS_PER_LENGTH ->
                new CompressiveEncoding.PackedField(
                    value, true, sequenceBits(field.getBitsPerLength(), "lengths"));
            case LAYOUT_NOT_SET -> throw new CorruptFileException("packed field without a width");
          });
    }
    Bounds.check(!fields.isEmpty(), "packed struct without fields");
    return new CompressiveEncoding.VariablePackedStruct(fields);
  }

  private static CompressiveEncoding range(Encodings21Proto.Range message) {
    return new CompressiveEncoding.Range(
        sequenceBits(message.getUncompressedBitsPerValue(), "range"),
        message.getStart(),
        message.getStep());
  }

  private static CompressiveEncoding delta(Encodings21Proto.Delta message, int depth) {
    return new CompressiveEncoding.Delta(
        sequenceBits(message.getUncompressedBitsPerValue(), "differences"),
        message.getBase(),
        child(message.hasDeltas(), message.getDeltas(), "encoding of differences", depth));
  }
}
