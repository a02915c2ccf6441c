package org.lance4j.testdata;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The fixtures on the class path.
public final class Fixtures {
  private static final JsonMapper JSON = new JsonMapper();

  private Fixtures() {}

  /// All fixtures, by name.
  ///
  /// @throws UncheckedIOException when one cannot be read
  public static List<Fixture> all() {
    try (InputStream in = resource("fixtures.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Fixtures::named)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The fixture of a name, as `14.0.2/types-2.2`.
  ///
  /// @throws UncheckedIOException when there is none of this name
  public static Fixture named(String name) {
    try (InputStream in = resource(name + ".json")) {
      return Fixture.parse(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream resource(String name) throws IOException {
    InputStream in = Fixtures.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException("no fixture resource " + name);
    }
    return in;
  }
}
