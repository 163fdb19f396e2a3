package io.ridgeline.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.ridgeline.StoreException;
import io.ridgeline.image.Shown;
import io.ridgeline.trial.TrialJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that can be handed on: a folder or a zip with {@code model.json}, {@code
 * weights.safetensors} and {@code card.md}.
 *
 * <p>{@code model.json} holds the {@link ModelDescription}, the size and SHA-256 of every other
 * file, and in its last line the SHA-256 of its own bytes before that digest, so any changed byte
 * is found. The digest finds damage and mistakes; it is no signature. Nothing in a package can
 * execute.
 *
 * <p>An ensemble is one package: its members' arrays stand in the same file as the weights, named
 * {@code members.1.fc.weight} and so on.
 *
 * @param model what the model is
 * @param weights by name, in file order
 * @param members of an ensemble, the weights of every model beside that one, likewise
 */
public record ModelPackage(
    ModelDescription model,
    Map<String, NamedArray> weights,
    List<Map<String, NamedArray>> members) {
  /** The version of this layout. */
  public static final int FORMAT = 1;

  static final String MODEL = "model.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String CARD = "card.md";

  private static final long MAX_MODEL_JSON = 16 << 20;
  private static final int HEX_DIGITS = 64;
  private static final String DIGEST = ",\n  \"digest\" : \"";
  private static final String END = "\"\n}\n";
  private static final ObjectWriter JSON = TrialJson.MAPPER.writerWithDefaultPrettyPrinter();

  private static final Pattern MEMBER = Pattern.compile("members\\.([1-9][0-9]{0,5})\\.(.+)");

  /** Copies the maps, keeping their order. */
  public ModelPackage {
    weights = copy(weights);
    members = members.stream().map(ModelPackage::copy).toList();
  }

  /** A model that is no ensemble. */
  public ModelPackage(ModelDescription model, Map<String, NamedArray> weights) {
    this(model, weights, List.of());
  }

  private static Map<String, NamedArray> copy(Map<String, NamedArray> arrays) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /** Weights and members in one file. */
  private byte[] encoded() {
    Map<String, NamedArray> all = new LinkedHashMap<>(weights);
    for (int i = 0; i < members.size(); i++) {
      String prefix = "members." + (i + 1) + ".";
      members.get(i).forEach((name, array) -> all.put(prefix + name, array));
    }
    return Safetensors.encode(all);
  }

  private static ModelPackage of(ModelDescription model, Map<String, NamedArray> all) {
    Map<String, NamedArray> weights = new LinkedHashMap<>();
    SortedMap<Integer, Map<String, NamedArray>> members = new TreeMap<>();
    all.forEach(
        (name, array) -> {
          Matcher member = MEMBER.matcher(name);
          if (member.matches()) {
            members
                .computeIfAbsent(Integer.valueOf(member.group(1)), n -> new LinkedHashMap<>())
                .put(member.group(2), array);
          } else {
            weights.put(name, array);
          }
        });
    return new ModelPackage(model, weights, List.copyOf(members.values()));
  }

  /**
   * One file of a package.
   *
   * @param sha256 of its bytes, in lower-case hexadecimal digits
   * @param bytes its size
   */
  public record FileEntry(String sha256, long bytes) {}

  private record Head(int format, ModelDescription model, SortedMap<String, FileEntry> files) {}

  private record SignedHead(
      int format, ModelDescription model, SortedMap<String, FileEntry> files, String digest) {}

  /**
   * Writes the package: complete under its name, or not at all.
   *
   * @param target a folder that does not exist or is empty, or a new file ending in {@code .zip}
   * @throws StoreException {@code IO} if it cannot be written or something stands there already
   */
  public void write(Path target) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(WEIGHTS, encoded());
    files.put(CARD, ModelCard.text(model).getBytes(StandardCharsets.UTF_8));
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    files.forEach(
        (name, bytes) ->
            entries.put(name, new FileEntry(sha256(bytes, bytes.length), bytes.length)));
    files.put(MODEL, sign(new Head(FORMAT, model, entries)));
    PackageFiles.write(target, files);
  }

  /**
   * Reads and checks a package.
   *
   * @param source a folder or a zip
   * @throws StoreException {@code INTEGRITY} if it is not, to the byte, what was written; {@code
   *     IO} if it cannot be read
   */
  public static ModelPackage read(Path source) {
    Contents contents = contents(source);
    return of(contents.head.model, contents.weights(source));
  }

  /**
   * Checks a package as {@link #read} does, and names its files.
   *
   * @return every file but {@code model.json}, by name
   * @throws StoreException as {@link #read}
   */
  public static SortedMap<String, FileEntry> verify(Path source) {
    Contents contents = contents(source);
    contents.weights(source);
    return contents.head.files;
  }

  /**
   * The text of the package's card.
   *
   * @throws StoreException as {@link #read}
   */
  public static String card(Path source) {
    return new String(contents(source).card, StandardCharsets.UTF_8);
  }

  /** SHA-256 of the weights as they are written; what {@code model.json} says plays no part. */
  public String weightsHash() {
    byte[] bytes = encoded();
    return sha256(bytes, bytes.length);
  }

  private record Contents(Head head, byte[] weightBytes, byte[] card) {
    Map<String, NamedArray> weights(Path source) {
      return Safetensors.decode(weightBytes, source.resolve(WEIGHTS));
    }
  }

  /** Every file of the package, checked. */
  private static Contents contents(Path source) {
    try (PackageFiles files = PackageFiles.open(source)) {
      Head head = head(files, source);
      checkNames(files, head, source);
      return new Contents(
          head, file(files, head, WEIGHTS, source), file(files, head, CARD, source));
    }
  }

  private static byte[] sign(Head head) {
    try {
      String json = JSON.writeValueAsString(head).replace("\r\n", "\n");
      String body = json.substring(0, json.length() - "\n}".length()) + DIGEST;
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return (body + sha256(bytes, bytes.length) + END).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Head head(PackageFiles files, Path source) {
    if (!files.names().contains(MODEL)) {
      throw damaged(source, "holds no " + MODEL + ", so it is no model package");
    }
    byte[] bytes = files.read(MODEL, MAX_MODEL_JSON);
    int signed = bytes.length - HEX_DIGITS - END.length();
    byte[] tail = signed < 0 ? bytes : Arrays.copyOfRange(bytes, signed, bytes.length);
    byte[] expected = (sha256(bytes, Math.max(signed, 0)) + END).getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(tail, expected)) {
      throw damaged(source, MODEL + " was changed after it was written");
    }
    try {
      SignedHead head = TrialJson.MAPPER.readValue(bytes, SignedHead.class);
      if (head.format != FORMAT) {
        throw damaged(source, "is of format " + head.format + "; this version reads " + FORMAT);
      }
      return new Head(head.format, head.model, head.files);
    } catch (IOException | RuntimeException e) {
      if (e instanceof StoreException store) {
        throw store;
      }
      throw new StoreException(
          StoreException.Reason.INTEGRITY, source, MODEL + " does not describe a model", e);
    }
  }

  /** Names are compared, never opened as given: no name in model.json reaches the file system. */
  private static void checkNames(PackageFiles files, Head head, Path source) {
    if (!head.files.keySet().equals(Set.of(WEIGHTS, CARD))) {
      throw damaged(source, MODEL + " must list " + WEIGHTS + " and " + CARD + " and nothing else");
    }
    for (String name : files.names()) {
      if (!name.equals(MODEL) && !head.files.containsKey(name)) {
        throw damaged(source, "holds a surplus file: " + Shown.text(name));
      }
    }
  }

  private static byte[] file(PackageFiles files, Head head, String name, Path source) {
    FileEntry entry = head.files.get(name);
    if (entry == null || !files.names().contains(name)) {
      throw damaged(source, "lacks " + name);
    }
    byte[] bytes = files.read(name, entry.bytes);
    if (bytes.length != entry.bytes || !sha256(bytes, bytes.length).equals(entry.sha256)) {
      throw damaged(source, name + " was changed after it was written");
    }
    return bytes;
  }

  private static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StoreException damaged(Path path, String what) {
    return new StoreException(StoreException.Reason.INTEGRITY, path, what, null);
  }
}
