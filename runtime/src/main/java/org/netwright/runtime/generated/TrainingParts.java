package org.netwright.runtime.generated;

import org.netwright.runtime.Layer;
import org.netwright.runtime.OutputLoss;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;

/** Creates the parts of the passes of a training step. */
public interface TrainingParts extends PassParts {

  /** Returns the gradient of a parameter, by the parameter's name. */
  ParameterTensor gradient(String parameter);

  /** Returns the gradient of an embedding, by the parameter's name. */
  SparseGradient sparseGradient(String parameter);

  /** Creates a copy of a parameter's initial values, for a penalty on the distance from them. */
  ParameterTensor initial(String parameter);

  /** Creates a tensor of the shape of a parameter, for a part of its gradient. */
  ParameterTensor scratch(String parameter);

  /**
   * Creates what a batch normalisation normalises with.
   *
   * @param owner the layer whose states {@code mean} and {@code variance} it changes
   */
  BatchStatistics batchStatistics(String owner);

  /**
   * Creates the tensor that targets are encoded into; those of several losses are created in the
   * order of the fields.
   *
   * @param layer the output layer, for messages
   * @param shape the shape of one row: that of the output, or the target's own
   */
  BatchTensor target(TargetEncoding encoding, String layer, long... shape);

  /**
   * Creates the tensor of targets, as {@link #target} does, for a loss with another weight than 1.
   *
   * @param weight its factor in the total
   */
  BatchTensor weightedTarget(TargetEncoding encoding, String layer, double weight, long... shape);

  /**
   * Creates the tensor of targets, one for each step of sequences that have all steps, as {@link
   * #target} does. The loss is the mean over all steps.
   *
   * @param shape [steps × …]
   */
  BatchTensor stepTarget(TargetEncoding encoding, String layer, long... shape);

  /**
   * Creates the tensor of targets, as {@link #stepTarget(TargetEncoding, String, long...)} does,
   * for a loss with another weight than 1.
   *
   * @param weight its factor in the total
   */
  BatchTensor weightedStepTarget(
      TargetEncoding encoding, String layer, double weight, long... shape);

  /**
   * Creates the tensor of targets, one for each step of sequences, as {@link #target} does. The
   * loss is the mean over the steps that are not padding, whose gradient alone is not 0.
   *
   * @param lengths those of the input whose steps the output has
   * @param stepShape the shape of one step
   */
  BatchTensor stepTarget(TargetEncoding encoding, String layer, Lengths lengths, long... stepShape);

  /**
   * Creates the tensor of targets, as {@link #stepTarget(TargetEncoding, String, Lengths, long...)}
   * does, for a loss with another weight than 1.
   *
   * @param weight its factor in the total
   */
  BatchTensor weightedStepTarget(
      TargetEncoding encoding, String layer, double weight, Lengths lengths, long... stepShape);

  /**
   * Creates the strength of a penalty, which is a term of the loss report.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}
   * @param on the parameters it acts on; none for a penalty on the layer's output
   */
  Strength penalty(String name, Schedule schedule, ParameterRole... on);

  /** Creates a penalty from the user's class; its name ends in that of the class. */
  CustomPenalty penalty(
      String name, Schedule schedule, ParameterPenalty penalty, ParameterRole... on);

  /**
   * Creates a loss from the user's class.
   *
   * @param layer the output layer, for messages
   */
  CustomLoss loss(String layer, OutputLoss loss);

  /** Creates a strength that is not part of the loss, of a decay or a constraint. */
  Strength strength(String name, Schedule schedule, ParameterRole... on);

  /**
   * Returns the layer of one field, which the layout describes.
   *
   * @param declared its strengths
   */
  Layer layer(String name, Strength... declared);

  /**
   * Returns the layer of a field that uses the parameters of another.
   *
   * @param owner the other layer
   * @param declared its strengths
   */
  Layer layerLike(String name, String owner, Strength... declared);

  /** Returns the seed of one dropout in the next step; see {@link TrainingPass#dropoutSeed}. */
  long dropoutSeed(int index);
}
