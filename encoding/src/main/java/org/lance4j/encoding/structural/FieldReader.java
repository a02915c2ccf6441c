package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// Reads one projected field, over all columns below it. Immutable and thread-safe.
final class FieldReader implements ColumnReader {
  private final StoredField field;
  private final String source;
  private final FieldPlan plan;
  private final List<LeafColumn> leaves;
  private final long rowCount;

  /// Rows of the longest column: a shorter one is damaged.
  private final long fileRows;

  private FieldReader(StoredField field, StoredFile file, FieldPlan plan, List<LeafColumn> leaves) {
    this.field = field;
    this.source = file.source();
    this.fileRows = file.rowCount();
    this.plan = plan;
    this.leaves = leaves;
    this.rowCount = leaves.getFirst().rowCount();
  }

  static FieldReader open(StoredField field, StoredFile file, PageCache cache) {
    try {
      List<FieldPlan.Leaf> planned = new ArrayList<>();
      FieldPlan plan = FieldPlan.of(field, planned);
      List<LeafColumn> leaves = new ArrayList<>(planned.size());
      for (FieldPlan.Leaf leaf : planned) {
        int number = leaf.field().column();
        Bounds.check(
            number >= 0 && number < file.columns().size(),
            "column " + number + " of " + file.columns().size());
        leaves.add(
            new LeafColumn(
                leaf.field(), file.columns().get(number), leaf.path(), file.version(), cache));
      }
      for (LeafColumn leaf : leaves) {
        Bounds.check(
            leaf.rowCount() == leaves.getFirst().rowCount(),
            "columns of " + leaves.getFirst().rowCount() + " and of " + leaf.rowCount() + " rows");
      }
      return new FieldReader(field, file, plan, leaves);
    } catch (CorruptFileException e) {
      throw e.inColumn(field.arrow().getName()).at(file.source(), -1);
    }
  }

  @Override
  public Field field() {
    return field.arrow();
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    int ranges = rows.rangeCount();
    if (ranges > 0 && rows.end(ranges - 1) > rowCount) {
      String what = "row " + (rows.end(ranges - 1) - 1) + " of a column of " + rowCount + " rows";
      if (rows.end(ranges - 1) <= fileRows) {
        throw located(new CorruptFileException(what));
      }
      throw new IllegalArgumentException(what);
    }
    if (rows.rowCount() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(rows.rowCount() + " rows do not fit a vector");
    }
    return new FieldRead(this, rows, new ReadMemory(allocator, Scratch.open()));
  }

  FieldPlan plan() {
    return plan;
  }

  List<LeafColumn> leaves() {
    return leaves;
  }

  /// The error with the place where it happened.
  CorruptFileException located(CorruptFileException error) {
    return error.inColumn(field.arrow().getName()).at(source, -1);
  }
}
