package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.history.Picture;
import org.netwright.runtime.internal.history.RunPictures;
import org.netwright.runtime.internal.history.RunPictures.Filters;
import org.netwright.runtime.internal.history.RunPictures.Mistakes;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.TrainedLayer;
import org.netwright.runtime.internal.text.Shapes;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.History;

/** Draws what the page of a run shows of a network that takes images. */
final class PicturesOfRun {
  private static final int MOST_FILTERS = 64;
  private static final String CONVOLUTION = "convolution(";

  private final Session session;
  private final ImageInput input;

  private PicturesOfRun(Session session, ImageInput input) {
    this.session = session;
    this.input = input;
  }

  /**
   * Gives a history the pictures of a network that takes images, and returns it. Whatever goes
   * wrong does not lose the run.
   *
   * @param validation null if there are no such examples, or the parameters are not those that they
   *     were evaluated with
   */
  static History addedTo(History history, Session session, @Nullable ScoredExamples validation) {
    ImageInput input = ImageInput.of(session);
    return input == null
        ? history
        : new PicturesOfRun(session, input)
            .of(history.evaluation().orElse(null), validation)
            .keepFor(history);
  }

  private RunPictures of(@Nullable Evaluation evaluation, @Nullable ScoredExamples validation) {
    Filters filters = null;
    try {
      filters = filters();
      return new RunPictures(filters, mistakes(evaluation, validation), null);
    } catch (RuntimeException | Error e) {
      // Hours of training may have gone before, and a stream runs code of the user.
      return new RunPictures(filters, null, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Returns the filters of the first convolution; null if they do not filter grey or colours. */
  private @Nullable Filters filters() {
    for (TrainedLayer layer : session.layers().values()) {
      if (layer.hasWeight() && layer.weightTensor().tensor().rank() == 4) {
        long[] shape = layer.weightTensor().tensor().shape();
        boolean isConvolution =
            layer.operations().startsWith(CONVOLUTION)
                || layer.operations().contains(", " + CONVOLUTION);
        // Each filter of a depthwise convolution has one channel.
        return isConvolution && (shape[1] == 1 || shape[1] == input.channels())
            ? filters(layer, shape)
            : null;
      }
    }
    return null;
  }

  private static @Nullable Filters filters(TrainedLayer layer, long... shape) {
    double[] numbers = layer.weightTensor().tensor().elements();
    if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
      return null;
    }
    int filters = (int) shape[0];
    int length = numbers.length / filters;
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < Math.min(filters, MOST_FILTERS); i++) {
      double[] filter = Arrays.copyOfRange(numbers, i * length, (i + 1) * length);
      pictures.add(Picture.ofFilter((int) shape[1], (int) shape[2], (int) shape[3], filter));
    }
    return new Filters(layer.name(), Shapes.bare(shape), pictures, filters - pictures.size());
  }

  /** Returns the worst mistakes of the first loss that is of classes; null if there is none. */
  private @Nullable Mistakes mistakes(
      @Nullable Evaluation evaluation, @Nullable ScoredExamples validation) {
    LossTarget target =
        session.targets().stream().filter(PicturesOfRun::isOfClasses).findFirst().orElse(null);
    if (target == null || evaluation == null || validation == null) {
      return null;
    }
    List<String> declared = session.schema().classes(target.layer());
    String output = session.targets().size() == 1 ? null : target.layer();
    WorstMistakes worst = new WorstMistakes(input, output, declared);
    validation.forEach(session, evaluation, worst::add);
    return worst.mistakes();
  }

  /** Several answers of yes or no are not a class, and neither are the classes of steps. */
  private static boolean isOfClasses(LossTarget target) {
    if (target.rows().hasSteps()) {
      return false;
    }
    return target.encoding() == TargetEncoding.CLASSES
        || (target.encoding() == TargetEncoding.PROBABILITIES && target.rows().width() == 1);
  }
}
