package org.netwright.spark;

/** A dataset has other rows when it is computed again, or the same in another order. */
final class ChangedRowsException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param what what has changed
   */
  ChangedRowsException(String what) {
    super(
        "the dataset has changed during training: "
            + what
            + ". Spark computes a part of a dataset again when an executor is lost, and here that gives something else, which was not trained on. Write the dataset to a file and train on that, or use dataset.checkpoint(), or sort it by a column that has each value once");
  }
}
