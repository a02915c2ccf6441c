/// Benchmarks. Each checks its answers before it times them.
///
/// JMH benchmarks of the kernels, [org.lance4j.bench.DistanceBenchmark] and
/// [org.lance4j.bench.BitUnpackBenchmark], run on `org.openjdk.jmh.Main` with this module's
/// run-time class path:
///
/// ```
/// mvn -q -Dquick -DskipTests package dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/cp -pl bench -am
/// java --add-modules jdk.incubator.vector -cp bench/target/quick/classes:$(cat bench/target/cp) org.openjdk.jmh.Main Distance
/// ```
@NullMarked
package org.lance4j.bench;

import org.jspecify.annotations.NullMarked;
