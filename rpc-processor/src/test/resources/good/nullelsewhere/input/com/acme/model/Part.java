package com.acme.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public record Part(
    String name,
    @Nullable String laxName,
    Integer box,
    @Nullable Integer laxBox,
    int[] numbers,
    List<String> tags,
    @Nullable List<String> laxTags,
    List<@Nullable String> tagsOrNull,
    @Nullable String[] array,
    String @Nullable [] laxArray,
    String[][] @Nullable [] arrays,
    Map<String, List<@Nullable Part>> deep,
    Map<@Nullable String, @Nullable List<Part>> keys,
    List<@Nullable String @Nullable []> mixed,
    Outer.@Nullable Nested nested,
    List<Outer.Nested> allNested,
    Outer.@Nullable Inner inner,
    List<Outer.@Nullable Inner> allInner,
    Box<String> strict,
    Box<@Nullable String> lax,
    @Nullable Box<List<@Nullable String>> more,
    Optional<List<@Nullable String>> maybe,
    Lax unmarked,
    Result<@Nullable String> result) {}
