package org.lance4j.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.Verification;
import org.lance4j.format.CorruptFileException;
import picocli.CommandLine.Model.CommandSpec;

/// Reads every byte of a version and names what is damaged, each problem on a line of its own.
final class VerifyCommand implements Command {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "Reads every byte of a version; names what is damaged.";
  }

  @Override
  public void describe(CommandSpec spec) {
    TableOptions.describe(spec);
  }

  @Override
  public int run(Arguments arguments, Streams streams) throws IOException {
    Verification found;
    String uri;
    try (Dataset dataset = TableOptions.open(arguments)) {
      uri = dataset.uri();
      found = dataset.verify();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    streams.out().write(lines(found.problems()));
    streams.out().flush();
    if (arguments.has("-v")) {
      streams.err().write(lines(found.remarks()));
    }
    if (!found.isSound()) {
      int count = found.problems().size();
      throw new CorruptFileException(
          uri, -1, "damaged: " + (count == 1 ? "one problem" : count + " problems"));
    }
    return ExitCode.DONE;
  }

  private static byte[] lines(List<Verification.Finding> findings) {
    StringBuilder lines = new StringBuilder();
    for (Verification.Finding finding : findings) {
      lines.append(Failure.oneLine(finding.what() + " (" + finding.source() + ")")).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
