package io.picsou.transport;

import io.grpc.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Whom a peer's certificate stands for: replica i of cluster C is {@code picsou://C/i}, as a URI
 * among the subject's alternative names. One certificate may name several replicas.
 */
final class PeerCertificate {
  private static final int URI = 6;

  private PeerCertificate() {}

  /** What a certificate calls a replica. */
  static String name(String cluster, int replica) {
    String encoded = URLEncoder.encode(cluster, StandardCharsets.UTF_8).replace("+", "%20");
    return "picsou://" + encoded + "/" + replica;
  }

  /** All replicas that a certificate stands for. */
  static Set<String> names(X509Certificate certificate) {
    Set<String> names = new TreeSet<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(URI) && ((String) name.get(1)).startsWith("picsou://")) {
          names.add((String) name.get(1));
        }
      }
    } catch (CertificateParsingException e) {
      return Set.of(); // names that cannot be read stand for nobody
    }
    return names;
  }

  /**
   * Why a peer is not who it says it is, or null if it is.
   *
   * @param session of the peer's connection, null if that has no TLS
   */
  static Status refusal(String name, SSLSession session) {
    if (session == null) {
      return Status.UNAUTHENTICATED.withDescription("no TLS; set picsou.tls.* at both ends");
    }
    try {
      Set<String> names = names((X509Certificate) session.getPeerCertificates()[0]);
      return names.contains(name)
          ? null
          : Status.PERMISSION_DENIED.withDescription(
              "picsou.tls.cert of "
                  + name
                  + " is for "
                  + names
                  + "; give every replica a certificate with its own URI name, and its own"
                  + " picsou.replica.id");
    } catch (SSLPeerUnverifiedException e) {
      return Status.UNAUTHENTICATED.withDescription("no certificate; set picsou.tls.cert");
    }
  }
}
