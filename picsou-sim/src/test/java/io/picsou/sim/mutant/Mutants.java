package io.picsou.sim.mutant;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import net.bytebuddy.asm.Advice;

/** The broken variants. Each advice is inlined into the method that it breaks. */
// An advice assigns what the method then uses; its own text reads nothing.
@SuppressWarnings({"UnusedVariable", "NonApiType"})
final class Mutants {
  private static final String CORE = "io.picsou.core.";
  private static final String PICSOU = CORE + "picsou.";
  private static final String WINDOWS = "quack.ReorderWindows";
  private static final String STREAM = "stream.";
  private static final String SCHEDULE = "schedule.";

  static final List<Mutant> ALL =
      List.of(
          core("a QUACK with one ack too few", "cluster.Cluster", "quackStake", OneLess.class, 200),
          core("complaints of r suffice", "cluster.Cluster", "honestStake", OneLess.class, 200),
          core("QUACK of what is not durable", "quack.QuackTracker", "<init>", Memory.class, 100),
          core("schedule skips replica 0", SCHEDULE + "Rotation", "sender", SkipFirst.class, 100),
          core(
              "resends do not rotate",
              SCHEDULE + "Schedule",
              "sender|receiver",
              NoRotation.class,
              100),
          core("no loss is noticed", "quack.LossDetector", "onAck", Nothing.class, 100),
          core("no reordering window", WINDOWS, "nanos|shortestNanos", Zero.class, 100),
          core("no epoch check", "protocol.Epochs", "equals", True.class, 100),
          core("restart one too early", "strategy.Strategy", "receiver", OneEarlier.class, 100),
          core("GC before the QUACK", STREAM + "SentLog", "release", DropAll.class, 100),
          core("send window not counted", STREAM + "SentLog", "fits", Uncounted.class, 100),
          core("skipped proof check", "proof.ProofVerifier", "signed", True.class, 200),
          picsou("believes one sender's watermark", "PeerRepair", "watermark", Any.class, 200),
          picsou("no peer fetch", "PeerRepair", "run", Nothing.class, 200),
          picsou("stands in for the living", "DeadPaths", "offered", One.class, 100),
          picsou("no help for the stuck", "CatchUp", "onAck", Nothing.class, 200),
          core("no tail probe", STREAM + "ProbeTimer", "due", False.class, 200),
          core("φ-bits off by one", STREAM + "EntryStore", "phiList", Shift.class, 100),
          core("delivery out of order", STREAM + "EntryStore", "deliver", AnyOrder.class, 100),
          core("delivers twice", STREAM + "EntryStore", "deliver", Again.class, 100),
          picsou("ack before durable", "PicsouReceiver", "ack", Eager.class, 100),
          picsou("forwards twice", "PicsouReceiver", "sendForward", Twice.class, 100),
          picsou("forwards nothing", "PicsouReceiver", "forward", Nothing.class, 100),
          new Mutant(
              "sender restarts from what it read",
              "io.picsou.sim.node.SenderNode",
              "create",
              FromVisible.class,
              100));

  private Mutants() {}

  private static Mutant core(String what, String type, String method, Class<?> how, int seeds) {
    return new Mutant(what, CORE + type, method, how, seeds);
  }

  private static Mutant picsou(String what, String type, String method, Class<?> how, int seeds) {
    return new Mutant(what, PICSOU + type, method, how, seeds);
  }

  static final class OneLess {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) long stake) {
      stake = Math.max(1, stake - 1);
    }
  }

  static final class Memory {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) boolean fromMemory) {
      fromMemory = true;
    }
  }

  static final class SkipFirst {
    @Advice.OnMethodExit
    static void exit(
        @Advice.Return(readOnly = false) int replica, @Advice.FieldValue("senders") int senders) {
      replica = replica == 0 ? senders - 1 : replica;
    }
  }

  static final class NoRotation {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) int attempt) {
      attempt = 0;
    }
  }

  static final class Any {
    @Advice.OnMethodExit
    static void exit(
        @Advice.Return(readOnly = false) long watermark,
        @Advice.FieldValue("watermarks") long[] watermarks) {
      for (long claim : watermarks) {
        watermark = Math.max(watermark, claim);
      }
    }
  }

  static final class Nothing {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  static final class Zero {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) long nanos) {
      nanos = 0;
    }
  }

  static final class One {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int attempt) {
      attempt = 1;
    }
  }

  static final class True {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  static final class False {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = false;
    }
  }

  static final class OneEarlier {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 3, readOnly = false) long delivered) {
      delivered = Math.max(0, delivered - 1);
    }
  }

  static final class DropAll {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 0, readOnly = false) long quacked,
        @Advice.Argument(value = 1, readOnly = false) long neededAfter,
        @Advice.FieldValue("offered") long offered) {
      quacked = offered;
      neededAfter = offered;
    }
  }

  static final class Uncounted {
    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue(value = "unquackedBytes", readOnly = false) long bytes) {
      bytes = 0;
    }
  }

  static final class Shift {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) long[] bits) {
      for (int i = 0; i < bits.length; i++) {
        bits[i] <<= 1;
      }
    }
  }

  static final class AnyOrder {
    @Advice.OnMethodExit
    static void exit(
        @Advice.Return(readOnly = false) Frame run,
        @Advice.FieldValue("waiting") TreeMap<Long, Frame> waiting) {
      if (run == null && !waiting.isEmpty()) {
        run = waiting.pollFirstEntry().getValue();
      }
    }
  }

  static final class Again {
    @Advice.OnMethodExit
    static void exit(
        @Advice.Return Frame run,
        @Advice.FieldValue("waiting") TreeMap<Long, Frame> waiting,
        @Advice.FieldValue(value = "delivered", readOnly = false) long delivered) {
      if (run != null) {
        waiting.put(run.first(), run);
        delivered = run.first() - 1;
      }
    }
  }

  static final class Eager {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Ack ack) {
      ack = new Ack(ack.held(), ack.held(), ack.phi());
    }
  }

  static final class Twice {
    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("out") ArrayDeque<Envelope> out) {
      out.add(out.peekLast());
    }
  }

  static final class FromVisible {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue(value = "offset", readOnly = false) long offset,
        @Advice.FieldValue("visible") long visible) {
      offset = visible;
    }
  }
}
