package org.netwright.processor.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void eachCoversItsRoles() {
    assertThat(Scope.WEIGHT.roles()).containsExactly(Role.WEIGHT);
    assertThat(Scope.RECURRENT.roles()).containsExactly(Role.RECURRENT);
    assertThat(Scope.BIAS.roles()).containsExactly(Role.BIAS);
    assertThat(Scope.ALL.roles()).containsExactly(Role.values());
  }

  @Test
  void onAClassTheWeightIncludesTheRecurrentOne() {
    assertThat(Scope.WEIGHT.onClass().roles()).containsExactly(Role.WEIGHT, Role.RECURRENT);
    for (Scope scope : Scope.values()) {
      if (scope != Scope.WEIGHT) {
        assertThat(scope.onClass()).isEqualTo(scope);
      }
    }
  }

  @Test
  void words() {
    assertThat(Arrays.stream(Scope.values()).map(Scope::words))
        .containsExactly(
            "weight", "weight", "recurrent weight", "bias", "scale", "embedding", "parameters");
    assertThat(Role.words(List.of(Role.BIAS, Role.RECURRENT, Role.WEIGHT)))
        .isEqualTo("weight, recurrent weight and bias");
  }
}
