package io.ridgeline.describe;

/** What a model predicts. */
public enum TaskKind {
  /** One class an image. */
  CLASSIFICATION,
  /** One class a pixel. */
  SEGMENTATION,
  /** Boxes with classes. */
  DETECTION
}
