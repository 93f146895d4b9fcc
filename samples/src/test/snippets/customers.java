java.util.Random random = new java.util.Random(1);
List<Customer> customers = new java.util.ArrayList<>();
List<Outcome> outcomes = new java.util.ArrayList<>();
for (int i = 0; i < 1000; i++) {
  Plan plan = List.of(Plan.values()).get(random.nextInt(3));
  boolean newsletter = random.nextBoolean();
  java.util.Optional<String> town =
      random.nextInt(5) == 0 ? java.util.Optional.empty() : java.util.Optional.of(List.of("Lyon", "Paris").get(random.nextInt(2)));
  Double income = random.nextInt(10) == 0 ? null : 1000 + 4000 * random.nextDouble();
  customers.add(
      new Customer(
          "c" + i, 18 + random.nextInt(60), income, newsletter, plan, town,
          java.time.LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000))));
  outcomes.add(plan == Plan.FREE && !newsletter ? Outcome.LEAVES : Outcome.STAYS);
}
Customer customer =
    new Customer(
        "new", 40, null, false, Plan.FREE, java.util.Optional.of("Rome"), java.time.LocalDate.of(2024, 2, 29));
