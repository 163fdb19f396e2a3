package io.ridgeline.image;

/**
 * What one image file holds.
 *
 * <p>Raster files carry a print density at most, which is no spacing: theirs is in pixels.
 *
 * @param format such as {@code PNG}, by content
 * @param width in pixels
 * @param height in pixels
 * @param depth the number of slices; 1 for a flat image
 * @param spacing from one voxel to the next
 * @param channels as decoded: 1 or 3
 * @param bits a sample, as stored
 * @param frames how many images the file holds; the figures below are of the first
 * @param min smallest sample
 * @param max largest sample
 * @param sum of all samples
 * @param md5 of the samples: row by row, channels side by side, one byte each, or two
 *     (little-endian) where white is above 255; what {@code md5(array.tobytes())} gives in NumPy;
 *     of a NIfTI volume, its values as 32-bit floats (little-endian) in the canonical frame, slice
 *     by slice
 */
public record ImageInfo(
    String format,
    int width,
    int height,
    int depth,
    Spacing spacing,
    int channels,
    int bits,
    int frames,
    double min,
    double max,
    double sum,
    String md5) {}
