package io.ridgeline.image;

/**
 * What one image file holds.
 *
 * <p>Raster files carry a print density at most, so there is no spacing in millimetres here.
 *
 * @param format such as {@code PNG}, by content
 * @param width in pixels
 * @param height in pixels
 * @param channels as decoded: 1 or 3
 * @param bits a sample, as stored
 * @param frames how many images the file holds; the figures below are of the first
 * @param min smallest sample
 * @param max largest sample
 * @param sum of all samples
 * @param md5 of the samples: row by row, channels side by side, one byte each, or two
 *     (little-endian) where white is above 255; what {@code md5(array.tobytes())} gives in NumPy
 */
public record ImageInfo(
    String format,
    int width,
    int height,
    int channels,
    int bits,
    int frames,
    double min,
    double max,
    double sum,
    String md5) {}
