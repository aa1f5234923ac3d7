package kotlin;

/** What Kotlin's compiler writes down about a class. */
public @interface Metadata {
  int[] mv();

  int k();

  int xi();

  String[] d1();

  String[] d2();
}
