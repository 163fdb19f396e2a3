package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads lines of text in UTF-8, with or without a byte order mark. */
final class TextFile {
  private TextFile() {}

  /**
   * The lines, without white space around them; those at the end that are blank are left out.
   *
   * @throws DataException if the file cannot be read or is not UTF-8
   */
  static List<String> lines(Path file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(ImageReader.bytes(file)))
              .toString();
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return plain.stripTrailing().lines().map(String::strip).toList();
    } catch (CharacterCodingException e) {
      throw new DataException(Shown.path(file) + ": is not UTF-8; save it as UTF-8", e);
    }
  }
}
