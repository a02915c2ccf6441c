package org.lance4j.encoding.v20;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredPage;
import org.lance4j.encoding.compression.FsstSymbols;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings20Proto;

/// The message `lance.encodings.ArrayEncoding` of a page to an [ArrayEncoding]. Unknown messages
/// and schemes are refused by name here, and nowhere else.
public final class ArrayEncodingParser {
  private static final String MESSAGE = "lance.encodings.ArrayEncoding";
  private final StoredPage page;
  private final StoredColumn column;
  private final boolean dictionaryField;

  private ArrayEncodingParser(StoredPage page, StoredColumn column, boolean dictionaryField) {
    this.page = page;
    this.column = column;
    this.dictionaryField = dictionaryField;
  }

  /// @param dictionaryField whether the field's type is a dictionary, which the message does not
  ///   tell
  /// @throws org.lance4j.format.UnsupportedFeatureException for encodings that 2.0 does not have
  /// @throws CorruptFileException when the message is damaged
  public static ArrayEncoding parse(StoredPage page, StoredColumn column, boolean dictionaryField) {
    if (!page.encodingType().equals(MESSAGE)) {
      throw new UnsupportedFeatureException(
          "page encoding " + page.encodingType() + " in a file of version 2.0");
    }
    try {
      return new ArrayEncodingParser(page, column, dictionaryField)
          .array(Encodings20Proto.ArrayEncoding.parseFrom(page.encoding()));
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("page encoding is not a message: " + e.getMessage());
    }
  }

  private ArrayEncoding array(Encodings20Proto.ArrayEncoding message) {
    return switch (message.getArrayEncodingCase()) {
      case FLAT -> flat(message.getFlat());
      case NULLABLE -> nullable(message.getNullable());
      case FIXED_SIZE_LIST -> fixedSizeList(message.getFixedSizeList());
      case LIST -> list(message.getList());
      case STRUCT -> new ArrayEncoding.SimpleStruct();
      case BINARY -> binary(message.getBinary());
      case DICTIONARY -> dictionary(message.getDictionary());
      case FSST -> fsst(message.getFsst());
      case PACKED_STRUCT -> packedStruct(message.getPackedStruct());
      case BITPACKED -> bitpacked(message.getBitpacked());
      case FIXED_SIZE_BINARY -> fixedSizeBinary(message.getFixedSizeBinary());
      case BITPACKED_FOR_NON_NEG -> bitpackedForNonNeg(message.getBitpackedForNonNeg());
      // Upstream has the message and neither writes nor reads it.
      case CONSTANT -> throw new UnsupportedFeatureException("array encoding Constant");
      case ARRAYENCODING_NOT_SET ->
          throw new UnsupportedFeatureException("array encoding " + unknownNumber(message));
    };
  }

  private static String unknownNumber(Encodings20Proto.ArrayEncoding message) {
    return message.getUnknownFields().asMap().keySet().toString();
  }

  private ArrayEncoding flat(Encodings20Proto.Flat flat) {
    int bits = bits(flat.getBitsPerValue());
    return new ArrayEncoding.Flat(
        bits,
        buffer(flat.hasBuffer(), flat.getBuffer()),
        flat.hasCompression()
            ? compression(flat.getCompression().getScheme())
            : ArrayEncoding.Compression.NONE);
  }

  private static int bits(long bits) {
    Bounds.check(bits == 1 || bits % 8 == 0, "width of " + bits + " bits");
    int width = Bounds.toInt(bits, Bounds.MAX_BUFFER, "bits of a value");
    Bounds.check(width > 0, "width of 0 bits");
    return width;
  }

  private static ArrayEncoding.Compression compression(String scheme) {
    return switch (scheme) {
      case "none" -> ArrayEncoding.Compression.NONE;
      case "zstd" -> ArrayEncoding.Compression.ZSTD;
      case "lz4" -> ArrayEncoding.Compression.LZ4;
      default -> throw new UnsupportedFeatureException("buffer compression " + scheme);
    };
  }

  private ArrayEncoding nullable(Encodings20Proto.Nullable nullable) {
    return switch (nullable.getNullabilityCase()) {
      case NO_NULLS -> {
        Bounds.check(nullable.getNoNulls().hasValues(), "Nullable without values");
        yield new ArrayEncoding.NoNulls(array(nullable.getNoNulls().getValues()));
      }
      case SOME_NULLS -> {
        Encodings20Proto.Nullable.SomeNull some = nullable.getSomeNulls();
        Bounds.check(some.hasValidity() && some.hasValues(), "Nullable without values");
        yield new ArrayEncoding.SomeNulls(array(some.getValidity()), array(some.getValues()));
      }
      case ALL_NULLS -> new ArrayEncoding.AllNulls();
      case NULLABILITY_NOT_SET -> throw new UnsupportedFeatureException("kind of Nullable");
    };
  }

  private ArrayEncoding fixedSizeList(Encodings20Proto.FixedSizeList list) {
    Bounds.check(list.hasItems(), "FixedSizeList without items");
    int dimension =
        Bounds.toInt(
            Integer.toUnsignedLong(list.getDimension()), Integer.MAX_VALUE, "list dimension");
    Bounds.check(dimension > 0, "FixedSizeList of no items");
    if (list.getHasValidity()) {
      throw new UnsupportedFeatureException("FixedSizeList with validity in a file of version 2.0");
    }
    return new ArrayEncoding.FixedSizeList(dimension, array(list.getItems()));
  }

