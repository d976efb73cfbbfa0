package io.picsou.sim.liar;

import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.ReceiverProtocol;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a Byzantine receiver does (docs/simulator.md). */
public enum ReceiverLie {
  /** Acknowledges everything, existing or not. */
  ACK_INF(Kind.ACKS) {
    @Override
    Lie lie(Random random, int phi) {
      long[] claims = {Long.MAX_VALUE, Long.MAX_VALUE / 2, 1L << 40, 100_000};
      long claim = claims[random.nextInt(claims.length)];
      return acks(ack -> new Ack(claim, claim, NO_BITS));
    }
  },
  /** Acknowledges nothing. */
  ACK_ZERO(Kind.ACKS) {
    @Override
    Lie lie(Random random, int phi) {
      return acks(ack -> new Ack(0, 0, NO_BITS));
    }
  },
  /** Trails behind by φ, without a list. */
  ACK_DELAY(Kind.ACKS) {
    @Override
    Lie lie(Random random, int phi) {
      return acks(
          ack -> {
            long held = Math.max(0, ack.held() - phi);
            return new Ack(Math.min(held, ack.durable()), held, NO_BITS);
          });
    }
  },
  /** Acknowledges at random around the truth. */
  ACK_RANDOM(Kind.ACKS) {
    @Override
    Lie lie(Random random, int phi) {
      return acks(
          ack -> {
            long held = random.nextLong(2 * ack.held() + 20);
            long[] bits = phi == 0 ? NO_BITS : new long[] {random.nextLong()};
            return new Ack(random.nextLong(held + 1), held, bits);
          });
    }
  },
  /** Says that it lacks every second entry of what is on its way, to have those resent. */
  COMPLAIN(Kind.ACKS) {
    @Override
    Lie lie(Random random, int phi) {
      return acks(
          ack -> new Ack(ack.durable(), ack.held(), phi < 2 ? NO_BITS : new long[] {EVERY_SECOND}));
    }
  },
  /**
   * Acknowledges truly, but reports resends as needless, and that it hears of senders, at random.
   */
  REPORTS(Kind.ACKS) {
    @Override
    Lie lie(Random random, int phi) {
      return (truth, out) -> {
        long[] heard = random.longs(random.nextInt(3)).toArray();
        out.accept(Rewrites.reports(truth, random.nextLong(), heard));
      };
    }
  },
  /** Says nothing. */
  SILENCE(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      return (truth, out) -> {};
    }
  },
  /** Acknowledges truly, but forwards nothing. */
  NO_FORWARD(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      return dropping(truth -> truth.message() instanceof Message.Forward);
    }
  },
  /** Forwards to some peers only. */
  FORWARD_SOME(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      int favoured = 2 + random.nextInt(2);
      return dropping(
          truth ->
              truth.message() instanceof Message.Forward && truth.peer().replica() % favoured != 0);
    }
  },
  /** Leaves its peers' requests unanswered. */
  NO_ANSWER(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      return new Deaf();
    }
  },
  /** Forwards frames whose checksums are wrong. */
  CORRUPT_FORWARD(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      return (truth, out) -> out.accept(Rewrites.frame(truth, Rewrites::corrupted));
    }
  },
  /** Forwards entries that nobody committed. */
  FORGED_FORWARD(Kind.FORGERIES) {
    @Override
    Lie lie(Random random, int phi) {
      return (truth, out) ->
          out.accept(Rewrites.frame(truth, frame -> Rewrites.forged(frame, random.nextInt(4))));
    }
  },
  /** Asks its peers for everything, again and again; answers nobody, or two would never end. */
  FETCH_FLOOD(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      return new Deaf() {
        @Override
        public void tell(Envelope truth, Consumer<Envelope> out) {
          out.accept(truth);
          if (truth.message() instanceof Message.Forward forward) {
            long last = random.nextBoolean() ? Long.MAX_VALUE : forward.frame().last();
            out.accept(Rewrites.message(truth, new Message.Fetch(1, last, forward.ack())));
          }
        }
      };
    }
  },
  /** Speaks of a configuration that does not exist. */
  WRONG_EPOCH(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random, int phi) {
      long by = random.nextBoolean() ? 1 : -1;
      return (truth, out) -> out.accept(Rewrites.epoch(truth, by));
    }
  };

  /** Tells the truth, but does not answer requests. */
  private static class Deaf implements Lie {
    @Override
    public void tell(Envelope truth, Consumer<Envelope> out) {
      out.accept(truth);
    }

    @Override
    public boolean hears(Envelope in) {
      return !(in.message() instanceof Message.Fetch);
    }
  }

  private static final long[] NO_BITS = {};
  private static final long EVERY_SECOND = 0xAAAAAAAAAAAAAAAAL;

  private final Kind kind;

  ReceiverLie(Kind kind) {
    this.kind = kind;
  }

  /** What this lie is about. */
  public Kind kind() {
    return kind;
  }

  /** Turns a correct receiver into a liar. */
  public ReceiverProtocol disguise(ReceiverProtocol truth, int phi, Random random) {
    return new LyingReceiver(truth, lie(random, phi));
  }

  abstract Lie lie(Random random, int phi);

  private static Lie acks(UnaryOperator<Ack> change) {
    return (truth, out) -> out.accept(Rewrites.ack(truth, change));
  }

  private static Lie dropping(java.util.function.Predicate<Envelope> which) {
    return (truth, out) -> {
      if (!which.test(truth)) {
        out.accept(truth);
      }
    };
  }
}
