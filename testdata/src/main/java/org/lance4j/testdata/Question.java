package org.lance4j.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What a dataset is asked: which table of the fixture, in which state, and what of it.
///
/// @param path the folder of the table inside the fixture: `table` or `clone`
/// @param state which version of it
/// @param what what is read there
public record Question(String path, State state, What what) {

  /// Which version of a table is meant.
  public sealed interface State {
    /// The newest version of the main branch.
    record Latest() implements State {}

    /// A version of the main branch, or a detached one (negative as a signed number).
    record AtVersion(long version) implements State {}

    /// What a tag names; `version` and `branch` (empty: main) are what that is.
    record AtTag(String tag, long version, String branch) implements State {}

    /// The newest version of a branch, which is `version`; `parent` is empty when it came off main.
    record OnBranch(String branch, long version, String parent, long parentVersion)
        implements State {}

    /// A version of a branch.
    record OnBranchAt(String branch, long version) implements State {}

    /// The newest version of the main branch at an instant (ISO 8601, UTC), which is `version`.
    record AsOf(String instant, long version) implements State {}
  }

  /// What is read.
  public sealed interface What {
    /// All columns, blobs as their bytes, then `_rowid` and (but for old releases) `_rowaddr`.
    record Rows() implements What {}

    /// All columns, blobs as where they lie, then `_rowid` and `_rowaddr`.
    record Descriptions() implements What {}

    /// These columns, which may be columns of row versions, then `_rowid`.
    record Columns(List<String> names) implements What {}

    /// The `k` rows nearest to `query` by a metric (empty: that of the column's index), exactly:
    /// column `id`, then `_distance` and `_rowid`.
    record Nearest(String column, String metric, int k, List<Float> query) implements What {}
  }

  static Question parse(JsonNode node) {
    return new Question(node.path("path").asText(), state(node), what(node));
  }

  private static State state(JsonNode node) {
    String branch = node.path("branch").asText("");
    long of = node.path("ofVersion").asLong();
    if (node.has("tag")) {
      return new State.AtTag(node.path("tag").asText(), of, node.path("ofBranch").asText(""));
    }
    if (node.has("asOf")) {
      return new State.AsOf(node.path("asOf").asText(), of);
    }
    if (!branch.isEmpty() && node.has("version")) {
      return new State.OnBranchAt(branch, node.path("version").asLong());
    }
    if (!branch.isEmpty()) {
      String parent = node.path("parentBranch").asText("");
      return new State.OnBranch(
          branch, of, parent.equals("null") ? "" : parent, node.path("parentVersion").asLong());
    }
    return node.has("version")
        ? new State.AtVersion(node.path("version").bigIntegerValue().longValue())
        : new State.Latest();
  }

  private static What what(JsonNode node) {
    if (node.has("search")) {
      List<Float> query = new ArrayList<>();
      node.path("query").forEach(x -> flatten(x, query));
      return new What.Nearest(
          node.path("search").asText(),
          node.path("metric").asText(),
          node.path("k").asInt(),
          List.copyOf(query));
    }
    if (node.has("columns")) {
      List<String> names = new ArrayList<>();
      node.path("columns").forEach(x -> names.add(x.asText()));
      return new What.Columns(List.copyOf(names));
    }
    return node.path("blobs").asText("").equals("descriptions")
        ? new What.Descriptions()
        : new What.Rows();
  }

  /// A query of several vectors is their numbers, one vector after the other.
  private static void flatten(JsonNode node, List<Float> into) {
    if (node.isArray()) {
      node.forEach(x -> flatten(x, into));
    } else {
      into.add(node.floatValue());
    }
  }
}
