package org.lance4j.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/// Random schemas and rows: any nesting, nulls at every level, values that call up different
/// encodings. The same seed gives the same. Confined to one thread.
public final class RandomData {
  private final Random random;
  private final Limits limits;

  /// What a writer can store.
  ///
  /// @param nullStructs whether a struct itself may be null
  /// @param maps whether there are maps
  /// @param depth how deep types nest; 0 is columns without children (vectors count as such)
  /// @param types the leaf types to choose from
  public record Limits(boolean nullStructs, boolean maps, int depth, List<ArrowType> types) {}

  /// How the values of one leaf are drawn.
  private enum Style {
    RANDOM,
    EDGES,
    SMALL,
    SEQUENCE,
    RUNS,
    CONSTANT,
    FEW,
    LONG
  }

  private RandomData(Random random, Limits limits) {
    this.random = random;
    this.limits = limits;
  }

  /// Data of a seed within limits.
  public static RandomData of(long seed, Limits limits) {
    return new RandomData(new Random(seed * 0x9E3779B97F4A7C15L + 1), limits);
  }

  /// A schema of columns `id` (int64, not null) and `c0`, `c1`, and so on.
  public Schema schema(int columns) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("id", FieldType.notNullable(new ArrowType.Int(64, true)), List.of()));
    for (int i = 0; i < columns; i++) {
      fields.add(field("c" + i, random.nextInt(limits.depth() + 1)));
    }
    return new Schema(fields);
  }

  private Field field(String name, int depth) {
    boolean nullable = random.nextInt(5) != 0;
    int kind = depth == 0 ? random.nextInt(12) + 10 : random.nextInt(limits.maps() ? 5 : 4);
    return switch (kind) {
      case 0 ->
          new Field(name, type(nullable, new ArrowType.List()), List.of(field("item", depth - 1)));
      case 1 ->
          new Field(
              name, type(nullable, new ArrowType.LargeList()), List.of(field("item", depth - 1)));
      case 2, 3 -> struct(name, nullable && limits.nullStructs(), depth);
      case 4 -> map(name, nullable, depth);
      case 10 -> vector(name, nullable);
      default -> new Field(name, type(nullable, leafType()), List.of());
    };
  }

  private static FieldType type(boolean nullable, ArrowType type) {
    return new FieldType(nullable, type, null);
  }

  private ArrowType leafType() {
    return limits.types().get(random.nextInt(limits.types().size()));
  }

  private Field struct(String name, boolean nullable, int depth) {
    List<Field> children = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      children.add(field(String.valueOf((char) ('a' + i)), random.nextInt(depth)));
    }
    return new Field(name, type(nullable, new ArrowType.Struct()), children);
  }

  private Field map(String name, boolean nullable, int depth) {
    Field key = new Field("key", type(false, new ArrowType.Utf8()), List.of());
    Field value = field("value", random.nextInt(depth));
    Field entries = new Field("entries", type(false, new ArrowType.Struct()), List.of(key, value));
    return new Field(name, type(nullable, new ArrowType.Map(false)), List.of(entries));
  }

  private Field vector(String name, boolean nullable) {
    ArrowType item = leafType();
    while (!(item instanceof ArrowType.FloatingPoint) && !(item instanceof ArrowType.Int)) {
      item = leafType();
    }
    int dimension = List.of(1, 3, 8, 33, 128).get(random.nextInt(5));
    Field items = new Field("item", type(true, item), List.of());
    return new Field(name, type(nullable, new ArrowType.FixedSizeList(dimension)), List.of(items));
  }

  /// Replaces the rows of a root whose schema is {@link #schema}; `id` counts from `firstId`.
  public void fill(VectorSchemaRoot root, int rows, long firstId) {
    for (FieldVector vector : root.getFieldVectors()) {
      vector.clear();
      fill(vector, rows);
    }
    for (int i = 0; i < rows; i++) {
      root.getVector(0).getDataBuffer().setLong((long) i * Long.BYTES, firstId + i);
    }
    root.setRowCount(rows);
  }

  private void fill(FieldVector vector, int count) {
    boolean[] valid = validity(vector.getField(), count);
    switch (vector) {
      case NullVector nulls -> nulls.setValueCount(count);
      case StructVector struct -> fillStruct(struct, valid);
      case ListVector list -> fillList(list, valid);
      case LargeListVector list -> fillList(list, valid);
      case FixedSizeListVector list -> fillFixedSizeList(list, valid);
      case BitVector bits -> fillBits(bits, valid);
      case BaseFixedWidthVector fixed -> fillFixed(fixed, valid);
      case BaseVariableWidthVector text -> fillText(text, valid);
      case BaseLargeVariableWidthVector text -> fillText(text, valid);
      default -> throw new IllegalArgumentException("no random values of " + vector.getField());
    }
  }

  private boolean[] validity(Field field, int count) {
    double share =
        field.isNullable() ? new double[] {0, 0, 0.05, 0.3, 0.8, 1}[random.nextInt(6)] : 0;
    boolean[] valid = new boolean[count];
    for (int i = 0; i < count; i++) {
      valid[i] = random.nextDouble() >= share;
    }
    return valid;
  }

  private void fillStruct(StructVector struct, boolean[] valid) {
    struct.allocateNew();
    struct.setValueCount(0);
    for (FieldVector child : struct.getChildrenFromFields()) {
      fill(child, valid.length);
    }
    struct.setValueCount(valid.length);
    for (int i = 0; i < valid.length; i++) {
      BitVectorHelper.setValidityBit(struct.getValidityBuffer(), i, valid[i] ? 1 : 0);
    }
  }

  private int[] lengths(boolean[] valid) {
    int most = random.nextInt(valid.length > 300 ? 4 : 12) + 1;
    double empty = new double[] {0, 0.3, 0.9}[random.nextInt(3)];
    int[] lengths = new int[valid.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = !valid[i] || random.nextDouble() < empty ? 0 : random.nextInt(most + 1);
    }
    return lengths;
  }

  private void fillList(ListVector list, boolean[] valid) {
    int total = 0;
    int[] lengths = lengths(valid);
    list.allocateNew();
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        list.startNewValue(i);
        list.endValue(i, lengths[i]);
      } else {
        list.setNull(i);
      }
      total += lengths[i];
    }
    fill(list.getDataVector(), total);
    list.setLastSet(valid.length - 1);
    list.setValueCount(valid.length);
  }

  private void fillList(LargeListVector list, boolean[] valid) {
    int total = 0;
    int[] lengths = lengths(valid);
    list.allocateNew();
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        list.startNewValue(i);
        list.endValue(i, lengths[i]);
      } else {
        list.setNull(i);
      }
      total += lengths[i];
    }
    fill(list.getDataVector(), total);
    list.setLastSet(valid.length - 1);
    list.setValueCount(valid.length);
  }

  private void fillFixedSizeList(FixedSizeListVector list, boolean[] valid) {
    list.allocateNew();
    while (list.getValueCapacity() < valid.length) {
      list.reAlloc();
    }
    fill(list.getDataVector(), valid.length * list.getListSize());
    list.setValueCount(valid.length);
    for (int i = 0; i < valid.length; i++) {
      BitVectorHelper.setValidityBit(list.getValidityBuffer(), i, valid[i] ? 1 : 0);
    }
  }

  private void fillBits(BitVector bits, boolean[] valid) {
    bits.allocateNew(Math.max(1, valid.length));
    double share = new double[] {0.5, 0.01, 1}[random.nextInt(3)];
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        bits.set(i, random.nextDouble() < share ? 1 : 0);
      } else {
        bits.setNull(i);
      }
    }
    bits.setValueCount(valid.length);
  }

  private void fillFixed(BaseFixedWidthVector vector, boolean[] valid) {
    vector.allocateNew(Math.max(1, valid.length));
    int width = vector.getTypeWidth();
    Style style = Style.values()[random.nextInt(Style.values().length)];
    LeafValues values = LeafValues.of(vector.getField().getType(), width, random);
    List<byte[]> few = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      few.add(values.anything());
    }
    for (int i = 0; i < valid.length; i++) {
      byte[] value =
          switch (style) {
            case RANDOM, LONG -> values.anything();
            case EDGES -> values.edge();
            case SMALL -> values.small(random.nextInt(50));
            case SEQUENCE -> values.small(i);
            case RUNS -> values.small(i / 60);
            case CONSTANT -> few.getFirst();
            case FEW -> few.get(random.nextInt(few.size()));
          };
      vector.getDataBuffer().setBytes((long) i * width, value);
      BitVectorHelper.setValidityBit(vector.getValidityBuffer(), i, valid[i] ? 1 : 0);
    }
    vector.setValueCount(valid.length);
  }

  private void fillText(BaseVariableWidthVector vector, boolean[] valid) {
    vector.allocateNew();
    TextValues texts = texts();
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        vector.setSafe(i, texts.next(i));
      } else {
        vector.setNull(i);
      }
    }
    vector.setValueCount(valid.length);
  }

  private void fillText(BaseLargeVariableWidthVector vector, boolean[] valid) {
    vector.allocateNew();
    TextValues texts = texts();
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        vector.setSafe(i, texts.next(i));
      } else {
        vector.setNull(i);
      }
    }
    vector.setValueCount(valid.length);
  }

  private TextValues texts() {
    Style style = Style.values()[random.nextInt(Style.values().length)];
    return switch (style) {
      case RANDOM, SMALL -> TextValues.words(random, 4);
      case EDGES -> TextValues.edges(random);
      case SEQUENCE -> TextValues.sequence(1);
      case RUNS -> TextValues.sequence(40);
      case CONSTANT -> TextValues.few(random, 1);
      case FEW -> TextValues.few(random, 8);
      case LONG -> TextValues.words(random, 90);
    };
  }
}
