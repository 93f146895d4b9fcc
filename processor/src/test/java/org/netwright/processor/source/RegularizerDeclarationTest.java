package org.netwright.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.shape.TestNetworks;

class RegularizerDeclarationTest {
  private static RegularizerDeclaration declared(RegularizerKind kind, Scope scope) {
    return new RegularizerDeclaration(
        new AnnotationUse("Declared", List.of(), TestNetworks.NOWHERE),
        kind,
        0.1,
        scope,
        kind == RegularizerKind.MAX_NORM ? Optional.of(Axis.OUTPUT) : Optional.empty(),
        false,
        Optional.empty());
  }

  @Test
  void whatIsOnTheClassActsOnRecurrentWeightsToo() {
    RegularizerDeclaration l2 = declared(RegularizerKind.L2, Scope.WEIGHT);
    RegularizerDeclaration l1 = declared(RegularizerKind.L1, Scope.RECURRENT);
    assertThat(l2.onClass(List.of(l2, l1)).covers(Role.RECURRENT)).isTrue();
    assertThat(l2.onClass(List.of(l2, l1)).covers(Role.WEIGHT)).isTrue();
    assertThat(l2.onClass(List.of(l2, l1)).covers(Role.BIAS)).isFalse();
    assertThat(l1.onClass(List.of(l2, l1))).isEqualTo(l1);
  }

  @Test
  void unlessTheClassHasTheSameForThem() {
    RegularizerDeclaration weight = declared(RegularizerKind.L2, Scope.WEIGHT);
    RegularizerDeclaration recurrent = declared(RegularizerKind.L2, Scope.RECURRENT);
    assertThat(weight.onClass(List.of(weight, recurrent))).isEqualTo(weight);
    assertThat(recurrent.onClass(List.of(weight, recurrent))).isEqualTo(recurrent);
  }

  @Test
  void whatActsOnGroupsActsOnWeights() {
    RegularizerDeclaration all = declared(RegularizerKind.MAX_NORM, Scope.ALL);
    assertThat(Role.values()).filteredOn(all::covers).containsExactly(Role.WEIGHT, Role.RECURRENT);
    assertThat(Role.values())
        .filteredOn(declared(RegularizerKind.MAX_NORM, Scope.BIAS)::covers)
        .isEmpty();
    assertThat(Role.values())
        .filteredOn(declared(RegularizerKind.L1, Scope.ALL)::covers)
        .containsExactly(Role.values());
  }
}
