package com.acme.model;

public class Outer {

  public record Nested(String text) {}

  public class Inner {}
}
