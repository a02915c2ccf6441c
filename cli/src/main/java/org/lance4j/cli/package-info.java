/// The command line: `lance4j COMMAND [URI] [OPTIONS]`.
///
/// Read first: [org.lance4j.cli.Main], the process; [org.lance4j.cli.CommandRunner], which parses
/// one command line and turns what happens into an exit code and at most one line of error;
/// [org.lance4j.cli.Command], what a command is; [org.lance4j.cli.JsonCells], how each type is
/// printed. Scripts rely on the options, the output and the exit codes: what has been released does
/// not change its meaning.
///
/// Rows pass through in batches and are printed as they come: memory is bounded by a batch and the
/// text of one row. Every command has an Arrow allocator of its own and closes what it opens;
/// nothing is shared between commands of one `batch`. All of it is confined to the thread that runs
/// the command.
///
/// Deliberately elsewhere: what commands do (`org.lance4j.dataset`). The script that finds a JDK,
/// builds and starts this is `lance4j` at the root of the project.
@NullMarked
package org.lance4j.cli;

import org.jspecify.annotations.NullMarked;
