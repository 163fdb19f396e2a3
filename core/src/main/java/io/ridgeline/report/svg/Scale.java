package io.ridgeline.report.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear map from the values {@code low..high} to the lengths {@code start..end}.
 *
 * @param low value at {@code start}
 * @param high value at {@code end}; above {@code low}
 * @param start in pixels
 * @param end in pixels; may be smaller than {@code start}
 */
public record Scale(double low, double high, double start, double end) {
  /** Where a value lies, in pixels. */
  public double at(double value) {
    return start + (value - low) / (high - low) * (end - start);
  }

  /** The same values over other pixels. */
  public Scale over(double newStart, double newEnd) {
    return new Scale(low, high, newStart, newEnd);
  }

  /** The smallest range with round ends that holds both values; of some width if they are equal. */
  public static Scale nice(double low, double high) {
    double from = Double.isFinite(low) ? low : 0;
    double to = Double.isFinite(high) ? high : 1;
    if (to - from < 1e-9 * Math.max(1, Math.abs(to))) {
      // shares and counts that are all 0 have nothing below
      from -= Math.abs(from) / 10;
      to += to == 0 ? 1 : Math.abs(to) / 10;
    }
    double step = step(from, to, 5);
    return new Scale(Math.floor(from / step) * step, Math.ceil(to / step) * step, 0, 1);
  }

  /** Round values inside the range, about {@code count} of them. */
  public List<Double> ticks(int count) {
    double step = step(low, high, count);
    List<Double> ticks = new ArrayList<>();
    for (long k = Math.round(Math.ceil(low / step - 1e-9)); k * step <= high + 1e-9 * step; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** Digits after the point that tell the ticks apart. */
  public int digits(int count) {
    return (int) Math.max(0, -Math.floor(Math.log10(step(low, high, count)) + 1e-9));
  }

  /** The step of 1, 2 or 5 times a power of ten nearest to a {@code count}-th of the range. */
  private static double step(double low, double high, int count) {
    double rough = (high - low) / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
  }
}
