package org.lance4j.encoding.structural;

import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.StoredPage;
import org.lance4j.encoding.compression.CompressiveEncoding;

/// How one page of a column of version 2.1 or later is laid out: `lance.encodings21.PageLayout` and
/// `lance.encodings23.PlanarLayout`, checked, and free of protobuf. Immutable.
///
/// Layers go from the leaf outwards. As text a layout is its readable form.
public sealed interface PageLayout {
  /// Reads the message of a page.
  ///
  /// @throws org.lance4j.format.CorruptFileException for missing parts and impossible numbers
  /// @throws org.lance4j.format.UnsupportedFeatureException for layouts, layers and encodings that
  ///   are not known, by name
  static PageLayout of(StoredPage page) {
    return PageLayoutParser.parse(page);
  }

  /// Small values in chunks that are compressed one by one. Buffers: chunk table, chunks,
  /// dictionary (if any), repetition index (if there are lists).
  ///
  /// @param repetition how the repetition levels of a chunk are encoded; null when there are none
  /// @param definition how the definition levels of a chunk are encoded; null when all is valid
  /// @param valueBuffers value buffers of a chunk
  /// @param valueCount values of the page
  /// @param largeChunks whether the words of the chunk table and the sizes of value buffers have 32
  ///   bits instead of 16
  record MiniBlock(
      List<RepDefLayer> layers,
      @Nullable CompressiveEncoding repetition,
      @Nullable CompressiveEncoding definition,
      CompressiveEncoding values,
      @Nullable PageDictionary dictionary,
      int valueBuffers,
      int repetitionIndexDepth,
      long valueCount,
      boolean largeChunks)
      implements PageLayout {
    public MiniBlock {
      layers = List.copyOf(layers);
    }

    /// The same for another number of values.
    MiniBlock withValueCount(long count) {
      return new MiniBlock(
          layers,
          repetition,
          definition,
          values,
          dictionary,
          valueBuffers,
          repetitionIndexDepth,
          count,
          largeChunks);
    }

    @Override
    public String toString() {
      return "MiniBlock{layers="
          + layers
          + (repetition == null ? "" : ", repetition=" + repetition)
          + (definition == null ? "" : ", definition=" + definition)
          + ", values="
          + values
          + (dictionary == null ? "" : ", dictionary=" + dictionary)
          + ", items="
          + valueCount
          + "}";
    }
  }

  /// The dictionary of a mini-block page: the page's values are indices into it.
  record PageDictionary(CompressiveEncoding encoding, long itemCount) {
    @Override
    public String toString() {
      return itemCount + " of " + encoding;
    }
  }

  /// Large values one by one, each behind a control word with its levels. Buffers: zipped values,
  /// and byte offsets of the rows where values are variable or there are lists.
  ///
  /// @param repetitionBits bits of the repetition level in a control word
  /// @param definitionBits bits of the definition level in a control word
  /// @param variable whether values have their length in front
  /// @param bits of a value, or, when variable, of its length
  record FullZip(
      List<RepDefLayer> layers,
      int repetitionBits,
      int definitionBits,
      boolean variable,
      int bits,
      CompressiveEncoding values)
      implements PageLayout {
    public FullZip {
      layers = List.copyOf(layers);
    }

    /// Bytes in front of each value: 0, 1, 2 or 4.
    int controlBytes() {
      int total = repetitionBits + definitionBits;
      return total == 0 ? 0 : total <= 8 ? 1 : total <= 16 ? 2 : 4;
    }

    @Override
    public String toString() {
      return "FullZip{layers="
          + layers
          + ", control="
          + repetitionBits
          + "+"
          + definitionBits
          + (variable ? ", lengths=" : ", bits=")
          + bits
          + ", values="
          + values
          + "}";
    }
  }

  /// One value for all valid slots, or none when no slot is valid. Buffers: the value unless it is
  /// inline, then repetition and definition levels, unless there are none of both.
  ///
  /// @param inline the value, at most 32 bytes; null when there is none or it has a buffer
  /// @param repetition how the repetition levels are encoded; null: plain 16 bits
  /// @param definition how the definition levels are encoded; null: plain 16 bits
  /// @param repetitionCount how many repetition levels there are, if encoded
  /// @param definitionCount how many definition levels there are, if encoded
  record Constant(
      List<RepDefLayer> layers,
      @Nullable ByteString inline,
      @Nullable CompressiveEncoding repetition,
      @Nullable CompressiveEncoding definition,
      long repetitionCount,
      long definitionCount)
      implements PageLayout {
    public Constant {
      layers = List.copyOf(layers);
    }

    @Override
    public String toString() {
      return "Constant{layers="
          + layers
          + (inline == null ? "" : ", value of " + inline.size() + " bytes")
          + (repetition == null ? "" : ", repetition=" + repetition)
          + (definition == null ? "" : ", definition=" + definition)
          + "}";
    }
  }

  /// Positions and sizes of values that lie outside of the page, as a packed struct in a page of
  /// their own without nulls. What is null has size 0 and its levels in the position: `definition
  /// << 16 | repetition`.
  record Blob(List<RepDefLayer> layers, PageLayout inner) implements PageLayout {
    public Blob {
      layers = List.copyOf(layers);
    }

    @Override
    public String toString() {
      return "Blob{layers=" + layers + ", " + inner + "}";
    }
  }

  /// Layers by the positions of what is special in them, and values apart from them (2.3). Buffers:
  /// those of the indices, those of the values, then those of the layers in order.
  ///
  /// @param layers from the top-level field inwards, unlike everywhere else
  /// @param values mini-block and constant pages have a value for each slot of the leaf, full-zip
  ///   pages for each slot that is valid and lies in nothing that is null; without levels
  /// @param indices when there are any: one for each slot of the leaf, into the values
  /// @param valueCount how many values full-zip pages have
  record Sparse(
      List<SparseLayer> layers,
      PageLayout values,
      @Nullable CompressiveEncoding indices,
      long valueCount)
      implements PageLayout {
    public Sparse {
      layers = List.copyOf(layers);
    }

    @Override
    public String toString() {
      return "Sparse{layers="
          + layers
          + ", "
          + values
          + (indices == null ? "" : ", indices=" + indices)
          + "}";
    }
  }

  /// A layer of a [Sparse] page.
  sealed interface SparseLayer {
    /// Which slots are valid.
    SparsePositions validity();

    /// A struct or leaf.
    record Item(SparsePositions validity) implements SparseLayer {}

    /// A list: which slots have items, and how many each of these has.
    record ListItems(
        long itemCount,
        SparsePositions nonEmpty,
        CompressiveEncoding counts,
        SparsePositions validity)
        implements SparseLayer {}

    /// A fixed-size list of structs.
    record FixedSizeListItems(int dimension, SparsePositions validity) implements SparseLayer {}
  }

  /// Strictly ascending positions of slots.
  ///
  /// @param excluded whether the slots meant are all others
  record SparsePositions(boolean excluded, CompressiveEncoding encoding, long count) {
    @Override
    public String toString() {
      return (excluded ? "all but " : "") + count + " of " + encoding;
    }
  }
}
