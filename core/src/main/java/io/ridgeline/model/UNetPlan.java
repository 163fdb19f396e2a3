package io.ridgeline.model;

import io.ridgeline.DataException;
import io.ridgeline.data.Shape;
import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A U-Net sized to its images and to the memory there is, after the published rules of nnU-Net
 * (Isensee et al. 2021, Nat. Methods 18, supplementary notes on experiment planning).
 *
 * <p>Images are resampled to a common {@linkplain TargetSpacing spacing}. The patch begins as large
 * as the median image, is {@linkplain UNetTopology halved} as far as its axes allow, and is
 * shortened until a batch of 2 fits the memory; the batch then fills it, up to 5 % of the data.
 * Where nnU-Net begins with 32 channels always, this one takes 16 or 8 before it shortens the
 * patch: a whole image at once, which also has to be computed in bearable time, is worth more than
 * width.
 *
 * @param model the network
 * @param patch what it sees at once; sides that it can halve
 * @param spacing to which images are resampled
 * @param batch patches a training step
 * @param bytes what a training step takes, estimated
 * @param reasons why, in plain sentences
 */
public record UNetPlan(
    UNet model, Shape patch, Spacing spacing, int batch, long bytes, List<String> reasons) {
  private static final int SMALLEST_BATCH = 2;
  private static final double LARGEST_SHARE = 0.05;
  private static final int[] WIDTHS = {32, 16, 8};

  /** nnU-Net's limits on the channels of the lowest level, of 2-D and of 3-D networks. */
  private static final int[] MOST_CHANNELS = {0, 0, 512, 320};

  /** Sides of a square, and of a cube, that are certainly large enough. */
  private static final int[] LARGEST_SIDE = {0, 0, 2048, 256};

  /** Copies the reasons. */
  public UNetPlan {
    reasons = List.copyOf(reasons);
  }

  /**
   * What is known of one image.
   *
   * @param shape its size as it is stored
   * @param spacing of its pixels or voxels
   */
  public record Case(Shape shape, Spacing spacing) {}

  /**
   * Plans for some images.
   *
   * @param cases the training images, all flat or all volumes, with the same channels
   * @param classes background included
   * @param memory in bytes, for a training step
   * @throws DataException if there are no images, if flat ones and volumes are mixed, or if the
   *     memory does not suffice for the smallest network
   */
  public static UNetPlan of(List<Case> cases, int classes, long memory) {
    require(cases);
    TargetSpacing target = TargetSpacing.of(cases);
    UNetTopology whole = UNetTopology.of(first(target), target.spacing());
    UNetTopology topology = whole;
    UNet model = narrowest(topology);
    for (int i = WIDTHS.length - 1; i >= 0; i--) {
      UNet wider = network(WIDTHS[i], topology);
      boolean allowed =
          WIDTHS[i] << topology.planeHalvings() <= MOST_CHANNELS[topology.patch().dims()];
      if (allowed && bytes(wider, topology.patch(), classes) <= memory) {
        model = wider;
      }
    }
    while (bytes(model, topology.patch(), classes) > memory) {
      Shape shorter = topology.shortened(target.median());
      if (shorter.equals(topology.patch())) {
        throw new DataException(
            "a U-Net on patches of "
                + topology.patch()
                + " needs "
                + megabytes(bytes(model, topology.patch(), classes))
                + ", and there are "
                + megabytes(memory)
                + "; give more memory, or resample the images to a coarser spacing");
      }
      topology = UNetTopology.of(shorter, target.spacing());
      model = narrowest(topology);
    }
    int fits = SMALLEST_BATCH;
    while (UNetMemory.bytes(model, topology.patch(), classes, fits + 1) <= memory) {
      fits++;
    }
    double voxels = (double) target.median().plane() * cases.size();
    int share = (int) Math.round(voxels * LARGEST_SHARE / topology.patch().plane());
    int batch = Math.max(SMALLEST_BATCH, Math.min(fits, share));
    long bytes = UNetMemory.bytes(model, topology.patch(), classes, batch);
    List<String> reasons = new ArrayList<>();
    reasons.add(resampling(target, cases.size()));
    reasons.add(halving(topology, target.spacing()));
    reasons.add(
        topology.equals(whole)
            ? "The patch is the median image, its sides filled up to what can be halved: "
                + side(topology.patch())
                + "."
            : "The median image does not fit the memory, so the patch was shortened where it covers"
                + " most of an image, to "
                + side(topology.patch())
                + ".");
    reasons.add(
        "The network begins with "
            + model.width()
            + " channels and has "
            + (model.width() << topology.planeHalvings())
            + " at its lowest level.");
    reasons.add(
        "A step takes "
            + batch
            + " patches: "
            + (batch == share && share < fits
                ? "more would be over 5 % of all there is in the data."
                : batch == fits ? "more would not fit the memory." : "fewer is no batch."));
    reasons.add(
        "That takes about " + megabytes(bytes) + " of the " + megabytes(memory) + " there are.");
    return new UNetPlan(model, topology.patch(), target.spacing(), batch, bytes, reasons);
  }

  private static void require(List<Case> cases) {
    if (cases.isEmpty()) {
      throw new DataException("there are no images to plan a U-Net for");
    }
    Shape first = cases.get(0).shape();
    for (Case c : cases) {
      if (c.shape().dims() != first.dims() || c.shape().channels() != first.channels()) {
        throw new DataException(
            "images of "
                + first
                + " and of "
                + c.shape()
                + " cannot be planned for together;"
                + " they must have the same channels and be all flat or all volumes");
      }
    }
  }

  /** The median image, cut to a size from which memory cannot be the only limit. */
  private static Shape first(TargetSpacing target) {
    Shape median = target.median();
    Spacing spacing = target.spacing();
    int dims = median.dims();
    double volume = (dims == 3 ? spacing.depth() : 1) * spacing.height() * spacing.width();
    // a square or cube in millimetres
    double length = LARGEST_SIDE[dims] * Math.pow(volume, 1.0 / dims);
    return new Shape(
        median.channels(),
        dims == 3 ? (int) Math.min(median.depth(), Math.round(length / spacing.depth())) : 1,
        (int) Math.min(median.height(), Math.round(length / spacing.height())),
        (int) Math.min(median.width(), Math.round(length / spacing.width())));
  }

  private static UNet narrowest(UNetTopology topology) {
    return network(WIDTHS[WIDTHS.length - 1], topology);
  }

  private static UNet network(int width, UNetTopology topology) {
    return new UNet(width, topology.levels(), topology.flat(), "off", "off");
  }

  private static long bytes(UNet model, Shape patch, int classes) {
    return UNetMemory.bytes(model, patch, classes, SMALLEST_BATCH);
  }

  private static String resampling(TargetSpacing target, int images) {
    Spacing s = target.spacing();
    boolean volume = target.median().dims() == 3;
    String spacing =
        (volume ? number(s.depth()) + "×" : "")
            + number(s.height())
            + "×"
            + number(s.width())
            + " "
            + s.unit();
    return "Images are resampled to "
        + spacing
        + ", the median of "
        + images
        + (target.thick()
            ? ", but for the distance of slices, which is the 10th percentile because they lie far"
                + " apart and are few"
            : "")
        + "; the median image then has "
        + side(target.median())
        + (volume ? " voxels." : " pixels.");
  }

  private static String halving(UNetTopology topology, Spacing spacing) {
    String plane =
        "Height and width are halved "
            + topology.planeHalvings()
            + " times, as a further time would leave fewer than 4 pixels or too many channels";
    if (topology.patch().dims() == 2) {
      return plane + ".";
    }
    return plane
        + "; depth "
        + topology.depthHalvings()
        + " times"
        + (topology.flat() > 0
            ? ", not in the first "
                + topology.flat()
                + ", because slices are "
                + number(spacing.depth() / Math.min(spacing.height(), spacing.width()))
                + " times as far apart as pixels, or are too few."
            : ".");
  }

  private static String side(Shape shape) {
    return (shape.dims() == 3 ? shape.depth() + "×" : "") + shape.height() + "×" + shape.width();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value).replaceAll("\\.?0+$", "");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }
}
