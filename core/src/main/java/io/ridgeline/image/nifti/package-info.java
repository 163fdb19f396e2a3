/** NIfTI volumes: read strictly, turned to one frame, written back in their own. */
@NullMarked
package io.ridgeline.image.nifti;

import org.jspecify.annotations.NullMarked;
