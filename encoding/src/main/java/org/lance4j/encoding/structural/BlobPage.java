package org.lance4j.encoding.structural;

import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// A page of the layout [PageLayout.Blob], read as bytes or as descriptions. Immutable and
/// thread-safe.
final class BlobPage implements PageReader {
  private static final Field DESCRIPTIONS =
      new Field(
          "blob",
          FieldType.notNullable(ArrowType.Struct.INSTANCE),
          List.of(unsigned("position"), unsigned("size")));

  private final LayerLevels levels;
  private final PageReader inner;
  private final boolean payloads;

  /// @param levels of the blobs
  /// @param inner the page of the descriptions
  /// @param payloads whether the bytes are wanted, not the descriptions
  BlobPage(LayerLevels levels, PageReader inner, boolean payloads) {
    this.levels = levels;
    this.inner = inner;
    this.payloads = payloads;
  }

  private static Field unsigned(String name) {
    return new Field(name, FieldType.notNullable(new ArrowType.Int(Long.SIZE, false)), null);
  }

  /// What the inner page holds.
  static Field descriptions() {
    return DESCRIPTIONS;
  }

  /// The layers of the inner page: nothing is null there.
  static LeafPath descriptionPath() {
    return new LeafPath(new boolean[] {false}, new int[] {1}, new boolean[] {true});
  }

  @Override
  public PageRead read(PageRows rows, ReadMemory memory) {
    return new BlobRead(levels, inner.read(rows, memory), (int) rows.count(), payloads, memory);
  }
}
