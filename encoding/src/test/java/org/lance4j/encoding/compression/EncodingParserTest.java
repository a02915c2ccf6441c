package org.lance4j.encoding.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.Encodings21Proto;

/// Messages become descriptions that people can read, or are refused by name.
class EncodingParserTest {
  private static Encodings21Proto.CompressiveEncoding.Builder message() {
    return Encodings21Proto.CompressiveEncoding.newBuilder();
  }

  private static Encodings21Proto.CompressiveEncoding flat(long bits) {
    return message().setFlat(Encodings21Proto.Flat.newBuilder().setBitsPerValue(bits)).build();
  }

  private static Encodings21Proto.CompressiveEncoding variable() {
    return message()
        .setVariable(Encodings21Proto.Variable.newBuilder().setOffsets(flat(32)))
        .build();
  }

  @Test
  void describesNestedEncodings() {
    Encodings21Proto.CompressiveEncoding general =
        message()
            .setGeneral(
                Encodings21Proto.General.newBuilder()
                    .setCompression(
                        Encodings21Proto.BufferCompression.newBuilder()
                            .setScheme(
                                Encodings21Proto.CompressionScheme.COMPRESSION_ALGORITHM_ZSTD)
                            .setLevel(3))
                    .setValues(variable()))
            .build();
    assertEquals("General{zstd, Variable{Flat{32}}}", CompressiveEncoding.of(general).toString());
    Encodings21Proto.CompressiveEncoding lists =
        message()
            .setFixedSizeList(
                Encodings21Proto.FixedSizeList.newBuilder()
                    .setItemsPerValue(128)
                    .setHasValidity(true)
                    .setValues(flat(32)))
            .build();
    assertEquals(
        "FixedSizeList{128, validity, Flat{32}}", CompressiveEncoding.of(lists).toString());
  }

  @Test
  void namesEncodingsOfTheFuture() {
    UnknownFieldSet.Field body =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build();
    Encodings21Proto.CompressiveEncoding unknown =
        message().setUnknownFields(UnknownFieldSet.newBuilder().addField(77, body).build()).build();
    UnsupportedFeatureException refused =
        assertThrows(UnsupportedFeatureException.class, () -> CompressiveEncoding.of(unknown));
    assertTrue(refused.toString().contains("number 77"), refused.toString());
  }

  @Test
  void namesSchemesOfTheFuture() {
    Encodings21Proto.CompressiveEncoding general =
        message()
            .setGeneral(
                Encodings21Proto.General.newBuilder()
                    .setCompression(
                        Encodings21Proto.BufferCompression.newBuilder().setSchemeValue(9))
                    .setValues(variable()))
            .build();
    UnsupportedFeatureException refused =
        assertThrows(UnsupportedFeatureException.class, () -> CompressiveEncoding.of(general));
    assertTrue(refused.toString().contains("number 9"), refused.toString());
  }

  @Test
  void refusesImpossibleNumbers() {
    assertThrows(CorruptFileException.class, () -> CompressiveEncoding.of(flat(0)));
    assertThrows(CorruptFileException.class, () -> CompressiveEncoding.of(flat(-1)));
    assertThrows(CorruptFileException.class, () -> CompressiveEncoding.of(message().build()));
    assertThrows(
        CorruptFileException.class,
        () ->
            CompressiveEncoding.of(
                message()
                    .setInlineBitpacking(
                        Encodings21Proto.InlineBitpacking.newBuilder()
                            .setUncompressedBitsPerValue(12))
                    .build()));
  }

  @Test
  void refusesEndlessNesting() {
    Encodings21Proto.CompressiveEncoding nested = flat(8);
    for (int i = 0; i < 80; i++) {
      nested =
          message()
              .setFixedSizeList(
                  Encodings21Proto.FixedSizeList.newBuilder().setItemsPerValue(1).setValues(nested))
              .build();
    }
    Encodings21Proto.CompressiveEncoding deep = nested;
    assertThrows(CorruptFileException.class, () -> CompressiveEncoding.of(deep));
  }

  @Test
  void refusesEncodingsWhereNoWriterPutsThem() {
    CompressiveEncoding range = new CompressiveEncoding.Range(32, 0, 1);
    assertThrows(UnsupportedFeatureException.class, () -> Decompressors.miniBlock(range));
    assertThrows(UnsupportedFeatureException.class, () -> Decompressors.fixedPerValue(range));
    assertThrows(UnsupportedFeatureException.class, () -> Decompressors.variablePerValue(range));
    assertThrows(
        UnsupportedFeatureException.class,
        () -> Decompressors.block(new CompressiveEncoding.ByteStreamSplit(32)));
  }
}
