package io.ridgeline.image.nifti;

import io.ridgeline.image.Image;

/**
 * A volume in the canonical frame, and what is needed to write a result over the file it came from.
 *
 * @param image {@code [1, D, H, W]}: from inferior to superior, from posterior to anterior, from
 *     left to right; spacing in mm; white is 1, for the values have a meaning of their own
 * @param affine 3 rows of 4: canonical voxel (x, y, z, 1) to millimetres to the right, to the front
 *     and upward
 * @param orientation of the file's axes in that frame
 * @param stored where the file's voxels lie, as its header has it
 * @param type of the voxels in the file
 */
public record NiftiVolume(
    Image image,
    double[][] affine,
    Orientation orientation,
    NiftiGeometry stored,
    NiftiType type) {}
