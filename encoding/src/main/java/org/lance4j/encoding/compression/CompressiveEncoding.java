package org.lance4j.encoding.compression;

import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.proto.Encodings21Proto;

/// What was done to the values of a buffer, as the message `lance.encodings21.CompressiveEncoding`
/// says: checked, and free of protobuf. Immutable.
///
/// Widths are in bits. The readable form is that of `toString`: `General{zstd, Flat{32}}`.
public sealed interface CompressiveEncoding {
  /// Reads the message.
  ///
  /// @throws org.lance4j.format.CorruptFileException for missing parts and impossible numbers
  /// @throws org.lance4j.format.UnsupportedFeatureException for encodings that are not known, by
  ///   name
  static CompressiveEncoding of(Encodings21Proto.CompressiveEncoding message) {
    return EncodingParser.parse(message, 0);
  }

  /// Plain little-endian values; one bit each means a bitmap.
  record Flat(int bits) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Flat{" + bits + "}";
    }
  }

  /// Offsets and bytes. In mini-blocks and blocks plain offsets share the buffer of the bytes;
  /// other offsets (2.3) have a buffer of their own, or none.
  record Variable(CompressiveEncoding offsets) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Variable{" + offsets + "}";
    }
  }

  /// One value, or none when every slot is null (or there is no slot).
  record Constant(@Nullable ByteString value) implements CompressiveEncoding {
    @Override
    public String toString() {
      return value == null ? "Constant{}" : "Constant{" + value.size() + " bytes}";
    }
  }

  /// FastLanes blocks of 1024 values of one width that is known from here.
  record OutOfLineBitpacking(int bits, int packedBits) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "OutOfLineBitpacking{" + bits + ", Flat{" + packedBits + "}}";
    }
  }

  /// FastLanes blocks of 1024 values, each with its width in a word before it.
  record InlineBitpacking(int bits) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "InlineBitpacking{" + bits + "}";
    }
  }

  /// Strings whose frequent parts are replaced by one-byte codes.
  record Fsst(FsstSymbols symbols, CompressiveEncoding values) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Fsst{" + symbols.count() + " symbols, " + values + "}";
    }
  }

  /// Numbers of items, and the items.
  record Dictionary(CompressiveEncoding indices, CompressiveEncoding items, int itemCount)
      implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Dictionary{" + itemCount + ", " + indices + ", " + items + "}";
    }
  }

  /// Runs: a value and how often it occurs.
  record Rle(CompressiveEncoding values, CompressiveEncoding runLengths)
      implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Rle{" + values + ", " + runLengths + "}";
    }
  }

  /// The first bytes of all values, then the second bytes of all values, and so on.
  record ByteStreamSplit(int bits) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "ByteStreamSplit{Flat{" + bits + "}}";
    }
  }

  /// A general-purpose codec over the bytes of another encoding.
  record General(Scheme scheme, CompressiveEncoding values) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "General{" + scheme.label() + ", " + values + "}";
    }
  }

  /// Lists of `dimension` items; with `hasValidity` a bitmap says which items are not null.
  record FixedSizeList(int dimension, boolean hasValidity, CompressiveEncoding values)
      implements CompressiveEncoding {
    @Override
    public String toString() {
      return "FixedSizeList{" + dimension + (hasValidity ? ", validity, " : ", ") + values + "}";
    }
  }

  /// Rows of fixed-width fields; `bits` of each field, whole bytes.
  record PackedStruct(List<Integer> bits) implements CompressiveEncoding {
    public PackedStruct {
      bits = List.copyOf(bits);
    }

    @Override
    public String toString() {
      return "PackedStruct{" + bits + "}";
    }
  }

  /// Rows of fields of which some are of variable width.
  record VariablePackedStruct(List<PackedField> fields) implements CompressiveEncoding {
    public VariablePackedStruct {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return "VariablePackedStruct" + fields;
    }
  }

  /// `start + step * i`. No bytes.
  record Range(int bits, long start, long step) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Range{" + bits + ", start " + start + ", step " + step + "}";
    }
  }

  /// The differences of an ascending sequence that begins with `base`.
  record Delta(int bits, long base, CompressiveEncoding deltas) implements CompressiveEncoding {
    @Override
    public String toString() {
      return "Delta{" + bits + ", base " + base + ", " + deltas + "}";
    }
  }

  /// A field of a [VariablePackedStruct].
  ///
  /// @param variable whether each value has its length before it
  /// @param bits of the value, or of the length
  record PackedField(CompressiveEncoding value, boolean variable, int bits) {
    @Override
    public String toString() {
      return value + (variable ? " with length of " : " of ") + bits + " bits";
    }
  }

  /// A general-purpose codec.
  enum Scheme {
    LZ4(1, "lz4"),
    ZSTD(2, "zstd");

    private final int number;
    private final String label;

    Scheme(int number, String label) {
      this.number = number;
      this.label = label;
    }

    /// The number in messages.
    public int number() {
      return number;
    }

    public String label() {
      return label;
    }
  }
}
