package org.lance4j.cli;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/// What a field's metadata says about its values beyond the Arrow type.
final class Extension {
  private static final String NAME = "ARROW:extension:name";

  private Extension() {}

  /// Whether the two bytes of each value are a bfloat16.
  static boolean isBfloat16(Field field) {
    return "lance.bfloat16".equals(field.getMetadata().get(NAME))
        && field.getType() instanceof ArrowType.FixedSizeBinary binary
        && binary.getByteWidth() == 2;
  }
}
