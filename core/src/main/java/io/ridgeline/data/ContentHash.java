package io.ridgeline.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over values, each with its length before it so that neighbours cannot run together. */
final class ContentHash {
  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  ContentHash add(int value) {
    digest.update(ByteBuffer.allocate(4).putInt(value).array());
    return this;
  }

  ContentHash add(double value) {
    digest.update(ByteBuffer.allocate(8).putDouble(value).array());
    return this;
  }

  ContentHash add(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    add(values.length);
    digest.update(bytes.array());
    return this;
  }

  ContentHash add(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    add(values.length);
    digest.update(bytes.array());
    return this;
  }

  ContentHash add(byte[] values) {
    add(values.length);
    digest.update(values);
    return this;
  }

  ContentHash add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
