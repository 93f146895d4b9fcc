package org.netwright.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.run.ReplicaNetwork;

/**
 * The columns that predictions add. One with an empty name is left out.
 *
 * @param rawPrediction the name of the column of logits
 * @param probability the name of the column of probabilities
 * @param prediction the name of the column of classes or values
 */
record Outputs(ReplicaNetwork network, String rawPrediction, String probability, String prediction)
    implements Serializable {

  private boolean isClassification() {
    return network.encoding() == TargetEncoding.CLASSES
        || network.encoding() == TargetEncoding.PROBABILITIES;
  }

  /** Whether there are two classes, and one logit for both. */
  private boolean isYesOrNo() {
    return network.encoding() == TargetEncoding.PROBABILITIES && network.outputs() == 1;
  }

  private boolean isNumber() {
    return network.encoding() == TargetEncoding.CLASSES || network.outputs() == 1;
  }

  /**
   * Returns a schema with the columns added.
   *
   * @throws IllegalArgumentException if it has one of them already
   */
  StructType addTo(StructType schema) {
    StructType result = schema;
    if (isClassification()) {
      result = add(result, rawPrediction, SQLDataTypes.VectorType(), Metadata.empty());
      result = add(result, probability, SQLDataTypes.VectorType(), Metadata.empty());
    }
    DataType type = isNumber() ? DataTypes.DoubleType : SQLDataTypes.VectorType();
    return add(result, prediction, type, metadata());
  }

  /** Names the classes, so that an {@code IndexToString} finds them. */
  private Metadata metadata() {
    if (!isClassification() || !isNumber()) {
      return Metadata.empty();
    }
    NominalAttribute classes = NominalAttribute.defaultAttr().withName(prediction);
    List<String> names = network.classNames();
    return names.isEmpty()
        ? classes.withNumValues(isYesOrNo() ? 2 : network.outputs()).toMetadata()
        : classes.withValues(names.toArray(String[]::new)).toMetadata();
  }

  private static StructType add(StructType schema, String name, DataType type, Metadata metadata) {
    if (name.isEmpty()) {
      return schema;
    }
    if (Arrays.asList(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          "the dataset has a column %s already; drop it, or choose another name for the column that is added"
              .formatted(name));
    }
    return schema.add(new StructField(name, type, true, metadata));
  }

  /** Returns the values of the added columns for an output of the network. */
  List<Object> of(double[] output) {
    List<Object> values = new ArrayList<>();
    if (isClassification()) {
      if (!rawPrediction.isEmpty()) {
        values.add(
            isYesOrNo()
                ? Vectors.dense(-output[0], new double[] {output[0]})
                : Vectors.dense(output));
      }
      if (!probability.isEmpty()) {
        values.add(Vectors.dense(probabilities(output)));
      }
    }
    if (!prediction.isEmpty()) {
      values.add(isNumber() ? (Object) number(output) : Vectors.dense(several(output)));
    }
    return values;
  }

  private double[] probabilities(double[] logits) {
    if (isYesOrNo()) {
      return new double[] {sigmoid(-logits[0]), sigmoid(logits[0])};
    }
    return network.encoding() == TargetEncoding.CLASSES
        ? softmax(logits)
        : Arrays.stream(logits).map(Outputs::sigmoid).toArray();
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double[] softmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double[] shares = Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  private double number(double[] output) {
    if (isYesOrNo()) {
      return output[0] > 0 ? 1 : 0;
    }
    if (network.encoding() != TargetEncoding.CLASSES) {
      return output[0];
    }
    int best = 0;
    for (int i = 1; i < output.length; i++) {
      if (output[i] > output[best]) {
        best = i;
      }
    }
    return best;
  }

  private double[] several(double[] output) {
    return network.encoding() == TargetEncoding.PROBABILITIES
        ? Arrays.stream(output).map(logit -> logit > 0 ? 1 : 0).toArray()
        : output;
  }
}
