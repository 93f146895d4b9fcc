package org.netwright.samples.records;

import org.netwright.annotations.Category;
import org.netwright.annotations.Embedding;

record Patient(
    int age,
    @Embedding(width = 3) Plan plan,
    @Nullable @Embedding(width = 4) @Category(atMost = 20) String region) {}
