package io.picsou.transport;

import io.picsou.core.cluster.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** The replicas of a cluster as written in settings: {@code 0@host:port*stake,1@host:port,…}. */
final class ReplicaList {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:@([^*]+))?(?:\\*(\\d{1,18}))?");

  private ReplicaList() {}

  /**
   * Reads replicas in any order; sorts them by id.
   *
   * @param key the setting's name, for errors
   * @param addressed whether each replica must have an address
   * @throws ConfigException saying what is wrong with which replica
   */
  static List<Replica> parse(String key, List<String> texts, boolean addressed) {
    Replica[] replicas = new Replica[texts.size()];
    for (String text : texts) {
      Replica replica = parse(key, text.trim(), addressed);
      if (replica.id() >= replicas.length) {
        throw new ConfigException(
            key,
            text,
            replicas.length
                + " replicas are listed, so their ids must be 0 to "
                + (replicas.length - 1));
      }
      if (replicas[replica.id()] != null) {
        throw new ConfigException(
            key, text, "replica " + replica.id() + " is listed twice; give each its own id");
      }
      replicas[replica.id()] = replica;
    }
    return new ArrayList<>(List.of(replicas));
  }

  private static Replica parse(String key, String text, boolean addressed) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new ConfigException(
          key, text, "is not a replica; write id@host:port or id@host:port*stake");
    }
    int id = Integer.parseInt(matcher.group(1));
    String address = matcher.group(2) == null ? "" : matcher.group(2);
    long stake = matcher.group(3) == null ? 1 : Long.parseLong(matcher.group(3));
    if (address.isEmpty() && addressed) {
      throw new ConfigException(
          key, text, "replica " + id + " needs an address; write " + id + "@host:port");
    }
    if (!address.isEmpty()) {
      checkAddress(key, text, address);
    }
    if (stake < 1) {
      throw new ConfigException(key, text, "the stake of replica " + id + " must be at least 1");
    }
    return new Replica(id, address, stake);
  }

  private static void checkAddress(String key, String text, String address) {
    try {
      if (HostPort.parse(address).port() == 0) {
        throw new ConfigException(key, text, "the port must be within 1 and 65535");
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, text, e.getMessage());
    }
  }
}
