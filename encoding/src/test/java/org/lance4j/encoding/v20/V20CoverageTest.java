package org.lance4j.encoding.v20;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lance4j.encoding.Reads;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredPage;

/// That every encoding is tested: in a file that pylance wrote, or, for those that no release
/// writes, in [RareEncodingsTest]. A file with one of the latter is a gap too.
final class V20CoverageTest {
  private static final Set<Class<?>> WITHOUT_WRITER =
      Set.of(
          ArrayEncoding.Bitpacked.class,
          ArrayEncoding.BitpackedForNonNeg.class,
          ArrayEncoding.FixedSizeBinary.class);

  @Test
  void readsEveryEncodingThatIsWritten() {
    Set<Class<?>> met = new HashSet<>();
    Set<ArrayEncoding.Compression> compressions = new HashSet<>();
    for (String name : V20ColumnsTest.FILES) {
      V20File file = V20File.open(name, Reads.resource(V20CoverageTest.class, name + ".lance"));
      for (StoredColumn column : file.file().columns()) {
        for (StoredPage page : column.pages()) {
          meet(ArrayEncodingParser.parse(page, column, false), met, compressions);
        }
      }
    }
    Set<Class<?>> all = new HashSet<>(Arrays.asList(ArrayEncoding.class.getPermittedSubclasses()));
    all.removeAll(WITHOUT_WRITER);
    assertEquals(all, met);
    assertEquals(Set.of(ArrayEncoding.Compression.values()), compressions);
  }

  private static void meet(
      ArrayEncoding encoding, Set<Class<?>> met, Set<ArrayEncoding.Compression> compressions) {
    met.add(encoding.getClass());
    if (encoding instanceof ArrayEncoding.Flat flat) {
      compressions.add(flat.compression());
    }
    for (ArrayEncoding child : children(encoding)) {
      meet(child, met, compressions);
    }
  }

  private static List<ArrayEncoding> children(ArrayEncoding encoding) {
    return switch (encoding) {
      case ArrayEncoding.Flat _,
          ArrayEncoding.AllNulls _,
          ArrayEncoding.SimpleStruct _,
          ArrayEncoding.Bitpacked _,
          ArrayEncoding.BitpackedForNonNeg _ ->
          List.of();
      case ArrayEncoding.NoNulls all -> List.of(all.values());
      case ArrayEncoding.SomeNulls some -> List.of(some.validity(), some.values());
      case ArrayEncoding.FixedSizeList list -> List.of(list.items());
      case ArrayEncoding.Lists lists -> List.of(lists.offsets());
      case ArrayEncoding.Binary binary -> List.of(binary.indices(), binary.bytes());
      case ArrayEncoding.Dictionary items -> List.of(items.indices(), items.items());
      case ArrayEncoding.Fsst fsst -> List.of(fsst.binary());
      case ArrayEncoding.PackedStruct packed -> packed.fields();
      case ArrayEncoding.FixedSizeBinary binary -> List.of(binary.bytes());
    };
  }
}
