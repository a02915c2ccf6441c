package org.lance4j.encoding.structural;

import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.StoredField;
import org.lance4j.format.Bounds;

/// Builds the vector of a field out of what its leaves collected. Confined.
final class Assembler {
  private final @Nullable LeafSink[] sinks;
  private final BufferAllocator allocator;

  Assembler(@Nullable LeafSink[] sinks, BufferAllocator allocator) {
    this.sinks = sinks;
    this.allocator = allocator;
  }

  /// @param rows how many rows there must be
  FieldVector assemble(FieldPlan plan, int rows) {
    if (plan.children().isEmpty()) {
      return leaf(plan, rows);
    }
    FieldVector root = plan.field().arrow().createVector(allocator);
    boolean done = false;
    try {
      load(plan, root, rows);
      done = true;
      return root;
    } finally {
      if (!done) {
        root.close();
      }
    }
  }

  private LeafSink sink(FieldPlan plan) {
    return Objects.requireNonNull(sinks[plan.leaf()]);
  }

  private FieldVector leaf(FieldPlan plan, int count) {
    LeafSink sink = sink(plan);
    ValidityBuilder validity = sink.slots(plan.layer()).validity();
    checkCount(plan, validity.count(), count);
    Bounds.check(
        sink.values().count() == count,
        sink.values().count() + " values for " + count + " slots of " + name(plan));
    int nulls = validity.nullCount();
    return sink.values().finish(validity.build(), nulls);
  }

  private void load(FieldPlan plan, FieldVector vector, int count) {
    if (plan.children().isEmpty()) {
      try (FieldVector leaf = leaf(plan, count)) {
        leaf.makeTransferPair(vector).transfer();
      }
      return;
    }
    LayerSlots slots = sink(plan).slots(plan.layer());
    checkCount(plan, slots.count(), count);
    switch (plan.field().kind()) {
      case STRUCT -> loadStruct(plan, (StructVector) vector, slots);
      case LIST, MAP -> loadList(plan, vector, (LayerSlots.Lists) slots);
      case FIXED_SIZE_LIST -> loadFixedSizeList(plan, (FixedSizeListVector) vector, slots);
      case LEAF, PACKED_STRUCT, BLOB -> throw new AssertionError("a leaf with children");
    }
  }

  private void loadStruct(FieldPlan plan, StructVector vector, LayerSlots slots) {
    for (int i = 0; i < plan.children().size(); i++) {
      load(plan.children().get(i), (FieldVector) vector.getChildByOrdinal(i), slots.count());
    }
    loadBuffers(vector, slots);
  }

  private void loadList(FieldPlan plan, FieldVector vector, LayerSlots.Lists slots) {
    boolean large = plan.field().arrow().getType() instanceof ArrowType.LargeList;
    FieldVector items =
        large ? ((LargeListVector) vector).getDataVector() : ((ListVector) vector).getDataVector();
    load(plan.children().getFirst(), items, slots.itemCount());
    try (ArrowBuf offsets = slots.offsets(allocator, large)) {
      loadBuffers(vector, slots, offsets);
    }
  }

  private void loadFixedSizeList(FieldPlan plan, FixedSizeListVector vector, LayerSlots slots) {
    int items = Math.multiplyExact(slots.count(), plan.dimension());
    load(plan.children().getFirst(), vector.getDataVector(), items);
    loadBuffers(vector, slots);
  }

  private void loadBuffers(FieldVector vector, LayerSlots slots, ArrowBuf... rest) {
    ArrowBuf built = slots.validity().build();
    try (ArrowBuf validity = built == null ? allocator.getEmpty() : built) {
      ArrowFieldNode node = new ArrowFieldNode(slots.count(), slots.validity().nullCount());
      vector.loadFieldBuffers(
          node, rest.length == 0 ? List.of(validity) : List.of(validity, rest[0]));
    }
  }

  private static void checkCount(FieldPlan plan, int found, int due) {
    Bounds.check(found == due, found + " slots where " + due + " are due in " + name(plan));
  }

  private static String name(FieldPlan plan) {
    StoredField field = plan.field();
    return field.arrow().getName();
  }
}
