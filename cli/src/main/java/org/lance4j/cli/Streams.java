package org.lance4j.cli;

import java.io.InputStream;
import java.io.OutputStream;

/// What a command reads and prints to.
///
/// @param out for results
/// @param err for everything else
/// @param terminal whether results go to somebody's eyes
/// @param captured whether results become text in an answer of `batch`, where bytes have no place
record Streams(
    InputStream in, OutputStream out, OutputStream err, boolean terminal, boolean captured) {}
