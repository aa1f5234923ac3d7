package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Order;
import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;

/** The JDK's Java RMI: serializable records and blocking calls only. Used by one thread. */
public final class RmiPeer implements Peer {

  private static final String NAME = "calc";

  /** RMI's view of the service; public, since RMI creates a proxy of it. Safe for many threads. */
  public interface RmiCalc extends Remote {
    int add(int a, int b) throws RemoteException;

    Order echo(Order order) throws RemoteException;

    byte[] bytes(byte[] data) throws RemoteException;
  }

  private static final class Service implements RmiCalc {
    @Override
    public int add(int a, int b) {
      return Addition.of(a, b);
    }

    @Override
    public Order echo(Order order) {
      return order;
    }

    @Override
    public byte[] bytes(byte[] data) {
      return data;
    }
  }

  private static final class Loopback implements RMIServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, 128, InetAddress.getLoopbackAddress());
    }
  }

  @Override
  public Server start(Map<String, String> options) throws Exception {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Loopback loopback = new Loopback();
    Registry registry = LocateRegistry.createRegistry(port, null, loopback);
    RmiCalc service =
        new Service(); // referenced below: the registry's reference alone is not enough
    registry.rebind(NAME, UnicastRemoteObject.exportObject(service, 0, null, loopback));
    return new Server() {
      @Override
      public String endpoint() {
        return Integer.toString(port);
      }

      @Override
      public void close() throws NoSuchObjectException {
        UnicastRemoteObject.unexportObject(service, true);
        UnicastRemoteObject.unexportObject(registry, true);
      }
    };
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) throws Exception {
    Registry registry = LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(endpoint));
    RmiCalc calc = (RmiCalc) registry.lookup(NAME);
    return new Client() {
      @Override
      public int add(int a, int b) throws RemoteException {
        return calc.add(a, b);
      }

      @Override
      public long echo(long id) throws RemoteException {
        return calc.echo(Order.sample(id)).checksum();
      }

      @Override
      public byte[] bytes(byte[] data) throws RemoteException {
        return calc.bytes(data);
      }

      @Override
      public void close() {}
    };
  }
}
