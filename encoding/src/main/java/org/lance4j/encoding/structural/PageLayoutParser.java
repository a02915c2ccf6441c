package org.lance4j.encoding.structural;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.StoredPage;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings21Proto;
import org.lance4j.format.proto.Encodings23Proto;

/// Turns messages into [PageLayout]s: the one place where unknown and impossible wire values of
/// layouts end.
final class PageLayoutParser {
  private static final String STRUCTURAL = "lance.encodings21.PageLayout";
  static final String PLANAR = "lance.encodings23.PlanarLayout";
  static final int MAX_LAYERS = 256;
  static final int MAX_INLINE_BYTES = 32;
  static final int MAX_VALUE_BUFFERS = 4096;

  private PageLayoutParser() {}

  static PageLayout parse(StoredPage page) {
    try {
      return switch (page.encodingType()) {
        case STRUCTURAL -> layout(Encodings21Proto.PageLayout.parseFrom(page.encoding()));
        case PLANAR ->
            PlanarLayoutParser.parse(Encodings23Proto.PlanarLayout.parseFrom(page.encoding()));
        default -> throw new UnsupportedFeatureException("page encoding " + page.encodingType());
      };
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("page layout is no valid message: " + e.getMessage());
    }
  }

  private static PageLayout layout(Encodings21Proto.PageLayout message) {
    return switch (message.getLayoutCase()) {
      case MINI_BLOCK_LAYOUT -> miniBlock(message.getMiniBlockLayout());
      case CONSTANT_LAYOUT -> constant(message.getConstantLayout());
      case FULL_ZIP_LAYOUT -> fullZip(message.getFullZipLayout());
      case BLOB_LAYOUT -> blob(message.getBlobLayout());
      case LAYOUT_NOT_SET ->
          throw new UnsupportedFeatureException(
              "page layout " + message.getUnknownFields().asMap().keySet());
    };
  }

  private static PageLayout.MiniBlock miniBlock(Encodings21Proto.MiniBlockLayout m) {
    Bounds.check(m.hasValueCompression(), "mini-block layout without value encoding");
    PageLayout.@Nullable PageDictionary dictionary =
        m.hasDictionary()
            ? new PageLayout.PageDictionary(
                CompressiveEncoding.of(m.getDictionary()),
                Bounds.atMost(m.getNumDictionaryItems(), Integer.MAX_VALUE, "dictionary size"))
            : null;
    return new PageLayout.MiniBlock(
        layers(m.getLayersValueList()),
        m.hasRepCompression() ? CompressiveEncoding.of(m.getRepCompression()) : null,
        m.hasDefCompression() ? CompressiveEncoding.of(m.getDefCompression()) : null,
        CompressiveEncoding.of(m.getValueCompression()),
        dictionary,
        Bounds.toInt(m.getNumBuffers(), MAX_VALUE_BUFFERS, "number of value buffers"),
        Bounds.toInt(m.getRepetitionIndexDepth(), 1, "repetition index depth"),
        Bounds.atMost(m.getNumItems(), Long.MAX_VALUE, "number of items"),
        m.getHasLargeChunk());
  }

  private static PageLayout.FullZip fullZip(Encodings21Proto.FullZipLayout m) {
    Bounds.check(m.hasValueCompression(), "full-zip layout without value encoding");
    boolean variable = m.hasBitsPerOffset();
    int bits;
    if (variable) {
      bits = m.getBitsPerOffset();
      Bounds.check(bits == 32 || bits == 64, "lengths of " + bits + " bits");
    } else {
      bits = Bounds.toInt(m.getBitsPerValue(), Integer.MAX_VALUE, "bits per value");
      Bounds.check(bits % 8 == 0, "zipped values of " + bits + " bits");
    }
    return new PageLayout.FullZip(
        layers(m.getLayersValueList()),
        Bounds.toInt(m.getBitsRep(), 16, "bits of repetition levels"),
        Bounds.toInt(m.getBitsDef(), 16, "bits of definition levels"),
        variable,
        bits,
        CompressiveEncoding.of(m.getValueCompression()));
  }

  private static PageLayout.Constant constant(Encodings21Proto.ConstantLayout m) {
    @Nullable ByteString inline = m.hasInlineValue() ? m.getInlineValue() : null;
    Bounds.check(
        inline == null || inline.size() <= MAX_INLINE_BYTES, "inline value of more than 32 bytes");
    return new PageLayout.Constant(
        layers(m.getLayersValueList()),
        inline,
        m.hasRepCompression() ? CompressiveEncoding.of(m.getRepCompression()) : null,
        m.hasDefCompression() ? CompressiveEncoding.of(m.getDefCompression()) : null,
        Bounds.atMost(m.getNumRepValues(), Integer.MAX_VALUE, "number of repetition levels"),
        Bounds.atMost(m.getNumDefValues(), Integer.MAX_VALUE, "number of definition levels"));
  }

  private static PageLayout.Blob blob(Encodings21Proto.BlobLayout m) {
    PageLayout inner = layout(m.getInnerLayout());
    Bounds.check(!(inner instanceof PageLayout.Blob), "blob layout in a blob layout");
    return new PageLayout.Blob(layers(m.getLayersValueList()), inner);
  }

  static List<RepDefLayer> layers(List<Integer> numbers) {
    Bounds.check(numbers.size() <= MAX_LAYERS, "page of " + numbers.size() + " layers");
    List<RepDefLayer> layers = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      layers.add(RepDefLayer.ofWireNumber(number));
    }
    return layers;
  }
}
