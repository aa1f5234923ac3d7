package com.acme.parts;

/** Which only this package can name. */
@interface CheckForNull {}
