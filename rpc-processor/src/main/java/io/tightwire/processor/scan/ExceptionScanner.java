package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.ExceptionModel.SkippedConstructor;
import io.tightwire.processor.model.Nullability;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Unsupported;
import io.tightwire.processor.scan.Accessors.Accessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds the state of declared exceptions that is sent: the parameters of the largest constructor
 * that accessors of the same names and types can fill. If there is none, the constructor {@code
 * (String)} is filled with the message; if there is none, {@code ()} is used. Confined to the
 * compiler's thread.
 */
final class ExceptionScanner {

  private static final List<String> WITH_ALL_OF_THROWABLE =
      List.of("java.lang.String", "java.lang.Throwable", "boolean", "boolean");

  private final Types types;
  private final TypeScanner scanner;
  private final Visibility visibility;
  private final MissingTypes missing;
  private final Accessors accessors;

  ExceptionScanner(
      Types types,
      Elements elements,
      TypeScanner scanner,
      Visibility visibility,
      MissingTypes missing) {
    this.types = types;
    this.scanner = scanner;
    this.visibility = visibility;
    this.missing = missing;
    this.accessors = new Accessors(types, elements, visibility);
  }

  /** Returns the checked exceptions among the thrown types, subclasses before their parents. */
  List<ExceptionModel> scan(List<? extends TypeMirror> thrown) {
    List<TypeMirror> specificFirst = new ArrayList<>();
    for (TypeMirror type : thrown) {
      if (type.getKind() == TypeKind.DECLARED) {
        missing.collectFromSuperclasses(MoreTypes.asTypeElement(type));
      }
      if (isCarried(type)) {
        LombokMembers.collectPending(MoreTypes.asTypeElement(type), missing);
        int parent = 0;
        while (parent < specificFirst.size() && !types.isSubtype(type, specificFirst.get(parent))) {
          parent++;
        }
        specificFirst.add(parent, type);
      }
    }
    return specificFirst.stream().map(this::scan).toList();
  }

  /**
   * Returns whether an exception is sent by its state. Unchecked ones are sent without being
   * declared; and an {@code InterruptedException} concerns the interrupted thread, not callers.
   */
  private static boolean isCarried(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && !Throwables.isUnchecked(type)
        && !Throwables.isA(type, "java.lang.InterruptedException");
  }

  private ExceptionModel scan(TypeMirror type) {
    TypeElement element = MoreTypes.asTypeElement(type);
    String label = TypeNames.nested(element);
    boolean creatable = visibility.isCreatable(element);
    List<Candidate> attempts = creatable ? attempts(element) : List.of();
    Optional<List<Component>> components = state(attempts);
    return new ExceptionModel(
        TypeNames.qualified(type),
        label,
        type,
        creatable,
        components.map(
            c -> new Definition.Structure(element, label, TypeNames.identifier(type), type, c)),
        components.flatMap(c -> skipped(element, attempts, c.size())));
  }

  /**
   * Returns the constructors that generated code may call, with the parameters that it can fill.
   */
  private List<Candidate> attempts(TypeElement element) {
    return ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
        .filter(visibility::isCallable)
        .map(constructor -> fill(element, constructor))
        .toList();
  }

  private Optional<List<Component>> state(List<Candidate> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.unfilled().isEmpty() && !attempt.components().isEmpty())
        .map(Candidate::components)
        .max(Comparator.comparingInt(List::size))
        .or(
            () ->
                attempts.stream()
                    .map(Candidate::constructor)
                    .filter(ExceptionScanner::takesText)
                    .findFirst()
                    .map(this::message))
        .or(
            () ->
                attempts.stream()
                    .map(Candidate::constructor)
                    .filter(constructor -> constructor.getParameters().isEmpty())
                    .findFirst()
                    .map(constructor -> List.of()));
  }

  /** Returns the constructor that takes most of the state, if it takes more than what is sent. */
  private static Optional<SkippedConstructor> skipped(
      TypeElement element, List<Candidate> attempts, int travelling) {
    boolean isOfJdk = element.getQualifiedName().toString().startsWith("java");
    return attempts.stream()
        .filter(attempt -> !isOfJdk && !attempt.unfilled().isEmpty())
        .filter(attempt -> attempt.stateSize() > travelling)
        .max(Comparator.comparingInt(Candidate::stateSize))
        .map(attempt -> new SkippedConstructor(attempt.signature(), attempt.unfilled()));
  }

  private Candidate fill(TypeElement element, ExecutableElement constructor) {
    List<String> names = ParameterNames.of(types, element, constructor);
    List<Optional<Accessor>> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      found.add(accessors.find(element, names.get(i), type(constructor, i)));
    }
    List<Component> components = new ArrayList<>();
    List<String> unfilled = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (found.get(i).isEmpty()) {
        unfilled.add(names.get(i));
      } else if (found.stream()
          .allMatch(Optional::isPresent)) { // otherwise the types are not needed
        Component component =
            component(element, names.get(i), found.get(i).get(), type(constructor, i));
        if (component.type() instanceof Unsupported) {
          unfilled.add(names.get(i));
        } else {
          components.add(component);
        }
      }
    }
    return new Candidate(constructor, names, components, unfilled);
  }

  private Component component(
      TypeElement element, String name, Accessor accessor, TypeMirror type) {
    WireType shape = scanner.scan(type, Nullability.ANYWHERE, "");
    return new Component(element, name, accessor.name(), type, shape, true, accessor.boxes());
  }

  private static boolean takesText(ExecutableElement constructor) {
    return constructor.getParameters().size() == 1
        && TypeNames.qualified(type(constructor, 0)).equals("java.lang.String");
  }

  private List<Component> message(ExecutableElement constructor) {
    TypeElement element = MoreElements.asType(constructor.getEnclosingElement());
    Accessor accessor = new Accessor("getMessage", false);
    return List.of(component(element, "message", accessor, type(constructor, 0)));
  }

  private static TypeMirror type(ExecutableElement constructor, int parameter) {
    return constructor.getParameters().get(parameter).asType();
  }

  /**
   * A constructor, and the arguments that can be passed to it. Immutable.
   *
   * @param names the names of its parameters, if they can be known
   * @param components the components that fill them; used only if none is unfilled
   * @param unfilled the names of the parameters that nothing can fill
   */
  private record Candidate(
      ExecutableElement constructor,
      List<String> names,
      List<Component> components,
      List<String> unfilled) {

    /** Returns how many parameters take state: values in which exceptions of the class differ. */
    int stateSize() {
      List<TypeMirror> types =
          IntStream.range(0, names.size()).mapToObj(i -> type(constructor, i)).toList();
      if (types.stream().map(TypeNames::qualified).toList().equals(WITH_ALL_OF_THROWABLE)) {
        return 1;
      }
      // Neither a cause, nor the arguments of a formatted message.
      return (int)
          types.stream()
              .filter(type -> !Throwables.isA(type, "java.lang.Throwable"))
              .filter(type -> !TypeNames.qualified(type).equals("java.lang.Object[]"))
              .count();
    }

    String signature() {
      String type =
          MoreElements.asType(constructor.getEnclosingElement()).getSimpleName().toString();
      return IntStream.range(0, names.size())
          .mapToObj(i -> simple(type(constructor, i)) + ' ' + names.get(i))
          .collect(Collectors.joining(", ", type + "(", ")"));
    }

    private static String simple(TypeMirror type) {
      return TypeNames.qualified(type).replaceAll("\\w+\\.", "");
    }
  }
}
