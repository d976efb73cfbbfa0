package io.picsou.core.entry;

/**
 * Bytes that should be an encoded entry are not one: wrong checksum, impossible length, wrong
 * sequence.
 */
public final class CorruptEntryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptEntryException(String message) {
    super(message);
  }
}
