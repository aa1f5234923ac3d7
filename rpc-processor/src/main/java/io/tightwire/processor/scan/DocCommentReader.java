package io.tightwire.processor.scan;

import io.tightwire.processor.model.DocComment;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Reads the parts of the user's comments that can be copied to the stub. Stateless. */
final class DocCommentReader {

  /** A block tag: its name and its text. */
  private static final Pattern TAG = Pattern.compile("(?s)@(\\S+)\\s*(.*)");

  /** The text of {@code @param}: a name and the rest. */
  private static final Pattern NAMED = Pattern.compile("(?s)(\\w+)\\s+(.*)");

  /** Tags that a stub's comment does not need: a stub's method throws nothing. */
  private static final Set<String> NOT_OF_STUBS = Set.of("throws", "exception", "since", "author");

  private DocCommentReader() {}

  /** Returns the method's comment, if it has one, or may inherit one. */
  static Optional<DocComment> of(Elements elements, Element service, Element method) {
    String text = unindented(Objects.requireNonNullElse(elements.getDocComment(method), ""));
    boolean isElsewhere =
        text.isEmpty()
            ? !service.equals(method.getEnclosingElement()) || isOverride(method)
            : isMarkdown(elements, method);
    return isElsewhere
        ? Optional.of(DocComment.ELSEWHERE)
        : Optional.of(text).filter(t -> !t.isEmpty()).map(DocCommentReader::read);
  }

  private static boolean isOverride(Element method) {
    return method.getAnnotation(Override.class) != null;
  }

  /** Returns the text without the space that follows each line's asterisk. */
  private static String unindented(String text) {
    return text.lines()
        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
        .collect(Collectors.joining("\n"))
        .strip();
  }

  /**
   * Returns whether the comment is written with {@code ///}. JDKs before 23 have neither such
   * comments nor the method that is called here.
   */
  private static boolean isMarkdown(Elements elements, Element method) {
    try {
      Object kind =
          Elements.class.getMethod("getDocCommentKind", Element.class).invoke(elements, method);
      return kind != null && kind.toString().equals("END_OF_LINE");
    } catch (NoSuchMethodException e) {
      return false;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return true; // to be on the safe side
    }
  }

  private static DocComment read(String text) {
    if (!DocCommentCopier.isClosed(text)) {
      return DocComment.ELSEWHERE;
    }
    List<String> parts = parts(text);
    Optional<String> description = DocCommentCopier.of(parts.get(0));
    Map<String, String> parameters = new LinkedHashMap<>();
    Optional<String> result = Optional.empty();
    Optional<String> deprecation = Optional.empty();
    boolean whole = description.isPresent() || parts.get(0).isBlank();
    for (String part : parts.subList(1, parts.size())) {
      Matcher tag = TAG.matcher(part);
      String name = tag.matches() ? tag.group(1) : "";
      String content = tag.matches() ? tag.group(2) : "";
      boolean copied = NOT_OF_STUBS.contains(name);
      if (name.equals("param")) {
        Matcher named = NAMED.matcher(content);
        Optional<String> plain =
            named.matches() ? DocCommentCopier.of(named.group(2)) : Optional.empty();
        plain.ifPresent(p -> parameters.putIfAbsent(named.group(1), p));
        copied = plain.isPresent();
      } else if (name.equals("return")) {
        result = DocCommentCopier.of(content);
        copied = result.isPresent();
      } else if (name.equals("deprecated")) {
        deprecation = DocCommentCopier.of(content);
        copied = deprecation.isPresent();
      }
      whole &= copied;
    }
    return new DocComment(description, parameters, result, deprecation, whole);
  }

  /**
   * Returns the description, and then each block tag. A block tag begins a line, outside inline
   * tags.
   */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("{@", i)) {
        i = DocCommentCopier.end(text, i);
      } else if (text.charAt(i) == '@' && text.substring(lineStart(text, i), i).isBlank()) {
        parts.add(text.substring(begin, i).strip());
        begin = i++;
      } else {
        i++;
      }
    }
    parts.add(text.substring(begin).strip());
    return parts;
  }

  private static int lineStart(String text, int i) {
    return text.lastIndexOf('\n', i) + 1;
  }
}
