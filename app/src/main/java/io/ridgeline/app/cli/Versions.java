package io.ridgeline.app.cli;

import io.ridgeline.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The versions of what computes. */
final class Versions {
  private static final String WRITTEN_BY_THE_BUILD =
      "META-INF/maven/io.ridgeline/ridgeline-app/pom.properties";

  private Versions() {}

  /** The version in the jar; classes outside a jar have none. */
  static String ridgeline() {
    Properties properties = new Properties();
    try (InputStream in =
        Versions.class.getClassLoader().getResourceAsStream(WRITTEN_BY_THE_BUILD)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unversioned");
  }

  /** Of Ridgeline, the engine and the Java runtime; starts the engine. */
  static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("ridgeline", ridgeline());
    versions.put("libtorch", Engine.version());
    versions.put("java", System.getProperty("java.version", "unknown"));
    return versions;
  }
}
