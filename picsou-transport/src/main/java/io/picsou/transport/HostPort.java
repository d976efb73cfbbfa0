package io.picsou.transport;

/**
 * An address as written in settings: {@code host:port}, with IPv6 hosts in brackets.
 *
 * @param port 0 to 65535; 0 lets the system choose, for listening only
 */
record HostPort(String host, int port) {
  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[") && text.indexOf(']') == colon - 1;
    String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, Math.max(0, colon));
    if (host.isBlank() || (!bracketed && host.indexOf(':') >= 0)) {
      throw malformed(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 0 || port > 0xffff) {
        throw malformed(text);
      }
      return new HostPort(host, port);
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not an address; write host:port, as in replica-0.example:7070");
  }
}
