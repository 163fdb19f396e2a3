package io.ridgeline.describe;

/** What a method adds to the time of one training step, as an order of magnitude. */
public enum Cost {
  /** Nothing measurable. */
  NONE("nothing measurable"),
  /** One pass over the weights. */
  ONE_PASS_OVER_WEIGHTS("one pass over the weights"),
  /** One pass over the activations at its sites. */
  ONE_PASS_OVER_ACTIVATIONS("one pass over the activations at its sites"),
  /** One pass over the batch. */
  ONE_PASS_OVER_BATCH("one pass over the batch"),
  /** Two more passes through the model, forward and backward. */
  TWO_MORE_STEPS("two more passes through the model, forward and backward"),
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
