package io.ridgeline.report;

import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** An HTML page that needs no other file: its head, style, script and footer. */
final class Document {
  private Document() {}

  /** The page around its content, elements or lists of them. */
  static String of(String title, Object... content) {
    String css = Theme.properties() + resource("page.css") + Theme.figures();
    String script = resource("page.js");
    Element head =
        Element.of(
            "head",
            Element.of("meta").set("charset", "utf-8"),
            Element.of("meta")
                .set("http-equiv", "Content-Security-Policy")
                .set("content", policy(css, script)),
            Element.of("meta")
                .set("name", "viewport")
                .set("content", "width=device-width, initial-scale=1"),
            Element.of("meta").set("name", "color-scheme").set("content", "light dark"),
            Element.of("title", title),
            Element.of("style", css));
    Element body =
        Element.of("body", content)
            .add(
                Element.of(
                    "footer",
                    Element.of(
                        "p", "Made with Ridgeline. Research use only; not a medical device.")),
                Element.of("script", script));
    return "<!DOCTYPE html>\n" + Element.of("html", head, body).set("lang", "en") + "\n";
  }

  /** Nothing may be fetched, and only our own style sheet and script may act. */
  private static String policy(String css, String script) {
    return "default-src 'none'; img-src data:; style-src 'sha256-"
        + hash(css)
        + "'; script-src 'sha256-"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Document.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
