package com.acme;

/** As older dialects have it: an annotation of declarations rather than of types. */
public @interface Nullable {}
