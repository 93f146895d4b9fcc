package org.netwright.samples.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.netwright.samples.breastcancer.BreastCancerSample;
import org.netwright.samples.diabetes.DiabetesSample;
import org.netwright.samples.digits.DigitsSample;
import org.netwright.samples.fashion.DenseFashionSample;
import org.netwright.samples.fashion.FashionSample;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The samples by name. */
final class Samples implements Iterable<String>, ITypeConverter<Sample> {
  private static final List<Sample> ALL =
      List.of(
          DigitsSample.sample(),
          BreastCancerSample.sample(),
          DiabetesSample.sample(),
          FashionSample.sample(),
          DenseFashionSample.sample());

  /** Returns a line of help for each sample. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Sample sample : ALL) {
      lines.add("  %-14s %s".formatted(sample.name(), sample.description()));
    }
    return lines;
  }

  @Override
  public Iterator<String> iterator() {
    return ALL.stream().map(Sample::name).iterator();
  }

  @Override
  public Sample convert(String name) {
    return ALL.stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no sample named '%s'; the samples are %s"
                        .formatted(name, ALL.stream().map(Sample::name).toList())));
  }
}
