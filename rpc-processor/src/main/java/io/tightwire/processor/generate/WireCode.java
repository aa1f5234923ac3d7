package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CODECS;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Sequence;
import io.tightwire.processor.model.WireType.Unsupported;

/** The expressions that write a value, read a value, and refer to a codec. Immutable. */
final class WireCode {

  private static final DefaultValue ABSENT = new DefaultValue();

  private final ServiceModel service;
  private final CodecNames names;
  private final CodeBlock holder;

  private WireCode(ServiceModel service, CodecNames names, CodeBlock holder) {
    this.service = service;
    this.names = names;
    this.holder = holder;
  }

  /** Creates expressions for code inside the holder of codecs. */
  static WireCode inHolder(ServiceModel service, CodecNames names) {
    return new WireCode(service, names, CodeBlock.of(""));
  }

  /** Creates expressions for code elsewhere in the service's package. */
  static WireCode outsideHolder(ServiceModel service, CodecNames names, ClassName holder) {
    return new WireCode(service, names, CodeBlock.of("$T.", holder));
  }

  /** Emits {@code out.writeInt(a)}. */
  CodeBlock write(WireType type, String out, CodeBlock value) {
    return type.accept(
        new Access() {
          @Override
          CodeBlock direct(String kind) {
            return CodeBlock.of("$N.write$L($L)", out, kind, value);
          }

          @Override
          CodeBlock codec(CodeBlock codec) {
            return CodeBlock.of("$L.write($N, $L)", codec, out, value);
          }

          @Override
          CodeBlock method(String name) {
            return CodeBlock.of("$Lwrite$L($N, $L)", holder, name, out, value);
          }

          @Override
          public CodeBlock nonNull(WireType nullable, String what) {
            return write(nullable, out, checked(value, what));
          }
        });
  }

  /** Emits {@code in.readInt()}. */
  CodeBlock read(WireType type, String in) {
    return type.accept(
        new Access() {
          @Override
          CodeBlock direct(String kind) {
            return CodeBlock.of("$N.read$L()", in, kind);
          }

          @Override
          CodeBlock codec(CodeBlock codec) {
            return CodeBlock.of("$L.read($N)", codec, in);
          }

          @Override
          CodeBlock method(String name) {
            return CodeBlock.of("$Lread$L($N)", holder, name, in);
          }

          @Override
          public CodeBlock nonNull(WireType nullable, String what) {
            return checked(read(nullable, in), what);
          }
        });
  }

  /**
   * Emits {@code present > 1 ? in.readInt() : 0}: a component that an older peer may not send. If
   * it must not be null and has no empty value, it must be there.
   */
  CodeBlock readIfPresent(WireType type, String in, int index) {
    CodeBlock read =
        CodeBlock.of(
            "present > $L ? $L : $L", index, read(type.bare(), in), type.bare().accept(ABSENT));
    return type instanceof WireType.NonNull nonNull ? checked(read, nonNull.what()) : read;
  }

  /**
   * Returns whether a peer can slow down sets and maps with keys of this type, by sending keys of
   * one hash code.
   */
  boolean mayCollide(WireType key) {
    WireType type = key.bare();
    if (type instanceof WireType.Scalar scalar) {
      return !scalar.type().isOrderedKey();
    }
    return type instanceof WireType.Named named
        ? !(service.definition(named.id()) instanceof Definition.Enumeration)
        : !(type instanceof WireType.Array);
  }

  private static CodeBlock checked(CodeBlock value, String what) {
    return CodeBlock.of("$T.nonNull($L,$W$S)", CODECS, value, what);
  }

  /** Emits {@code CalculatorCodecs.ACCOUNT}. */
  CodeBlock codec(WireType type) {
    return type.accept(
        new Access() {
          @Override
          public CodeBlock primitive(PrimitiveType type) {
            return CodeBlock.of("$T.$L.nonNull()", CODECS, type.name());
          }

          @Override
          CodeBlock direct(String kind) {
            throw new IllegalStateException("Only primitives and scalars are accessed directly");
          }

          @Override
          CodeBlock codec(CodeBlock codec) {
            return codec;
          }

          @Override
          public CodeBlock scalar(ScalarType type) {
            return CodeBlock.of("$T.$L", CODECS, type.name());
          }

          @Override
          CodeBlock method(String name) {
            return CodeBlock.of("$L$L", holder, names.constant(type.bare()));
          }

          @Override
          public CodeBlock nonNull(WireType nullable, String what) {
            return CodeBlock.of("$L.nonNull()", WireCode.this.codec(nullable));
          }
        });
  }

  /** The three ways to write or read a value, and the types that use each. Immutable. */
  private abstract class Access implements WireType.Visitor<CodeBlock> {

    /** Uses a method of the reader or writer. */
    abstract CodeBlock direct(String kind);

    /** Uses a codec. */
    abstract CodeBlock codec(CodeBlock codec);

    /** Uses a method of the holder of codecs. */
    abstract CodeBlock method(String name);

    @Override
    public CodeBlock primitive(PrimitiveType type) {
      return direct(type.capitalized());
    }

    @Override
    public CodeBlock scalar(ScalarType type) {
      return switch (type) {
        case STRING -> direct("String");
        case BYTES -> direct("Binary");
        default -> codec(CodeBlock.of("$T.$L", CODECS, type.name()));
      };
    }

    @Override
    public CodeBlock voidType() {
      return codec(CodeBlock.of("$T.VOID", CODECS));
    }

    @Override
    public CodeBlock named(String id) {
      return service.definition(id).hasCodec()
          ? codec(CodeBlock.of("$L$L", holder, names.constant(new WireType.Named(id))))
          : method(names.definition(id));
    }

    @Override
    public CodeBlock sequence(Sequence.Kind kind, WireType element) {
      return method(names.composed(new Sequence(kind, element)));
    }

    @Override
    public CodeBlock mapping(WireType key, WireType value) {
      return method(names.composed(new WireType.Mapping(key, value)));
    }

    @Override
    public CodeBlock optional(WireType element) {
      return method(names.composed(new WireType.OptionalType(element)));
    }

    @Override
    public CodeBlock optionalPrimitive(PrimitiveType type) {
      return method(names.composed(new WireType.OptionalPrimitive(type)));
    }

    @Override
    public CodeBlock array(WireType component) {
      return method(names.composed(new WireType.Array(component)));
    }

    @Override
    public CodeBlock unsupported(Unsupported type) {
      throw new IllegalArgumentException("Passed validation: " + type);
    }
  }
}
