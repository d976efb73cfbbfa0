package io.picsou.sim.liar;

import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderProtocol;
import java.util.Random;

/** What a Byzantine sender does (docs/simulator.md). */
public enum SenderLie {
  /** Says nothing. */
  SILENCE(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> {};
    }
  },
  /** Sends to some receivers only. */
  SOME_SILENCE(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      int favoured = 2 + random.nextInt(2);
      return (truth, out) -> {
        if (truth.peer().replica() % favoured == 0) {
          out.accept(truth);
        }
      };
    }
  },
  /** Says that far too much is QUACKed. */
  FALSE_WATERMARK(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      long[] claims = {Long.MAX_VALUE, Long.MAX_VALUE / 2, 1L << 40, 100_000, 0};
      long claim = claims[random.nextInt(claims.length)];
      return (truth, out) -> out.accept(Rewrites.watermark(truth, claim));
    }
  },
  /** Says everything several times. */
  DUPLICATES(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          out.accept(truth);
        }
      };
    }
  },
  /** Sends its share to every receiver, and asks for acknowledgments all the time. */
  FLOOD(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> {
        out.accept(truth);
        for (int receiver = 0; receiver <= truth.peer().replica(); receiver++) {
          Peer peer = Peer.receiver(receiver);
          Message probe = new Message.Probe(0, Long.MAX_VALUE);
          out.accept(new Envelope(peer, truth.epochs(), truth.message()));
          out.accept(new Envelope(peer, truth.epochs(), probe));
        }
      };
    }
  },
  /** Sends frames whose checksums are wrong. */
  CORRUPT(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> out.accept(Rewrites.frame(truth, Rewrites::corrupted));
    }
  },
  /** Speaks of a configuration that does not exist. */
  WRONG_EPOCH(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> out.accept(Rewrites.epoch(truth, 1));
    }
  },
  /** Sends what only receivers send. */
  WRONG_ROLE(Kind.OMISSIONS) {
    @Override
    Lie lie(Random random) {
      Ack everything = new Ack(Long.MAX_VALUE, Long.MAX_VALUE, new long[0]);
      return (truth, out) -> {
        out.accept(truth);
        out.accept(Rewrites.message(truth, new Message.Acknowledge(everything)));
        out.accept(Rewrites.message(truth, new Message.Fetch(1, Long.MAX_VALUE, everything)));
      };
    }
  },
  /** Sends entries that nobody committed. */
  WRONG_PAYLOAD(Kind.FORGERIES) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> out.accept(Rewrites.frame(truth, frame -> Rewrites.forged(frame, 0)));
    }
  },
  /** Sends committed entries under wrong sequences. */
  WRONG_SEQUENCE(Kind.FORGERIES) {
    @Override
    Lie lie(Random random) {
      int by = 1 + random.nextInt(3);
      return (truth, out) -> out.accept(Rewrites.frame(truth, frame -> Rewrites.moved(frame, by)));
    }
  },
  /** Tells every receiver something else. */
  EQUIVOCATION(Kind.FORGERIES) {
    @Override
    Lie lie(Random random) {
      return (truth, out) -> {
        int salt = truth.peer().replica();
        out.accept(Rewrites.frame(truth, f -> salt == 0 ? f : Rewrites.forged(f, salt)));
      };
    }
  };

  private final Kind kind;

  SenderLie(Kind kind) {
    this.kind = kind;
  }

  /** What this lie is about. */
  public Kind kind() {
    return kind;
  }

  /** Turns a correct sender into a liar. */
  public SenderProtocol disguise(SenderProtocol truth, Random random) {
    return new LyingSender(truth, lie(random));
  }

  abstract Lie lie(Random random);
}
