package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.Trainer;

/** What the estimator and the model refuse, and how they say so. */
class BadInputTest {
  private static NetwrightEstimator estimator() {
    return new NetwrightEstimator(ClassesNetTrainer.class).setEpochs(1).setNumWorkers(2);
  }

  private static Dataset<Row> with(Object features, Object label) {
    List<Row> rows = new ArrayList<>(LocalSpark.rows(8));
    rows.set(5, RowFactory.create(5, features, label));
    return LocalSpark.dataset(rows);
  }

  private static void refused(Dataset<Row> dataset, String... words) {
    var thrown = assertThatIllegalArgumentException().isThrownBy(() -> estimator().fit(dataset));
    for (String word : words) {
      thrown.withMessageContaining(word);
    }
  }

  @Test
  void columnsThatDoNotFit() {
    Dataset<Row> dataset = LocalSpark.dataset(LocalSpark.rows(8));
    refused(
        dataset.drop("features"),
        "featuresCol is features, but the dataset has the columns id, label");
    refused(
        dataset.withColumn("features", functions.lit(1)),
        "the column features: expected vectors of features, as a VectorAssembler makes them, got int");
    refused(dataset.drop("label"), "labelCol is label, but");
    refused(
        dataset.withColumn("label", functions.lit("a")),
        "ClassesNet is trained on the numbers of classes, 0 to 2, got string; a StringIndexer");
    refused(
        dataset.withColumn("probability", functions.lit("a")),
        "the dataset has a column probability already");
    refused(dataset.filter("id < 0"), "the dataset has no rows to train on; check its source");
  }

  @Test
  void rowsThatDoNotFit() {
    refused(
        with(Vectors.dense(1, 2, 3), 0.0),
        "the column features: ClassesNet takes vectors of 4 numbers, got one of 3: [1.0,2.0,3.0]");
    refused(with(null, 0.0), "the column features has no value in a row");
    refused(
        with(Vectors.dense(1, 2, Double.NaN, 4), 0.0),
        "the column features: expected finite numbers, got NaN in [1.0, 2.0, NaN, 4.0]");
    refused(with(Vectors.dense(1, 2, 3, 4e40), 0.0), "4.0E40 is too large for the data type FLOAT");
    refused(
        with(Vectors.dense(1, 2, 3, 4), null),
        "the column label has no value in the row with the features [1.0,2.0,3.0,4.0]");
    refused(
        with(Vectors.dense(1, 2, 3, 4), 3.0),
        "the column label: ClassesNet takes the numbers of classes, 0 to 2, got 3.0");
    refused(with(Vectors.dense(1, 2, 3, 4), 0.5), "0 to 2, got 0.5");
  }

  @Test
  void rowsThatAModelDoesNotTake() {
    NetwrightModel model = estimator().fit(LocalSpark.dataset(LocalSpark.rows(8)));
    assertThatThrownBy(
            () -> model.transform(with(Vectors.dense(1, 2, 3), 0.0)).select("prediction").collect())
        .hasStackTraceContaining("ClassesNet takes vectors of 4 numbers, got one of 3");
    Dataset<Row> other = LocalSpark.dataset(LocalSpark.rows(8)).withColumnRenamed("features", "f");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(other))
        .withMessageContaining("featuresCol is features, but the dataset has the columns id, f");
  }

  @Test
  void networksThatTasksCannotTrainTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NetwrightEstimator(NormalizedNetTrainer.class)
                    .fit(LocalSpark.dataset(LocalSpark.rows(8))))
        .withMessageContaining("NormalizedNet normalises over the rows of a mini-batch, at hidden")
        .withMessageContaining("use @LayerNorm or @GroupNorm instead");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void classesThatAreNotTrainers() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NetwrightEstimator((Class<? extends Trainer<?>>) (Class) Trainer.class))
        .withMessageContaining("is not a trainer that was generated");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetwrightEstimator("uid").fit(LocalSpark.dataset(List.of())))
        .withMessageContaining("new NetwrightEstimator(NetTrainer.class)");
  }

  @Test
  void parametersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setEpochs(0))
        .withMessageContaining("epochs given invalid value 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setDataType("HALF"))
        .withMessageContaining("dataType given invalid value HALF");
  }

  @Test
  void moreTasksThanSlots() {
    assertThatThrownBy(
            () -> estimator().setNumWorkers(8).fit(LocalSpark.dataset(LocalSpark.rows(20))))
        .hasMessageContaining("slots");
  }
}
