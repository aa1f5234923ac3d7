package io.tightwire.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTargetTest {

  private static KubernetesTarget read(String text) {
    return KubernetesTarget.of(URI.create(text));
  }

  @Test
  void serviceNamespaceAndPortAreRead() {
    KubernetesTarget target = read("kubernetes://orders.prod:tightwire");
    assertThat(target.service()).isEqualTo("orders");
    assertThat(target.namespace()).isEqualTo("prod");
    assertThat(target.port()).hasToString("tightwire");
    assertThat(read("kubernetes:///orders.prod:tightwire")).isEqualTo(target);
    assertThat(read("kubernetes://orders-2:5555").namespace()).isNull();
    assertThat(read("kubernetes://orders-2:5555").port()).hasToString("5555");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubernetes://orders.prod",
        "kubernetes://orders.prod:",
        "kubernetes://:5555",
        "kubernetes://Orders:5555",
        "kubernetes://orders.prod.svc:5555",
        "kubernetes://orders.prod:5555/path",
        "kubernetes://orders.prod:5555?x=y",
        "kubernetes://a@orders.prod:5555",
        "kubernetes://orders_2:5555",
        "kubernetes://-orders:5555",
        "kubernetes://orders:0",
        "kubernetes://orders:65536",
        "kubernetes://orders:99999999999",
        "kubernetes:orders:5555"
      })
  void malformedTargetsAreRefusedWithTheForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessageStartingWith("Bad target \"" + text + "\": ")
        .withMessageContaining("write kubernetes://service.namespace:port");
  }

  @Test
  void podsKnowTheirApiServer() {
    assertThat(
            ApiAccess.ofPod(
                    Map.of(
                            "KUBERNETES_SERVICE_HOST",
                            "10.96.0.1",
                            "KUBERNETES_SERVICE_PORT",
                            "6443")
                        ::get)
                .server())
        .isEqualTo(URI.create("https://10.96.0.1:6443"));
    assertThat(ApiAccess.ofPod(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1")::get).server())
        .isEqualTo(URI.create("https://[fd00::1]:443"));
  }

  @Test
  void processesOutsideOfPodsAreTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiAccess.ofPod(name -> null))
        .withMessageContaining("works inside pods only");
  }
}
