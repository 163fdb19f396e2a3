package io.ridgeline.train;

import io.ridgeline.StudyFileException;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.engine.Weight;
import io.ridgeline.model.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model trained before, whose weights a training starts from.
 *
 * <p>Arrays of the same name and shape are taken, running statistics among them. The others, such
 * as a head for other classes, keep their fresh initial values.
 */
public final class Start {
  private static final int NAMED = 6;

  private final Path path;
  private final ModelPackage source;
  private final String hash;

  private Start(Path path, ModelPackage source) {
    this.path = path;
    this.source = source;
    this.hash = source.weightsHash();
  }

  /**
   * Reads a model package.
   *
   * @throws StudyFileException if nothing is there
   * @throws io.ridgeline.StoreException {@code INTEGRITY} if it is not what was written
   */
  public static Start read(Path path) {
    if (!Files.exists(path)) {
      throw new StudyFileException(path + ": there is no such model package to start from");
    }
    return new Start(path, ModelPackage.read(path));
  }

  /** SHA-256 of its weights. */
  public String hash() {
    return hash;
  }

  /**
   * Returns if a model can start from it.
   *
   * @param model whose weights are declared at least
   * @throws StudyFileException if none of the model's kernels would be taken
   */
  public void require(Model model) {
    if (model.weights().kernels().stream().noneMatch(this::fits)) {
      throw new StudyFileException(
          path
              + ": no kernel in it fits, so there is nothing to start from: it is a "
              + source.model().architecture()
              + ", and what is to be trained is a "
              + model.architecture().setting());
    }
  }

  private boolean fits(Weight weight) {
    NamedArray array = source.weights().get(weight.name());
    return array != null && Arrays.equals(array.shape(), weight.shape());
  }

  /**
   * Sets what fits.
   *
   * @param model with its initial values
   * @return what was taken and what was not, in words
   * @throws StudyFileException as {@link #require}
   */
  String load(Model model) {
    require(model);
    Map<String, float[]> arrays = model.weights().toArrays();
    Map<String, float[]> taken = new LinkedHashMap<>();
    source.weights().forEach((name, array) -> taken.put(name, array.values()));
    taken
        .keySet()
        .retainAll(model.weights().all().stream().filter(this::fits).map(Weight::name).toList());
    arrays.putAll(taken);
    model.weights().load(arrays);
    List<String> fresh = arrays.keySet().stream().filter(name -> !taken.containsKey(name)).toList();
    return "took "
        + taken.size()
        + " of "
        + arrays.size()
        + " arrays from weights "
        + hash.substring(0, 12)
        + (fresh.isEmpty() ? "" : "; " + fresh.size() + " stayed random: ")
        + fresh.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (fresh.size() > NAMED ? " ..." : "");
  }
}
