package org.lance4j.manifest;

import org.lance4j.io.Location;

/// Where the manifest of a version is.
///
/// @param version unsigned; the highest bit marks detached ones
public record ManifestLocation(long version, Location location) {}
