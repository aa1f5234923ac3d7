package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private final Mailbox<Integer> mailbox = new Mailbox<>();

  private List<Integer> drain() {
    List<Integer> items = new ArrayList<>();
    for (Integer item; (item = mailbox.poll()) != null; ) {
      items.add(item);
    }
    return items;
  }

  @Test
  void pollsInOrder() {
    mailbox.offer(1);
    mailbox.offer(2);
    assertThat(mailbox.poll()).isEqualTo(1);
    mailbox.offer(3);
    assertThat(mailbox.isEmpty()).isFalse();
    assertThat(drain()).containsExactly(2, 3);
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void keepsCommandsAcceptedBeforeItClosed() {
    mailbox.offer(1);
    mailbox.offer(2);
    mailbox.poll();
    mailbox.offer(3);
    mailbox.close();
    mailbox.close();
    assertThat(mailbox.offer(4)).isFalse();
    assertThat(drain()).containsExactly(2, 3);
    assertThat(mailbox.isEmpty()).isTrue();
    assertThat(mailbox.poll()).isNull();
  }

  /** An item that is its own entry. */
  private static final class Linked extends Mailbox.LinkedEntry {

    private final String name;

    Linked(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void itemsThatLinkThemselvesKeepTheirOrderAmongOthersAndLetThemGo() {
    Mailbox<Object> mixed = new Mailbox<>();
    Linked first = new Linked("first");
    Linked third = new Linked("third");
    mixed.offer(first);
    mixed.offer("second");
    mixed.offer(third);
    assertThat(mixed.poll()).isSameAs(first);
    mixed.offer("fourth");
    mixed.close();

    assertThat(mixed.poll()).isEqualTo("second");
    assertThat(mixed.poll()).isSameAs(third);
    assertThat(mixed.poll()).isEqualTo("fourth");
    assertThat(mixed.poll()).isNull();
    assertThat(first.linked()).isNull(); // or it would keep later ones from the collector
    assertThat(third.linked()).isNull();
  }
}
