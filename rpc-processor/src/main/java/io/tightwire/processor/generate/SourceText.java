package io.tightwire.processor.generate;

import com.squareup.javapoet.JavaFile;

/**
 * The text of a generated file. In ASCII, whatever the service is written in: the compiler writes
 * it, and reads it again, in the encoding that it is told for sources, which may not have every
 * character of a name. One that is lost would change what is on the wire.
 */
public final class SourceText {

  private SourceText() {}

  /** The file's text. */
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

  /** The name of the class that the file holds. */
  public static String className(JavaFile file) {
    return file.packageName.isEmpty()
        ? file.typeSpec.name
        : file.packageName + '.' + file.typeSpec.name;
  }
}
