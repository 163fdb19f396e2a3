package io.ridgeline.describe;

/** What a method adds to the time of one training step, as an order of magnitude. */
public enum Cost {
  /** Nothing measurable. */
  NONE("nothing measurable"),
  /** One pass over the weights. */
  ONE_PASS_OVER_WEIGHTS("one pass over the weights"),
  /** A few matrix products of each kernel with itself. */
  PRODUCTS_OF_KERNELS("a few matrix products of each kernel with itself"),
  /** A singular value decomposition of each kernel, at some steps. */
  DECOMPOSITIONS("a singular value decomposition of each kernel at some steps"),
  /** One pass over the activations at its sites. */
  ONE_PASS_OVER_ACTIVATIONS("one pass over the activations at its sites"),
  /** One pass over the batch. */
  ONE_PASS_OVER_BATCH("one pass over the batch"),
  /** One more pass through the model, forward only. */
  ONE_MORE_PREDICTION("one more pass through the model, forward only"),
  /** One more pass through the model, forward and backward. */
  ONE_MORE_STEP("one more pass through the model, forward and backward"),
  /** Two more passes through the model, forward and backward. */
  TWO_MORE_STEPS("two more passes through the model, forward and backward"),
  /** The gradient of a gradient: as one to two more passes through the model. */
  DOUBLE_BACKWARD("the gradient of a gradient, as one to two more passes through the model"),
  /** Nothing in training; several passes through the model for every prediction. */
  SEVERAL_PREDICTIONS("nothing in training; several passes for every prediction"),
  /** One more pass over the validation part each epoch at most; training may end earlier. */
  SAVES_EPOCHS("saves the epochs it does not run");

  private final String words;

  Cost(String words) {
    this.words = words;
  }

  /** The cost in words. */
  public String words() {
    return words;
  }
}
