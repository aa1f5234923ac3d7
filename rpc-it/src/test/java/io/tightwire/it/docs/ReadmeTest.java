package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.calculator.CalculatorService;
import com.acme.calculator.CalculatorSkeleton;
import com.acme.calculator.CalculatorStub;
import com.acme.calculator.InsufficientFundsException;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.ServerInterceptor;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets of README.md; {@link SnippetsTest} checks that they are the same. */
final class ReadmeTest {

  @Test
  void tourRuns() throws Exception {
    RpcServer server = RpcServer.of(new CalculatorSkeleton(new CalculatorService()));
    server.bind("ipc://*"); // or ipc:///run/me/calc.sock, tcp://127.0.0.1:5555, tcp://127.0.0.1:*
    server.start();
    RpcClient client = RpcClient.connect(server.endpoint());
    CalculatorStub calculator = new CalculatorStub(client);

    int sum = calculator.add(5, 3).remote(); // blocks
    int soon = calculator.add(5, 3).remote(Duration.ofSeconds(5)); // blocks, with a deadline
    CompletionStage<Integer> later = calculator.multiplyLater(3, 4).remoteAsync();
    CompletableFuture<Integer> future =
        calculator.add(1, 2).remoteFuture(); // cancel() reaches the server
    calculator.submitTask(123).remoteOneWay(); // no response is awaited or sent
    try (RemoteStream<Integer> squares = calculator.squares(10).remoteStreaming()) {
      for (int square : squares) {
        System.out.println(square);
      }
    }

    assertThat(sum).isEqualTo(8);
    assertThat(soon).isEqualTo(8);
    assertThat(later.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(12);
    assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(3);

    try {
      calculator.withdraw("acc-1", new BigDecimal("1000")).remote();
    } catch (RpcRemoteException e) {
      System.out.println(e.getMessage()); // says method, endpoint, type and the handler's message
      if (e.getCause() instanceof InsufficientFundsException declared) {
        System.out.println("only " + declared.balance());
      }
    } catch (RpcException e) {
      System.out.println(e.status() + ", safe to retry: " + !e.mayHaveExecuted());
    }

    client.close();
    server.close();
  }

  @Test
  void interceptorsSeeEachCallOnBothSides() {
    Map<String, Long> meter = new ConcurrentHashMap<>();
    String token = "s3cret";

    ServerInterceptor guard =
        call -> {
          if (!token.equals(call.metadata().get("token"))) {
            throw RpcPermissionException.unauthenticated("who calls " + call.method() + "?");
          }
          return end -> meter.merge(call.method() + " " + end.status(), 1L, Long::sum);
        };
    ClientInterceptor signing =
        call -> {
          call.setMetadata("token", token);
          return CallListener.NONE; // or end -> …, told of status, failure and time
        };

    RpcServer server =
        RpcServer.builder()
            .service(new CalculatorSkeleton(new CalculatorService()))
            .interceptor(guard)
            .build();
    server.bind("ipc://*");
    server.start();
    RpcClient client = RpcClient.builder().endpoint(server.endpoint()).interceptor(signing).build();

    assertThat(new CalculatorStub(client).add(1, 2).remote()).isEqualTo(3);
    assertThat(meter).containsExactly(Map.entry("add OK", 1L));
    try (RpcClient stranger = RpcClient.connect(server.endpoint())) {
      assertThatThrownBy(() -> new CalculatorStub(stranger).add(1, 2).remote())
          .isInstanceOf(RpcPermissionException.class)
          .hasMessage("who calls add?");
    }
    client.close();
    server.close();
  }

  @Test
  void keysSayWhoMayCall(@TempDir Path keys) throws Exception {
    CurveKeyPair clientKeys = CurveKeyPair.generate();
    CurveKeyPair.generate().write(keys.resolve("server.key"));
    Files.writeString(keys.resolve("guests"), clientKeys.publicKey() + " me\n");

    CurveKeyPair serverKeys = CurveKeyPair.read(keys.resolve("server.key"));
    CurveAllowList guests = CurveAllowList.read(keys.resolve("guests")); // public keys, one a line
    RpcServer server =
        RpcServer.builder()
            .service(new CalculatorSkeleton(new CalculatorService()))
            .curve(
                serverKeys,
                guests) // guests.allow(key) and guests.revoke(key) take effect immediately
            .build();

    server.bind("tcp://127.0.0.1:*");
    server.start();
    String endpoint = server.endpoint();
    String serverPublicKey = serverKeys.publicKey();

    RpcClient client =
        RpcClient.builder().endpoint(endpoint).curve(clientKeys, serverPublicKey).build();

    assertThat(new CalculatorStub(client).add(1, 2).remote()).isEqualTo(3);
    client.close();
    server.close();
  }

  @Test
  void serversAreTunedInTheirBuilder() {
    RpcServer server =
        RpcServer.builder()
            .service(new CalculatorSkeleton(new CalculatorService()))
            .maxConcurrentCalls(32)
            .maxQueuedCalls(1_000)
            .drainTimeout(Duration.ofSeconds(30))
            .allowRemoteShutdown(true) // client.shutdownServer()
            .build();
    assertThat(server.endpoints()).isEmpty();
    server.close();
  }
}
