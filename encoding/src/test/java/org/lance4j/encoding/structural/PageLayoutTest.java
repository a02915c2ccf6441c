package org.lance4j.encoding.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings21Proto;

class PageLayoutTest {
  private static final String TYPE = "lance.encodings21.PageLayout";

  private static StoredPage page(String type, ByteString message) {
    return new StoredPage(List.of(), 1, 0, type, message);
  }

  private static StoredPage page(Encodings21Proto.PageLayout.Builder layout) {
    return page(TYPE, layout.build().toByteString());
  }

  @Test
  void layersHaveTheNumbersOfTheFormat() {
    assertEquals(1, RepDefLayer.ALL_VALID_ITEM.wireNumber());
    assertEquals(2, RepDefLayer.ALL_VALID_LIST.wireNumber());
    assertEquals(3, RepDefLayer.NULLABLE_ITEM.wireNumber());
    assertEquals(4, RepDefLayer.NULLABLE_LIST.wireNumber());
    assertEquals(5, RepDefLayer.EMPTYABLE_LIST.wireNumber());
    assertEquals(6, RepDefLayer.NULL_AND_EMPTY_LIST.wireNumber());
    for (RepDefLayer layer : RepDefLayer.values()) {
      assertEquals(layer, RepDefLayer.ofWireNumber(layer.wireNumber()));
    }
  }

  /// The levels of a nullable item, in a nullable and emptyable list, in a nullable struct, in a
  /// nullable list: 1 null item | 2 null list, 3 empty list | 4 null struct | 5 null list.
  @Test
  void levelsAreDealtOutFromTheLeaf() {
    LayerLevels levels =
        new LayerLevels(
            List.of(
                RepDefLayer.NULLABLE_ITEM,
                RepDefLayer.NULL_AND_EMPTY_LIST,
                RepDefLayer.NULLABLE_ITEM,
                RepDefLayer.NULLABLE_LIST));
    assertEquals(2, levels.maxRepetition());
    assertEquals(5, levels.maxDefinition());
    assertEquals(1, levels.maxVisible());
    assertEquals(List.of(0, 1, 3, 4), all(levels, Fact.VALID));
    assertEquals(List.of(-1, 3, -1, -1), all(levels, Fact.EMPTY));
    assertEquals(List.of(1, 4, 4, Integer.MAX_VALUE), all(levels, Fact.HIGHEST));
    assertEquals(List.of(0, 1, 1, 2), all(levels, Fact.REPETITION));
  }

  private enum Fact {
    VALID,
    EMPTY,
    HIGHEST,
    REPETITION
  }

  private static List<Integer> all(LayerLevels levels, Fact fact) {
    return IntStream.range(0, levels.count())
        .mapToObj(i ->
            switch (fact) {
              case VALID -> levels.valid(i);
              case EMPTY -> levels.empty(i);
              case HIGHEST -> levels.highest(i);
              case REPETITION -> levels.repetition(i);
            })
        .toList();
  }

  @Test
  void refusesByName() {
    UnsupportedFeatureException type =
        assertThrows(
            UnsupportedFeatureException.class,
            () -> PageLayout.of(page("lance.encodings99.PageLayout", ByteString.EMPTY)));
    assertTrue(type.toString().contains("lance.encodings99.PageLayout"), type.toString());
    // field 5, which was the sparse layout of releases 10 to 13
    UnsupportedFeatureException layout =
        assertThrows(
            UnsupportedFeatureException.class,
            () -> PageLayout.of(page(TYPE, ByteString.copyFrom(new byte[] {0x2a, 0}))));
    assertTrue(layout.toString().endsWith("[5]"), layout.toString());
    Encodings21Proto.PageLayout.Builder layer =
        Encodings21Proto.PageLayout.newBuilder()
            .setConstantLayout(Encodings21Proto.ConstantLayout.newBuilder().addLayersValue(17));
    assertTrue(
        assertThrows(UnsupportedFeatureException.class, () -> PageLayout.of(page(layer)))
            .toString()
            .contains("17"));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(
        CorruptFileException.class,
        () -> PageLayout.of(page(TYPE, ByteString.copyFrom(new byte[] {0x0a, 5, 1}))));
    assertThrows(
        CorruptFileException.class,
        () ->
            PageLayout.of(
                page(
                    Encodings21Proto.PageLayout.newBuilder()
                        .setMiniBlockLayout(
                            Encodings21Proto.MiniBlockLayout.getDefaultInstance()))));
    assertThrows(
        CorruptFileException.class,
        () ->
            PageLayout.of(
                page(
                    Encodings21Proto.PageLayout.newBuilder()
                        .setFullZipLayout(
                            Encodings21Proto.FullZipLayout.newBuilder()
                                .setBitsRep(17)
                                .setBitsPerOffset(32)
                                .setValueCompression(
                                    Encodings21Proto.CompressiveEncoding.newBuilder()
                                        .setFlat(
                                            Encodings21Proto.Flat.newBuilder()
                                                .setBitsPerValue(8)))))));
  }

  @Test
  void readsAsText() {
    PageLayout layout =
        PageLayout.of(
            page(
                Encodings21Proto.PageLayout.newBuilder()
                    .setMiniBlockLayout(
                        Encodings21Proto.MiniBlockLayout.newBuilder()
                            .addLayers(Encodings21Proto.RepDefLayer.REPDEF_NULLABLE_ITEM)
                            .setNumBuffers(1)
                            .setNumItems(7)
                            .setValueCompression(
                                Encodings21Proto.CompressiveEncoding.newBuilder()
                                    .setFlat(
                                        Encodings21Proto.Flat.newBuilder().setBitsPerValue(32))))));
    assertEquals("MiniBlock{layers=[NULLABLE_ITEM], values=Flat{32}, items=7}", layout.toString());
  }
}
