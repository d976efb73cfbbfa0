package io.picsou.core.proof;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps entries without a valid proof from a receiver's state machine: whoever decodes messages
 * passes them through here first, so that what is not sound is never stored, acknowledged or
 * forwarded, whatever the strategy. Thread-safe; needs no state of the receiver.
 */
public final class ProofFilter {
  /**
   * What is left of a message.
   *
   * @param messages the message itself, or one for each sound run of its entries
   * @param breaches one for each entry that was refused; the peer is whoever sent the message
   * @param unjudged how many entries were refused because the keys of their epoch are not known:
   *     the sender need not be a liar, this replica may lag
   */
  public record Result(List<Message> messages, List<Breach> breaches, int unjudged) {}

  /** A rule that a message broke. */
  public record Breach(Evidence.Rule rule, long sequence) {}

  private final ProofVerifier verifier;

  public ProofFilter(ProofVerifier verifier) {
    this.verifier = verifier;
  }

  /** Verifies the entries of a message; one without entries passes. */
  public Result filter(Message message) {
    if (message instanceof Message.Data data) {
      ProofVerifier.Result result = verifier.verify(data.frame());
      return result(message, result, run -> new Message.Data(run, data.resend(), data.quacked()));
    } else if (message instanceof Message.Forward forward) {
      ProofVerifier.Result result = verifier.verify(forward.frame());
      return result(message, result, run -> new Message.Forward(run, forward.ack()));
    }
    return new Result(List.of(message), List.of(), 0);
  }

  private static Result result(
      Message whole, ProofVerifier.Result verified, Function<Frame, Message> part) {
    if (verified.refused().isEmpty()) {
      return new Result(List.of(whole), List.of(), 0);
    }
    List<Breach> breaches =
        verified.refused().stream()
            .filter(refused -> refused.verdict() != ProofVerifier.Verdict.UNKNOWN_EPOCH)
            .map(refused -> new Breach(rule(refused.verdict()), refused.sequence()))
            .toList();
    List<Message> messages = verified.sound().stream().map(part).toList();
    return new Result(messages, breaches, verified.refused().size() - breaches.size());
  }

  private static Evidence.Rule rule(ProofVerifier.Verdict verdict) {
    return switch (verdict) {
      case MISSING -> Evidence.Rule.MISSING_PROOF;
      case WRONG_SEQUENCE -> Evidence.Rule.WRONG_SEQUENCE;
      case FORGED -> Evidence.Rule.FORGED_PROOF;
      case SOUND, UNKNOWN_EPOCH -> throw new IllegalArgumentException(verdict + " is no breach");
    };
  }
}
