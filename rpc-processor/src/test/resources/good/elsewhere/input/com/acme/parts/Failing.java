package com.acme.parts;

/** What is thrown is up to those who extend this. */
public interface Failing<T, X extends Exception> {
  T find(String name) throws X;
}
