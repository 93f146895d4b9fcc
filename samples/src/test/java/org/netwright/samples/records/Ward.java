package org.netwright.samples.records;

import org.netwright.annotations.Embedding;

record Ward(@Embedding(width = 2) Kind kind) {
  enum Kind {
    SURGERY,
    CARDIOLOGY
  }
}
