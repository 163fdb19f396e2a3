package io.ridgeline.engine;

import java.util.List;
import java.util.Map;

/**
 * What a run remembers from one step to the next, told value by value.
 *
 * <p>The same calls save it and bring it back: to save, the values are read where they lie; to go
 * on from what was saved, they are set there.
 */
public interface State {
  /** The state of a part, whose names are apart from those of others. */
  State of(String part);

  /** Tensors that are changed in place. */
  void tensors(String name, List<Tensor> tensors);

  /** Values on the heap. */
  void values(String name, float[] values);

  /** Numbers. */
  void numbers(String name, double[] numbers);

  /** Whole numbers. */
  void numbers(String name, int[] numbers);

  /** Lines by name; what is set takes the place of all that are there. */
  void lines(String name, Map<String, String> lines);
}
