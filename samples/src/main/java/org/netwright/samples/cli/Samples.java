package org.netwright.samples.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.netwright.samples.breastcancer.BreastCancerSample;
import org.netwright.samples.diabetes.DiabetesSample;
import org.netwright.samples.digits.DigitsSample;
import org.netwright.samples.fashion.FashionSample;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The samples that commands can name. */
final class Samples implements Iterable<String>, ITypeConverter<Sample> {
  private static final List<Sample> ALL =
      List.of(
          DigitsSample.sample(),
          BreastCancerSample.sample(),
          DiabetesSample.sample(),
          FashionSample.sample());

  /** Returns a line for each, for help. */
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
                    "no sample is named '%s'; there are %s"
                        .formatted(name, ALL.stream().map(Sample::name).toList())));
  }
}
