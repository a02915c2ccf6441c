package org.lance4j.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// One command: its options, and what it does.
interface Command {
  String name();

  /// What it does, in one line of the help.
  String summary();

  /// Adds its parameters and options.
  void describe(CommandSpec spec);

  /// Does it.
  ///
  /// @return the exit code, 0 or that of a finding; failures are thrown
  int run(Arguments arguments, Streams streams) throws IOException;

  /// An option with a value, which is parsed later.
  static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// An option that stands alone.
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /// A parameter that must be there.
  static PositionalParamSpec parameter(int index, String label, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .index(String.valueOf(index))
        .arity("1")
        .required(true)
        .paramLabel(label)
        .description(description)
        .build();
  }
}
