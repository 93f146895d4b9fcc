package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as records: what the fields mean, and how columns are found. */
class CsvRecordsTest {
  @TempDir private Path folder;

  enum Plan {
    FREE,
    BASIC,
    PRO
  }

  record Customer(int age, double income, boolean newsletter, Plan plan, String town) {}

  @Test
  void readsRecords() throws IOException {
    Path file =
        file(
            """
            town,plan,age,income,newsletter,id
            Paris,PRO,30,1200.5,true,7
            " Rome, Italy ",free,41,-3e2,NO,8
            ,Basic,0,.5,1,9
            """);
    List<Customer> customers = Csv.read(file, Customer.class);
    assertThat(customers)
        .containsExactly(
            new Customer(30, 1200.5, true, Plan.PRO, "Paris"),
            new Customer(41, -300, false, Plan.FREE, "Rome, Italy"),
            new Customer(0, 0.5, true, Plan.BASIC, null));
    // The list is the caller's.
    customers.remove(0);
    assertThat(customers).hasSize(2);
    try (Stream<Customer> stream = Csv.stream(file, Customer.class)) {
      assertThat(stream).hasSize(3).contains(new Customer(30, 1200.5, true, Plan.PRO, "Paris"));
    }
  }

  record Numbers(byte b, short s, int i, long l, float f, double d, boolean z, char c) {}

  record Boxes(
      Byte b, Short s, Integer i, Long l, Float f, Double d, Boolean z, Character c, Plan e) {}

  @Test
  void readsPrimitivesAndBoxes() throws IOException {
    Path file =
        file(
            """
            b,s,i,l,f,d,z,c,e
            127,32767,2147483647,9223372036854775807,3.4028235e38,1.7976931348623157e308,yes,x,PRO
            -128,-32768,-2147483648,-9223372036854775808,-1e-45,4.9e-324,0,;,FREE
            +1,-0,1e3,12.0,16777217,0.1,TRUE,ß,BASIC
            """);
    assertThat(Csv.read(file, Numbers.class))
        .containsExactly(
            new Numbers(
                Byte.MAX_VALUE,
                Short.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Float.MAX_VALUE,
                Double.MAX_VALUE,
                true,
                'x'),
            new Numbers(
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                -Float.MIN_VALUE,
                Double.MIN_VALUE,
                false,
                ';'),
            new Numbers((byte) 1, (short) 0, 1000, 12, 16777216f, 0.1, true, 'ß'));
    assertThat(Csv.read(file, Boxes.class).get(2))
        .isEqualTo(
            new Boxes((byte) 1, (short) 0, 1000, 12L, 16777216f, 0.1, true, 'ß', Plan.BASIC));
    assertThat(csv("b,s,i,l,f,d,z,c,e\n,,,, ,,,,\n").records(Boxes.class))
        .containsExactly(new Boxes(null, null, null, null, null, null, null, null, null));
  }

  record Single(float number) {}

