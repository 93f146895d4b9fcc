package org.netwright.spark;

/** What the parameters that an estimator and its model have in common mean. */
final class ColumnDocs {
  static final String PREDICTION = "column that is added with the class, from 0 on, or the value";
  static final String PROBABILITY = "column that is added with the probability of each class";
  static final String RAW_PREDICTION = "column that is added with the logit of each class";

  private ColumnDocs() {}
}
