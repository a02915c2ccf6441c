/// Comparisons with the other implementations of Lance, and the fixtures that they made.
///
/// {@link org.lance4j.compat.FixtureTest} reads every fixture of `testdata` in many ways. {@link
/// org.lance4j.compat.NativeLibraryTest} lets the native library write random tables and reads
/// them. {@link org.lance4j.compat.PylanceTest} does so with pylance, which {@link
/// org.lance4j.compat.PylanceOracle} runs when `LANCE4J_PYTHON` names a Python that has it
/// (`compat/python/setup-oracle.sh` makes one); without it, the test says that it was skipped.
/// {@link org.lance4j.compat.SearchTest} compares exhaustive searches with both, and {@link
/// org.lance4j.compat.MemoryTest} scans more than fits into memory. {@link
/// org.lance4j.compat.CoverageTest} says what the fixtures must contain. {@link
/// org.lance4j.compat.TableReads} is the one place that asks our own implementation.
@NullMarked
package org.lance4j.compat;

import org.jspecify.annotations.NullMarked;
