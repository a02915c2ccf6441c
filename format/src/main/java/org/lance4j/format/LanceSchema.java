package org.lance4j.format;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.proto.FileProto;

/// The fields of a table or file, and metadata. Immutable.
///
/// Stored as a flat list of fields, each before its children, with the id of the parent. Old
/// manifests hold ids twice; a parent's id then means the first such field in the order of a walk
/// from the top.
public record LanceSchema(List<LanceField> fields, Map<String, String> metadata) {
  /// Fields nested deeper than this are refused.
  public static final int MAX_DEPTH = 256;

  public LanceSchema {
    fields = List.copyOf(fields);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// @throws CorruptFileException when a parent does not come before its child
  /// @throws UnsupportedFeatureException for a type that is not known
  public static LanceSchema of(List<FileProto.Field> fields, Map<String, ByteString> metadata) {
    List<Node> roots = new ArrayList<>();
    Map<Integer, Node> byId = new HashMap<>();
    boolean duplicates = false;
    for (FileProto.Field field : fields) {
      Node parent = null;
      if (field.getParentId() != -1) {
        parent = byId.get(field.getParentId());
        if (parent != null && duplicates) {
          parent = first(roots, field.getParentId());
        }
        if (parent == null) {
          throw new CorruptFileException(
              "field \"" + field.getName() + "\" has no parent " + field.getParentId());
        }
        Bounds.check(parent.depth + 1 < MAX_DEPTH, "fields are nested too deep");
      }
      Node node = new Node(field, parent == null ? 0 : parent.depth + 1, new ArrayList<>());
      (parent == null ? roots : parent.children).add(node);
      duplicates |= byId.putIfAbsent(field.getId(), node) != null && field.getId() >= 0;
    }
    return new LanceSchema(roots.stream().map(Node::toField).toList(), texts(metadata));
  }

  public static LanceSchema of(FileProto.Schema message) {
    return of(message.getFieldsList(), message.getMetadataMap());
  }

  private record Node(FileProto.Field message, int depth, List<Node> children) {
    LanceField toField() {
      List<LanceField> below = new ArrayList<>(children.size());
      for (Node child : children) {
        below.add(child.toField());
      }
      return LanceField.of(message, below);
    }
  }

  private static @Nullable Node first(List<Node> nodes, int id) {
    for (Node node : nodes) {
      if (node.message.getId() == id) {
        return node;
      }
      Node below = first(node.children, id);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  static Map<String, String> texts(Map<String, ByteString> bytes) {
    Map<String, String> texts = new LinkedHashMap<>();
    bytes.forEach((key, value) -> texts.put(key, value.toStringUtf8()));
    return texts;
  }

  /// What users see; see [LanceField#toArrow].
  public Schema toArrow() {
    List<Field> arrow = new ArrayList<>(fields.size());
    for (LanceField field : fields) {
      arrow.add(field.toArrow());
    }
    return new Schema(arrow, metadata);
  }

  /// The field at the top of this very name, or null.
  public @Nullable LanceField find(String name) {
    return named(fields, name);
  }

  /// The first field with this id in a walk from the top, or null.
  public @Nullable LanceField findById(int id) {
    return withId(fields, id);
  }

  private static @Nullable LanceField withId(List<LanceField> fields, int id) {
    for (LanceField field : fields) {
      if (field.id() == id) {
        return field;
      }
      LanceField below = withId(field.children(), id);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  /// The columns that paths like `a`, `a.b` or `` `a.b`.c `` name, in their order.
  ///
  /// @throws InvalidQueryException when there is no such field, with the names that there are
  public List<ProjectedColumn> project(List<String> paths) {
    List<ProjectedColumn> columns = new ArrayList<>(paths.size());
    for (String path : paths) {
      columns.add(column(path));
    }
    return columns;
  }

  /// The column that a path names; see [FieldPath].
  ///
  /// @throws InvalidQueryException when there is no such field, with the names that there are
  public ProjectedColumn column(String path) {
    List<LanceField> chain = new ArrayList<>();
    List<LanceField> here = fields;
    for (String name : FieldPath.parse(path)) {
      LanceField field = named(here, name);
      if (field == null) {
        throw new InvalidQueryException(
            "no column \"" + path + "\"" + (here.isEmpty() ? "" : "; there are " + names(here)));
      }
      chain.add(field);
      here = field.logicalType() instanceof LogicalType.Struct ? field.children() : List.of();
    }
    return new ProjectedColumn(chain);
  }

  private static @Nullable LanceField named(List<LanceField> fields, String name) {
    for (LanceField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static String names(List<LanceField> fields) {
    int shown = 20;
    List<String> names = fields.stream().limit(shown).map(LanceField::name).toList();
    return String.join(", ", names)
        + (fields.size() > shown ? " and " + (fields.size() - shown) + " more" : "");
  }
}
