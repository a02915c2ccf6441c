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
  void takesAnUnknownRequestAsNone() {
    assertEquals(KernelRequest.AUTO, KernelRequest.parse("avx"));
    assertEquals(KernelRequest.VECTOR_256, KernelRequest.parse("256"));
    assertEquals(KernelRequest.SCALAR, KernelRequest.parse("scalar"));
  }
}
