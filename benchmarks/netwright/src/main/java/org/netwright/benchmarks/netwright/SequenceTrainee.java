package org.netwright.benchmarks.netwright;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Recurrent;
import org.netwright.benchmarks.protocol.SequenceData;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/** The generated trainer of a network of sequences. */
final class SequenceTrainee implements Trainee {
  private final SequenceTask task;
  private final Trainer<?> trainer;
  private final LossReport report;
  private final List<INDArray> x;
  private final List<INDArray> y;
  private final List<INDArray> sequences;
  private final INDArray prediction;
  private final List<float[]> steps;
  private @Nullable StreamedModel streamed;

  SequenceTrainee(SequenceTask task, SequenceData data, double learningRate) {
    this.task = task;
    trainer =
        switch (task) {
          case LSTM -> LstmNetTrainer.create();
          case GRU -> GruNetTrainer.create();
          case ENCODER -> EncoderNetTrainer.create();
        };
    trainer.learningRate(learningRate);
    report = trainer.newReport();
    if (task == SequenceTask.ENCODER) {
      Layer attention = layer("attention");
      assign(data.layers().get(0), attention, "in", "inBias");
      assign(data.layers().get(1), attention, "out", "outBias");
      assign(data.layers().get(2), layer("wide"), "weight", "bias");
      assign(data.layers().get(3), layer("narrow"), "weight", "bias");
    } else {
      assign(data.recurrent().get(0), layer("summary"));
    }
    Dense classifier = data.layers().get(data.layers().size() - 1);
    assign(classifier, layer("classes"), "weight", "bias");
    x = data.batches().stream().map(batch -> sequences(batch.x())).toList();
    y = data.batches().stream().map(batch -> Nd4j.createFromArray(batch.classes())).toList();
    sequences = data.sequences(task).stream().map(this::sequences).toList();
    prediction = trainer.predict(sequences.get(0));
    steps = data.steps(task);
  }

  private Layer layer(String field) {
    return trainer.layers().stream()
        .filter(layer -> layer.name().equals(field))
        .findFirst()
        .orElseThrow();
  }

  private static void assign(Recurrent source, Layer layer) {
    layer.parameter("weight", matrix(source.weight(), source.in()));
    layer.parameter("recurrent", matrix(source.recurrent(), source.units()));
    layer.parameter("bias", Nd4j.createFromArray(source.bias()));
    layer.parameter("recurrentBias", Nd4j.createFromArray(source.recurrentBias()));
  }

  private static void assign(Dense source, Layer layer, String weight, String bias) {
    layer.parameter(weight, matrix(source.weight(), source.in()));
    layer.parameter(bias, Nd4j.createFromArray(source.bias()));
  }

  private INDArray sequences(float[] elements) {
    return Nd4j.createFromArray(elements).reshape(-1, task.steps(), task.inputs());
  }

  private static INDArray matrix(float[] elements, int rows) {
    return Nd4j.createFromArray(elements).reshape(rows, elements.length / rows);
  }

  @Override
  public void step(int batch) {
    trainer.step(x.get(batch), y.get(batch), report);
  }

  @Override
  public double totalLoss() {
    return report.total();
  }

  @Override
  public void predict(int row) {
    trainer.predict(sequences.get(row), prediction);
  }

  @Override
  public void stream(int step) {
    if (streamed == null) {
      streamed = new StreamedModel(task, trainer, steps);
    }
    streamed.next(step);
  }

  @Override
  public void close() {
    if (streamed != null) {
      streamed.close();
    }
    trainer.close();
  }
}
