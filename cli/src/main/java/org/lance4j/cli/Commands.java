package org.lance4j.cli;

import java.util.ArrayList;
import java.util.List;

/// All commands.
final class Commands {
  private Commands() {}

  /// The runner of every command; those inside a `batch` cannot start another one.
  static CommandRunner runner() {
    String version = Commands.class.getPackage().getImplementationVersion();
    String release = version == null ? "of unknown version" : version;
    List<Command> commands = new ArrayList<>();
    commands.add(ScanCommand.scan());
    commands.add(ScanCommand.head());
    commands.add(new TakeCommand());
    commands.add(new CountCommand());
    commands.add(new SearchCommand());
    commands.addAll(AboutCommand.all());
    commands.add(new InspectCommand());
    commands.add(new BlobCommand());
    commands.add(new VerifyCommand());
    commands.add(new BatchCommand(new CommandRunner(List.copyOf(commands), release)));
    return new CommandRunner(List.copyOf(commands), release);
  }
}
