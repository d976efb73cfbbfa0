package io.picsou.bench.embedded;

/** What a connector's one task is doing. */
public enum ConnectorState {
  /** It works, or could. */
  RUNNING,
  /** It ended by an error and does not start again by itself. */
  FAILED
}
