package io.tightwire.internal.link.zmq;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel in front of another one: the part of it that JeroMQ does not use, or that is passed on
 * unchanged. Confined to the I/O thread.
 */
abstract class DelegatingSocketChannel extends SocketChannel {

  final SocketChannel real;

  DelegatingSocketChannel(SelectorProvider provider, SocketChannel real) {
    super(provider);
    this.real = real;
  }

  @Override
  public final <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
    if (real.supportedOptions().contains(name)) {
      real.setOption(name, value);
    }
    return this;
  }

  @Override
  public final <T> T getOption(SocketOption<T> name) throws IOException {
    return real.getOption(name);
  }

  @Override
  public final Set<SocketOption<?>> supportedOptions() {
    return real.supportedOptions();
  }

  @Override
  public final long read(ByteBuffer[] into, int offset, int length) {
    throw new UnsupportedOperationException("scattering reads");
  }

  @Override
  public final long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException("gathering writes");
  }

  @Override
  public final SocketChannel shutdownInput() throws IOException {
    real.shutdownInput();
    return this;
  }

  @Override
  public final SocketChannel shutdownOutput() throws IOException {
    real.shutdownOutput();
    return this;
  }

  @Override
  public final SocketChannel bind(@Nullable SocketAddress local) {
    throw new UnsupportedOperationException("bind");
  }

  @Override
  public final Socket socket() {
    throw new UnsupportedOperationException("socket");
  }

  @Override
  protected final void implConfigureBlocking(boolean block) throws IOException {
    real.configureBlocking(block);
  }
}
