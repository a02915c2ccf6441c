package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.lance4j.encoding.StoredField;

/// The tree of a projected field, and where the slots of each node come from: layer `layer` of the
/// leaf `leaf`. Immutable.
///
/// @param dimension of a fixed-size list, else 1
record FieldPlan(StoredField field, int leaf, int layer, int dimension, List<FieldPlan> children) {
  FieldPlan {
    children = List.copyOf(children);
  }

  /// A leaf of the tree with the nodes above it.
  record Leaf(StoredField field, LeafPath path) {}

  /// Plans the tree of `field`; adds its leaves to `leaves`, in order.
  static FieldPlan of(StoredField field, List<Leaf> leaves) {
    return plan(field, new ArrayList<>(), leaves);
  }

  /// @param above the nodes above `field`, outermost first
  private static FieldPlan plan(StoredField field, List<Node> above, List<Leaf> leaves) {
    Node node = new Node(field, dimension(field));
    above.add(node);
    int leaf = leaves.size();
    List<FieldPlan> children = new ArrayList<>();
    if (isLeaf(field)) {
      leaves.add(new Leaf(field, path(above)));
    } else {
      for (StoredField child : field.children()) {
        children.add(plan(child, above, leaves));
      }
      if (leaves.size() == leaf) {
        throw new IllegalArgumentException("no field of " + field.arrow() + " is asked for");
      }
    }
    above.removeLast();
    int layer = leaves.get(leaf).path().count() - 1 - above.size();
    return new FieldPlan(field, leaf, layer, node.dimension, children);
  }

  private static boolean isLeaf(StoredField field) {
    return switch (field.kind()) {
      case LEAF, PACKED_STRUCT, BLOB -> true;
      case STRUCT, LIST, MAP, FIXED_SIZE_LIST -> false;
    };
  }

  private static int dimension(StoredField field) {
    return field.kind() == StoredField.Kind.FIXED_SIZE_LIST
            && field.arrow().getType() instanceof ArrowType.FixedSizeList list
        ? list.getListSize()
        : 1;
  }

  private static LeafPath path(List<Node> outerToInner) {
    int n = outerToInner.size();
    boolean[] lists = new boolean[n];
    int[] dimensions = new int[n];
    boolean[] owned = new boolean[n];
    for (int i = 0; i < n; i++) {
      Node node = outerToInner.get(n - 1 - i);
      StoredField.Kind kind = node.field.kind();
      lists[i] = kind == StoredField.Kind.LIST || kind == StoredField.Kind.MAP;
      dimensions[i] = node.dimension;
      owned[i] = !node.taken;
      node.taken = true;
    }
    return new LeafPath(lists, dimensions, owned);
  }

  private static final class Node {
    private final StoredField field;
    private final int dimension;

    /// Whether a leaf collects this node's layer already.
    private boolean taken;

    Node(StoredField field, int dimension) {
      this.field = field;
      this.dimension = dimension;
    }
  }
}
