package io.picsou.core.stream;

import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Peer;
import java.util.ArrayDeque;

/**
 * Evidence that nobody has asked for yet; keeps the first {@link #LIMIT}, a liar may produce any
 * amount.
 */
public final class EvidenceLog {
  public static final int LIMIT = 256;

  private final ArrayDeque<Evidence> log = new ArrayDeque<>();

  public void add(Peer peer, Evidence.Rule rule, long sequence) {
    if (log.size() < LIMIT) {
      log.add(new Evidence(peer, rule, sequence));
    }
  }

  public Evidence poll() {
    return log.poll();
  }
}
