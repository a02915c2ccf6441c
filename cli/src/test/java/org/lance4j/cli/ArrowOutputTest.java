package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both Arrow formats, read back by Arrow's own readers.
final class ArrowOutputTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field(
                  "a",
                  new FieldType(false, MinorType.INT.getType(), null, Map.of("k", "v")),
                  List.of()),
              Rows.field("l", new ArrowType.List(), Rows.field("it", MinorType.INT.getType()))),
          Map.of("table", "metadata"));

  private static ArrowReader reader(OutputFormat format, byte[] bytes, BufferAllocator allocator) {
    return format == OutputFormat.ARROW
        ? new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(bytes), allocator)
        : new ArrowStreamReader(Channels.newChannel(new ByteArrayInputStream(bytes)), allocator);
  }

  @ParameterizedTest
  @EnumSource(names = {"ARROW", "ARROW_STREAM"})
  void keepsSchemaMetadataNullabilityAndBatches(OutputFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator()) {
      try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
          ResultWriter writer =
              format.open(root, new DictionaryProvider.MapDictionaryProvider(), out)) {
        for (int batch = 0; batch < 3; batch++) {
          root.allocateNew();
          ((IntVector) root.getVector(0)).setSafe(0, batch);
          root.setRowCount(1);
          writer.write();
        }
        writer.end();
      }
      try (ArrowReader reader = reader(format, out.toByteArray(), allocator)) {
        assertEquals(SCHEMA, reader.getVectorSchemaRoot().getSchema());
        for (int batch = 0; batch < 3; batch++) {
          assertTrue(reader.loadNextBatch());
          assertEquals(batch, reader.getVectorSchemaRoot().getVector(0).getObject(0));
          assertTrue(reader.getVectorSchemaRoot().getVector(1).isNull(0));
        }
        assertFalse(reader.loadNextBatch());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ARROW", "ARROW_STREAM"})
  void aResultWithoutRowsHasItsSchema(OutputFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator()) {
      try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
          ResultWriter writer =
              format.open(root, new DictionaryProvider.MapDictionaryProvider(), out)) {
        writer.end();
      }
      try (ArrowReader reader = reader(format, out.toByteArray(), allocator)) {
        assertEquals(SCHEMA, reader.getVectorSchemaRoot().getSchema());
        assertFalse(reader.loadNextBatch());
      }
    }
  }

  @Test
  void namesOfFilesChooseTheFormat() {
    assertEquals(OutputFormat.ARROW, OutputFormat.ofFileName("/x/a.arrow"));
    assertEquals(OutputFormat.ARROW_STREAM, OutputFormat.ofFileName("a.arrows"));
    assertEquals(OutputFormat.CSV, OutputFormat.ofFileName("a.csv"));
    assertEquals(OutputFormat.JSONL, OutputFormat.ofFileName("a.jsonl"));
    assertEquals(OutputFormat.JSONL, OutputFormat.ofFileName("/dev/null"));
  }
}
