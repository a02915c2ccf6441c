package org.lance4j.encoding.legacy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.LanceField;

/// An opened file of version 0.1. Immutable.
public final class LegacyFile {
  private final String source;
  private final long fileLength;
  private final LegacyMetadata metadata;
  private final int minFieldId;
  private final int maxFieldId;
  private final long[] pageTable;
  private final Map<Integer, LanceField.DictionaryValues> dictionaries;

  private LegacyFile(
      String source,
      long fileLength,
      LegacyMetadata metadata,
      int minFieldId,
      int maxFieldId,
      long[] pageTable,
      Map<Integer, LanceField.DictionaryValues> dictionaries) {
    this.source = source;
    this.fileLength = fileLength;
    this.metadata = metadata;
    this.minFieldId = minFieldId;
    this.maxFieldId = maxFieldId;
    this.pageTable = pageTable;
    this.dictionaries = Map.copyOf(dictionaries);
  }

  /// @param source path or URI, for errors
  /// @param minFieldId the lowest id of the fields in the file, as the table names them, structs
  ///   included
  /// @param maxFieldId the highest
  /// @param pageTable [LegacyMetadata#pageTableBytes] bytes
  /// @param dictionaries where in this file the values of dictionary fields lie, by field id
  public static LegacyFile of(
      String source,
      long fileLength,
      LegacyMetadata metadata,
      int minFieldId,
      int maxFieldId,
      ByteBuffer pageTable,
      Map<Integer, LanceField.DictionaryValues> dictionaries) {
    ByteBuffer bytes = pageTable.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() != metadata.pageTableBytes(minFieldId, maxFieldId)) {
      throw new CorruptFileException(
          source, metadata.pageTablePosition(), "page table of " + bytes.remaining() + " bytes");
    }
    long[] numbers = new long[bytes.remaining() / 8];
    bytes.asLongBuffer().get(numbers);
    return new LegacyFile(
        source, fileLength, metadata, minFieldId, maxFieldId, numbers, dictionaries);
  }

  public String source() {
    return source;
  }

  public LegacyMetadata metadata() {
    return metadata;
  }

  long fileLength() {
    return fileLength;
  }

  /// Where the page of a field in a batch begins.
  long position(int fieldId, int batch) {
    return Bounds.atMost(pageTable[index(fieldId, batch)], fileLength, "position of a page");
  }

  /// The length of that page: values, or for lists offsets.
  long length(int fieldId, int batch) {
    return Bounds.atMost(pageTable[index(fieldId, batch) + 1], Long.MAX_VALUE, "length of a page");
  }

  private int index(int fieldId, int batch) {
    Bounds.check(
        fieldId >= minFieldId && fieldId <= maxFieldId,
        "field " + fieldId + " is not in the page table");
    return ((fieldId - minFieldId) * metadata.batchCount() + batch) * 2;
  }

  /// Where the values of a dictionary field lie.
  LanceField.DictionaryValues dictionary(int fieldId) {
    LanceField.DictionaryValues values = dictionaries.get(fieldId);
    if (values == null) {
      throw new CorruptFileException("dictionary field " + fieldId + " without values");
    }
    Bounds.atMost(values.offset(), fileLength, "position of a dictionary");
    Bounds.atMost(values.length(), fileLength, "values of a dictionary");
    return values;
  }
}
