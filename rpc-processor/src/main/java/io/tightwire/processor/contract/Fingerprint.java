package io.tightwire.processor.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes the fingerprint of one operation: the first 64 bits of the SHA-256 of all that is on the
 * wire. Names that only Java uses are left out: those of parameters and components, and those of
 * types, which are numbered in the order in which they are reached. Confined to one use.
 */
public final class Fingerprint {

  private static final int BYTES = 8;

  private final Contract contract;
  private final StringBuilder text = new StringBuilder();
  private final List<String> reached = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private Fingerprint(Contract contract) {
    this.contract = contract;
  }

  /**
   * Returns the fingerprints of all operations by the operations' names, in 16 hexadecimal digits
   * each.
   */
  public static Map<String, String> ofEach(Contract contract) {
    Map<String, String> fingerprints = new TreeMap<>();
    contract
        .operations()
        .forEach((name, o) -> fingerprints.put(name, hash(new Fingerprint(contract).text(o))));
    return fingerprints;
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private String text(Operation operation) {
    line("", contract.service() + '/' + operation.name());
    operation.parameters().forEach(parameter -> line("takes ", parameter.form()));
    if (operation.input() != null) {
      line("takes-stream ", operation.input().form());
    }
    line(operation.streaming() ? "streams " : "returns ", operation.result());
    for (String exception : operation.exceptions()) {
      line("throws ", exception);
      fields(contract.exception(exception));
    }
    for (int i = 0; i < reached.size(); i++) { // the list grows meanwhile
      line("type ", Integer.toString(i));
      shape(contract.shape(WireForm.referenceTo(reached.get(i))));
    }
    return text.toString();
  }

  private void shape(Shape shape) {
    if (shape instanceof Shape.Structure structure) {
      fields(structure);
    } else if (shape instanceof Shape.Enumeration enumeration) {
      enumeration.constants().forEach(constant -> line("constant ", constant));
    } else if (shape instanceof Shape.Union union) {
      union.cases().forEach((tag, form) -> line("case " + tag + ' ', form));
    } else if (shape instanceof Shape.CustomType custom) {
      line("custom ", custom.javaName());
    }
  }

  private void fields(Shape.Structure structure) {
    structure.fields().forEach(field -> line("field ", field.form()));
  }

  private void line(String what, WireForm form) {
    text.append(what);
    append(form);
    text.append('\n');
  }

  private void line(String what, String value) {
    text.append(what).append(value).append('\n');
  }

  private void append(WireForm form) {
    if (form.isReference()) {
      text.append('@').append(number(form.shape()));
    } else {
      text.append(form.head());
    }
    text.append(form.nullable() ? "?(" : "(");
    String separator = "";
    for (WireForm part : form.parts()) {
      text.append(separator);
      append(part);
      separator = ",";
    }
    text.append(')');
  }

  private int number(String shape) {
    return numbers.computeIfAbsent(
        shape,
        first -> {
          reached.add(first);
          return reached.size() - 1;
        });
  }
}
