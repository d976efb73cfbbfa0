package io.picsou.core.picsou;

import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Peer;
import java.util.ArrayDeque;

/**
 * Evidence that nobody has asked for yet; keeps the first {@link #LIMIT}, a liar may produce any
 * amount.
 */
final class EvidenceLog {
  static final int LIMIT = 256;

  private final ArrayDeque<Evidence> log = new ArrayDeque<>();

  void add(Peer peer, Evidence.Rule rule, long sequence) {
    if (log.size() < LIMIT) {
      log.add(new Evidence(peer, rule, sequence));
    }
  }

  Evidence poll() {
    return log.poll();
  }
}
