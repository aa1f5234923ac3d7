package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Members}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class MembersSkeleton implements RpcSkeleton {
  private final Members implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public MembersSkeleton(Members implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return MembersMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Members.Pair<String>>returning(MembersMethods.PAIR, this::pair)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(MembersSkeleton.class, "com.acme.Members");
  }

  private Invocation<Members.Pair<String>> pair(WireReader in) {
    Members.Pair<String> pair = MembersCodecs.readPairOfString(in);
    return () -> implementation.pair(pair);
  }
}
