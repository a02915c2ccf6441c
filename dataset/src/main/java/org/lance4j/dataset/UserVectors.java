package org.lance4j.dataset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.format.Jsonb;
import org.lance4j.format.LanceField;

/// Vectors as files hold them to vectors as users see them, where these differ, at any depth: JSON
/// becomes text, and descriptions of blobs become their bytes.
final class UserVectors {
  private final Function<LanceField, BlobSource> blobs;

  /// @param blobs where the bytes of the blobs of a field come from
  UserVectors(Function<LanceField, BlobSource> blobs) {
    this.blobs = blobs;
  }

  /// @param stored as [StoredShapes] says; taken over
  /// @param wanted as the result's schema says
  FieldVector convert(
      FieldVector stored, LanceField field, Field wanted, BufferAllocator allocator) {
    FieldVector target = wanted.createVector(allocator);
    try (stored) {
      fill(stored, field, target);
      return target;
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  private void fill(FieldVector stored, LanceField field, FieldVector target) {
    if (field.isJson()) {
      text((LargeVarBinaryVector) stored, (VarCharVector) target);
    } else if (target instanceof LargeVarBinaryVector bytes
        && stored instanceof StructVector descriptions) {
      blobs.apply(field).read(descriptions, bytes);
    } else if (field.children().isEmpty() || stored.getField().getChildren().isEmpty()) {
      stored.makeTransferPair(target).transfer();
    } else {
      target.loadFieldBuffers(
          new ArrowFieldNode(stored.getValueCount(), stored.getNullCount()),
          stored.getFieldBuffers());
      List<FieldVector> from = stored.getChildrenFromFields();
      List<FieldVector> to = target.getChildrenFromFields();
      for (int i = 0; i < from.size(); i++) {
        fill(from.get(i), field.children().get(i), to.get(i));
      }
    }
  }

  private static void text(LargeVarBinaryVector binary, VarCharVector text) {
    int count = binary.getValueCount();
    text.allocateNew(count);
    for (int i = 0; i < count; i++) {
      if (!binary.isNull(i)) {
        text.setSafe(i, Jsonb.toText(binary.get(i)).getBytes(StandardCharsets.UTF_8));
      }
    }
    text.setValueCount(count);
  }
}