  /** Not rounded to a double first, which may be halfway between two floats. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1",
        "16777217",
        "16777217.0000000001",
        "16777216.9999999999",
        "1.000000059604644775390625",
        "1.0000000596046447753906251",
        "-1.000000178813934326171875",
        "1.17549435e-38",
        "7.006492321624086e-46",
        "7.006492321624085e-46",
        "3.4028235677973364e38"
      })
  void floatsAreRoundedOnce(String text) throws IOException {
    assertThat(csv("number\n" + text + "\n").records(Single.class))
        .containsExactly(new Single(Float.parseFloat(text)));
  }

  record Options(
      Optional<String> text,
      Optional<Plan> plan,
      Optional<Boolean> flag,
      Optional<LocalDate> date,
      OptionalInt whole,
      OptionalLong wide,
      OptionalDouble number) {}

  @Test
  void optionalsMayBeEmpty() throws IOException {
    List<Options> read =
        csv("text,plan,flag,date,whole,wide,number\n,,,,,,\nab,pro,yes,2024-02-29,1,2,2.5\n")
            .records(Options.class);
    assertThat(read)
        .containsExactly(
            new Options(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty()),
            new Options(
                Optional.of("ab"),
                Optional.of(Plan.PRO),
                Optional.of(true),
                Optional.of(LocalDate.of(2024, 2, 29)),
                OptionalInt.of(1),
                OptionalLong.of(2),
                OptionalDouble.of(2.5)));
  }

  record Times(LocalDate date, LocalDateTime local, Instant instant) {}

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 2024-02-29T23:59:58, 2024-02-29T23:59:58Z",
    "0001-01-01, 2024-02-29T07:05, 2024-02-29T23:59:58.123Z",
    "9999-12-31, 2024-02-29T07:05:06.789, 2024-02-29T23:59:58+02:00",
    "2000-01-01, 2024-02-29T00:00:00, 2016-12-31T23:59:60Z"
  })
  void readsTimes(String date, String local, String instant) throws IOException {
    Times expected =
        new Times(LocalDate.parse(date), LocalDateTime.parse(local), Instant.parse(instant));
    String header = "date,local,instant\n";
    assertThat(csv(header + String.join(",", date, local, instant) + "\n").records(Times.class))
        .containsExactly(expected);
    String line = String.join(",", date, local.replace('T', ' '), instant.replace('T', ' '));
    assertThat(csv(header + line + "\n").records(Times.class)).containsExactly(expected);
  }

  record Address(String street, String town) {}

  record Order(int id, Address from, Address to, Place place) {}

  record Place(double latitude, double longitude) {}

  @Test
  void readsNestedRecords() throws IOException {
    String line = "1,a,b,c,d,2.5,3.5\n";
    Order expected =
        new Order(1, new Address("a", "b"), new Address("c", "d"), new Place(2.5, 3.5));
    assertThat(
            csv("id,from.street,from.town,to.street,to.town,latitude,longitude\n" + line)
                .records(Order.class))
        .containsExactly(expected);
    assertThat(
            csv("Id,From Street,from_town,TO-STREET,toTown,place.latitude,Longitude\n" + line)
                .records(Order.class))
        .containsExactly(expected);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                csv("id,street,from.town,to.street,to.town,latitude,longitude\n")
                    .records(Order.class))
        .withMessage(
            "data.csv: expected a column from.street for Order.from.street, got the columns id,"
                + " street, from.town, to.street, to.town, latitude, longitude. Did you mean"
                + " street?");
  }

  record Person(LocalDate birthDate, int num_children) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "birthDate,num_children",
        "birth_date,numChildren",
        "Birth Date,NUM CHILDREN",
        "BIRTH-DATE,Num-Children",
        "birthdate, numchildren "
      })
  void columnsAreFoundBySimilarNames(String header) throws IOException {
    assertThat(csv(header + "\n2001-02-03,2\n").records(Person.class))
        .containsExactly(new Person(LocalDate.of(2001, 2, 3), 2));
  }

  record Cases(int age, int Age) {}

  @Test
  void theSameNameComesBeforeSimilarOnes() throws IOException {
    assertThat(csv("AGE,Age,age\n1,2,3\n").records(Cases.class)).containsExactly(new Cases(3, 2));
    assertThat(
            csv("birth_date,birthDate,num_children\n2001-01-01,2002-02-02,1\n")
                .records(Person.class))
        .containsExactly(new Person(LocalDate.of(2002, 2, 2), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("birth_date,Birth Date,num_children\n").records(Person.class))
        .withMessage(
            "data.csv: the columns birth_date and Birth Date both fit Person.birthDate; rename one"
                + " of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("AGE,other\n").records(Cases.class))
        .withMessage(
            "data.csv: the column AGE fits both Cases.age and Cases.Age; name it as one of them, and"
                + " add a column for the other");
  }

  @Test
  void columnsThatAreMissingAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("age,incme,newsletter,plan,town\n").records(Customer.class))
        .withMessage(
            "data.csv: expected a column income for Customer.income, got the columns age, incme,"
                + " newsletter, plan, town. Did you mean incme?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("age,income,newsletter\n").records(Customer.class))
        .withMessage(
            "data.csv: expected columns plan, town for Customer.plan, Customer.town, got the columns"
                + " age, income, newsletter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("1,2,3\n").records(Place.class))
        .withMessage(
            "data.csv: expected columns latitude, longitude for Place.latitude, Place.longitude, but"
                + " the first line has numbers instead of names: 1, 2, 3; add a header line with the"
                + " names of the columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("latitude;longitude\n1;2\n").records(Place.class))
        .withMessageEndingWith("; is the separator ';', as in separator(';')?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("").records(Place.class))
        .withMessage(
            "data.csv: expected a header line with the names of the columns, got an empty file");
  }

  record Text(String text) {}

  @Test
  void settingsOfTheTextApply() throws IOException {
    Path file = folder.resolve("data.csv");
    Files.write(file, "latitude;longitude\n\"1,5\";-2,25\n".getBytes(StandardCharsets.UTF_16));
    assertThat(
            Data.csv(file)
                .separator(';')
                .decimalSeparator(',')
                .charset(StandardCharsets.ISO_8859_1) // The byte order mark takes precedence.
                .records(Place.class))
        .containsExactly(new Place(1.5, -2.25));
    assertThat(csv("text\nNA\n-\n\nx\n").missing("NA", "-").records(Text.class))
        .containsExactly(new Text(null), new Text(null), new Text(null), new Text("x"));
    assertThat(csv("text\nNA\n").literal("NA").records(Text.class)).containsExactly(new Text("NA"));
    assertThat(Data.csv(file(" text \n x \n").toUri().toURL()).records(Text.class))
        .containsExactly(new Text("x"));
    assertThat(csv("text\n").records(Text.class)).isEmpty();
  }

  @Test
  void equalTextsAreOneInstance() throws IOException {
    StringBuilder lines = new StringBuilder("text\n");
    for (int i = 0; i < 1000; i++) {
      lines.append(i % 3 == 0 ? "Paris\n" : i % 3 == 1 ? "Rome\n" : "town " + i + "\n");
    }
    List<Text> mixed = csv(lines.toString()).records(Text.class);
    assertThat(mixed.stream().map(Text::text).distinct()).hasSize(335);
    assertThat(mixed.get(500)).isEqualTo(new Text("town 500"));
    assertThat(mixed.get(999).text()).isEqualTo("Paris").isSameAs(mixed.get(996).text());
    // Several hundred categories are distributed over the places of the table.
    lines = new StringBuilder("text\n");
    for (int i = 0; i < 6000; i++) {
      lines.append("category ").append(i % 300).append('\n');
    }
    List<Text> read = csv(lines.toString()).records(Text.class);
    Set<String> instances = Collections.newSetFromMap(new IdentityHashMap<>());
    read.forEach(record -> instances.add(record.text()));
    assertThat(instances).hasSize(300);
    // Texts that are nearly all different are no longer looked for.
    lines = new StringBuilder("text\n");
    for (int i = 0; i < 20_000; i++) {
      lines.append("id ").append(i).append('\n');
    }
    read = csv(lines.toString()).records(Text.class);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).text()).isEqualTo("id " + i);
    }
    // Texts with the same hash are told apart, and long ones are read too.
    String longText = "x".repeat(1000);
    assertThat(csv("text\nAaAa\nBBBB\nAaBB\nAaAa\n" + longText + "\n").records(Text.class))
        .extracting(Text::text)
        .containsExactly("AaAa", "BBBB", "AaBB", "AaAa", longText);
  }

  @Test
  void aLongFileIsReadCompletely() throws IOException {
    StringBuilder lines = new StringBuilder("longitude,name,latitude\n");
    for (int i = 0; i < 50_000; i++) {
      lines
          .append(i / 8.0)
          .append(",\"a \"\"")
          .append(i)
          .append("\"\"\nb\",")
          .append(-i)
          .append('\n');
    }
    record Named(String name, double latitude, double longitude) {}
    List<Named> read = csv(lines.toString()).records(Named.class);
    assertThat(read).hasSize(50_000);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i)).isEqualTo(new Named("a \"" + i + "\"\nb", -i, i / 8.0));
    }
  }

  @Test
  void aStreamIsReadLineByLine() throws IOException {
    Path file = file("latitude,longitude\n1,2\n3,4\nx,5\n");
    try (Stream<Place> places = Csv.stream(file, Place.class)) {
      Iterator<Place> iterator = places.iterator();
      assertThat(iterator.next()).isEqualTo(new Place(1, 2));
      assertThat(iterator.next()).isEqualTo(new Place(3, 4));
      assertThatIllegalArgumentException()
          .isThrownBy(iterator::hasNext)
          .withMessage(
              "data.csv: line 4, column latitude (Place.latitude): expected a number, got \"x\"");
    }
    // Only the lines that are needed.
    try (Stream<Place> places = Data.csv(file).recordStream(Place.class)) {
      assertThat(places.limit(2).mapToDouble(Place::latitude).sum()).isEqualTo(4);
    }
  }

  @Test
  void filesAreClosed() throws IOException {
    CountedFile file = new CountedFile("latitude,longitude\n1,2\n3,x\n");
    CsvData places = Data.csv(file.url());
    Stream<Place> stream = places.recordStream(Place.class);
    assertThat(stream.findFirst()).contains(new Place(1, 2));
    assertThat(file.open()).isEqualTo(1);
    stream.close();
    assertThat(file.open()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> places.records(Place.class));
    assertThat(file.open()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> places.recordStream(Customer.class));
    assertThat(file.open()).isZero();
  }

  @Test
  void aFileThatDoesNotExistIsAnIoException() {
    Path none = folder.resolve("none.csv");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Csv.read(none, Place.class));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Csv.stream(none, Place.class));
    assertThatNullPointerException()
        .isThrownBy(() -> csv("latitude,longitude\n").records((Class<Place>) null))
        .withMessage("type");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private CsvData csv(String text) throws IOException {
    return Data.csv(file(text));
  }
}
