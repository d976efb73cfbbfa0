package io.picsou.core.protocol;

/** The two ends of a link. */
public enum Side {
  SENDING,
  RECEIVING
}
