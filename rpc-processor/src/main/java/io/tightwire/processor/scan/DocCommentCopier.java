package io.tightwire.processor.scan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies the text of a documentation comment to another class, which does not have the same
 * imports. References become code. A text that can't be copied is refused as a whole. Confined to
 * one use.
 */
final class DocCommentCopier {

  /** Text that would end the comment that it is copied to, or change its meaning there. */
  private static final Pattern TREACHEROUS = Pattern.compile("\\*/|\\\\u|\\\\\\P{ASCII}");

  /** An HTML element without attributes, since those may name files, or must be unique. */
  private static final Pattern TAG =
      Pattern.compile("</?(?:p|b|i|em|strong|code|pre|sub|sup|ul|ol|li|dl|dt|dd|blockquote|br)>");

  private static final Pattern ENTITY = Pattern.compile("&(?:#?\\w+);");

  /** The content of links: a reference, perhaps with parameters; a label. */
  private static final Pattern LINK = Pattern.compile("([^\\s({]+(?:\\([^)]*\\))?)\\s*([^{}]*)");

  private final String text;
  private final StringBuilder copy = new StringBuilder();

  private DocCommentCopier(String text) {
    this.text = text;
  }

  /** Returns the text as it is copied; empty if it can't be. */
  static Optional<String> of(String text) {
    return TREACHEROUS.matcher(text).find()
        ? Optional.empty()
        : new DocCommentCopier(text).copied();
  }

  /** Returns whether the text can be read at all: each inline tag ends. */
  static boolean isClosed(String text) {
    for (int i = text.indexOf("{@"); i >= 0; i = text.indexOf("{@", i)) {
      i = end(text, i);
      if (i < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns where an inline tag ends: the index after its brace, or -1. */
  static int end(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private Optional<String> copied() {
    int i = 0;
    while (i < text.length()) {
      int next =
          switch (text.charAt(i)) {
            case '{' -> text.startsWith("{@", i) ? inlineTag(i) : literal(i);
            case '<' -> match(TAG, i);
            case '&' -> match(ENTITY, i);
            case '>' -> -1;
            default -> literal(i);
          };
      if (next < 0) {
        return Optional.empty();
      }
      i = next;
    }
    return Optional.of(copy.toString().strip()).filter(plain -> !plain.isEmpty());
  }

  private int literal(int i) {
    copy.append(text.charAt(i));
    return i + 1;
  }

  private int match(Pattern pattern, int i) {
    Matcher matcher = pattern.matcher(text).region(i, text.length());
    if (!matcher.lookingAt()) {
      return -1;
    }
    copy.append(matcher.group());
    return matcher.end();
  }

  /**
   * Copies an inline tag, or the text that it shows. Returns -1 if that depends on where the tag
   * is.
   */
  private int inlineTag(int start) {
    int end = end(text, start);
    if (end < 0) {
      return -1;
    }
    String[] words = text.substring(start + 2, end - 1).split("\\s+", 2);
    String content = words.length < 2 ? "" : words[1];
    boolean known =
        switch (words[0]) {
          case "code", "literal" -> append(text.substring(start, end));
          case "link", "linkplain" -> link(words[0], content);
          default -> false;
        };
    return known ? end : -1;
  }

  private boolean link(String name, String content) {
    Matcher matcher = LINK.matcher(content);
    if (!matcher.matches()) {
      return false;
    }
    String label = matcher.group(2).strip();
    if (label.isEmpty()) {
      String target = matcher.group(1).replaceFirst("^#", "").replace('#', '.');
      return append("{@code " + target + '}');
    }
    Optional<String> plain = of(label);
    boolean isCode = name.equals("link") && !label.contains("<") && !label.contains("&");
    return plain.isPresent() && append(isCode ? "{@code " + label + '}' : plain.get());
  }

  private boolean append(String some) {
    copy.append(some);
    return true;
  }
}
