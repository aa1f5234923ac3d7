package com.acme.parts;

public record Item(String name, Size size, Item.Detail detail) {
  public record Detail(int weight) {}
}
