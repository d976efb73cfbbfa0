package io.picsou.core.protocol;

/**
 * A message with its other end: where it goes to on the way out, where it came from on the way in.
 * The transport vouches for the origin.
 */
public record Envelope(Peer peer, Epochs epochs, Message message) {}
