package org.netwright.samples.service;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a penguin: what the network is trained on, what a request has as JSON, and
 * what requests are checked against.
 *
 * @param island where it was seen
 * @param billLength in mm
 * @param billDepth in mm
 * @param flipperLength in mm
 * @param bodyMass in g
 * @param sex if known
 */
record Penguin(
    @NotBlank @Size(max = 100) String island,
    @DecimalMin("10") @DecimalMax("100") @Nullable Double billLength,
    @DecimalMin("5") @DecimalMax("50") @Nullable Double billDepth,
    @DecimalMin("50") @DecimalMax("400") @Nullable Double flipperLength,
    @DecimalMin("500") @DecimalMax("50000") @Nullable Double bodyMass,
    Optional<Sex> sex) {

  enum Sex {
    FEMALE,
    MALE
  }
}
