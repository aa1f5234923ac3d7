package com.acme.model;

/** Of declarations, as older dialects have it. */
public @interface CheckForNull {}
