package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plugin archives in containers, the way the compose file and the examples run them. */
class EtcdToEtcdContainersIT {
  private static final Path WORK = TestFiles.workDirectory(EtcdToEtcdContainersIT.class);
  private static final Duration ARRIVAL = Duration.ofSeconds(90);

  @Test
  void whatIsPutIntoAArrivesInB() {
    Path plugins = WORK.resolve("plugins");
    TestFiles.unpack(TestFiles.sourceArchive(), plugins);
    TestFiles.unpack(TestFiles.sinkArchive(), plugins);
    Path scripts = TestFiles.examples().resolve("compose");
    try (ContainerPipeline pipeline = ContainerPipeline.start(WORK, scripts, plugins)) {
      pipeline.etcdctl("a0", "put", "before", "there were connectors");
      ExampleConnectors connectors = new ExampleConnectors(Map.of());
      connectors.register("b", pipeline.worker("b"));
      connectors.register("a", pipeline.worker("a"));

      pipeline.etcdctl("a0", "put", "greeting", "hello");
      pipeline.etcdctl("a1", "put", "greeting", "hello again");
      pipeline.etcdctl("a2", "put", "mistake", "never mind");
      pipeline.etcdctl("a0", "del", "mistake");
      pipeline.etcdctl("a1", "put", "last", "word");

      await().atMost(ARRIVAL).until(() -> get(pipeline, "last").equals("word"));
      assertThat(get(pipeline, "before")).isEqualTo("there were connectors");
      assertThat(get(pipeline, "greeting")).isEqualTo("hello again");
      assertThat(get(pipeline, "mistake")).isEmpty();
    }
  }

  private static String get(ContainerPipeline pipeline, String key) {
    return pipeline.etcdctl("b0", "get", "--print-value-only", key).strip();
  }
}
