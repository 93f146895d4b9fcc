package org.netwright.samples.records;

import org.netwright.annotations.Embedding;

record House(double area, @Embedding(width = 2) String town, boolean garden) {}
