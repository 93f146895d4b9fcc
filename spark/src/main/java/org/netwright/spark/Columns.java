package org.netwright.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.run.ReplicaNetwork;

/** The columns of a dataset, which are checked before anything is computed. */
final class Columns {
  private Columns() {}

  /**
   * Requires vectors of features that a network takes.
   *
   * @throws IllegalArgumentException if there is no such column, or it has another type or length
   */
  static void requireFeatures(StructType schema, String name, ReplicaNetwork network) {
    StructField field = field(schema, "featuresCol", name);
    if (!field.dataType().equals(SQLDataTypes.VectorType())) {
      throw new IllegalArgumentException(
          "the column %s: expected vectors of features, as a VectorAssembler makes them, got %s"
              .formatted(name, field.dataType().simpleString()));
    }
    int size = AttributeGroup.fromStructField(field).size();
    if (size >= 0 && size != network.features()) {
      throw new IllegalArgumentException(
          "the column %s has vectors of %d numbers, but %s takes %d; change its @Input, or the columns that the vectors are made of"
              .formatted(name, size, network.name(), network.features()));
    }
  }

  /**
   * Requires labels that a network is trained on.
   *
   * @throws IllegalArgumentException if there is no such column, it has another type, or it has
   *     classes in another order than the network
   */
  static void requireLabels(StructType schema, String name, ReplicaNetwork network) {
    StructField field = field(schema, "labelCol", name);
    DataType type = field.dataType();
    boolean isVector = type.equals(SQLDataTypes.VectorType());
    boolean isNumber = type instanceof NumericType || type instanceof BooleanType;
    if (network.targets() > 1 ? !isVector : !isVector && !isNumber) {
      throw new IllegalArgumentException(
          "the column %s: %s is trained on %s, got %s%s"
              .formatted(
                  name,
                  network.name(),
                  network.targets() > 1
                      ? "vectors of %d numbers".formatted(network.targets())
                      : network.encoding() == TargetEncoding.CLASSES
                          ? "the numbers of classes, 0 to %d".formatted(network.outputs() - 1)
                          : "numbers",
                  type.simpleString(),
                  network.targets() == 1 ? "; a StringIndexer makes numbers of texts" : ""));
    }
    if (isNumber && network.encoding() == TargetEncoding.CLASSES) {
      requireClasses(field, network);
    }
  }

  /** A StringIndexer numbers classes by how often they occur, a network by its enum. */
  private static void requireClasses(StructField field, ReplicaNetwork network) {
    if (!(Attribute.fromStructField(field) instanceof NominalAttribute nominal)
        || nominal.values().isEmpty()) {
      return;
    }
    List<String> values = Arrays.asList(nominal.values().get());
    List<String> names = network.classNames();
    if (values.size() > network.outputs()) {
      throw new IllegalArgumentException(
          "the column %s has %d classes, %s, but %s has %d outputs"
              .formatted(field.name(), values.size(), values, network.name(), network.outputs()));
    }
    for (int i = 0; i < Math.min(values.size(), names.size()); i++) {
      if (!values.get(i).equalsIgnoreCase(names.get(i))) {
        throw new IllegalArgumentException(
            "the column %s numbers the classes as %s, but %s declares them as %s; number them in this order, with new StringIndexerModel(new String[] {…}), or remove the enum from the loss"
                .formatted(field.name(), values, network.name(), names));
      }
    }
  }

  /** Returns a column. A name may have a dot, which would otherwise lead into a structure. */
  static Column of(Dataset<?> dataset, String name) {
    return dataset.col("`" + name.replace("`", "``") + "`");
  }

  private static StructField field(StructType schema, String parameter, String name) {
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          "%s is %s, but the dataset has the columns %s"
              .formatted(parameter, name, String.join(", ", schema.fieldNames())));
    }
    return schema.apply(name);
  }
}
