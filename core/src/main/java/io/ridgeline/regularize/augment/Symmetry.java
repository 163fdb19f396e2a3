package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One of the eight ways to lay a square onto itself.
 *
 * <p>Each is a reflection about the main diagonal (rows become columns) or none, then a reversal of
 * columns or none, then one of rows or none. Points are in pixels, (0, 0) the outer corner of the
 * first pixel: its centre is (½, ½).
 */
public enum Symmetry {
  /** As it is. */
  IDENTITY(false, false, false),
  /** Mirrored left to right. */
  LEFT_RIGHT(false, true, false),
  /** Mirrored top to bottom. */
  TOP_BOTTOM(false, false, true),
  /** By 180 degrees. */
  HALF_TURN(false, true, true),
  /** Mirrored about the main diagonal. */
  TRANSPOSE(true, false, false),
  /** By 90 degrees clockwise, as images are shown. */
  QUARTER_TURN(true, true, false),
  /** By 270 degrees clockwise. */
  THREE_QUARTER_TURN(true, false, true),
  /** Mirrored about the other diagonal. */
  ANTI_TRANSPOSE(true, true, true);

  private final boolean transposes;
  private final boolean reversesColumns;
  private final boolean reversesRows;

  Symmetry(boolean transposes, boolean reversesColumns, boolean reversesRows) {
    this.transposes = transposes;
    this.reversesColumns = reversesColumns;
    this.reversesRows = reversesRows;
  }

  /** Those that keep the axes, and so suit images of any shape. */
  public static final List<Symmetry> FLIPS = List.of(IDENTITY, LEFT_RIGHT, TOP_BOTTOM, HALF_TURN);

  /** The one that reverses columns, rows, both or nothing. */
  static Symmetry flip(boolean columns, boolean rows) {
    return FLIPS.get((columns ? 1 : 0) + (rows ? 2 : 0));
  }

  /** The one that undoes this one. */
  public Symmetry inverse() {
    return switch (this) {
      case QUARTER_TURN -> THREE_QUARTER_TURN;
      case THREE_QUARTER_TURN -> QUARTER_TURN;
      default -> this;
    };
  }

  /** Whether height becomes width. */
  public boolean transposes() {
    return transposes;
  }

  /** The images so laid, {@code [N, C, H, W]}; of volumes {@code [N, C, D, H, W]} every slice. */
  public Tensor of(Tensor images) {
    int columns = images.shape().length - 1;
    int rows = columns - 1;
    Tensor laid = transposes ? images.permuted(swapped(rows, columns)) : images;
    if (reversesColumns && reversesRows) {
      return laid.flip(rows, columns);
    }
    return reversesColumns ? laid.flip(columns) : reversesRows ? laid.flip(rows) : laid;
  }

  private static long[] swapped(int rows, int columns) {
    long[] axes = LongStream.rangeClosed(0, columns).toArray();
    axes[rows] = columns;
    axes[columns] = rows;
    return axes;
  }

  /** Where a point comes to lie, (x, y). */
  public double[] point(double x, double y, double height, double width) {
    double right = transposes ? y : x;
    double down = transposes ? x : y;
    double newWidth = transposes ? height : width;
    double newHeight = transposes ? width : height;
    return new double[] {
      reversesColumns ? newWidth - right : right, reversesRows ? newHeight - down : down
    };
  }
}
