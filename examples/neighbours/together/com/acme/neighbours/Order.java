package com.acme.neighbours;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** Its builder, {@code OrderBuilder}, is generated. */
@RecordBuilder
public record Order(List<String> names, boolean urgent) {}
