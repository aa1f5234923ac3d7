package io.tightwire.cli.codec;

import io.tightwire.cli.describe.Service;
import io.tightwire.cli.describe.Service.Field;
import io.tightwire.cli.describe.Service.Method;
import io.tightwire.cli.describe.Service.WireType;
import io.tightwire.cli.json.JsonValue;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON to values of the wire and back, by the description of a service alone: what generated code
 * does for Java types. docs/CLI.md says how each type looks in JSON.
 *
 * <p>Immutable; thread-safe.
 */
public final class DescribedCodec {

  /** As large as a message may be by default; a server that takes less refuses the call. */
  private static final int MAX_SIZE = 16 << 20;

  private final Service service;
  private final ValueWriter writer;
  private final ValueReader reader;

  /**
   * Creates a codec.
   *
   * @param service the description
   * @param nulls whether components that are null are shown
   */
  public DescribedCodec(Service service, boolean nulls) {
    this.service = service;
    this.writer = new ValueWriter(service);
    this.reader = new ValueReader(service, nulls);
  }

  /** Returns the codec of one type. */
  public Codec<JsonValue> of(WireType type) {
    return Codec.of(
        (out, value) ->
            writer.write(out, type, value == null ? JsonValue.NULL : value, Place.of("value")),
        in -> reader.read(in, type));
  }

  /**
   * Returns what the runtime has to know of a method. Its calls are retried and hedged as those of
   * generated stubs are, except that a hedge needs the setting of a stub.
   */
  public MethodDescriptor<JsonValue> descriptor(Method method) {
    int parameters = method.parameters().size();
    Codec<JsonValue> result = of(method.result());
    MethodDescriptor<JsonValue> descriptor =
        method.streaming()
            ? MethodDescriptor.streaming(service.name(), method.name(), parameters, result)
            : MethodDescriptor.unary(service.name(), method.name(), parameters, result);
    if (method.input() != null) {
      descriptor = descriptor.takingStream();
    }
    if (method.idempotent()) {
      descriptor = descriptor.asIdempotent();
    }
    if (method.timeout() != null) {
      descriptor = descriptor.withTimeout(Duration.parse(method.timeout()));
    }
    return descriptor.withFingerprint(method.fingerprint()).throwing(exceptions(method));
  }

  /** Returns the codec of an item of the stream that a method takes. */
  public Codec<JsonValue> item(Field input) {
    return of(input.type());
  }

  private DeclaredException<?>[] exceptions(Method method) {
    return method.exceptions().stream()
        .map(
            name ->
                DeclaredException.named(
                    name,
                    DescribedException.class,
                    Codec.of(DescribedCodec::neverWritten, in -> exception(name, in))))
        .toArray(DeclaredException<?>[]::new);
  }

  private static void neverWritten(WireWriter out, @Nullable DescribedException value) {
    throw new CodecException("Only servers write exceptions");
  }

  private DescribedException exception(String name, WireReader in) {
    Map<String, JsonValue> state = new LinkedHashMap<>();
    reader.fields(in, service.exceptions().getOrDefault(name, List.of()), state);
    return new DescribedException(name, state);
  }

  /**
   * Encodes the arguments of a call: an object by the names of the parameters, an array of all in
   * order, or, for a method with one parameter, a value that is neither.
   *
   * @param json null if none are given
   * @return the arguments one after the other, as requests hold them
   * @throws InputException if they do not fit
   */
  public byte[] arguments(Method method, @Nullable JsonValue json) {
    WireWriter out = new WireWriter(256, MAX_SIZE);
    try {
      write(out, method, json);
    } catch (CodecException e) {
      throw new InputException(
          "The arguments of " + method.name() + " can't be sent: " + e.getMessage());
    }
    return out.toByteArray();
  }

  private void write(WireWriter out, Method method, @Nullable JsonValue json) {
    List<Field> parameters = method.parameters();
    if (json instanceof JsonValue.Array array) {
      if (array.elements().size() != parameters.size()) {
        throw new InputException(
            method.name()
                + " takes "
                + count(parameters.size())
                + ", and the array has "
                + array.elements().size()
                + "; an object names them instead: "
                + names(parameters));
      }
      for (int i = 0; i < parameters.size(); i++) {
        write(out, parameters.get(i), array.elements().get(i));
      }
    } else if (json == null || json instanceof JsonValue.Obj) {
      Map<String, JsonValue> given =
          json instanceof JsonValue.Obj object ? object.members() : Map.of();
      ValueWriter.requireKnown(
          given.keySet(), parameters, "there is no parameter", Place.of(method.name()));
      for (Field parameter : parameters) {
        write(out, parameter, given.get(parameter.name()));
      }
    } else if (parameters.size() == 1) {
      write(out, parameters.get(0), json);
    } else {
      throw Place.of("The JSON for " + method.name())
          .expected("an object with the parameters " + names(parameters), json);
    }
  }

  private void write(WireWriter out, Field parameter, @Nullable JsonValue value) {
    if (value == null && !parameter.type().nullable()) {
      throw new InputException(
          "The argument \"" + parameter.name() + "\" is missing; --template shows all of them");
    }
    writer.write(
        out, parameter.type(), value == null ? JsonValue.NULL : value, Place.of(parameter.name()));
  }

  private static String count(int parameters) {
    return parameters == 1 ? "1 argument" : parameters + " arguments";
  }

  private static List<String> names(List<Field> parameters) {
    return parameters.stream().map(Field::name).toList();
  }
}
