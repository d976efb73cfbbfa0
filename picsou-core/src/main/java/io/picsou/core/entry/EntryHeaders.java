package io.picsou.core.entry;

import java.util.HexFormat;

/**
 * How an entry looks as a Connect record, between a source and a sink connector: the record's key
 * and value are the entry's key and payload as bytes; everything else is in string headers, because
 * strings are what every header converter keeps. Stateless and thread-safe.
 */
public final class EntryHeaders {
  /** The entry's sequence in decimal. Every record must have it. */
  public static final String SEQUENCE = "picsou.seq";

  /** The id of the replicated state machine that committed the entry. */
  public static final String RSM = "picsou.rsm";

  /** Prefix of the entry's own headers; their values are {@link #toText encoded}. */
  public static final String OWN = "picsou.header.";

  private static final char MARK = 'x';

  private EntryHeaders() {}

  /**
   * A header value as text: "x" and hexadecimal digits, or "x-" for null. The mark keeps Connect's
   * simple header converter from taking the text for a number.
   */
  public static String toText(byte[] value) {
    return value == null ? MARK + "-" : MARK + HexFormat.of().formatHex(value);
  }

  /**
   * The reverse of {@link #toText}.
   *
   * @throws IllegalArgumentException if the text is not such a value
   */
  public static byte[] fromText(String text) {
    if (text.isEmpty() || text.charAt(0) != MARK) {
      throw new IllegalArgumentException("header value '" + text + "' does not start with x");
    }
    return text.equals(MARK + "-") ? null : HexFormat.of().parseHex(text, 1, text.length());
  }
}
