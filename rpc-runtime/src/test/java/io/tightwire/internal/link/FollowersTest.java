package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FollowersTest {

  private final Followers followers = new Followers();

  @Test
  void thoseThatLeaveAreNotKept() {
    Followers.Follower patient = followers.join(); // as long as its call lasts
    for (int i = 0; i < 100; i++) {
      followers.leave(followers.join());
    }
    assertThat(followers.size()).isEqualTo(1);
    followers.leave(patient);
    assertThat(followers.wakeNext()).isFalse();
  }

  @Test
  void eachIsWokenOnce() {
    Followers.Follower first = followers.join();
    Followers.Follower second = followers.join();
    assertThat(followers.wakeNext()).isTrue();
    followers.leave(first);
    assertThat(followers.wakeNext()).isTrue();
    assertThat(followers.wakeNext()).isFalse();
    followers.leave(second);
    assertThat(followers.size()).isZero();
  }
}
