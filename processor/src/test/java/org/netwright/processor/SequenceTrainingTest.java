package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Garbage;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.SequenceModel;
import org.netwright.runtime.SequenceStream;
import org.netwright.runtime.SequenceTrainer;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.History;

/** Compiled networks of sequences of different lengths: what follows a length changes nothing. */
class SequenceTrainingTest {
  private static final int STEPS = 6;
  private static final int[] LENGTHS = {3, 6, 1, 5};

  @TempDir private Path folder;

  private static CompiledNetwork network(String fields) {
    return CompiledNetwork.of(
        "Walk",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        @Network
        @Sgd(learningRate = 0.1)
        class Walk {
        %s
        }
        """
            .formatted(fields.indent(2)));
  }

  /** One output for each sequence, or one for each of its steps. */
  private enum Kind {
    LAST(
        """
        @Input(value = {6, 3}, variable = true) Layer features;
        @Lstm(5) Layer state;
        @Linear(4) @CrossEntropy Layer answer;
        """,
        false),
    BOTH_WAYS(
        """
        @Input(value = {6, 3}, variable = true) Layer features;
        @Gru(value = 4, returns = Returns.ALL, bidirectional = true) Layer states;
        @Rnn(value = 3, bidirectional = true) Layer state;
        @Linear(4) @CrossEntropy Layer answer;
        """,
        false),
    ATTENTION(
        """
        @Input(value = {6, 4}, variable = true) Layer features;
        @PositionalEmbedding Layer placed;
        @SelfAttention(heads = 2) @Add("placed") @LayerNorm Layer mixed;
        @Linear(8) @Relu Layer wide;
        @GlobalMaxPool Layer most;
        @Linear(4) @CrossEntropy Layer answer;
        """,
        false),
    MEANS(
        """
        @Input(value = {6, 3}, variable = true) Layer features;
        @Linear(5) @Tanh Layer wide;
        @GlobalAveragePool Layer mean;
        @Linear(4) @CrossEntropy Layer answer;
        """,
        false),
    WORDS(
        """
        @Input(value = 6, variable = true) Layer features;
        @Embedding(vocabulary = 7, width = 4) Layer words;
        @SinusoidalPosition Layer placed;
        @SelfAttention(heads = 1, causal = true) Layer mixed;
        @Gru(5) Layer state;
        @Linear(4) @CrossEntropy Layer answer;
        """,
        false),
    TAGS(
        """
        @Input(value = {6, 3}, variable = true) Layer features;
        @Gru(value = 5, returns = Returns.ALL, bidirectional = true) Layer states;
        @Linear(4) @CrossEntropy Layer answer;
        """,
        true),
    TAGGED_WORDS(
        """
        @Input(value = 6, variable = true) Layer features;
        @Embedding(vocabulary = 7, width = 4) Layer words;
        @SelfAttention(heads = 2) @Add("words") Layer mixed;
        @Linear(4) @CrossEntropy(labelSmoothing = 0.1) Layer answer;
        """,
        true);

    private final String fields;
    private final boolean hasSteps;

    Kind(String fields, boolean hasSteps) {
      this.fields = fields;
      this.hasSteps = hasSteps;
    }

    CompiledNetwork network() {
      return SequenceTrainingTest.network(fields);
    }

    boolean hasIds() {
      return fields.contains("@Embedding");
    }

    int width() {
      return fields.contains("{6, 4}") ? 4 : 3;
    }

    /** Some rows, cut to their own length if they are one. */
    INDArray x(int... rows) {
      int steps = rows.length == 1 ? LENGTHS[rows[0]] : STEPS;
      INDArray x =
          hasIds()
              ? Nd4j.zeros(DataType.INT32, rows.length, steps)
              : Nd4j.zeros(DataType.DOUBLE, rows.length, steps, width());
      for (int i = 0; i < rows.length; i++) {
        Random random = new Random(rows[i]);
        for (int step = 0; step < LENGTHS[rows[i]]; step++) {
          if (hasIds()) {
            x.putScalar(i, step, random.nextInt(7));
          }
          for (int j = 0; j < width() && !hasIds(); j++) {
            x.putScalar(new int[] {i, step, j}, random.nextGaussian());
          }
        }
      }
      return x;
    }

    INDArray y(int... rows) {
      int steps = rows.length == 1 ? LENGTHS[rows[0]] : STEPS;
      if (!hasSteps) {
        return Nd4j.createFromArray(Arrays.stream(rows).map(row -> row % 4).toArray());
      }
      INDArray y = Nd4j.zeros(DataType.INT32, rows.length, steps);
      for (int i = 0; i < rows.length; i++) {
        for (int step = 0; step < LENGTHS[rows[i]]; step++) {
          y.putScalar(i, step, (rows[i] + 2 * step) % 4);
        }
      }
      return y;
    }

    /** How much a sequence counts in the loss of a batch. */
    double share(int row) {
      return hasSteps ? LENGTHS[row] / (double) Arrays.stream(LENGTHS).sum() : 0.25;
    }
  }

  static Stream<Arguments> kindsAndEngines() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, Engine.CPU, DataType.DOUBLE, 1e-9),
                    Arguments.of(kind, Engine.ND4J, DataType.DOUBLE, 1e-9),
                    Arguments.of(kind, Engine.CPU, DataType.FLOAT, 2e-5)));
  }

  private static SequenceTrainer<?> trainer(CompiledNetwork network, Engine engine, DataType type) {
    return (SequenceTrainer<?>)
        network.networkBuilder().seed(5).engine(engine).dataType(type).learningRate(0).build();
  }

  private static Map<String, double[]> gradients(ArrayTrainer<?> trainer) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (Layer layer : trainer.layers()) {
      for (String name : layer.parameterNames()) {
        gradients.put(
            layer.name() + "." + name,
            layer.gradient(name).castTo(DataType.DOUBLE).dup('c').data().asDouble());
      }
    }
    return gradients;
  }

  private static INDArray typed(INDArray x, DataType type) {
    return x.dataType() == DataType.INT32 ? x : x.castTo(type);
  }

  @ParameterizedTest
  @MethodSource("kindsAndEngines")
  void aBatchIsItsSequencesByThemselves(Kind kind, Engine engine, DataType type, double tolerance) {
    try (SequenceTrainer<?> trainer = trainer(kind.network(), engine, type)) {
      int[] all = {0, 1, 2, 3};
      double loss = trainer.step(typed(kind.x(all), type), LENGTHS, kind.y(all)).data();
      Map<String, double[]> together = gradients(trainer);
      INDArray output = trainer.predict(typed(kind.x(all), type), LENGTHS);
      double sum = 0;
      Map<String, double[]> sums = new LinkedHashMap<>();
      for (int row : all) {
        INDArray x = typed(kind.x(row), type);
        int[] length = {LENGTHS[row]};
        sum += kind.share(row) * trainer.step(x, length, kind.y(row)).data();
        gradients(trainer)
            .forEach(
                (name, gradient) -> {
                  double[] total = sums.computeIfAbsent(name, n -> new double[gradient.length]);
                  for (int i = 0; i < total.length; i++) {
                    total[i] += kind.share(row) * gradient[i];
                  }
                });
        assertNear("output", trainer.predict(x, length).slice(0), output.slice(row), tolerance);
      }
      assertThat(loss).isCloseTo(sum, within(tolerance));
      together.forEach(
          (name, gradient) ->
              assertThat(gradient).as(name).containsExactly(sums.get(name), within(tolerance)));
    }
  }

  private static void assertNear(
      String what, INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.castTo(DataType.DOUBLE).dup('c').data().asDouble())
        .as(what)
        .containsExactly(
            expected.castTo(DataType.DOUBLE).dup('c').data().asDouble(), within(tolerance));
  }

  @ParameterizedTest
  @MethodSource("kindsAndEngines")
  void whatFollowsALengthChangesNothing(Kind kind, Engine engine, DataType type, double unused) {
    try (SequenceTrainer<?> clean = trainer(kind.network(), engine, type);
        SequenceTrainer<?> dirty = trainer(kind.network(), engine, type)) {
      clean.learningRate(0.1);
      dirty.learningRate(0.1);
      int[] all = {0, 1, 2, 3};
      INDArray x = typed(kind.x(all), type);
      INDArray y = kind.y(all);
      for (double garbage : new double[] {Double.NaN, 1e30, -77}) {
        INDArray dirtyX = x.dup();
        INDArray dirtyY = y.dup();
        for (int row : all) {
          for (int step = LENGTHS[row]; step < STEPS; step++) {
            dirtyX.slice(row).slice(step).assign(kind.hasIds() ? -5 : garbage);
            if (kind.hasSteps) {
              dirtyY.putScalar(row, step, 99);
            }
          }
        }
        LossReport expected = clean.step(x, LENGTHS, y);
        assertThat(dirty.step(dirtyX, LENGTHS, dirtyY).total()).isEqualTo(expected.total());
        assertThat(dirty.predict(dirtyX, LENGTHS)).isEqualTo(clean.predict(x, LENGTHS));
      }
      Map<String, double[]> gradients = gradients(clean);
      gradients(dirty)
          .forEach(
              (name, gradient) -> assertThat(gradient).as(name).isEqualTo(gradients.get(name)));
    }
  }

  /** The class of a sequence is that of the greater of two sums over its steps. */
  private static Data sums(int n, long seed) {
    Random random = new Random(seed);
    List<float[][]> sequences = new ArrayList<>();
    int[] classes = new int[n];
    for (int i = 0; i < n; i++) {
      float[][] sequence = new float[1 + random.nextInt(STEPS)][3];
      float difference = 0;
      for (float[] step : sequence) {
        for (int j = 0; j < 3; j++) {
          step[j] = (float) random.nextGaussian();
        }
        difference += step[0] - step[1];
      }
      sequences.add(sequence);
      classes[i] = difference > 0 ? 3 : 1;
    }
    return Data.sequences(sequences, classes);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void classesOfSequencesAreLearnt(Engine engine) {
    CompiledNetwork network = Kind.LAST.network();
    Split split = sums(600, 1).split(0.3, 2);
    try (SequenceTrainer<?> trainer =
        (SequenceTrainer<?>) network.networkBuilder().seed(3).engine(engine).build()) {
      History history =
          trainer
              .fit(split.train())
              .validate(split.test())
              .epochs(engine == Engine.CPU ? 60 : 15)
              .batchSize(16)
              .learningRate(0.5)
              .similarLengths()
              .standardize()
              .quiet()
              .run();
      Evaluation evaluation = history.evaluation().orElseThrow();
      assertThat(evaluation.accuracy()).isGreaterThan(engine == Engine.CPU ? 0.93 : 0.8);
      Path file = folder.resolve("walk.safetensors");
      save(trainer, file);
      try (SequenceModel model = (SequenceModel) network.loadNetworkModel(file, engine)) {
        int[] classes = trainer.predictClasses(split.test());
        assertThat(model.predictClasses(split.test())).isEqualTo(classes);
        Data first = split.test().first(1);
        float[][] sequence = first.x().slice(0).toFloatMatrix();
        assertThat(model.predictClass(sequence)).isEqualTo(classes[0]);
        assertThat(model.predict(sequence))
            .containsExactly(
                trainer.predict(first.x(), first.lengths()).toFloatVector(), within(1e-5f));
      }
    }
  }

  private static void save(ArrayTrainer<?> trainer, Path file) {
    try {
      trainer.save(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** All steps of an input with lengths are scaled alike. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStreamScalesItsSteps(Engine engine) throws ReflectiveOperationException {
    CompiledNetwork variable =
        network(
            """
            @Input(value = {6, 3}, variable = true) Layer features;
            @Gru(value = 5, returns = Returns.ALL) Layer states;
            @Linear(4) @CrossEntropy Layer answer;
            """);
    CompiledNetwork fixed =
        network(
            """
            @Input({6, 3}) Layer features;
            @Gru(5) Layer state;
            @Linear(4) @CrossEntropy Layer answer;
            """);
    Random random = new Random(2);
    List<float[][]> sequences = new ArrayList<>();
    int[][] tags = new int[20][6];
    for (int i = 0; i < 20; i++) {
      float[][] sequence = sequence(random, 6, 3);
      for (float[] step : sequence) {
        step[1] = 1000 + 50 * step[1];
      }
      sequences.add(sequence);
    }
    Path file = folder.resolve("scaled.safetensors");
    try (SequenceTrainer<?> trainer =
        (SequenceTrainer<?>) variable.networkBuilder().seed(3).engine(engine).build()) {
      trainer.fit(Data.sequences(sequences, tags)).epochs(1).standardize().quiet().run();
      save(trainer, file);
      float[][] expected = trainer.predictSteps(sequences.get(7));
      try (ArrayModel model = variable.loadNetworkModel(file, engine);
          SequenceStream stream = stream(model)) {
        for (int step = 0; step < 6; step++) {
          assertThat(stream.next(sequences.get(7)[step]))
              .containsExactly(expected[step], within(1e-5f));
        }
        stream.reset();
        assertThat(stream.predictClass(sequences.get(7)[0]))
            .isEqualTo(trainer.predictStepClasses(sequences.get(7))[0]);
      }
    }
    try (ArrayTrainer<?> trainer = fixed.networkBuilder().seed(3).engine(engine).build()) {
      Data data = Data.sequences(sequences, new int[20]);
      trainer.fit(data).epochs(1).standardize().quiet().run();
      save(trainer, file);
      INDArray whole = Nd4j.createFromArray(new float[][][] {sequences.get(7)});
      float[] expected = trainer.predict(List.of(whole)).get(0).toFloatVector();
      try (ArrayModel model = fixed.loadNetworkModel(file, engine);
          SequenceStream stream = stream(model)) {
        for (int step = 0; step < 5; step++) {
          stream.next(sequences.get(7)[step]);
        }
        assertThat(stream.next(sequences.get(7)[5])).containsExactly(expected, within(1e-5f));
      }
    }
  }

  /** A stream has one scale for all steps, so that those of a whole sequence have it too. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void targetsOfStepsAreScaledAlike(Engine engine) throws Exception {
    CompiledNetwork fixed =
        network(
            """
            @Input({6, 3}) Layer features;
            @Gru(value = 5, returns = Returns.ALL) Layer states;
            @Linear(2) @MeanSquaredError Layer answer;
            """);
    Random random = new Random(2);
    List<float[][]> sequences = new ArrayList<>();
    List<float[][]> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sequences.add(sequence(random, 6, 3));
      float[][] answer = sequence(random, 6, 2);
      for (int step = 0; step < 6; step++) {
        answer[step][0] = 1000 * step + 50 * answer[step][0];
      }
      answers.add(answer);
    }
    Path file = folder.resolve("targets.safetensors");
    try (Trainer<?> trainer = (Trainer<?>) fixed.builder().seed(3).engine(engine).build()) {
      Data data = Data.sequences(sequences, answers.toArray(float[][][]::new));
      trainer.fit(data).epochs(1).standardizeTargets().quiet().run();
      save(trainer, file);
      INDArray whole = Nd4j.createFromArray(new float[][][] {sequences.get(7)});
      INDArray expected = trainer.predict(whole).slice(0);
      try (ArrayModel model = fixed.loadNetworkModel(file, engine);
          SequenceStream stream = stream(model)) {
        for (int step = 0; step < 6; step++) {
          assertThat(stream.next(sequences.get(7)[step]))
              .containsExactly(expected.getRow(step).toFloatVector(), within(1e-2f));
        }
      }
    }
  }

  @Test
  void sequencesOfDifferentLengthsAreNotFilledUp() {
    CompiledNetwork fixed = network(Kind.TAGS.fields.replace(", variable = true", ""));
    Random random = new Random(2);
    List<float[][]> mixed = List.of(sequence(random, 6, 3), sequence(random, 4, 3));
    try (Trainer<?> trainer = (Trainer<?>) fixed.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(Data.sequences(mixed, new int[2])))
          .withMessageContaining(
              "takes sequences of the same length, but the examples have some of 6 and of 4 steps; declare the input with variable = true");
    }
  }

  private static SequenceStream stream(ArrayModel model) throws ReflectiveOperationException {
    Method stream = model.getClass().getDeclaredMethod("stream");
    stream.setAccessible(true);
    return (SequenceStream) stream.invoke(model);
  }

  /** Without lengths, an output may have steps too. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void stepsWithoutLengthsAreAllOfThem(Engine engine) {
    String fields = Kind.TAGS.fields;
    CompiledNetwork fixed = network(fields.replace(", variable = true", ""));
    CompiledNetwork variable = network(fields);
    INDArray x = Nd4j.rand(DataType.FLOAT, 5, 6, 3);
    INDArray y =
        Nd4j.createFromArray(
            new int[][] {
              {0, 1, 2, 3, 0, 1},
              {1, 1, 1, 2, 2, 2},
              {3, 3, 0, 0, 1, 1},
              {0, 0, 0, 0, 0, 0},
              {2, 1, 0, 1, 2, 3}
            });
    int[] full = {6, 6, 6, 6, 6};
    try (Trainer<?> trainer = (Trainer<?>) fixed.builder().seed(3).engine(engine).build();
        SequenceTrainer<?> other =
            (SequenceTrainer<?>) variable.networkBuilder().seed(3).engine(engine).build()) {
      for (int i = 0; i < 3; i++) {
        assertThat(trainer.step(x, y).data())
            .isCloseTo(other.step(x, full, y).data(), within(1e-6));
      }
      assertNear("output", trainer.predict(x), other.predict(x, full), 1e-5);
      assertThat(trainer.predictStepClasses(x)).isDeepEqualTo(other.predictStepClasses(x, full));
      assertThat(trainer.evaluate(Data.of(x, y)).accuracy())
          .isEqualTo(other.evaluate(Data.sequences(x, full, y)).accuracy());
    }
  }

  /** Whether an odd number of ones has been seen, which only the steps before can tell. */
  @Test
  void tagsOfStepsAreLearnt() {
    Random random = new Random(4);
    int n = 400;
    int[][] ids = new int[n][];
    int[][] tags = new int[n][];
    for (int i = 0; i < n; i++) {
      ids[i] = random.ints(1 + random.nextInt(STEPS), 0, 2).toArray();
      tags[i] = new int[ids[i].length];
      int ones = 0;
      for (int step = 0; step < tags[i].length; step++) {
        ones += ids[i][step];
        tags[i][step] = ones % 2;
      }
    }
    CompiledNetwork network =
        network(
            """
            @Input(value = 6, variable = true) Layer features;
            @Embedding(vocabulary = 2, width = 3) Layer bits;
            @Gru(value = 8, returns = Returns.ALL) Layer states;
            @Linear(2) @CrossEntropy Layer odd;
            """);
    Split split = Data.sequences(ids, tags).split(0.25, 1);
    try (SequenceTrainer<?> trainer =
        (SequenceTrainer<?>) network.networkBuilder().seed(3).build()) {
      trainer
          .fit(split.train())
          .epochs(150)
          .batchSize(16)
          .learningRate(1)
          .similarLengths()
          .quiet()
          .run();
      assertThat(trainer.evaluate(split.test()).accuracy()).isGreaterThan(0.99);
      assertThat(trainer.predictStepClasses(new int[] {1, 0, 1, 1})).containsExactly(1, 1, 0, 1);
      assertThat(trainer.predictStepClasses(new int[] {0})).containsExactly(0);
    }
  }

  /** Ids, and numbers of each id, are given with the same lengths. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void inputsMayShareLengths(Engine engine) {
    CompiledNetwork joined =
        network(
            """
            @Input(value = 6, variable = true) Layer words;
            @Embedding(vocabulary = 5, width = 3) Layer vectors;
            @Input(value = {6, 2}, lengths = "words") Layer marks;
            @Concat("vectors") Layer both;
            @Gru(value = 4, returns = Returns.ALL) Layer states;
            @Linear(3) @CrossEntropy Layer tag;
            """);
    Random random = new Random(8);
    int[][] words = new int[9][];
    int[][] tags = new int[9][];
    List<float[][]> marks = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      words[i] = random.ints(1 + random.nextInt(5), 0, 5).toArray();
      tags[i] = Arrays.stream(words[i]).map(word -> word % 3).toArray();
      marks.add(sequence(random, words[i].length, 2));
    }
    Data data =
        Data.builder()
            .sequences("words", words)
            .sequences("marks", marks)
            .target("tag", tags)
            .build();
    try (ArrayTrainer<?> trainer = joined.networkBuilder().seed(2).engine(engine).build();
        ArrayTrainer<?> stepped = joined.networkBuilder().seed(2).engine(engine).build()) {
      List<INDArray> inputs =
          List.of(
              data.input("words"),
              Lengths.array("words", data.lengths("words")),
              data.input("marks"));
      double loss = stepped.step(inputs, List.of(data.target("tag"))).data();
      assertThat(trainer.evaluate(data).dataLoss()).isCloseTo(loss, within(1e-5));
      trainer.fit(data).batchSize(9).epochs(1).inOrder().quiet().run();
      assertThat(trainer.layerNamed("states").weight())
          .isEqualTo(stepped.layerNamed("states").weight());
      INDArray together = trainer.predict(inputs).get(0);
      for (int i = 0; i < 9; i++) {
        List<INDArray> alone =
            List.of(
                Nd4j.createFromArray(new int[][] {words[i]}),
                Lengths.array("words", words[i].length),
                Nd4j.createFromArray(new float[][][] {marks.get(i)}));
        INDArray expected = trainer.predict(alone).get(0).slice(0);
        assertThat(together.slice(i).equalsWithEps(expected, 1e-5)).isTrue();
      }
      marks.set(4, sequence(random, words[4].length + 1, 2));
      Data wrong =
          Data.builder()
              .sequences("words", words)
              .sequences("marks", marks)
              .target("tag", tags)
              .build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(wrong))
          .withMessageEndingWith(
              ": marks has the lengths of words, but sequence 4 (counted from 0) has %d steps, and %d of words"
                  .formatted(words[4].length + 1, words[4].length));
    }
  }

  private final CompiledNetwork translation =
      network(
          """
          @Input(value = {6, 3}, variable = true) Layer source;
          @Gru(value = 4, returns = Returns.ALL) Layer memory;
          @Input(value = {5, 2}, variable = true) Layer target;
          @Linear(4) Layer queries;
          @CrossAttention(to = "memory", heads = 2) Layer mixed;
          @Linear(2) @MeanSquaredError Layer next;
          @After("memory") @GlobalAveragePool Layer mean;
          @Linear(3) @CrossEntropy Layer topic;
          """);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void inputsHaveLengthsOfTheirOwn(Engine engine) throws ReflectiveOperationException {
    Random random = new Random(8);
    List<float[][]> sources = new ArrayList<>();
    List<float[][]> targets = new ArrayList<>();
    float[][][] next = new float[9][][];
    int[] topics = new int[9];
    for (int i = 0; i < 9; i++) {
      sources.add(sequence(random, 1 + random.nextInt(6), 3));
      targets.add(sequence(random, 1 + random.nextInt(5), 2));
      next[i] = sequence(random, targets.get(i).length, 2);
      topics[i] = i % 3;
    }
    Data data =
        Data.builder()
            .sequences("source", sources)
            .sequences("target", targets)
            .target("next", next)
            .target("topic", topics)
            .build();
    try (ArrayTrainer<?> fitted = translation.networkBuilder().seed(2).engine(engine).build();
        ArrayTrainer<?> stepped = translation.networkBuilder().seed(2).engine(engine).build()) {
      Evaluation evaluation = fitted.evaluate(data);
      LossReport report = step(stepped, data);
      assertThat(evaluation.output("next").dataLoss()).isCloseTo(report.data("next"), within(1e-5));
      assertThat(evaluation.output("topic").dataLoss())
          .isCloseTo(report.data("topic"), within(1e-5));
      assertThat(evaluation.dataLoss()).isCloseTo(report.data(), within(1e-5));
      assertThat(evaluation.output("topic").actualClasses()).isEqualTo(topics);
      fitted.fit(data).batchSize(9).epochs(1).inOrder().quiet().run();
      assertThat(fitted.layerNamed("memory").weight())
          .isEqualTo(stepped.layerNamed("memory").weight());
      fitted.fit(data).batchSize(4).epochs(2).accumulate(2).similarLengths().quiet().run();
      assertThat(fitted.predictClasses("topic", inputs(data))).hasSize(9);
      assertThat(fitted.predict(inputs(data)).get(0).shape()).containsExactly(9, 5, 2);
      INDArray padded = data.input("source");
      Data withoutLengths =
          Data.builder()
              .input("source", padded)
              .sequences("target", targets)
              .target("next", next)
              .target("topic", topics)
              .build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fitted.evaluate(withoutLengths))
          .withMessageEndingWith(
              " takes sequences source with lengths; use sequences(\"source\", …) of Data.builder()");
    }
  }

  private static float[][] sequence(Random random, int steps, int width) {
    float[][] sequence = new float[steps][width];
    for (float[] step : sequence) {
      for (int i = 0; i < width; i++) {
        step[i] = (float) random.nextGaussian();
      }
    }
    return sequence;
  }

  private static List<INDArray> inputs(Data data) {
    return List.of(
        data.input("source"),
        Lengths.array("source", data.lengths("source")),
        data.input("target"),
        Lengths.array("target", data.lengths("target")));
  }

  /** Through the method that is generated for this network. */
  private LossReport step(ArrayTrainer<?> trainer, Data data) throws ReflectiveOperationException {
    Method step =
        trainer
            .getClass()
            .getDeclaredMethod(
                "step",
                INDArray.class,
                int[].class,
                INDArray.class,
                int[].class,
                INDArray.class,
                INDArray.class);
    step.setAccessible(true);
    return (LossReport)
        step.invoke(
            trainer,
            data.input("source"),
            data.lengths("source"),
            data.input("target"),
            data.lengths("target"),
            data.target("next"),
            data.target("topic"));
  }

  @Test
  void aStepMakesNoGarbage() {
    for (Kind kind : List.of(Kind.LAST, Kind.TAGS)) {
      try (SequenceTrainer<?> trainer = trainer(kind.network(), Engine.CPU, DataType.FLOAT)) {
        INDArray x = kind.x(0, 1, 2, 3).castTo(DataType.FLOAT);
        INDArray y = kind.y(0, 1, 2, 3);
        LossReport report = trainer.newReport();
        for (int i = 0; i < 20_000; i++) {
          trainer.step(x, LENGTHS, y, report);
        }
        assertThat(Garbage.of(500, () -> trainer.step(x, LENGTHS, y, report)))
            .as("%s", kind)
            .isZero();
      }
    }
  }

  /** Values without their last dimension, and probabilities, of arrays with all steps or not. */
  @Test
  void aStepMakesNoGarbageWhateverItsTargetsAre() {
    CompiledNetwork values =
        network(
            """
            @Input(value = {6, 3}, variable = true) Layer features;
            @Gru(value = 5, returns = Returns.ALL) Layer states;
            @Linear(1) @MeanSquaredError Layer answer;
            """);
    INDArray classes = Nd4j.zeros(DataType.FLOAT, 4, 6, 4);
    classes.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(1)).assign(1);
    for (int steps : new int[] {5, 6}) {
      INDArray x = Nd4j.rand(DataType.FLOAT, 4, steps, 3);
      INDArray cut = classes.get(NDArrayIndex.all(), NDArrayIndex.interval(0, steps)).dup('c');
      assertNoGarbage(Kind.TAGS.network(), x, cut);
      assertNoGarbage(values, x, Nd4j.rand(DataType.FLOAT, 4, steps));
    }
  }

  private void assertNoGarbage(CompiledNetwork network, INDArray x, INDArray y) {
    int[] lengths = {3, 5, 1, 2};
    try (SequenceTrainer<?> trainer = trainer(network, Engine.CPU, DataType.FLOAT)) {
      LossReport report = trainer.newReport();
      for (int i = 0; i < 20_000; i++) {
        trainer.step(x, lengths, y, report);
      }
      assertThat(Garbage.of(500, () -> trainer.step(x, lengths, y, report))).isZero();
    }
  }
}
