package org.lance4j.encoding.legacy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.proto.FileProto;

/// What the end of a file of version 0.1 says: the message `lance.file.Metadata`.
///
/// ```
/// ... | u32 length, schema | page table | u32 length, Metadata | trailer
/// trailer (16 bytes): i64 position of the metadata | u16 0 | u16 0, 1 or 2 | "LANC"
/// page table: for each field id of a range, for each batch: i64 position, i64 length
/// ```
///
/// Metadata and schema are blocks: a u32 length before the message. The range of field ids is known
/// to the table, not to the file.
///
/// @param schemaPosition where the schema block begins; 0 when there is none
/// @param batchOffsets number of the first row of each batch, and behind the last one the row
///   count; from 0 on, not decreasing
public record LegacyMetadata(long schemaPosition, long[] batchOffsets, long pageTablePosition) {
  public static final int TRAILER_BYTES = 16;
  private static final int MAGIC = 0x434E414C;

  /// Where the metadata block begins.
  ///
  /// @param trailer the last 16 bytes of the file
  /// @throws org.lance4j.format.UnsupportedFeatureException when it is a file of another version
  public static long metadataPosition(ByteBuffer trailer, long fileLength) {
    ByteBuffer bytes = trailer.slice().order(ByteOrder.LITTLE_ENDIAN);
    Bounds.check(bytes.remaining() == TRAILER_BYTES, "file without a trailer");
    Bounds.check(bytes.getInt(12) == MAGIC, "file does not end in LANC");
    FileVersion version = FileVersion.ofNumbers(bytes.getShort(8), bytes.getShort(10));
    Bounds.check(version == FileVersion.V0_1, "file of version " + version + ", not 0.1");
    return Bounds.atMost(
        bytes.getLong(0), fileLength - TRAILER_BYTES - 4, "position of the metadata");
  }

  /// The message in a block.
  ///
  /// @param block bytes from the start of the block on; more may follow
  private static ByteBuffer message(ByteBuffer block) {
    ByteBuffer bytes = block.slice().order(ByteOrder.LITTLE_ENDIAN);
    Bounds.check(bytes.remaining() >= 4, "block without a length");
    long length = Integer.toUnsignedLong(bytes.getInt(0));
    Bounds.range(4, length, bytes.remaining(), "block");
    return bytes.slice(4, (int) length);
  }

  /// @param block the metadata block; more bytes may follow
  public static LegacyMetadata parse(ByteBuffer block) {
    FileProto.Metadata message;
    try {
      message = FileProto.Metadata.parseFrom(message(block));
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("metadata is not a message: " + e.getMessage());
    }
    long[] offsets = new long[Math.max(1, message.getBatchOffsetsCount())];
    for (int i = 0; i < message.getBatchOffsetsCount(); i++) {
      offsets[i] = message.getBatchOffsets(i);
      Bounds.check(offsets[i] >= (i == 0 ? 0 : offsets[i - 1]), "batch offsets decrease");
    }
    Bounds.check(offsets[0] == 0, "first batch begins at row " + offsets[0]);
    return new LegacyMetadata(
        message.getManifestPosition(), offsets, message.getPageTablePosition());
  }

  /// The file's own schema, which says where its dictionaries lie.
  ///
  /// @param block the schema block; more bytes may follow
  public static LanceSchema parseSchema(ByteBuffer block) {
    try {
      // the fields and metadata of the message there, a manifest, have the numbers of a schema's
      return LanceSchema.of(FileProto.Schema.parseFrom(message(block)));
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException("schema is not a message: " + e.getMessage());
    }
  }

  public int batchCount() {
    return batchOffsets.length - 1;
  }

  public long rowCount() {
    return batchOffsets[batchCount()];
  }

  /// How long the page table is, for the field ids `[minFieldId, maxFieldId]`.
  public long pageTableBytes(int minFieldId, int maxFieldId) {
    Bounds.check(
        minFieldId >= 0 && maxFieldId >= minFieldId,
        "field ids from " + minFieldId + " to " + maxFieldId);
    return Bounds.multiply(
        maxFieldId - minFieldId + 1L, 16L * batchCount(), "length of the page table");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LegacyMetadata that
        && schemaPosition == that.schemaPosition
        && pageTablePosition == that.pageTablePosition
        && Arrays.equals(batchOffsets, that.batchOffsets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(batchOffsets) * 31 + Long.hashCode(pageTablePosition);
  }

  @Override
  public String toString() {
    return "LegacyMetadata[" + batchCount() + " batches, " + rowCount() + " rows]";
  }
}
