package io.picsou.bench.replica;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.ReceiverProtocol;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;

/** Hosts replicas as the command does, but receiver B1 delivers something else as entry 1. */
public final class CorruptingHost {
  private CorruptingHost() {}

  public static void main(String[] args) throws IOException {
    Host.serve(
        System.in,
        System.out,
        role ->
            role.name().equals("B1")
                ? LinkReceiver.open(role, CorruptingHost::corrupted)
                : role.kind().open(role));
  }

  private static ReceiverProtocol corrupted(ReceiverProtocol honest) {
    return (ReceiverProtocol)
        Proxy.newProxyInstance(
            CorruptingHost.class.getClassLoader(),
            new Class<?>[] {ReceiverProtocol.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(honest, arguments);
                return result instanceof Frame frame ? corrupted(frame) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Frame corrupted(Frame frame) {
    if (frame.first() != 1) {
      return frame;
    }
    List<Entry> entries = frame.entries();
    Entry wrong = Entry.of(1, new byte[entries.get(0).payload().length]);
    return Frame.of(Stream.concat(Stream.of(wrong), entries.stream().skip(1)).toList());
  }
}
