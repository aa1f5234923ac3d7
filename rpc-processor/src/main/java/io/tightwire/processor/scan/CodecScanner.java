package io.tightwire.processor.scan;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.annotation.RpcService;
import io.tightwire.processor.model.CodecModel;
import io.tightwire.processor.model.CodecModel.Fault;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads the codecs that a service names. Confined to the compiler's thread. */
final class CodecScanner {

  private final Types types;
  private final String codecInterface;
  private final MissingTypes missing;
  private final Map<String, Definition.CustomType> customTypes = new LinkedHashMap<>();
  private final List<CodecModel> codecs = new ArrayList<>();

  CodecScanner(Types types, String codecInterface, TypeElement service, MissingTypes missing) {
    this.types = types;
    this.codecInterface = codecInterface;
    this.missing = missing;
    com.google.common.base.Optional<AnnotationMirror> annotation =
        MoreElements.getAnnotationMirror(service, RpcService.class);
    if (annotation.isPresent()) {
      AnnotationValue named = AnnotationMirrors.getAnnotationValue(annotation.get(), "codecs");
      for (Object value : named.getValue() instanceof List<?> values ? values : List.of(named)) {
        if (((AnnotationValue) value).getValue() instanceof TypeMirror codec) {
          add(codec, service);
        } else {
          missing.add("a class among its codecs");
        }
      }
    }
  }

  /** Returns the types of the codecs that can be used, by their qualified names. */
  Map<String, Definition.CustomType> customTypes() {
    return customTypes;
  }

  /** Returns all codecs that the service names. */
  List<CodecModel> codecs() {
    return List.copyOf(codecs);
  }

  private void add(TypeMirror codec, TypeElement service) {
    missing.collectFrom(codec);
    if (codec.getKind() != TypeKind.DECLARED) {
      codecs.add(new CodecModel(TypeNames.qualified(codec), Fault.NO_CODEC, ""));
      return;
    }
    TypeElement element = MoreTypes.asTypeElement(codec);
    LombokMembers.collectPending(element, missing);
    String label = TypeNames.nested(element);
    Optional<DeclaredType> target = target(codec).filter(t -> t.getTypeArguments().isEmpty());
    if (target.isEmpty() || !element.getTypeParameters().isEmpty()) {
      codecs.add(new CodecModel(label, Fault.NO_CODEC, ""));
      return;
    }
    String type = TypeNames.qualified(target.get());
    Fault fault = fault(element, type, service);
    codecs.add(new CodecModel(label, fault, type));
    if (fault == Fault.NONE) {
      TypeElement targetElement = MoreTypes.asTypeElement(target.get());
      String targetLabel = TypeNames.nested(targetElement);
      customTypes.put(
          type,
          new Definition.CustomType(
              targetElement, targetLabel, TypeNames.identifier(target.get()), target.get(), codec));
    }
  }

  private Fault fault(TypeElement codec, String type, TypeElement service) {
    if (ScalarType.named(type).isPresent()) {
      return Fault.BUILT_IN;
    }
    if (customTypes.containsKey(type)) {
      return Fault.DUPLICATE;
    }
    return isCreatable(codec, service) ? Fault.NONE : Fault.NOT_CREATABLE;
  }

  private boolean isCreatable(TypeElement codec, TypeElement service) {
    Visibility visibility = new Visibility(MoreElements.getPackage(service));
    return visibility.isCreatable(codec)
        && ElementFilter.constructorsIn(codec.getEnclosedElements()).stream()
            .anyMatch(c -> c.getParameters().isEmpty() && visibility.isCallable(c));
  }

  /** Returns {@code Money} for a {@code Codec<Money>}. */
  private Optional<DeclaredType> target(TypeMirror codec) {
    for (TypeMirror supertype : types.directSupertypes(codec)) {
      missing.collectFrom(supertype);
      if (supertype.getKind() != TypeKind.DECLARED) {
        continue;
      }
      DeclaredType declared = (DeclaredType) supertype;
      boolean isCodec =
          MoreTypes.asTypeElement(declared).getQualifiedName().contentEquals(codecInterface);
      Optional<DeclaredType> target = isCodec ? argument(declared) : target(supertype);
      if (target.isPresent()) {
        return target;
      }
    }
    return Optional.empty();
  }

  private static Optional<DeclaredType> argument(DeclaredType codec) {
    return codec.getTypeArguments().stream()
        .filter(argument -> argument.getKind() == TypeKind.DECLARED)
        .map(argument -> (DeclaredType) argument)
        .findFirst();
  }
}
