package io.tightwire.codec;

/** What the headers of arrays and maps have in common. Stateless. */
final class ContainerHeader {

  private ContainerHeader() {}

  /** How many bytes a header with that number has. */
  static int width(int length) {
    if (length < 16) {
      return 1;
    }
    return length < 1 << 16 ? 3 : 5;
  }

  static void requireLength(int length) {
    if (length < 0) {
      throw new CodecException("A collection has " + length + " elements; the least is 0");
    }
  }
}
