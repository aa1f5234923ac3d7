package com.acme.model;

import org.jspecify.annotations.Nullable;

public interface Middle extends Base<Part, @Nullable String> {}
