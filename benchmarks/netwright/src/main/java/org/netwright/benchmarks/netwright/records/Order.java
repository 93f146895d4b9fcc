package org.netwright.benchmarks.netwright.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.netwright.annotations.Calendar;
import org.netwright.annotations.CalendarPart;
import org.netwright.annotations.Category;

/** A record of 20 components. */
record Order(
    int age,
    double income,
    float price,
    long items,
    short visits,
    Integer children,
    Double discount,
    Float rating,
    boolean newsletter,
    boolean gift,
    Boolean returning,
    Channel channel,
    Channel lastChannel,
    @Category(atMost = 20) String country,
    @Category(atMost = 20) String product,
    @Category(atMost = 20) String brand,
    @Calendar({CalendarPart.MONTH, CalendarPart.WEEKDAY}) LocalDate date,
    double weight,
    double distance,
    double points) {

  enum Channel {
    SHOP,
    PHONE,
    WEB,
    APP
  }

  private static final List<Channel> CHANNELS = List.of(Channel.values());

  /** Returns random orders. */
  static List<Order> random(int n, long seed) {
    Random random = new Random(seed);
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      orders.add(
          new Order(
              18 + random.nextInt(60),
              random.nextGaussian(),
              random.nextFloat(),
              random.nextInt(10),
              (short) random.nextInt(100),
              random.nextInt(4),
              random.nextDouble(),
              random.nextFloat(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              CHANNELS.get(random.nextInt(4)),
              CHANNELS.get(random.nextInt(4)),
              "country" + random.nextInt(30),
              "product" + random.nextInt(15),
              "brand" + random.nextInt(25),
              LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)),
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian()));
    }
    return orders;
  }

  /** The class that the networks learn. */
  Fate fate() {
    return Fate.ALL.get((int) Math.floorMod(items + age, (long) Fate.ALL.size()));
  }

  enum Fate {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J;

    private static final List<Fate> ALL = List.of(values());
  }
}
