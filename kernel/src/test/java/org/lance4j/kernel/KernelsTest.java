package org.lance4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Keeps the parity tests honest: they prove nothing about kernels that are not active.
class KernelsTest {
  @Test
  void usesTheKernelsThatThisRunIsAbout() {
    int expected = Integer.getInteger("lance4j.test.vectorBits", -1);
    assertEquals(expected, Kernels.vectorBits());
    List<Object> active =
        List.of(
            Kernels.bitUnpack(),
            Kernels.float32Distances(),
            Kernels.float64Distances(),
            Kernels.hamming(),
            Kernels.select());
    for (Object kernels : active) {
      String name = kernels.getClass().getSimpleName();
      assertTrue(name.startsWith(expected == 0 ? "Scalar" : "Vector"), name);
    }
  }

  @Test
  void saysOnceWhenItIsSlow() {
    boolean slow = Kernels.vectorBits() == 0;
    Kernels.float32Distances();
    List<String> lines = RecordedLog.LINES.stream().filter(s -> s.contains("Scalar")).toList();
    assertEquals(
        slow
            ? List.of("WARN Scalar kernels: faster with --add-modules jdk.incubator.vector")
            : List.of(),
        lines);
  }

  @Test
  void takesAnUnknownRequestAsNone() {
    assertEquals(KernelRequest.AUTO, KernelRequest.parse("avx"));
    assertEquals(KernelRequest.VECTOR_256, KernelRequest.parse("256"));
    assertEquals(KernelRequest.SCALAR, KernelRequest.parse("scalar"));
  }
}
