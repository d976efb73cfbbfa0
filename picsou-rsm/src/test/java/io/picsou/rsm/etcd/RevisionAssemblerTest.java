package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.WatchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionAssemblerTest {
  private final RevisionAssembler assembler = new RevisionAssembler();

  private static WatchResponse response(boolean continues, long... revisions) {
    WatchResponse.Builder response = WatchResponse.newBuilder();
    for (long revision : revisions) {
      KeyValue.Builder kv = KeyValue.newBuilder().setModRevision(revision);
      response.addEvents(Event.newBuilder().setKv(kv));
    }
    if (continues) {
      response.setUnknownFields(
          UnknownFieldSet.newBuilder()
              .addField(7, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
              .build());
    }
    return response.build();
  }

  private List<String> add(boolean continues, long... revisions) {
    return assembler.add(response(continues, revisions)).stream()
        .map(each -> each.revision() + "x" + each.events().size())
        .toList();
  }

  @Test
  void keepsTheEventsOfARevisionTogether() {
    assertThat(add(false, 2, 2, 3, 4, 4, 4)).containsExactly("2x2", "3x1", "4x3");
    assertThat(add(false)).isEmpty();
    assertThat(add(false, 5)).containsExactly("5x1");
  }

  @Test
  void waitsForTheRestOfARevisionThatAFragmentCuts() {
    assertThat(add(true, 2, 3)).containsExactly("2x1");
    assertThat(add(true, 3, 3)).isEmpty();
    assertThat(add(true, 4)).containsExactly("3x3");
    assertThat(add(false, 4, 5)).containsExactly("4x2", "5x1");
  }
}
