package io.tightwire.processor.generate;

import com.squareup.javapoet.JavaFile;

/**
 * The text of a generated file, in ASCII. The compiler writes it, and reads it again, in the
 * encoding of sources. That encoding may not have all characters of a name, and a lost character
 * would change what is on the wire. Stateless.
 */
public final class SourceText {

  private SourceText() {}

  /** Returns the file's text. */
  public static String of(JavaFile file) {
    String text = file.toString();
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii.append(c);
      } else {
        ascii.append(String.format("\\u%04x", (int) c));
      }
    }
    return ascii.toString();
  }

  /** Returns the name of the class that the file holds. */
  public static String className(JavaFile file) {
    return file.packageName.isEmpty()
        ? file.typeSpec.name
        : file.packageName + '.' + file.typeSpec.name;
  }
}
