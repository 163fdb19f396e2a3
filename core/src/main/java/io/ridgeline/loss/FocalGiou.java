package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The loss of a detector that speaks of {@link Places}, the sum of three parts (Tian et al. 2019,
 * ICCV):
 *
 * <ul>
 *   <li>focal loss of every class at every place, α = 1/4, γ = 2 (Lin et al. 2017, ICCV), summed
 *       and divided by the number of places that are to find an object;
 *   <li>1 − GIoU of the boxes at these places (Rezatofighi et al. 2019, CVPR), their mean weighted
 *       by the centreness √(min(l, r)/max(l, r) · min(t, b)/max(t, b)) of the true box;
 *   <li>binary cross-entropy of the centreness at these places, their mean.
 * </ul>
 *
 * <p>Where a class weight is below 1, as of an object in one of two blended images, so much less do
 * its places weigh in all three: in the number and the means too.
 *
 * <p>Targets are {@code [N, M, K + 4]}, a row an object: its class weights, then the left, upper,
 * right and lower edge of its box in pixels of the model's input. A row of zeros is no object.
 * Where no place is to find anything, only the focal loss is left, divided by 1.
 */
public record FocalGiou() implements Loss {
  private static final double ALPHA = 0.25;
  private static final double SMALLEST = 1e-6;

  @Override
  public String name() {
    return "focal-giou";
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.DETECTION);
  }

  @Override
  public int outputs(int classes) {
    return classes + Places.BESIDE;
  }

  @Override
  public Tensor value(Tensor outputs, Tensor targets) {
    return each(outputs, targets).mean();
  }

  /** One loss an image, {@code [N]}: N times its share of the batch's. */
  @Override
  public Tensor each(Tensor outputs, Tensor targets) {
    Places places = new Places(outputs);
    Found found = Found.of(places, targets);
    int n = (int) outputs.size(0);
    Tensor focal = focal(places.logits(), found.classes()).reshape(n, -1).sum(1).reshape(n);
    double total = Math.max(1, found.weights().sum().item());
    Tensor losses = focal.times(n / total);
    if (found.rows().length == 0) {
      return losses;
    }
    long rows = outputs.size(0) * outputs.size(1);
    Tensor centreness = found.centreness();
    Tensor said = places.distances().reshape(rows, Places.EDGES).rows(found.rows());
    Tensor logits = places.centreness().reshape(rows, 1).rows(found.rows()).reshape(-1);
    Tensor central = centreness.times(found.weights());
    Tensor weights = central.times(1 / Math.max(SMALLEST, central.sum().item()));
    Tensor boxes = giouLoss(said, found.distances()).times(weights);
    Tensor centres = crossEntropy(logits, centreness).times(found.weights()).times(1 / total);
    Tensor byImage = found.images(n).matrixTimes(boxes.plus(centres).reshape(-1, 1)).reshape(-1);
    return losses.plus(byImage.times(n));
  }

  /** α_y (1 − p_y)² · cross-entropy, with p_y the probability of what is true. */
  private static Tensor focal(Tensor logits, Tensor truth) {
    Tensor p = logits.sigmoid();
    Tensor other = truth.times(-1).plus(1);
    Tensor right = p.times(truth).plus(p.times(-1).plus(1).times(other));
    Tensor alpha = truth.times(ALPHA).plus(other.times(1 - ALPHA));
    return alpha.times(right.times(-1).plus(1).square()).times(crossEntropy(logits, truth));
  }

  private static Tensor crossEntropy(Tensor logits, Tensor truth) {
    return truth
        .times(logits.logSigmoid())
        .plus(truth.times(-1).plus(1).times(logits.times(-1).logSigmoid()))
        .times(-1);
  }

  /**
   * 1 − GIoU of pairs of boxes around one place each.
   *
   * @param said distances to the edges, {@code [P, 4]}
   * @param truth likewise
   */
  private static Tensor giouLoss(Tensor said, Tensor truth) {
    Tensor least = said.least(truth);
    Tensor most = said.plus(truth).minus(least);
    Tensor shared = area(least);
    Tensor union = area(said).plus(area(truth)).minus(shared);
    Tensor hull = area(most);
    return hull.minus(union).over(hull).minus(shared.over(union)).plus(1);
  }

  /** (left + right) · (up + down), {@code [P]}. */
  private static Tensor area(Tensor distances) {
    Tensor across = distances.narrow(1, 0, 1).plus(distances.narrow(1, 2, 1));
    Tensor down = distances.narrow(1, 1, 1).plus(distances.narrow(1, 3, 1));
    return across.times(down).reshape(-1);
  }

  /**
   * What the places of a batch are to find.
   *
   * @param classes {@code [N, A, K]}
   * @param rows the places that are to find an object, numbered through the batch
   * @param image of each of these places
   * @param distances of each to the edges of its object's box, {@code [P, 4]}
   * @param centreness of each in that box, {@code [P]}
   * @param weights how much of its object is there, {@code [P]}
   */
  private record Found(
      Tensor classes,
      int[] rows,
      int[] image,
      Tensor distances,
      Tensor centreness,
      Tensor weights) {
    static Found of(Places places, Tensor targets) {
      int n = (int) targets.size(0);
      int k = places.classes();
      int columns = k + Places.EDGES;
      float[] all = targets.toArray();
      int perImage = all.length / n;
      float[] grid = places.grid().narrow(0, 0, 1).toArray();
      PlaceTargets assignment = new PlaceTargets(grid);
      int size = assignment.size();
      float[] classes = new float[n * size * k];
      List<Integer> rows = new ArrayList<>();
      List<Float> distances = new ArrayList<>();
      List<Float> centreness = new ArrayList<>();
      List<Float> weights = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        float[] objects = Arrays.copyOfRange(all, i * perImage, (i + 1) * perImage);
        int[] assigned = assignment.assign(objects, k);
        for (int a = 0; a < size; a++) {
          if (assigned[a] < 0) {
            continue;
          }
          int object = assigned[a] * columns;
          System.arraycopy(objects, object, classes, (i * size + a) * k, k);
          rows.add(i * size + a);
          weights.add(PlaceTargets.weight(objects, object, k));
          float x = grid[a * Places.GRID];
          float y = grid[a * Places.GRID + 1];
          float left = x - objects[object + k];
          float up = y - objects[object + k + 1];
          float right = objects[object + k + 2] - x;
          float down = objects[object + k + 3] - y;
          distances.addAll(List.of(left, up, right, down));
          double across = Math.min(left, right) / Math.max(left, right);
          centreness.add((float) Math.sqrt(across * Math.min(up, down) / Math.max(up, down)));
        }
      }
      int[] found = rows.stream().mapToInt(Integer::intValue).toArray();
      return new Found(
          Tensor.of(classes, n, size, k),
          found,
          Arrays.stream(found).map(r -> r / size).toArray(),
          Tensor.of(array(distances), rows.size(), Places.EDGES),
          Tensor.of(array(centreness), rows.size()),
          Tensor.of(array(weights), rows.size()));
    }

    private static float[] array(List<Float> values) {
      float[] array = new float[values.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = values.get(i);
      }
      return array;
    }

    /** One where a place is of an image, {@code [N, P]}. */
    Tensor images(int n) {
      float[] one = new float[n * image.length];
      for (int p = 0; p < image.length; p++) {
        one[image[p] * image.length + p] = 1;
      }
      return Tensor.of(one, n, image.length);
    }
  }
}
