package org.lance4j.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// Turns vectors as files hold them into vectors as the table's schema wants them: fields in the
/// schema's order, fields that a file does not have as nulls, parts of a struct from several files
/// put together, a nested field by its path.
///
/// All methods take over the vectors that they are given.
final class VectorShaper {
  private VectorShaper() {}

  /// `count` nulls.
  static FieldVector nulls(Field field, int count, BufferAllocator allocator) {
    FieldVector vector = field.createVector(allocator);
    try {
      vector.setValueCount(count);
      return vector;
    } catch (RuntimeException | Error e) {
      vector.close();
      throw e;
    }
  }

  /// `stored` as `wanted`.
  static FieldVector shape(FieldVector stored, Field wanted, BufferAllocator allocator) {
    return merge(List.of(stored), wanted, stored.getValueCount(), allocator);
  }

  /// One field of which each vector holds a part (structs: some of the children); none: nulls.
  static FieldVector merge(
      List<FieldVector> parts, Field wanted, int count, BufferAllocator allocator) {
    if (parts.isEmpty()) {
      return nulls(wanted, count, allocator);
    }
    FieldVector first = parts.get(0);
    if (parts.size() == 1
        && first.getName().equals(wanted.getName())
        && isAs(wanted, first.getField())) {
      return first;
    }
    try {
      return copyShape(parts, wanted, allocator);
    } finally {
      parts.forEach(FieldVector::close);
    }
  }

  /// Whether a vector's field is as wanted but for its name. Vectors of lists do not keep the name
  /// of their items.
  private static boolean isAs(Field wanted, Field found) {
    if (!found.getFieldType().equals(wanted.getFieldType())
        || found.getChildren().size() != wanted.getChildren().size()) {
      return false;
    }
    boolean named = wanted.getType() instanceof ArrowType.Struct;
    for (int i = 0; i < wanted.getChildren().size(); i++) {
      Field child = wanted.getChildren().get(i);
      Field foundChild = found.getChildren().get(i);
      if ((named && !child.getName().equals(foundChild.getName())) || !isAs(child, foundChild)) {
        return false;
      }
    }
    return true;
  }

  private static FieldVector copyShape(
      List<FieldVector> parts, Field wanted, BufferAllocator allocator) {
    FieldVector source = parts.get(0);
    boolean structWithoutFields =
        source instanceof StructVector && source.getField().getChildren().isEmpty();
    if (wanted.getChildren().isEmpty()
        || (source.getField().getChildren().isEmpty() && !structWithoutFields)) {
      return share(source, wanted, allocator);
    }
    FieldVector target = wanted.createVector(allocator);
    try {
      loadOwnBuffers(source, target);
      List<FieldVector> children = target.getChildrenFromFields();
      for (FieldVector child : children) {
        List<FieldVector> found = take(parts, child.getField(), allocator);
        int count = childCount(source, target);
        FieldVector shaped = merge(found, child.getField(), count, allocator);
        try (shaped) {
          shareBuffers(shaped, child);
        }
      }
      target.setValueCount(source.getValueCount());
      return target;
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  private static int childCount(FieldVector source, FieldVector target) {
    return target instanceof StructVector
        ? source.getValueCount()
        : source.getChildrenFromFields().get(0).getValueCount();
  }

  private static void loadOwnBuffers(FieldVector source, FieldVector target) {
    target.loadFieldBuffers(
        new ArrowFieldNode(source.getValueCount(), source.getNullCount()),
        source.getFieldBuffers());
  }

  /// A vector of the same values with its own name and metadata, at no copy. Both are to be closed.
  ///
  /// @param field of the same shape
  private static FieldVector share(FieldVector source, Field field, BufferAllocator allocator) {
    FieldVector target = field.createVector(allocator);
    try {
      shareBuffers(source, target);
      return target;
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  /// Arrow's own transfers do not know all types as children of structs.
  private static void shareBuffers(FieldVector source, FieldVector target) {
    loadOwnBuffers(source, target);
    List<FieldVector> from = source.getChildrenFromFields();
    List<FieldVector> to = target.getChildrenFromFields();
    for (int i = 0; i < from.size(); i++) {
      shareBuffers(from.get(i), to.get(i));
    }
  }

  /// The children that `field` names, taken out of their parents. A list has one child, whatever
  /// its name.
  private static List<FieldVector> take(
      List<FieldVector> parents, Field field, BufferAllocator allocator) {
    List<FieldVector> found = new ArrayList<>(1);
    try {
      for (FieldVector parent : parents) {
        @Nullable FieldVector child = child(parent, field.getName());
        if (child != null) {
          found.add(share(child, child.getField(), allocator));
        }
      }
      return found;
    } catch (RuntimeException | Error e) {
      found.forEach(FieldVector::close);
      throw e;
    }
  }

  private static @Nullable FieldVector child(FieldVector parent, String name) {
    List<FieldVector> children = parent.getChildrenFromFields();
    if (!(parent instanceof StructVector)) {
      return children.get(0);
    }
    for (FieldVector child : children) {
      if (child.getName().equals(name)) {
        return child;
      }
    }
    return null;
  }

  /// The field that `path` leads to from a struct, null where a struct above it is.
  ///
  /// @param path names below `root`, outermost first
  static FieldVector flatten(
      FieldVector root, List<String> path, Field wanted, BufferAllocator allocator) {
    FieldVector vector = root;
    for (String name : path) {
      try (FieldVector parent = vector) {
        FieldVector child = child(parent, name);
        if (child == null) {
          throw new AssertionError("no child " + name + " in " + parent.getField());
        }
        vector = masked(parent, child, allocator);
      }
    }
    return shape(vector, wanted, allocator);
  }

  /// `child` with nulls where `parent` is null. All three are to be closed.
  private static FieldVector masked(
      FieldVector parent, FieldVector child, BufferAllocator allocator) {
    FieldVector shared = share(child, child.getField(), allocator);
    try {
      maskBy(parent, shared, allocator);
      return shared;
    } catch (RuntimeException | Error e) {
      shared.close();
      throw e;
    }
  }

  /// Makes `child` null where `parent` is.
  private static void maskBy(FieldVector parent, FieldVector child, BufferAllocator allocator) {
    int count = parent.getValueCount();
    if (parent.getNullCount() == 0 || child.getFieldBuffers().isEmpty()) {
      return;
    }
    List<ArrowBuf> buffers = new ArrayList<>(child.getFieldBuffers());
    try (ArrowBuf both = allocator.buffer(Math.max(8, (count + 63) / 64 * 8L))) {
      both.setZero(0, both.capacity());
      int nulls = 0;
      for (int i = 0; i < count; i++) {
        if (parent.isNull(i) || child.isNull(i)) {
          nulls++;
        } else {
          both.setByte(i >> 3, both.getByte(i >> 3) | (1 << (i & 7)));
        }
      }
      buffers.forEach(buffer -> buffer.getReferenceManager().retain());
      try {
        List<ArrowBuf> masked = new ArrayList<>(buffers);
        masked.set(0, both);
        child.loadFieldBuffers(new ArrowFieldNode(count, nulls), masked);
      } finally {
        buffers.forEach(buffer -> buffer.getReferenceManager().release());
      }
    }
  }
}
