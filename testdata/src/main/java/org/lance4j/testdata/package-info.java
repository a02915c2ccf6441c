/// Datasets that pylance wrote, what they hold, and the means to compare it.
///
/// Start with {@link org.lance4j.testdata.Fixtures}: it lists the fixtures. A {@link
/// org.lance4j.testdata.Fixture} is one dataset of one release at one file version; unpacked, it
/// lies in a folder as it was written. Each of its {@link org.lance4j.testdata.Answer}s is a
/// question (a version, a tag, a branch, a search) with the rows that are due. {@link
/// org.lance4j.testdata.ExpectedTable} holds such rows, and {@link
/// org.lance4j.testdata.ArrowDifference} finds where others differ from them. {@link
/// org.lance4j.testdata.RandomData} makes random schemas and rows from a seed.
///
/// The fixtures are made by the Python scripts beside the sources (`testdata/python`), not by this
/// package. Nothing here depends on the product; everything is immutable and thread-safe but for
/// Arrow's own classes.
@NullMarked
package org.lance4j.testdata;

import org.jspecify.annotations.NullMarked;
