package io.picsou.rsm.etcd;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where one etcd member takes clients.
 *
 * @param tls whether the address began with https
 */
record EtcdEndpoint(String host, int port, boolean tls) {
  static EtcdEndpoint parse(String key, String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      boolean tls = "https".equals(uri.getScheme());
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      if ((tls || "http".equals(uri.getScheme())) && uri.getHost() != null && bare) {
        if (uri.getPort() > 0 && uri.getPort() <= 0xffff) {
          return new EtcdEndpoint(uri.getHost(), uri.getPort(), tls);
        }
      }
    } catch (URISyntaxException e) {
      throw notAnEndpoint(key, text);
    }
    throw notAnEndpoint(key, text);
  }

  private static ConfigException notAnEndpoint(String key, String text) {
    return new ConfigException(key, text, "write host:port, http://host:port or https://host:port");
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
