package org.lance4j.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lance4j.query.QueryVector;
import org.lance4j.query.QueryVectors;

/// What is searched for: a vector, a list of vectors, or a list of such lists. What a list of
/// vectors means, a batch or one query of several vectors, the column decides.
sealed interface QueryArray {
  /// How deep lists may stand in each other.
  int MAX_DEPTH = 3;

  /// Levels of lists, 1 for a vector.
  int depth();

  /// As the search takes it.
  default QueryVectors toQuery() {
    return switch (this) {
      case Vector vector -> QueryVectors.of(vector.components());
      case Rows rows when depth() == 2 -> new QueryVectors.Many(vectors(rows));
      case Rows rows ->
          new QueryVectors.Nested(
              rows.items().stream().map(inner -> vectors((Rows) inner)).toList());
    };
  }

  private static List<QueryVector> vectors(Rows rows) {
    List<QueryVector> vectors = new ArrayList<>();
    for (QueryArray item : rows.items()) {
      vectors.add(new QueryVector.Doubles(((Vector) item).components()));
    }
    return vectors;
  }

  /// One vector.
  record Vector(double[] components) implements QueryArray {
    @Override
    public int depth() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Vector v && Arrays.equals(components, v.components);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(components);
    }
  }

  /// Several of the same depth, at least one.
  record Rows(List<QueryArray> items) implements QueryArray {
    /// @throws UsageException when there are none, or not of one depth
    public Rows {
      items = List.copyOf(items);
      if (items.isEmpty()) {
        throw new UsageException("a query without vectors");
      }
      int depth = items.getFirst().depth();
      if (items.stream().anyMatch(item -> item.depth() != depth)) {
        throw new UsageException("a query whose lists are not equally deep");
      }
    }

    @Override
    public int depth() {
      return 1 + items.getFirst().depth();
    }
  }

  /// `[0.1, 2]`, `[[0.1, 2], [3, 4]]` ...
  ///
  /// @throws UsageException for anything else
  static QueryArray parse(String json) {
    JsonFactory factory =
        JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        QueryArray array = array(parser, 1);
        if (parser.nextToken() == null) {
          return array;
        }
      }
    } catch (JsonProcessingException e) {
      throw new UsageException("a query that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UsageException("a query that cannot be read: " + e.getMessage());
    }
    throw new UsageException("a query that is no list of numbers or of lists");
  }

  private static QueryArray array(JsonParser parser, int depth) throws IOException {
    List<QueryArray> items = new ArrayList<>();
    double[] components = new double[16];
    int count = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY && count == 0 && depth < MAX_DEPTH) {
        items.add(array(parser, depth + 1));
      } else if (token != null && token.isNumeric() && items.isEmpty()) {
        if (count == components.length) {
          components = Arrays.copyOf(components, count * 2);
        }
        components[count++] = parser.getDoubleValue();
      } else {
        throw new UsageException("a query that is no list of numbers or of lists");
      }
    }
    return items.isEmpty() ? new Vector(Arrays.copyOf(components, count)) : new Rows(items);
  }

  /// Numbers in row-major order, the last of the shape's sizes that of a vector.
  ///
  /// @throws UsageException for a shape without numbers or of more than three sizes
  static QueryArray ofShape(double[] values, int[] shape) {
    if (shape.length < 1 || shape.length > MAX_DEPTH) {
      throw new UsageException("a query of " + shape.length + " dimensions");
    }
    return ofShape(values, shape, 0, 0, values.length);
  }

  private static QueryArray ofShape(double[] values, int[] shape, int level, int from, int to) {
    if (level == shape.length - 1) {
      return new Vector(Arrays.copyOfRange(values, from, to));
    }
    List<QueryArray> items = new ArrayList<>();
    for (int i = 0; i < shape[level]; i++) {
      int size = (to - from) / shape[level];
      items.add(ofShape(values, shape, level + 1, from + i * size, from + (i + 1) * size));
    }
    return new Rows(items);
  }
}
