package io.ridgeline.trial;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The one JSON form of trial values: properties in declaration order, map entries sorted, every
 * double in its shortest form that reads back to the same bits.
 */
public final class TrialJson {
  /** Thread-safe. NaN is written as the string {@code "NaN"} and read back. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
          .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, false)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private TrialJson() {}
}
