package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The REST interface of one Connect worker. Every call has a deadline. Thread-safe. */
final class ConnectRest {
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final Duration BUSY = Duration.ofSeconds(60);
  private static final Duration RUNNING = Duration.ofSeconds(60);
  private static final int CONFLICT = 409;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CALL).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String base;

  ConnectRest(String base) {
    this.base = base;
  }

  /** Whether the worker takes requests that need its group, not only ones about itself. */
  boolean isReady() {
    try {
      return get("/connectors").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** The class names of the connectors that the worker found on its plugin path. */
  List<String> plugins() {
    JsonNode plugins = parse(successful(get("/connector-plugins")));
    return StreamSupport.stream(plugins.spliterator(), false)
        .map(plugin -> plugin.path("class").asText())
        .toList();
  }

  /** Creates the connector, or gives the one of this name a new configuration. */
  void put(String name, Map<String, String> config) {
    HttpRequest.Builder request =
        request("/connectors/" + name + "/config")
            .header("Content-Type", "application/json")
            .PUT(body(config));
    // A worker refuses changes while its group rebalances, as it does after each new connector.
    HttpResponse<String> response =
        await().atMost(BUSY).until(() -> send(request), answer -> answer.statusCode() != CONFLICT);
    successful(response);
  }

  void delete(String name) {
    successful(send(request("/connectors/" + name).DELETE()));
  }

  /** Waits until the connector and all of its tasks, at least one, are running. */
  void awaitRunning(String name) {
    await("connector " + name + " is running")
        .atMost(RUNNING)
        .untilAsserted(
            () -> {
              // There is no status, 404, until the worker has taken the connector up.
              HttpResponse<String> status = get("/connectors/" + name + "/status");
              assertThat(isRunning(parse(status))).as(status.body()).isTrue();
            });
  }

  private static boolean isRunning(JsonNode status) {
    JsonNode tasks = status.path("tasks");
    return isUp(status.path("connector"))
        && !tasks.isEmpty()
        && StreamSupport.stream(tasks.spliterator(), false).allMatch(ConnectRest::isUp);
  }

  private static boolean isUp(JsonNode part) {
    return part.path("state").asText().equals("RUNNING");
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(CALL);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> successful(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          response.request() + " answered " + response.statusCode() + ": " + response.body());
    }
    return response;
  }

  private BodyPublisher body(Map<String, String> config) {
    try {
      return BodyPublishers.ofString(json.writeValueAsString(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode parse(HttpResponse<String> response) {
    try {
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
