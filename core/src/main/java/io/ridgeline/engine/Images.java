package io.ridgeline.engine;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * What is done to images before a model sees them: {@code [N, C, H, W]}, or volumes {@code [N, C,
 * D, H, W]} where it says so.
 */
public final class Images {
  private Images() {}

  /**
   * Each image correlated with a kernel of its own, its edge continued outwards.
   *
   * @param kernels {@code [N, h, w]}, h and w odd
   */
  public static Tensor filter(Tensor images, Tensor kernels) {
    long[] shape = images.shape();
    long planes = shape[0] * shape[1];
    long h = kernels.size(1);
    long w = kernels.size(2);
    return Native.tensor(
        "filter",
        () -> {
          var padded =
              torch.pad(
                  images.handle(),
                  new long[] {w / 2, w / 2, h / 2, h / 2},
                  "replicate",
                  new DoubleOptional());
          // every plane is a group: one call, whatever the images and their kernels
          return torch
              .conv2d(
                  padded.reshape(1, planes, shape[2] + h - 1, shape[3] + w - 1),
                  kernels
                      .handle()
                      .unsqueeze(1)
                      .expand(shape[0], shape[1], h, w)
                      .reshape(planes, 1, h, w),
                  new TensorOptional(),
                  new long[] {1},
                  new long[] {0},
                  new long[] {1},
                  planes)
              .reshape(shape);
        },
        images,
        kernels);
  }

  /** Of another size, each pixel the one that lies nearest to its centre. */
  public static Tensor nearest(Tensor images, long height, long width) {
    return Native.tensor(
        "nearest",
        () ->
            images
                .handle()
                .index_select(2, torch.tensor(nearest(images.size(2), height)))
                .index_select(3, torch.tensor(nearest(images.size(3), width))),
        images);
  }

  /** A volume of another size, each voxel the one that lies nearest to its centre. */
  public static Tensor nearest(Tensor volumes, long depth, long height, long width) {
    return Native.tensor(
        "nearest",
        () ->
            volumes
                .handle()
                .index_select(2, torch.tensor(nearest(volumes.size(2), depth)))
                .index_select(3, torch.tensor(nearest(volumes.size(3), height)))
                .index_select(4, torch.tensor(nearest(volumes.size(4), width))),
        volumes);
  }

  /** Where on an axis of {@code length} pixels the centres of {@code newLength} pixels lie. */
  private static long[] nearest(long length, long newLength) {
    return LongStream.range(0, newLength)
        .map(i -> (2 * i + 1) * length / (2 * newLength))
        .toArray();
  }

  /**
   * Of another size, bicubic.
   *
   * @param corners whether the centres of the corner pixels stay in the corners, rather than the
   *     pixels' outer edges
   */
  public static Tensor bicubic(Tensor images, long height, long width, boolean corners) {
    return Native.tensor(
        "bicubic",
        () -> torch.upsample_bicubic2d(images.handle(), new long[] {height, width}, corners),
        images);
  }

  /** Volumes of another size, cubic along each axis; as {@link #bicubic} does images. */
  public static Tensor tricubic(
      Tensor volumes, long depth, long height, long width, boolean corners) {
    long n = volumes.size(0);
    long channels = volumes.size(1);
    long slices = volumes.size(2);
    // slices side by side as channels, then each slice as one long row, which keeps its length
    Tensor flat = volumes.reshape(n, channels * slices, volumes.size(3), volumes.size(4));
    Tensor wide = bicubic(flat, height, width, corners);
    Tensor rows = wide.reshape(n, channels, slices, height * width);
    return bicubic(rows, depth, height * width, corners).reshape(n, channels, depth, height, width);
  }

  /** What a place between pixels shows. */
  public enum Sampling {
    /** A mean of the four pixels, or eight voxels, around it, nearer ones counting more. */
    BILINEAR(0),
    /** The nearest pixel. */
    NEAREST(1);

    private final int mode;

    Sampling(int mode) {
      this.mode = mode;
    }
  }

  /**
   * Where each pixel of an affinely mapped image looks, {@code [N, H, W, 2]}: x and y in [−1, 1]
   * from one outer edge of the image to the other; of volumes {@code [N, D, H, W, 3]}: x, y and z.
   *
   * @param maps {@code [N, 2, 3]}, or {@code [N, 3, 4]} of volumes: output coordinates to input
   *     coordinates
   * @param shape of the images or volumes
   */
  public static Tensor grid(Tensor maps, long... shape) {
    return Native.tensor(
        "grid", () -> torch.affine_grid_generator(maps.handle(), shape, false), maps);
  }

  /** The images or volumes, pulled through a {@linkplain #grid grid}; zero outside. */
  public static Tensor sample(Tensor images, Tensor grid, Sampling sampling) {
    return Native.tensor(
        "sample",
        () -> torch.grid_sampler(images.handle(), grid.handle(), sampling.mode, 0, false),
        images,
        grid);
  }
}
