package io.picsou.connect.source;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceTaskContext;

/**
 * The form of source offsets, which users see and may alter by REST (docs/configuration.md):
 * partition {@code {"rsm": id}}, offset {@code {"seq": last sequence read, …}}.
 */
final class OffsetFormat {
  static final String RSM = "rsm";
  static final String SEQUENCE = "seq";

  private static final String REMEDY =
      "; correct it with PATCH, or start anew with DELETE, on /connectors/NAME/offsets";

  private final Map<String, Predicate<Object>> extras;

  /**
   * @param extras what an offset may have besides the sequence, and which values it may take
   */
  OffsetFormat(Map<String, Predicate<Object>> extras) {
    this.extras = extras;
  }

  /** The source partition of a replicated state machine's log. */
  static Map<String, String> partition(String rsm) {
    return Map.of(RSM, rsm);
  }

  /** The offset of the record of one entry. */
  static Map<String, Object> offset(long sequence) {
    return Map.of(SEQUENCE, sequence);
  }

  /**
   * The offset stored for a log; its sequence is 0 if there is none.
   *
   * @throws ConnectException if it is not such an offset
   */
  Map<String, Object> stored(SourceTaskContext context, String rsm) {
    Map<String, Object> offset = context.offsetStorageReader().offset(partition(rsm));
    if (offset == null) {
      return offset(0);
    }
    checkOffset(offset);
    return offset;
  }

  /** The sequence of an offset that was checked. */
  static long sequence(Map<String, ?> offset) {
    return ((Number) offset.get(SEQUENCE)).longValue();
  }

  /**
   * Checks offsets that a user wants to set.
   *
   * @throws ConnectException naming what is wrong
   */
  void check(Map<Map<String, ?>, Map<String, ?>> altered) {
    altered.forEach(
        (partition, offset) -> {
          if (offset != null) {
            checkPartition(partition);
            checkOffset(offset);
          }
        });
  }

  private static void checkPartition(Map<String, ?> partition) {
    if (!partition.keySet().equals(Set.of(RSM)) || !(partition.get(RSM) instanceof String)) {
      throw new ConnectException(
          "Source partition " + partition + " must be {\"rsm\": \"id of the log's owner\"}");
    }
  }

  private void checkOffset(Map<String, ?> offset) {
    if (!isWhole(offset.get(SEQUENCE))) {
      throw new ConnectException(
          "Source offset " + offset + " must have \"seq\", a whole number from 0" + REMEDY);
    }
    Set<String> others = new TreeSet<>(offset.keySet());
    others.remove(SEQUENCE);
    for (String key : others) {
      if (!extras.getOrDefault(key, value -> false).test(offset.get(key))) {
        throw new ConnectException(
            "Source offset " + offset + " has an unknown or wrong \"" + key + "\"" + REMEDY);
      }
    }
  }

  /** Whether a value is a number without fraction that is not negative. */
  static boolean isWhole(Object value) {
    return (value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0;
  }
}
