package io.picsou.transport;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.proof.Ed25519;
import io.picsou.core.proof.ProofVerifier;
import io.picsou.core.proof.SigningCluster;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** The sending replicas' public keys as written in settings. */
final class SigningKeys {
  private static final Pattern EARLIER = Pattern.compile("(\\d{1,18}):(\\d{1,18}):(\\S+)");

  private SigningKeys() {}

  /**
   * Reads the keys of the present configuration and of earlier ones.
   *
   * @param keys the present replicas' keys in their order; empty where entries have no proofs
   * @param earlier {@code EPOCH:STAKE:KEY*STAKE:KEY…}, one for each earlier epoch
   * @throws ConfigException saying what is wrong with which key
   */
  static List<SigningCluster> parse(Cluster sending, List<String> keys, List<String> earlier) {
    if (keys.isEmpty()) {
      if (!earlier.isEmpty()) {
        throw new ConfigException(
            LinkKeys.EARLIER_KEYS, earlier, "needs " + LinkKeys.SENDING_KEYS + " as well");
      }
      return List.of();
    }
    List<SigningCluster> epochs = new ArrayList<>();
    try {
      List<PublicKey> present =
          keys.stream().map(text -> key(LinkKeys.SENDING_KEYS, text)).toList();
      epochs.add(SigningCluster.of(sending, present));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(LinkKeys.SENDING_KEYS, keys, e.getMessage());
    }
    for (String text : earlier) {
      epochs.add(earlier(text.trim()));
    }
    try {
      new ProofVerifier(sending.id(), epochs);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(LinkKeys.EARLIER_KEYS, earlier, e.getMessage());
    }
    return epochs;
  }

  private static SigningCluster earlier(String text) {
    Matcher matcher = EARLIER.matcher(text);
    if (!matcher.matches()) {
      throw new ConfigException(
          LinkKeys.EARLIER_KEYS, text, "is not an epoch's keys; write EPOCH:STAKE:KEY:KEY…");
    }
    List<PublicKey> keys = new ArrayList<>();
    List<Long> stakes = new ArrayList<>();
    try {
      for (String item : matcher.group(3).split(":")) {
        int star = item.indexOf('*');
        keys.add(key(LinkKeys.EARLIER_KEYS, star < 0 ? item : item.substring(0, star)));
        stakes.add(star < 0 ? 1 : Long.parseLong(item.substring(star + 1)));
      }
      long epoch = Long.parseLong(matcher.group(1));
      return new SigningCluster(epoch, keys, stakes, Long.parseLong(matcher.group(2)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ConfigException(LinkKeys.EARLIER_KEYS, text, e.getMessage());
    }
  }

  private static PublicKey key(String setting, String text) {
    try {
      return Ed25519.publicKey(Base64.getDecoder().decode(text.trim()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          setting, text, "is no Ed25519 public key: write its X.509 form or 32 bytes in Base64");
    }
  }
}
