package io.picsou.core.protocol;

/**
 * The configuration of both clusters under which a message was sent (docs/protocol.md, section 8).
 */
public record Epochs(long sending, long receiving) {}
