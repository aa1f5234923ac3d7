package com.acme.parts;

public enum Size {
  SMALL,
  LARGE {
    @Override
    public int metres() {
      return 2;
    }
  };

  public int metres() {
    return 1;
  }
}
