package org.lance4j.dataset;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.LanceField;
import org.lance4j.format.NotFoundException;
import org.lance4j.manifest.DataFile;

/// Finds the bytes of one value of a column.
final class BlobTake {
  private final Dataset dataset;
  private final String column;
  private final LanceField field;

  /// @throws InvalidQueryException when there is no such column
  BlobTake(Dataset dataset, String column) {
    this.dataset = dataset;
    this.column = column;
    this.field = dataset.lanceSchema().column(column).field();
  }

  /// @param address of a live row
  Blob open(long address) {
    LiveFragment fragment = dataset.fragment(address >>> 32);
    @Nullable DataFile file = fragment.fragment().fileHolding(field.id());
    if (file == null) {
      throw none();
    }
    // blobs of version 0.1 lie in their pages like all values
    boolean inPage = file.version() == FileVersion.V0_1;
    try (VectorSchemaRoot row =
        dataset.take(
            RowSelection.addresses(address),
            List.of(column),
            inPage ? BlobHandling.BYTES : BlobHandling.DESCRIPTIONS)) {
      FieldVector value = row.getVector(0);
      if (value.isNull(0)) {
        throw none();
      }
      return switch (value) {
        case StructVector description when field.isBlobV2() ->
            stored(new StoredBlobs(fragment.files(), file, column).extent(description, 0));
        case StructVector description when field.isBlobV1() ->
            stored(extent(description, fragment, file));
        case LargeVarBinaryVector bytes -> Blob.of(bytes.get(0));
        case VarBinaryVector bytes -> Blob.of(bytes.get(0));
        case FixedSizeBinaryVector bytes -> Blob.of(bytes.get(0));
        default ->
            throw new InvalidQueryException(
                "column \"" + column + "\" is of " + field.logicalTypeText() + ", not of bytes");
      };
    }
  }

  private StoredBlobs.Extent extent(
      StructVector description, LiveFragment fragment, DataFile file) {
    long position = ((UInt8Vector) description.getChildByOrdinal(0)).get(0);
    long size = ((UInt8Vector) description.getChildByOrdinal(1)).get(0);
    if (size == 0 && position == 1 && file.version() == FileVersion.V2_0) {
      throw none();
    }
    return new StoredBlobs.Extent(
        fragment.files().paths().dataFile(file),
        Bounds.atMost(position, Long.MAX_VALUE, "position of a blob"),
        Bounds.atMost(size, Long.MAX_VALUE, "size of a blob"));
  }

  private Blob stored(StoredBlobs.Extent extent) {
    try {
      TableFiles files = dataset.files();
      return Blob.open(files.storage(), files.scheduler(), extent);
    } catch (CorruptFileException e) {
      throw e.inColumn(column);
    }
  }

  private NotFoundException none() {
    return new NotFoundException("the row has no value in column \"" + column + "\"");
  }
}
