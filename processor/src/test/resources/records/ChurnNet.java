package networks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@L2(1e-4)
class ChurnNet {
  @Features(Customer.class)              Layer customer;
  @Linear(8) @Relu                       Layer hidden;
  @CrossEntropy(classes = Outcome.class) Layer outcome;

  @interface Nullable {}

  record Customer(
      int age,
      Double income,
      BigDecimal balance,
      OptionalInt children,
      boolean newsletter,
      Boolean married,
      Plan plan,
      @Nullable Plan formerPlan,
      String country,
      @Category(atLeast = 3, atMost = 5) Optional<String> town,
      @Calendar({CalendarPart.MONTH, CalendarPart.EPOCH_DAY}) LocalDate since,
      @Calendar(CalendarPart.HOUR) Optional<LocalDateTime> lastLogin,
      @Calendar(value = CalendarPart.WEEKDAY, zone = "Europe/Paris") Instant lastOrder,
      @Length(3) float[] usage,
      @Nullable Address address,
      @Ignore Object id) {}

  record Address(float distance, @Ignore String street, Optional<Home> home) {}

  record Home(short rooms, boolean garden) {}

  enum Plan { FREE, BASIC, PRO }

  enum Outcome { STAYS, LEAVES }
}
