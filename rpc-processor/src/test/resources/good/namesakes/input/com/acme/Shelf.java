package com.acme;

public interface Shelf {
  record Part(int length) {}
}
