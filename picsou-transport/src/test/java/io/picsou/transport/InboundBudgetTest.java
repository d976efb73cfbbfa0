package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundBudgetTest {
  @Test
  void readingAheadEndsWithTheBudget() {
    InboundBudget budget = new InboundBudget(100);
    assertThat(budget.take(60)).isTrue();
    assertThat(budget.take(60)).isFalse();
    budget.giveBack(60);
    assertThat(budget.take(10)).isTrue();
  }
}
