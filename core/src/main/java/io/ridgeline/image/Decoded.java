package io.ridgeline.image;

/** An image with what its file said of it: bits a sample, and how many images there are. */
record Decoded(Image image, int bits, int frames) {}
