package org.netwright.processor.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.Argument;
import org.netwright.processor.source.NetworkDeclaration;

/** Compares what a network costs with what {@code @Budget} allows. */
public final class BudgetCheck {
  /** The default of each limit. */
  private static final double NO_LIMIT = Long.MAX_VALUE;

  private final NetworkCost cost;
  private final AnnotationUse budget;
  private final Diagnostics.Builder diagnostics = new Diagnostics.Builder();

  private BudgetCheck(NetworkCost cost, AnnotationUse budget) {
    this.cost = cost;
    this.budget = budget;
  }

  /** Returns one error for each limit that is exceeded, and none for a network without a budget. */
  public static Diagnostics check(NetworkDeclaration network, NetworkCost cost) {
    return network
        .budget()
        .map(budget -> check(cost, budget))
        .orElseGet(() -> new Diagnostics.Builder().build());
  }

  private static Diagnostics check(NetworkCost cost, AnnotationUse budget) {
    if (budget.arguments().stream().noneMatch(limit -> limit.value() < NO_LIMIT)) {
      return Diagnostics.of(Message.BUDGET_WITHOUT_LIMIT, budget.ref());
    }
    BudgetCheck check = new BudgetCheck(cost, budget);
    check.limit("parameters", "parameters", cost.parameters(), LayerCost::parameters);
    check.limit("multiplyAdds", "multiply-adds", cost.multiplyAdds(), LayerCost::multiplyAdds);
    check.limit("bytes", "bytes", cost.bytes(), l -> l.parameterBytes() + l.outputBytes());
    return check.diagnostics.build();
  }

  private void limit(String member, String words, long total, ToLongFunction<LayerCost> part) {
    Argument limit = budget.argument(member);
    if (total <= limit.value()) {
      return;
    }
    LayerCost largest = cost.layers().stream().max(Comparator.comparingLong(part)).orElseThrow();
    diagnostics.add(
        Message.BUDGET_EXCEEDED,
        limit.ref(),
        cost.name(),
        number(total),
        words,
        number((long) limit.value()),
        largest.name(),
        number(part.applyAsLong(largest)));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
