package io.ridgeline.data;

/** What a model should say of an image. */
public sealed interface Target permits ClassLabel, Mask, Boxes {}