  private ArrayEncoding list(Encodings20Proto.List list) {
    Bounds.check(list.hasOffsets(), "List without offsets");
    return new ArrayEncoding.Lists(
        array(list.getOffsets()),
        Bounds.atMost(list.getNullOffsetAdjustment(), Long.MAX_VALUE, "null offset adjustment"),
        Bounds.atMost(list.getNumItems(), Long.MAX_VALUE, "items of a list page"));
  }

  private ArrayEncoding binary(Encodings20Proto.Binary binary) {
    Bounds.check(binary.hasIndices() && binary.hasBytes(), "Binary without indices or bytes");
    return new ArrayEncoding.Binary(
        array(binary.getIndices()),
        array(binary.getBytes()),
        Bounds.atMost(binary.getNullAdjustment(), Long.MAX_VALUE, "null adjustment"));
  }

  private ArrayEncoding dictionary(Encodings20Proto.Dictionary dictionary) {
    Bounds.check(
        dictionary.hasIndices() && dictionary.hasItems(), "Dictionary without indices or items");
    return new ArrayEncoding.Dictionary(
        array(dictionary.getIndices()),
        array(dictionary.getItems()),
        Integer.toUnsignedLong(dictionary.getNumDictionaryItems()),
        !dictionaryField);
  }

  private ArrayEncoding fsst(Encodings20Proto.Fsst fsst) {
    Bounds.check(fsst.hasBinary(), "Fsst without values");
    ArrayEncoding inner = array(fsst.getBinary());
    Bounds.check(inner instanceof ArrayEncoding.Binary, "Fsst over " + inner.describe());
    return new ArrayEncoding.Fsst(inner, FsstSymbols.of(fsst.getSymbolTable()));
  }

  private ArrayEncoding packedStruct(Encodings20Proto.PackedStruct packed) {
    List<ArrayEncoding> fields = new ArrayList<>();
    List<Integer> bits = new ArrayList<>();
    for (Encodings20Proto.ArrayEncoding field : packed.getInnerList()) {
      ArrayEncoding encoding = array(field);
      fields.add(encoding);
      bits.add(packedBits(encoding));
    }
    return new ArrayEncoding.PackedStruct(
        fields, bits, buffer(packed.hasBuffer(), packed.getBuffer()));
  }

  private static int packedBits(ArrayEncoding field) {
    return switch (field) {
      case ArrayEncoding.NoNulls all -> packedBits(all.values());
      case ArrayEncoding.FixedSizeList list ->
          Bounds.toInt(
              Bounds.multiply(list.dimension(), packedBits(list.items()), "bits of a packed field"),
              Bounds.MAX_BUFFER,
              "bits of a packed field");
      case ArrayEncoding.Flat flat -> {
        Bounds.check(flat.bits() % 8 == 0, "packed field of " + flat.bits() + " bits");
        yield flat.bits();
      }
      case ArrayEncoding.SomeNulls _,
          ArrayEncoding.AllNulls _,
          ArrayEncoding.Lists _,
          ArrayEncoding.SimpleStruct _,
          ArrayEncoding.Binary _,
          ArrayEncoding.Dictionary _,
          ArrayEncoding.Fsst _,
          ArrayEncoding.PackedStruct _,
          ArrayEncoding.Bitpacked _,
          ArrayEncoding.BitpackedForNonNeg _,
          ArrayEncoding.FixedSizeBinary _ ->
          throw new UnsupportedFeatureException("field of a packed struct: " + field.describe());
    };
  }

  private ArrayEncoding bitpacked(Encodings20Proto.Bitpacked packed) {
    int uncompressed = integerBits(packed.getUncompressedBitsPerValue());
    return new ArrayEncoding.Bitpacked(
        Bounds.toInt(packed.getCompressedBitsPerValue(), uncompressed, "packed bits"),
        uncompressed,
        packed.getSigned(),
        buffer(packed.hasBuffer(), packed.getBuffer()));
  }

  private ArrayEncoding bitpackedForNonNeg(Encodings20Proto.BitpackedForNonNeg packed) {
    int uncompressed = integerBits(packed.getUncompressedBitsPerValue());
    return new ArrayEncoding.BitpackedForNonNeg(
        Bounds.toInt(packed.getCompressedBitsPerValue(), uncompressed, "packed bits"),
        uncompressed,
        buffer(packed.hasBuffer(), packed.getBuffer()));
  }

  private static int integerBits(long bits) {
    Bounds.check(
        bits == 8 || bits == 16 || bits == 32 || bits == 64, "integers of " + bits + " bits");
    return (int) bits;
  }

  private ArrayEncoding fixedSizeBinary(Encodings20Proto.FixedSizeBinary binary) {
    Bounds.check(binary.hasBytes(), "FixedSizeBinary without bytes");
    int width =
        Bounds.toInt(
            Integer.toUnsignedLong(binary.getByteWidth()), Bounds.MAX_BUFFER, "byte width");
    Bounds.check(width > 0, "FixedSizeBinary of no bytes");
    return new ArrayEncoding.FixedSizeBinary(array(binary.getBytes()), width);
  }

  private ByteRange buffer(boolean present, Encodings20Proto.Buffer buffer) {
    Bounds.check(present, "encoding without a buffer");
    List<ByteRange> buffers =
        switch (buffer.getBufferType()) {
          case page -> page.buffers();
          case column -> column.buffers();
          case file -> throw new UnsupportedFeatureException("pages that use a buffer of the file");
          case UNRECOGNIZED ->
              throw new UnsupportedFeatureException("buffer type " + buffer.getBufferTypeValue());
        };
    int index = buffer.getBufferIndex();
    Bounds.check(
        index >= 0 && index < buffers.size(),
        "buffer " + Integer.toUnsignedString(index) + " of " + buffers.size());
    return buffers.get(index);
  }
}
