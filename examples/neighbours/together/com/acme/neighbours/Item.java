package com.acme.neighbours;

import io.soabase.recordbuilder.core.RecordInterface;

/** Its record, {@code ItemRecord}, is generated. */
@RecordInterface
public interface Item {

  String name();

  int count();
}
