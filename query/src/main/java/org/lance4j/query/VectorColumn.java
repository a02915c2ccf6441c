package org.lance4j.query;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.kernel.VectorRows;

/// A column that can be searched: a fixed-size list of elements, or a list of such (a multivector,
/// of which every row has any number).
///
/// @param name as errors name it
/// @param dimension elements of one vector
/// @param multivector whether a row is a list of vectors
public record VectorColumn(String name, VectorElement element, int dimension, boolean multivector) {
  /// @throws InvalidQueryException when the field holds no vectors, or of elements that cannot be
  ///   searched
  public static VectorColumn of(String name, Field field) {
    boolean multivector = field.getType() instanceof ArrowType.List;
    Field vector = multivector ? field.getChildren().getFirst() : field;
    if (!(vector.getType() instanceof ArrowType.FixedSizeList list)) {
      throw new InvalidQueryException(
          "column '" + name + "' is not a column of vectors but of " + field.getType());
    }
    Field child = vector.getChildren().getFirst();
    @Nullable VectorElement element = VectorElement.of(child);
    if (element == null) {
      throw new InvalidQueryException(
          "column '" + name + "' has vectors of " + child.getType() + ", which has no distances");
    }
    if (list.getListSize() < 1 || list.getListSize() > VectorRows.MAX_DIMENSION) {
      throw new InvalidQueryException(
          "column '" + name + "' has vectors of " + list.getListSize() + " dimensions");
    }
    return new VectorColumn(name, element, list.getListSize(), multivector);
  }

  /// Bytes of one vector.
  public long vectorBytes() {
    return (long) dimension * element.bytes();
  }
}
