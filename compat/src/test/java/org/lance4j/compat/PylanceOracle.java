package org.lance4j.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One Python process with pylance that answers many questions over a pipe; see
/// `compat/python/oracle.py`. Confined to one thread at a time.
final class PylanceOracle implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private PylanceOracle(Process process) {
    this.process = process;
    this.questions = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Whether the environment names a Python.
  static boolean isThere() {
    return !python().isEmpty();
  }

  private static String python() {
    return System.getenv().getOrDefault("LANCE4J_PYTHON", "");
  }

  /// Starts the process; it must have the release that the fixtures' answers are of.
  ///
  /// @throws UncheckedIOException when it cannot be started
  /// @throws AssertionError when it is another release
  static PylanceOracle start() {
    ProcessBuilder builder =
        new ProcessBuilder(python(), Path.of("python", "oracle.py").toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      PylanceOracle oracle = new PylanceOracle(builder.start());
      String release = oracle.ask("hello").path("pylance").asText();
      if (!release.equals("14.0.2")) {
        oracle.close();
        throw new AssertionError("LANCE4J_PYTHON has pylance " + release + ", not 14.0.2");
      }
      return oracle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks, with arguments as name and value by turns.
  ///
  /// @throws Refused when pylance refuses
  /// @throws UncheckedIOException when the process is gone
  JsonNode ask(String op, Object... arguments) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("op", op);
    for (int i = 0; i < arguments.length; i += 2) {
      question.put((String) arguments[i], arguments[i + 1]);
    }
    try {
      questions.write(JSON.writeValueAsString(question));
      questions.newLine();
      questions.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("pylance died over " + question);
      }
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new Refused(op + ": " + answer.path("error").asText());
      }
      return answer.path("ok");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      questions.close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      answers.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// pylance would not do what it was asked.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
