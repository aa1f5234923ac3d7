import io.tightwire.annotation.RpcService;
import java.util.List;

@RpcService(name = "plain")
public interface Plain {
  List<Data> list(Color color);

  record Data(int a) {}

  enum Color {
    RED
  }
}
