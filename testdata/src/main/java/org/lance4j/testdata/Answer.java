package org.lance4j.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What is due when a dataset is asked something.
///
/// @param question which table, and what of it
/// @param rows the number of rows; 0 when refused
/// @param expected the file in `expected/` that holds the rows
/// @param selection which rows of that file, in order
/// @param by the release whose reading this is: the newest, or where that refuses the table, the
///   one that wrote it
/// @param refused whether the dataset must be refused, with a clean error
public record Answer(
    Question question,
    long rows,
    String expected,
    Selection selection,
    String by,
    boolean refused) {

  /// Which rows of an expected table are due.
  public sealed interface Selection {
    /// All of them.
    record All() implements Selection {}

    /// Those at these places, in this order.
    record At(List<Integer> places) implements Selection {}

    /// All but those at these places.
    record Without(List<Integer> places) implements Selection {}

    /// The places of the rows that are due, in a table of so many rows.
    default int[] places(int rowCount) {
      return switch (this) {
        case All _ -> java.util.stream.IntStream.range(0, rowCount).toArray();
        case At at -> at.places().stream().mapToInt(Integer::intValue).toArray();
        case Without without ->
            java.util.stream.IntStream.range(0, rowCount)
                .filter(i -> !without.places().contains(i))
                .toArray();
      };
    }
  }

  static Answer parse(JsonNode node) {
    return new Answer(
        Question.parse(node),
        node.path("rows").asLong(0),
        node.path("expected").asText(""),
        selection(node),
        node.path("by").asText(""),
        node.path("refused").asBoolean(false));
  }

  private static Selection selection(JsonNode node) {
    if (node.has("at")) {
      return new Selection.At(integers(node.path("at")));
    }
    return node.has("without")
        ? new Selection.Without(integers(node.path("without")))
        : new Selection.All();
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> values = new ArrayList<>();
    array.forEach(x -> values.add(x.intValue()));
    return List.copyOf(values);
  }
}
