package io.ridgeline.trial;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a trial: the first 16 hexadecimal digits of the SHA-256 of its specification.
 *
 * @param value sixteen lower-case hexadecimal digits
 */
public record TrialKey(@JsonValue String value) {
  /** Refuses anything but sixteen hexadecimal digits: keys become folder names. */
  @JsonCreator
  public TrialKey {
    if (!value.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("not a trial key: " + value);
    }
  }

  static TrialKey of(TrialSpec spec) {
    try {
      byte[] json = TrialJson.MAPPER.writeValueAsString(spec).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
      return new TrialKey(HexFormat.of().formatHex(digest, 0, 8));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
