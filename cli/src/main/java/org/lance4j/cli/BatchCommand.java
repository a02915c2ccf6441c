package org.lance4j.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Many commands in one process: each line a JSON array of arguments, each answer a JSON object of
/// `exit`, `stdout` and `stderr` on a line of its own, printed when its command has ended.
///
/// A command knows nothing of those before it.
final class BatchCommand implements Command {
  private static final JsonFactory JSON = new JsonFactory();

  private final CommandRunner runner;

  BatchCommand(CommandRunner runner) {
    this.runner = runner;
  }

  @Override
  public String name() {
    return "batch";
  }

  @Override
  public String summary() {
    return "Runs one command per line of a file, each a JSON array of its arguments.";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(Command.parameter(0, "FILE", "The commands; - for standard input."));
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    String file = arguments.positional(0);
    try (InputStream in = file.equals("-") ? streams.in() : open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          answer(line).drainTo(streams.out());
          streams.out().flush();
        }
      }
    }
    return ExitCode.DONE;
  }

  private static InputStream open(String file) {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new UsageException("is a directory (" + file + ")");
      }
      return Files.newInputStream(path);
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot be read (" + file + ")");
    }
  }

  private TextBuffer answer(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams own = new Streams(InputStream.nullInputStream(), out, err, false, true);
    int exit;
    try {
      exit = runner.run(parse(line), own);
    } catch (UsageException e) {
      exit = ExitCode.USAGE;
      err.writeBytes(
          ("lance4j: " + e.getMessage() + " (batch)\n").getBytes(StandardCharsets.UTF_8));
    }
    TextBuffer answer = new TextBuffer();
    answer.ascii("{\"exit\":");
    answer.number(exit);
    answer.ascii(",\"stdout\":");
    answer.jsonString(out.toString(StandardCharsets.UTF_8));
    answer.ascii(",\"stderr\":");
    answer.jsonString(err.toString(StandardCharsets.UTF_8));
    answer.ascii("}\n");
    return answer;
  }

  /// @throws UsageException for a line that is no JSON array of strings
  static List<String> parse(String line) {
    List<String> arguments = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(line)) {
      JsonToken token = parser.nextToken();
      boolean array = token == JsonToken.START_ARRAY;
      for (token = parser.nextToken();
          array && token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        array = token == JsonToken.VALUE_STRING;
        arguments.add(array ? parser.getText() : "");
      }
      if (array && parser.nextToken() == null) {
        return arguments;
      }
    } catch (JsonProcessingException e) {
      throw new UsageException("a line that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UsageException("a line that cannot be read: " + e.getMessage());
    }
    throw new UsageException("a line that is no JSON array of strings");
  }
}
