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
  /** A second forward and backward pass. */
  TWICE("a second forward and backward pass"),
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
