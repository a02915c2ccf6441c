package org.lance4j.io;

import java.time.Instant;

/// One object in a listing.
///
/// @param name relative to the listed directory, names separated by `/`
/// @param size in bytes
/// @param modified when it was last written, as exact as the store knows
public record ObjectEntry(String name, long size, Instant modified) {}
