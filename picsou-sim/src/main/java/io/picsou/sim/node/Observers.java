package io.picsou.sim.node;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Several observers as one; they are told in the order in which they were added. */
public final class Observers implements Observer {
  private final List<Observer> observers = new ArrayList<>();

  /** Adds one. */
  public void add(Observer observer) {
    observers.add(observer);
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    for (Observer observer : observers) {
      observer.sent(from, out);
    }
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    for (Observer observer : observers) {
      observer.received(at, in);
    }
  }

  @Override
  public void delivered(ReceiverNode at, Frame run) {
    for (Observer observer : observers) {
      observer.delivered(at, run);
    }
  }

  @Override
  public void accused(Node<?> by, Evidence evidence) {
    for (Observer observer : observers) {
      observer.accused(by, evidence);
    }
  }

  @Override
  public void started(Node<?> node) {
    for (Observer observer : observers) {
      observer.started(node);
    }
  }

  @Override
  public void stopped(Node<?> node) {
    for (Observer observer : observers) {
      observer.stopped(node);
    }
  }

  @Override
  public void settled(Node<?> node) {
    for (Observer observer : observers) {
      observer.settled(node);
    }
  }
}
