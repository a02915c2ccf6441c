package org.lance4j.encoding.structural;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings21Proto;
import org.lance4j.format.proto.Encodings23Proto;

/// Turns the page messages of version 2.3 into [PageLayout]s. Dense pages are the layouts of 2.2 in
/// other words.
final class PlanarLayoutParser {
  private static final List<RepDefLayer> VALUES_ONLY = List.of(RepDefLayer.ALL_VALID_ITEM);

  private PlanarLayoutParser() {}

  static PageLayout parse(Encodings23Proto.PlanarLayout message) {
    Encodings23Proto.StructuralPlane structure = message.getStructure();
    return switch (structure.getCodecCase()) {
      case DENSE ->
          values(
              message.getValues(),
              PageLayoutParser.layers(structure.getDense().getLayersValueList()));
      case SPARSE -> sparse(structure.getSparse(), message.getValues());
      case CODEC_NOT_SET ->
          throw new UnsupportedFeatureException(
              "structural plane " + structure.getUnknownFields().asMap().keySet());
    };
  }

  private static PageLayout values(Encodings23Proto.ValuePlane plane, List<RepDefLayer> layers) {
    return switch (plane.getCodecCase()) {
      case CHUNKED -> chunked(plane.getChunked(), layers);
      case ZIPPED -> zipped(plane.getZipped(), layers);
      case CONSTANT -> constant(layers, plane.getConstant().getScalar());
      case NONE -> constant(layers, null);
      case INDEXED -> throw new UnsupportedFeatureException("indexed values in a dense page");
      case CODEC_NOT_SET ->
          throw new UnsupportedFeatureException(
              "value plane " + plane.getUnknownFields().asMap().keySet());
    };
  }

  private static PageLayout.Constant constant(
      List<RepDefLayer> layers, @Nullable ByteString scalar) {
    Bounds.check(
        scalar == null || (!scalar.isEmpty() && scalar.size() <= PageLayoutParser.MAX_INLINE_BYTES),
        "constant of no or of more than 32 bytes");
    return new PageLayout.Constant(layers, scalar, null, null, 0, 0);
  }

  private static PageLayout.MiniBlock chunked(
      Encodings23Proto.ChunkedValues m, List<RepDefLayer> layers) {
    Bounds.check(m.hasCompression(), "chunked values without encoding");
    Encodings23Proto.DenseChunkLevels levels = m.getLevels();
    return new PageLayout.MiniBlock(
        layers,
        encoding(levels.hasRepetition(), levels.getRepetition()),
        encoding(levels.hasDefinition(), levels.getDefinition()),
        CompressiveEncoding.of(m.getCompression()),
        m.hasDictionary()
            ? new PageLayout.PageDictionary(
                CompressiveEncoding.of(m.getDictionary()),
                Bounds.atMost(m.getNumDictionaryItems(), Integer.MAX_VALUE, "dictionary size"))
            : null,
        Bounds.toInt(
            m.getNumBuffers(), PageLayoutParser.MAX_VALUE_BUFFERS, "number of value buffers"),
        Bounds.toInt(levels.getRepetitionIndexDepth(), 1, "repetition index depth"),
        Bounds.atMost(m.getNumItems(), Long.MAX_VALUE, "number of items"),
        true);
  }

  private static @Nullable CompressiveEncoding encoding(
      boolean present, Encodings21Proto.CompressiveEncoding message) {
    return present ? CompressiveEncoding.of(message) : null;
  }

  private static PageLayout.FullZip zipped(
      Encodings23Proto.ZippedValues m, List<RepDefLayer> layers) {
    Bounds.check(m.hasCompression(), "zipped values without encoding");
    boolean variable = m.hasBitsPerOffset();
    int bits = variable ? m.getBitsPerOffset() : m.getBitsPerValue();
    Bounds.check(
        variable ? bits == 32 || bits == 64 : bits > 0 && bits % 8 == 0,
        "zipped values of " + bits + " bits");
    return new PageLayout.FullZip(
        layers,
        Bounds.toInt(m.getLevels().getBitsRepetition(), 16, "bits of repetition levels"),
        Bounds.toInt(m.getLevels().getBitsDefinition(), 16, "bits of definition levels"),
        variable,
        bits,
        CompressiveEncoding.of(m.getCompression()));
  }

  private static PageLayout.Sparse sparse(
      Encodings23Proto.SparseStructure structure, Encodings23Proto.ValuePlane plane) {
    int n = structure.getLayersCount();
    Bounds.check(n > 0 && n <= PageLayoutParser.MAX_LAYERS, "page of " + n + " layers");
    List<PageLayout.SparseLayer> layers = new ArrayList<>(n);
    for (Encodings23Proto.SparseStructuralLayer layer : structure.getLayersList()) {
      layers.add(layer(layer));
    }
    if (plane.hasIndexed()) {
      Encodings23Proto.IndexedValues indexed = plane.getIndexed();
      Bounds.check(indexed.hasIndices(), "indexed values without indices");
      return new PageLayout.Sparse(
          layers,
          zipped(indexed.getItems(), VALUES_ONLY),
          CompressiveEncoding.of(indexed.getIndices()),
          Bounds.atMost(indexed.getItems().getNumItems(), Integer.MAX_VALUE, "number of items"));
    }
    return new PageLayout.Sparse(
        layers,
        values(plane, VALUES_ONLY),
        null,
        Bounds.atMost(plane.getZipped().getNumItems(), Long.MAX_VALUE, "number of items"));
  }

  private static PageLayout.SparseLayer layer(Encodings23Proto.SparseStructuralLayer message) {
    return switch (message.getLayerCase()) {
      case VALIDITY -> new PageLayout.SparseLayer.Item(validity(message.getValidity()));
      case LIST -> {
        Encodings23Proto.SparseListLayer list = message.getList();
        yield new PageLayout.SparseLayer.ListItems(
            Bounds.atMost(list.getNumChildSlots(), Long.MAX_VALUE, "items of lists"),
            new PageLayout.SparsePositions(
                false,
                CompressiveEncoding.of(list.getNonEmptyPositions()),
                Bounds.atMost(list.getNumNonEmptyPositions(), Long.MAX_VALUE, "lists")),
            CompressiveEncoding.of(list.getCounts()),
            validity(list.getValidity()));
      }
      case FIXED_SIZE_LIST -> {
        long dimension = message.getFixedSizeList().getDimension();
        Bounds.check(dimension > 0, "fixed-size list of 0 items");
        yield new PageLayout.SparseLayer.FixedSizeListItems(
            Bounds.toInt(dimension, Integer.MAX_VALUE, "dimension"),
            validity(message.getFixedSizeList().getValidity()));
      }
      case LAYER_NOT_SET ->
          throw new UnsupportedFeatureException(
              "sparse layer " + message.getUnknownFields().asMap().keySet());
    };
  }

  private static PageLayout.SparsePositions validity(Encodings23Proto.SparseValiditySet message) {
    boolean excluded =
        switch (message.getMeaning()) {
          case SPARSE_VALIDITY_NULL_POSITIONS -> true;
          case SPARSE_VALIDITY_VALID_POSITIONS -> false;
          case SPARSE_VALIDITY_UNSPECIFIED, UNRECOGNIZED ->
              throw new UnsupportedFeatureException("sparse validity " + message.getMeaningValue());
        };
    return new PageLayout.SparsePositions(
        excluded,
        CompressiveEncoding.of(message.getPositions()),
        Bounds.atMost(message.getNumPositions(), Long.MAX_VALUE, "number of positions"));
  }
}
