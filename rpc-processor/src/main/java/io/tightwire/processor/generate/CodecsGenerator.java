package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CODECS;
import static io.tightwire.processor.generate.RuntimeTypes.CODEC_TYPE;
import static io.tightwire.processor.generate.RuntimeTypes.DECLARED_EXCEPTION;
import static io.tightwire.processor.generate.RuntimeTypes.ENUM_CODEC;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.WireType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code CalculatorCodecs}: a pair of methods for each type that the service's methods
 * reach, and codec objects where the runtime needs them. Confined to the compiler's thread.
 */
final class CodecsGenerator {

  private final ServiceContext context;
  private final CodecNames names;
  private final StructureMethods structures;
  private final UnionMethods unions;
  private final ContainerMethods containers;

  CodecsGenerator(ServiceContext context) {
    this.context = context;
    this.names = context.codecNames();
    WireCode wire = WireCode.inHolder(context.service(), names);
    this.structures = new StructureMethods(wire, context.types());
    this.unions = new UnionMethods(wire);
    this.containers = new ContainerMethods(wire, context.types(), names);
  }

  TypeSpec generate() {
    TypeSpec.Builder codecs =
        TypeSpec.classBuilder(context.codecsName())
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "Writes and reads what the methods of {@link $T} take and return.\n",
                context.interfaceName());
    addConstants(codecs);
    codecs.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    addMethods(codecs);
    return codecs.build();
  }

  private void addConstants(TypeSpec.Builder codecs) {
    context
        .service()
        .definitions()
        .forEach(
            (id, definition) -> {
              if (definition instanceof Definition.Enumeration enumeration) {
                codecs.addField(enumConstant(id, enumeration));
              } else if (definition instanceof Definition.CustomType custom) {
                codecs.addField(customTypeConstant(id, custom));
              }
            });
    codecTypes().forEach(type -> codecs.addField(codecConstant(type)));
    names.exceptions().forEach(exception -> codecs.addField(exceptionConstant(exception)));
  }

  private void addMethods(TypeSpec.Builder codecs) {
    context
        .service()
        .definitions()
        .forEach(
            (id, definition) -> {
              if (definition instanceof Definition.Structure structure) {
                codecs.addMethod(structures.write(names.definition(id), structure));
                codecs.addMethod(structures.read(names.definition(id), structure));
              } else if (definition instanceof Definition.Union union) {
                codecs.addMethod(unions.write(names.definition(id), union));
                codecs.addMethod(unions.read(names.definition(id), union));
              }
            });
    for (WireType type : names.composed()) {
      codecs.addMethod(containers.write(type));
      codecs.addMethod(containers.read(type));
    }
    for (ExceptionModel exception : names.exceptions()) {
      String name = names.exception(exception);
      codecs.addMethod(structures.write(name, exception.state().orElseThrow()));
      codecs.addMethod(structures.read(name, exception.state().orElseThrow()));
    }
  }

  /**
   * Returns the types of results, and of items that methods take, that have a pair of methods: they
   * need a codec object too.
   */
  private Set<WireType> codecTypes() {
    return context.service().methods().stream()
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(method.result()),
                    method.input().map(input -> input.parameter().type()).stream()))
        .map(WireType::bare)
        .filter(this::hasMethods)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean hasMethods(WireType type) {
    return type instanceof WireType.Named named
        ? !context.service().definition(named.id()).hasCodec()
        : !type.parts().isEmpty();
  }

  /**
   * Emits {@code static final EnumCodec<Color> COLOR = new EnumCodec<>("Color", Color.values());}
   */
  private FieldSpec enumConstant(String id, Definition.Enumeration enumeration) {
    TypeName type = TypeName.get(enumeration.javaType());
    return FieldSpec.builder(
            ParameterizedTypeName.get(ENUM_CODEC, type),
            names.constant(new WireType.Named(id)),
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("new $T<>($S,$W$T.values())", ENUM_CODEC, enumeration.label(), type)
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static final Codec<Account> ACCOUNT = Codec.of(
   *     CalculatorCodecs::writeAccount, CalculatorCodecs::readAccount);
   * }</pre>
   */
  private FieldSpec codecConstant(WireType type) {
    return FieldSpec.builder(
            ParameterizedTypeName.get(CODEC_TYPE, context.types().boxed(type)),
            names.constant(type),
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$L", codec(names.methods(type)))
        .build();
  }

  /** Emits {@code static final Codec<Money> MONEY = Codecs.checked(new MoneyCodec());} */
  private FieldSpec customTypeConstant(String id, Definition.CustomType custom) {
    return FieldSpec.builder(
            ParameterizedTypeName.get(CODEC_TYPE, TypeName.get(custom.javaType())),
            names.constant(new WireType.Named(id)),
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$T.checked(new $T())", CODECS, TypeName.get(custom.codec()))
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static final DeclaredException<NotFound> NOT_FOUND = DeclaredException.of(
   *     NotFound.class,
   *     Codec.of(
   *         CalculatorCodecs::writeNotFound, CalculatorCodecs::readNotFound));
   * }</pre>
   */
  private FieldSpec exceptionConstant(ExceptionModel exception) {
    TypeName type = TypeName.get(exception.javaType());
    return FieldSpec.builder(
            ParameterizedTypeName.get(DECLARED_EXCEPTION, type),
            names.exceptionConstant(exception),
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer(
            "$T.of(\n$>$>$T.class,\n$L)$<$<",
            DECLARED_EXCEPTION,
            type,
            codec(names.exception(exception)))
        .build();
  }

  private CodeBlock codec(String name) {
    return CodeBlock.of(
        "$T.of(\n$>$>$T::write$L,$W$T::read$L)$<$<",
        CODEC_TYPE,
        context.codecsName(),
        name,
        context.codecsName(),
        name);
  }
}
