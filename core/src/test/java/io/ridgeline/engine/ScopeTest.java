package io.ridgeline.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ScopeTest {
  @Test
  void tensorsDieWithTheirScope() {
    Tensor inside;
    try (Scope scope = Scope.open()) {
      inside = Tensor.ones(2);
    }
    EngineException e = assertThrows(EngineException.class, inside::sum);
    assertTrue(String.valueOf(e.getMessage()).startsWith("sum([closed])"), e.getMessage());
  }

  @Test
  void keptTensorsOutliveTheirScope() {
    try (Scope outer = Scope.open()) {
      Tensor kept;
      try (Scope inner = Scope.open()) {
        kept = inner.keep(Tensor.of(new float[] {1, 2}, 2));
      }
      assertArrayEquals(new float[] {1, 2}, kept.toArray());
    }
  }

  @Test
  void theOutermostScopeKeepsNothing() {
    try (Scope scope = Scope.open()) {
      Tensor tensor = Tensor.ones(1);
      assertThrows(IllegalStateException.class, () -> scope.keep(tensor));
    }
  }

  @Test
  void scopesCloseInnermostFirst() {
    Scope outer = Scope.open();
    Scope inner = Scope.open();
    assertThrows(IllegalStateException.class, outer::close);
    inner.close();
    outer.close();
  }

  @Test
  void scopesCloseOnTheirOwnThread() throws InterruptedException {
    Scope scope = Scope.open();
    boolean[] refused = {false};
    Thread other =
        new Thread(
            () -> {
              try {
                scope.close();
              } catch (IllegalStateException e) {
                refused[0] = true;
              }
            });
    other.start();
    other.join();
    scope.close();
    assertTrue(refused[0]);
  }

  @Test
  void errorsNameTheOperationAndTheShapesAndNoNativeFrames() {
    try (Scope scope = Scope.open()) {
      Tensor a = Tensor.ones(2, 3);
      Tensor b = Tensor.ones(4);
      EngineException e = assertThrows(EngineException.class, () -> a.plus(b));
      assertTrue(String.valueOf(e.getMessage()).startsWith("plus([2, 3], [4]): "), e.getMessage());
      assertEquals(-1, String.valueOf(e.getMessage()).indexOf("frame #"));
    }
  }

  @Test
  void anAllocationTooLargeIsAnErrorThatSaysSo() {
    try (Scope scope = Scope.open()) {
      EngineException e =
          assertThrows(EngineException.class, () -> Tensor.zeros(1L << 30, 1L << 20));
      assertTrue(e.outOfMemory(), e.getMessage());
    }
  }
}
