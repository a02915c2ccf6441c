package org.lance4j.encoding.v20;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.compression.FsstSymbols;

/// How the values of one page of a 2.0 column are stored: the message
/// `lance.encodings.ArrayEncoding` with its buffers resolved to places in the file.
///
/// [Flat] | [NoNulls] | [SomeNulls] | [AllNulls] | [FixedSizeList] | [Lists] | [SimpleStruct] |
/// [Binary] | [Dictionary] | [Fsst] | [PackedStruct] | [Bitpacked] | [BitpackedForNonNeg] |
/// [FixedSizeBinary]
public sealed interface ArrayEncoding {
  /// How the bytes of a [Flat] buffer are compressed as a whole.
  enum Compression {
    NONE,
    ZSTD,
    LZ4
  }

  /// Values of `bits` each without gaps: 1 (least significant bit first) or a multiple of 8.
  record Flat(int bits, ByteRange buffer, Compression compression) implements ArrayEncoding {
    @Override
    public String describe() {
      return compression == Compression.NONE
          ? "Flat(" + bits + ")"
          : "Flat(" + bits + ", " + compression.name().toLowerCase(Locale.ROOT) + ")";
    }
  }

  /// `Nullable.no_nulls`.
  record NoNulls(ArrayEncoding values) implements ArrayEncoding {
    @Override
    public String describe() {
      return "NoNulls{" + values.describe() + "}";
    }
  }

  /// `Nullable.some_nulls`: a bit map (1 = valid) beside values that exist for nulls too.
  record SomeNulls(ArrayEncoding validity, ArrayEncoding values) implements ArrayEncoding {
    @Override
    public String describe() {
      return "SomeNulls{" + validity.describe() + ", " + values.describe() + "}";
    }
  }

  /// `Nullable.all_nulls`: nothing is stored.
  record AllNulls() implements ArrayEncoding {
    @Override
    public String describe() {
      return "AllNulls";
    }
  }

  /// Value i is items `[i * dimension, (i + 1) * dimension)`.
  record FixedSizeList(int dimension, ArrayEncoding items) implements ArrayEncoding {
    @Override
    public String describe() {
      return "FixedSizeList(" + dimension + "){" + items.describe() + "}";
    }
  }

  /// The page of a list column (`List`): one u64 per list, where its items end, counted in the
  /// items of this page. Null lists have `nullOffsetAdjustment` added.
  ///
  /// @param itemCount how many items of the child's column belong to this page
  record Lists(ArrayEncoding offsets, long nullOffsetAdjustment, long itemCount)
      implements ArrayEncoding {
    @Override
    public String describe() {
      return "List(items " + itemCount + "){" + offsets.describe() + "}";
    }
  }

  /// The header of a struct: no bytes.
  record SimpleStruct() implements ArrayEncoding {
    @Override
    public String describe() {
      return "SimpleStruct";
    }
  }

  /// One u64 per value, where its bytes end; nulls have `nullAdjustment` added.
  record Binary(ArrayEncoding indices, ArrayEncoding bytes, long nullAdjustment)
      implements ArrayEncoding {
    @Override
    public String describe() {
      return "Binary{" + indices.describe() + ", " + bytes.describe() + "}";
    }
  }

  /// Value i is item `indices[i]`.
  ///
  /// @param zeroIsNull that items are counted from 1, and 0 stands for null: so where the writer
  ///   made a dictionary of strings. Where the field itself is a dictionary they are counted from
  ///   0, and items can be null.
  record Dictionary(ArrayEncoding indices, ArrayEncoding items, long itemCount, boolean zeroIsNull)
      implements ArrayEncoding {
    @Override
    public String describe() {
      return "Dictionary(" + itemCount + "){" + indices.describe() + ", " + items.describe() + "}";
    }
  }

  /// A [Binary] whose values are compressed one by one.
  record Fsst(ArrayEncoding binary, FsstSymbols symbols) implements ArrayEncoding {
    @Override
    public String describe() {
      return "Fsst{" + binary.describe() + "}";
    }
  }

  /// Rows of fixed-width fields, one after the other.
  ///
  /// @param bits width of each field, multiples of 8
  record PackedStruct(List<ArrayEncoding> fields, List<Integer> bits, ByteRange buffer)
      implements ArrayEncoding {
    public PackedStruct {
      fields = List.copyOf(fields);
      bits = List.copyOf(bits);
    }

    @Override
    public String describe() {
      return fields.stream()
          .map(ArrayEncoding::describe)
          .collect(Collectors.joining(", ", "PackedStruct{", "}"));
    }
  }

  /// Integers of `bits` each, least significant bit first, without gaps; the highest bit is the
  /// sign where they are `signed`.
  record Bitpacked(int bits, int uncompressedBits, boolean signed, ByteRange buffer)
      implements ArrayEncoding {
    @Override
    public String describe() {
      return "Bitpacked(" + bits + " of " + uncompressedBits + (signed ? ", signed)" : ")");
    }
  }

  /// Not negative integers in the FastLanes order, in blocks of 1024.
  record BitpackedForNonNeg(int bits, int uncompressedBits, ByteRange buffer)
      implements ArrayEncoding {
    @Override
    public String describe() {
      return "BitpackedForNonNeg(" + bits + " of " + uncompressedBits + ")";
    }
  }

  /// Strings or binaries that all have the same length.
  record FixedSizeBinary(ArrayEncoding bytes, int byteWidth) implements ArrayEncoding {
    @Override
    public String describe() {
      return "FixedSizeBinary(" + byteWidth + "){" + bytes.describe() + "}";
    }
  }

  /// The tree in one line, for people.
  String describe();
}
