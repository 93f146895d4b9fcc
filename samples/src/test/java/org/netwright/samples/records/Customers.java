package org.netwright.samples.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Customers whose outcome follows from a rule. */
final class Customers {
  private static final List<String> TOWNS = List.of("Lyon", "Paris", "Nantes", "Lille", "Brest");

  private static final List<Plan> PLANS = List.of(Plan.FREE, Plan.BASIC, Plan.PRO);

  private Customers() {}

  static List<Customer> of(int n, long seed) {
    Random random = new Random(seed);
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      customers.add(
          new Customer(
              "c" + i,
              18 + random.nextInt(60),
              random.nextInt(10) == 0 ? null : 1000 + 4000 * random.nextDouble(),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(4)),
              random.nextBoolean(),
              random.nextInt(5) == 0 ? null : random.nextBoolean(),
              PLANS.get(random.nextInt(3)),
              random.nextBoolean() ? null : PLANS.get(random.nextInt(3)),
              random.nextInt(4) == 0
                  ? Optional.empty()
                  : Optional.of(TOWNS.get(Math.min(random.nextInt(5), random.nextInt(5)))),
              LocalDate.of(
                  2000 + random.nextInt(25), 1 + random.nextInt(12), 1 + random.nextInt(28)),
              new float[] {random.nextFloat(), 100 * random.nextFloat()},
              random.nextInt(3) == 0
                  ? null
                  : new Address(10 * random.nextFloat(), "street " + i, random.nextBoolean())));
    }
    return customers;
  }

  static List<Outcome> outcomes(List<Customer> customers) {
    return customers.stream().map(Customers::outcome).toList();
  }

  private static Outcome outcome(Customer customer) {
    boolean rich = customer.income() != null && customer.income() > 3000;
    boolean leaves =
        customer.plan() == Plan.FREE
            ? !rich
            : customer.town().filter("Paris"::equals).isPresent() && customer.address() == null;
    return leaves ? Outcome.LEAVES : Outcome.STAYS;
  }
}
