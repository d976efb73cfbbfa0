package io.picsou.core.entry;

import java.util.Objects;

/**
 * A named annotation of an entry. The value's bytes are shared, not copied: treat them as frozen.
 *
 * @param name at most {@link #MAX_NAME_BYTES} bytes of UTF-8
 * @param value may be null
 */
// Arrays, because entries move by the million; nobody compares them with equals.
@SuppressWarnings("ArrayRecordComponent")
public record Header(String name, byte[] value) {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 0xffff;

  public Header {
    Objects.requireNonNull(name, "name");
  }
}
