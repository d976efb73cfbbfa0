package io.picsou.rsm.etcd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The rules of {@link EtcdConfig} that one key's type does not say. */
final class EtcdConfigChecks {
  private EtcdConfigChecks() {}

  static ConfigDef.Validator endpoints() {
    return ConfigDef.LambdaValidator.with(
        EtcdConfigChecks::checkEndpoints, () -> "one or more etcd client URLs");
  }

  private static void checkEndpoints(String key, Object value) {
    List<?> endpoints = (List<?>) value;
    if (endpoints == null || endpoints.isEmpty()) {
      throw new ConfigException(key, value, "name at least one etcd member");
    }
    endpoints.forEach(endpoint -> EtcdEndpoint.parse(key, (String) endpoint));
  }

  static void check(AbstractConfig config, List<EtcdEndpoint> endpoints) {
    if (endpoints.stream().map(EtcdEndpoint::tls).distinct().count() > 1) {
      throw new ConfigException(
          EtcdConfig.ENDPOINTS, endpoints, "either all endpoints are https or none is");
    }
    together(config, EtcdConfig.SSL_CERTIFICATE, EtcdConfig.SSL_KEY);
    for (String key : List.of(EtcdConfig.SSL_CA, EtcdConfig.SSL_CERTIFICATE, EtcdConfig.SSL_KEY)) {
      checkFile(key, config.getString(key), endpoints.get(0).tls());
    }
    if (config.getString(EtcdConfig.USER).isEmpty()
        && !config.getPassword(EtcdConfig.PASSWORD).value().isEmpty()) {
      throw new ConfigException(
          EtcdConfig.PASSWORD + " is set, but " + EtcdConfig.USER + " is not");
    }
    if (config.getLong(EtcdConfig.RETRY_BACKOFF_MAX) < config.getLong(EtcdConfig.RETRY_BACKOFF)) {
      throw new ConfigException(
          EtcdConfig.RETRY_BACKOFF_MAX,
          config.getLong(EtcdConfig.RETRY_BACKOFF_MAX),
          "it must not be below " + EtcdConfig.RETRY_BACKOFF);
    }
  }

  private static void together(AbstractConfig config, String one, String other) {
    if (config.getString(one).isEmpty() != config.getString(other).isEmpty()) {
      throw new ConfigException("set both " + one + " and " + other + ", or neither");
    }
  }

  private static void checkFile(String key, String path, boolean tls) {
    if (path.isEmpty()) {
      return;
    }
    if (!tls) {
      throw new ConfigException(key, path, "it needs https in " + EtcdConfig.ENDPOINTS);
    }
    if (!Files.isReadable(Path.of(path))) {
      throw new ConfigException(key, path, "there is no readable file");
    }
  }
}
