package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance4j.file.BlobHandling;
import org.lance4j.format.BlobFields;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.ProjectedColumn;

/// What a read gives, column by column.
///
/// @param whole the table's schema
record Projection(LanceSchema whole, List<OutputColumn> columns, BlobHandling blobs) {
  Projection {
    columns = List.copyOf(columns);
  }

  /// All columns of the table.
  static Projection all(LanceSchema schema, BlobHandling blobs) {
    List<OutputColumn> columns = new ArrayList<>(schema.fields().size());
    for (LanceField field : schema.fields()) {
      columns.add(data(new ProjectedColumn(List.of(field)), blobs));
    }
    return new Projection(schema, columns, blobs);
  }

  /// Columns by path, or by the name of a system column that the table has no field of.
  ///
  /// @throws org.lance4j.format.InvalidQueryException when there is no such column
  static Projection of(LanceSchema schema, List<String> paths, BlobHandling blobs) {
    List<OutputColumn> columns = new ArrayList<>(paths.size());
    for (String path : paths) {
      columns.add(column(schema, path, blobs));
    }
    return new Projection(schema, columns, blobs);
  }

  private static OutputColumn column(LanceSchema schema, String path, BlobHandling blobs) {
    for (OutputColumn.Kind kind : OutputColumn.Kind.values()) {
      if (kind.columnName().equals(path) && schema.find(path) == null) {
        return kind.column();
      }
    }
    return data(schema.column(path), blobs);
  }

  private static OutputColumn data(ProjectedColumn column, BlobHandling blobs) {
    Field field = column.path().size() == 1 ? column.field().toArrow() : column.toArrow();
    return new OutputColumn.Data(column, shown(field, column.field(), blobs));
  }

  /// The field with blobs as they are wanted.
  private static Field shown(Field arrow, LanceField field, BlobHandling blobs) {
    if (field.isBlobV2() || field.isBlobV1()) {
      FieldType old = arrow.getFieldType();
      return switch (blobs) {
        case BYTES ->
            new Field(
                arrow.getName(),
                new FieldType(
                    old.isNullable(), MinorType.LARGEVARBINARY.getType(), null, blobMetadata(old)),
                List.of());
        case DESCRIPTIONS ->
            new Field(
                arrow.getName(),
                new FieldType(old.isNullable(), ArrowType.Struct.INSTANCE, null, blobMetadata(old)),
                field.isBlobV2() ? BlobFields.DESCRIPTION_V2 : BlobFields.DESCRIPTION_V1);
      };
    }
    if (field.children().isEmpty() || field.isJson()) {
      return arrow;
    }
    List<Field> children = new ArrayList<>(field.children().size());
    for (int i = 0; i < field.children().size(); i++) {
      children.add(shown(arrow.getChildren().get(i), field.children().get(i), blobs));
    }
    return new Field(arrow.getName(), arrow.getFieldType(), children);
  }

  /// Without the extension's name: the vectors are plain bytes or descriptions.
  private static java.util.Map<String, String> blobMetadata(FieldType type) {
    java.util.Map<String, String> kept = new java.util.HashMap<>(type.getMetadata());
    kept.remove(LanceField.EXTENSION_NAME);
    kept.remove(LanceField.EXTENSION_METADATA);
    return kept;
  }

  Projection with(OutputColumn.Kind kind) {
    List<OutputColumn> more = new ArrayList<>(columns);
    more.add(kind.column());
    return new Projection(whole, more, blobs);
  }

  /// The columns with blobs whose bytes are wanted, as the blobs' descriptions.
  Projection descriptionsOfBlobs() {
    List<OutputColumn> found = new ArrayList<>();
    for (OutputColumn column : columns) {
      if (blobs == BlobHandling.BYTES
          && column instanceof OutputColumn.Data data
          && holdsBlobs(data.column().field())) {
        found.add(data(data.column(), BlobHandling.DESCRIPTIONS));
      }
    }
    return new Projection(whole, found, BlobHandling.DESCRIPTIONS);
  }

  static boolean holdsBlobs(LanceField field) {
    return field.isBlobV1()
        || field.isBlobV2()
        || field.children().stream().anyMatch(Projection::holdsBlobs);
  }

  boolean has(OutputColumn.Kind kind) {
    for (OutputColumn column : columns) {
      if (column instanceof OutputColumn.Known system && system.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  Schema schema() {
    return new Schema(columns.stream().map(OutputColumn::field).toList(), whole.metadata());
  }
}
