package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountersBeanTest {
  /** Two replicas that were given one id, in one process, must both live to be told so. */
  @Test
  void endpointsOfOneNameMayComeAndGoAtOnce() {
    List<CountersBean> beans =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(
                i -> {
                  CountersBean bean =
                      CountersBean.register(
                          "sender", "twins", 0, List.of(() -> NetworkCounters.ZERO));
                  if (i % 2 == 0) {
                    bean.close();
                  }
                  return bean;
                })
            .toList();
    assertThat(beans).hasSize(2_000);
    beans.forEach(CountersBean::close);
  }
}
