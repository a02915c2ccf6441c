package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.InvalidQueryException;
import picocli.CommandLine.Model.CommandSpec;

/// The protocol of `batch`, and how each kind of failure ends.
final class BatchCommandTest {
  /// Prints its argument, or fails as it says.
  private static final class Echo implements Command {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String summary() {
      return "Prints.";
    }

    @Override
    public void describe(CommandSpec spec) {
      spec.addPositional(Command.parameter(0, "TEXT", "What."));
      spec.addOption(Command.option("--format", "F", "Format."));
      spec.addOption(Command.option("-o", "FILE", "File."));
    }

    @Override
    public int run(Arguments arguments, Streams streams) throws IOException {
      String text = arguments.positional(0);
      switch (text) {
        case "corrupt" -> throw new CorruptFileException("/t.lance/data/x.lance", 7, "bad\nmagic");
        case "query" -> throw new InvalidQueryException("no column x");
        case "bug" -> throw new IndexOutOfBoundsException("12");
        case "deep" -> throw new StackOverflowError();
        case "output" -> Output.of(arguments, streams);
        default -> streams.out().write(text.getBytes(StandardCharsets.UTF_8));
      }
      return ExitCode.DONE;
    }
  }

  private static String answers(String lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    CommandRunner inner = new CommandRunner(List.of(new Echo()), "1");
    CommandRunner runner = new CommandRunner(List.of(new BatchCommand(inner)), "1");
    assertEquals(0, runner.run(List.of("batch", "-"), new Streams(in, out, err, true, false)));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void answersEachLineInOrder() {
    assertEquals(
        """
        {"exit":0,"stdout":"é \\"x\\"\\n","stderr":""}
        {"exit":0,"stdout":"--b","stderr":""}
        """,
        answers("[\"echo\",\"é \\\"x\\\"\\n\"]\n\n  \n[\"echo\",\"--\",\"--b\"]"));
  }

  @Test
  void failuresAreOneLineAndDoNotStopTheNext() {
    assertEquals(
        """
        {"exit":1,"stdout":"","stderr":"lance4j: bad magic (/t.lance/data/x.lance, offset 7)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: no column x (query)\\n"}
        {"exit":1,"stdout":"","stderr":"lance4j: internal error: IndexOutOfBoundsException: 12 (bug)\\n"}
        {"exit":1,"stdout":"","stderr":"lance4j: nested too deeply (deep)\\n"}
        {"exit":0,"stdout":"last","stderr":""}
        """,
        answers(
            """
            ["echo","corrupt"]
            ["echo","query"]
            ["echo","bug"]
            ["echo","deep"]
            ["echo","last"]
            """));
  }

  @Test
  void wrongUsageIsTwo() {
    assertEquals(
        """
        {"exit":2,"stdout":"","stderr":"lance4j: unknown command 'nope'; 'lance4j --help' lists them (nope)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: unknown command 'batch'; 'lance4j --help' lists them (batch)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: unknown option: '--filter=x' (a)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: missing required parameter: 'TEXT' (echo)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: missing required parameter for option '--format' (F) (echo)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: a binary result needs -o FILE here (output)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: unknown format 'xml', known are table, jsonl, csv, arrow, arrow-stream (output)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: no command; 'lance4j --help' lists them (command line)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: a line that is no JSON array of strings (batch)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: a line that is no JSON array of strings (batch)\\n"}
        {"exit":2,"stdout":"","stderr":"lance4j: a line that is no JSON array of strings (batch)\\n"}
        """,
        answers(
            """
            ["nope"]
            ["batch","-"]
            ["echo","a","--filter=x"]
            ["echo"]
            ["echo","--format"]
            ["echo","output","--format","arrow"]
            ["echo","output","--format=xml"]
            []
            ["echo",5]
            ["echo"] []
            {"a":1}
            """));
  }

  @Test
  void aFileThatCannotBeReadIsTwo(@TempDir Path folder) throws IOException {
    CommandRunner runner = Commands.runner();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(InputStream.nullInputStream(), out, err, false, false);
    String missing = folder.resolve("none").toString();
    assertEquals(2, runner.run(List.of("batch", missing), streams));
    assertEquals(
        "lance4j: cannot be read (" + missing + ")\n", err.toString(StandardCharsets.UTF_8));
    Path empty = Files.createFile(folder.resolve("empty"));
    assertEquals(0, runner.run(List.of("batch", empty.toString()), streams));
    assertEquals(0, out.size());
  }
}
