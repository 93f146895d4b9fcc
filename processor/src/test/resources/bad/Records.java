package networks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

class Records {
  @interface Nullable {}

  @Network
  static class NoRecords {
    @Features(String.class) Layer words;
    //              ^ @Features takes a record, but String is a class. Declare a record with a component for each value that the network is given, and name it. [netwright.features-need-record]
    @Features(Plan.class) Layer plan;
    //            ^ @Features takes a record, but Plan is an enum. Declare a record with a component for each value that the network is given, and name it. [netwright.features-need-record]
    @Features(Runnable.class) Layer task;
    //                ^ @Features takes a record, but Runnable is an interface. Declare a record with a component for each value that the network is given, and name it. [netwright.features-need-record]
    @Features(int[].class) Layer numbers;
    //             ^ @Features takes a record, but int[] is an array. Declare a record with a component for each value that the network is given, and name it. [netwright.features-need-record]
    @Features(int.class) Layer number;
    //           ^ @Features takes a record, but int is a primitive type. Declare a record with a component for each value that the network is given, and name it. [netwright.features-need-record]
    @Features(Network.class) Layer annotation;
    //               ^ @Features takes a record, but Network is an annotation type. Declare a record with a component for each value that the network is given, and name it. [netwright.features-need-record]
    @Concat({"words", "plan", "task", "numbers", "number"}) Layer all;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Generic {
    @Features(Pair.class) Layer pair;
    //            ^ Pair has type parameters, so what its components become is not known. Declare a record without them. [netwright.record-is-generic]
    @Linear(1) @MeanSquaredError Layer y;
  }

  record Pair<A, B>(A first, B second) {}

  @Network
  static class Hidden {
    @Features(Secret.class) Layer secret;
    //              ^ Secret is private, so the code that is generated in the package networks cannot refer to it. Make Secret package-private or public. [netwright.record-not-visible]
    @Features(Closed.Inner.class) Layer inner;
    //                    ^ Inner is nested in a class that is private, so the code that is generated in the package networks cannot refer to it. Make Closed package-private or public. [netwright.record-not-visible]
    @Concat("secret") Layer both;
    @CrossEntropy(classes = Closed.State.class) Layer state;
    //                                  ^ State is nested in a class that is private, so the code that is generated in the package networks cannot refer to it. Make Closed package-private or public. [netwright.record-not-visible]
  }

  private record Secret(int x) {}

  private static class Closed {
    record Inner(int x) {}

    enum State { ON, OFF }
  }

  @Network
  static class Nothing {
    @Features(Row.class) Layer row;
    //           ^ No component of Row becomes a number. Add one that does, or remove @Ignore from one. [netwright.record-without-features]
    @Linear(1) @MeanSquaredError Layer y;

    record Row(@Ignore int id, @Ignore Object key) {}
  }

  @Network
  static class NothingInside {
    @Features(Row.class) Layer row;
    @Linear(1) @MeanSquaredError Layer y;

    record Row(int x, Ids ids, Empty empty) {}
    //                    ^ No component of Ids becomes a number. Add one that does, or remove @Ignore from one. [netwright.record-without-features]
    //                               ^ No component of Empty becomes a number. Add one that does, or remove @Ignore from one. [netwright.record-without-features]

    record Ids(@Ignore long id) {}

    record Empty() {}
  }

  @Network
  static class InItself {
    @Features(Node.class) Layer node;
    @Linear(1) @MeanSquaredError Layer y;

    record Node(int x, Optional<Node> next, Edge edge) {}
    //                                ^ The component next of Node makes the record a part of itself: Node → Node. Leave it out with @Ignore. [netwright.record-in-itself]

    record Edge(double weight, @Nullable Node to) {}
    //                                        ^ The component to of Edge makes the record a part of itself: Node → Edge → Node. Leave it out with @Ignore. [netwright.record-in-itself]
  }

  @Network
  static class Types {
    @Features(Row.class) Layer row;
    @Linear(1) @MeanSquaredError Layer y;

    record Row(
        char letter,
        //   ^ The component letter of Row is of type char, which does not become numbers. Use a String for a category, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Character boxed,
        //        ^ The component boxed of Row is of type Character, which does not become numbers. Use a String for a category, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Object any,
        //     ^ The component any of Row is of type Object, which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Number number,
        //     ^ The component number of Row is of type Number, which does not become numbers. Use a Double, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Void nothing,
        //   ^ The component nothing of Row is of type Void, which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Runnable task,
        //       ^ The component task of Row is of type Runnable, which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        StringBuilder text,
        //            ^ The component text of Row is of type StringBuilder, which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        List<Integer> list,
        //            ^ The component list of Row is of type List<Integer>, which does not become numbers. Use a float[] or double[] with @Length, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        int[] ints,
        //    ^ The component ints of Row is of type int[], which does not become numbers. Use a float[] or double[] with @Length, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        float[][] matrix,
        //        ^ The component matrix of Row is of type float[][], which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        String[] words,
        //       ^ The component words of Row is of type String[], which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Plan[] plans,
        //     ^ The component plans of Row is of type Plan[], which does not become numbers. Use another type, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        java.util.Date date,
        //             ^ The component date of Row is of type Date, which does not become numbers. Use a LocalDate, LocalDateTime or Instant with @Calendar, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        java.time.ZonedDateTime zoned,
        //                      ^ The component zoned of Row is of type ZonedDateTime, which does not become numbers. Use a LocalDate, LocalDateTime or Instant with @Calendar, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Optional raw,
        //       ^ The component raw of Row is of type Optional, which does not become numbers. Name the type in the Optional, without a wildcard, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Optional<?> unknown,
        //          ^ The component unknown of Row is of type Optional<?>, which does not become numbers. Name the type in the Optional, without a wildcard, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Optional<? extends Integer> bounded,
        //                          ^ The component bounded of Row is of type Optional<? extends Integer>, which does not become numbers. Name the type in the Optional, without a wildcard, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Optional<Optional<Integer>> twice,
        //                          ^ The component twice of Row is of type Optional<Optional<Integer>>, which does not become numbers. Use one Optional, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Optional<OptionalInt> box,
        //                    ^ The component box of Row is of type Optional<OptionalInt>, which does not become numbers. Use one Optional, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Optional<int[]> array,
        //              ^ The component array of Row is of type Optional<int[]>, which does not become numbers. Use a float[] or double[] with @Length, or leave it out with @Ignore. Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[], records, and Optional of these. [netwright.component-type]
        Pair<Integer, String> pair,
        //                    ^ Pair has type parameters, so what its components become is not known. Declare a record without them. [netwright.record-is-generic]
        Never never,
        //    ^ The component never of Row is of the enum Never, which has no constants. Add some, or leave the component out with @Ignore. [netwright.component-enum-is-empty]
        Optional<Never> noNever) {}
        //              ^ The component noNever of Row is of the enum Never, which has no constants. Add some, or leave the component out with @Ignore. [netwright.component-enum-is-empty]
  }

  enum Never {}

  @Network
  static class Choices {
    @Features(Row.class) Layer row;
    @Linear(1) @MeanSquaredError Layer y;

    record Row(
        LocalDate day,
        //        ^ The component day of Row is a LocalDate. Choose the parts of it that become numbers, as in @Calendar({CalendarPart.MONTH, CalendarPart.WEEKDAY}), or leave it out with @Ignore. [netwright.component-needs-calendar]
        Instant time,
        //      ^ The component time of Row is an Instant. Choose the parts of it that become numbers, as in @Calendar({CalendarPart.WEEKDAY, CalendarPart.HOUR}), or leave it out with @Ignore. [netwright.component-needs-calendar]
        Optional<LocalDateTime> optional,
        //                      ^ The component optional of Row is a LocalDateTime. Choose the parts of it that become numbers, as in @Calendar({CalendarPart.WEEKDAY, CalendarPart.HOUR}), or leave it out with @Ignore. [netwright.component-needs-calendar]
        float[] floats,
        //      ^ The component floats of Row is a float[]. Set how many numbers it has, as in @Length(3), or leave it out with @Ignore. [netwright.component-needs-length]
        Optional<double[]> doubles) {}
        //                 ^ The component doubles of Row is a double[]. Set how many numbers it has, as in @Length(3), or leave it out with @Ignore. [netwright.component-needs-length]
  }

  @Network
  static class NotForThem {
    @Features(Row.class) Layer row;
    @Linear(1) @MeanSquaredError Layer y;

    record Row(
        @Category int number,
        //            ^ @Category has no effect on the component number of Row, which is a number: it is for a String. Remove it. [netwright.annotation-not-for-component]
        @Length(2) String text,
        //                ^ @Length has no effect on the component text of Row, which is a String: it is for a float[] or double[]. Remove it. [netwright.annotation-not-for-component]
        @Embedding(width = 3) boolean flag,
      //^ @Embedding has no effect on the component flag of Row, which is a boolean: it is for an enum or a String. Remove it. [netwright.annotation-not-for-component]
        @Calendar(CalendarPart.MONTH) Plan plan,
        //                                 ^ @Calendar has no effect on the component plan of Row, which is an enum: it is for a LocalDate, LocalDateTime or Instant. Remove it. [netwright.annotation-not-for-component]
        @Category @Calendar(CalendarPart.MONTH) LocalDate day,
        //                                                ^ @Category has no effect on the component day of Row, which is a LocalDate: it is for a String. Remove it. [netwright.annotation-not-for-component]
        @Length(2) @Calendar(CalendarPart.HOUR) Instant time,
        //                                              ^ @Length has no effect on the component time of Row, which is an Instant: it is for a float[] or double[]. Remove it. [netwright.annotation-not-for-component]
        @Ignore @Length(3) float[] left,
        //                         ^ @Length has no effect on the component left of Row, which is left out with @Ignore: it is for a float[] or double[]. Remove it. [netwright.annotation-not-for-component]
        @Category @Length(3) float[] floats,
        //                           ^ @Category has no effect on the component floats of Row, which is an array: it is for a String. Remove it. [netwright.annotation-not-for-component]
        @Embedding(width = 2) Inner inner,
      //^ @Embedding has no effect on the component inner of Row, which is a record: it is for an enum or a String. Remove it. [netwright.annotation-not-for-component]
        @Linear(3) double layer,
      //^ @Linear has no effect on the component layer of Row, which is a number: it is for a Layer of a network. Remove it. [netwright.annotation-not-for-component]
        @L2(0.1) @Embedding(width = 2) Plan penalised) {}
      //^ @L2 has no effect on the component penalised of Row, which is an enum: it is for a Layer of a network. Remove it. [netwright.annotation-not-for-component]

    record Inner(int x) {}
  }

  @Network
  static class Calendars {
    @Features(Row.class) Layer row;
    @Linear(1) @MeanSquaredError Layer y;

    record Row(
        @Calendar({}) LocalDate none,
        //                      ^ @Calendar of the component none of Row needs parts, each of them once, but names none. Add one, such as CalendarPart.WEEKDAY. [netwright.calendar-parts]
        @Calendar({CalendarPart.MONTH, CalendarPart.YEAR, CalendarPart.MONTH}) LocalDate twice,
        //                                                                               ^ @Calendar of the component twice of Row needs parts, each of them once, but names MONTH twice. Remove one of the two. [netwright.calendar-parts]
        @Calendar({CalendarPart.HOUR, CalendarPart.MINUTE}) LocalDate noTime,
        //                                                            ^ The component noTime of Row is a LocalDate, which has no HOUR. Remove this part, or use a LocalDateTime. [netwright.date-has-no-time]
        //                                                            ^ The component noTime of Row is a LocalDate, which has no MINUTE. Remove this part, or use a LocalDateTime. [netwright.date-has-no-time]
        @Calendar(value = CalendarPart.HOUR, zone = "Europe/Pari") Instant misspelt,
        //                                                                 ^ The component misspelt of Row has the time zone "Europe/Pari", which does not exist. Give a name such as "UTC" or "Europe/Paris". Did you mean Europe/Paris? [netwright.unknown-zone]
        @Calendar(value = CalendarPart.HOUR, zone = "") Instant empty,
        //                                                      ^ The component empty of Row has the time zone "", which does not exist. Give a name such as "UTC" or "Europe/Paris". [netwright.unknown-zone]
        @Calendar(value = CalendarPart.HOUR, zone = "CEST") LocalDateTime unknown,
        //                                                                ^ The component unknown of Row has the time zone "CEST", which does not exist. Give a name such as "UTC" or "Europe/Paris". Did you mean CET? [netwright.unknown-zone]
        @Calendar(value = CalendarPart.MONTH, zone = "UTC") LocalDate day,
        //                                                            ^ The component day of Row is a LocalDate, which has no time zone. Remove zone, or use an Instant. [netwright.zone-without-instant]
        @Calendar(value = CalendarPart.MONTH, zone = "UTC") LocalDateTime local) {}
        //                                                                ^ The component local of Row is a LocalDateTime, which has no time zone. Remove zone, or use an Instant. [netwright.zone-without-instant]
  }

  @Network
  static class Values {
    @Features(Row.class) Layer row;
    @Linear(1) @MeanSquaredError Layer y;

    record Row(
        @Category(atLeast = 0) String few,
        //                            ^ atLeast of @Category of the component few of Row must be a whole number from 1 to 1000000, but is 0. [netwright.value-out-of-range]
        @Category(atMost = 2_000_000) String many,
        //                                   ^ atMost of @Category of the component many of Row must be a whole number from 1 to 1000000, but is 2000000. [netwright.value-out-of-range]
        @Length(-1) double[] doubles,
        //                   ^ value of @Length of the component doubles of Row must be a whole number from 1 to 1000000, but is -1. [netwright.value-out-of-range]
        @Embedding(width = 0) Plan narrow,
        //                 ^ width of @Embedding of the component narrow of Row must be a whole number from 1 to 1000000, but is 0. [netwright.value-out-of-range]
        @Embedding(width = 2, vocabulary = 3) Plan sized,
        //                                 ^ The component sized of Row is an enum, and the rows of its embedding follow from its values. Remove vocabulary. [netwright.embedding-of-component-has]
        @Embedding(width = 2, padding = 0) String padded,
        //                              ^ The component padded of Row is a category, and the rows of its embedding follow from its values. Remove padding. [netwright.embedding-of-component-has]
        @Nullable int number,
        //            ^ The component number of Row is of type int, which cannot be null. Use a box, such as Integer, if it may be missing, or remove @Nullable. [netwright.nullable-primitive]
        @Nullable boolean flag) {}
        //                ^ The component flag of Row is of type boolean, which cannot be null. Use a Boolean, if it may be missing, or remove @Nullable. [netwright.nullable-primitive]
  }

  enum Plan { FREE, PAID }

  @Network
  static class WithArrays {
    @Features(Customer.class) Layer customer;
    @Input(3) Layer usage;
  //^ WithArrays takes records, so usage cannot be an @Input. Add its numbers to a record, as in @Length(3) float[] usage. [netwright.features-with-input]
    @Concat("customer") Layer both;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class OnOneField {
    @Input(3) @Features(Customer.class) Layer both;
    //        ^ both has both @Input and @Features, but a layer has at most one input. Remove @Features or the other. [netwright.parts-conflict]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class More {
    @Features(Customer.class) @Linear(3) Layer customer;
    //                        ^ customer is an input of the network, so it cannot have @Linear too. Remove @Linear, or move it to the next Layer field. [netwright.input-is-more]
    @Linear(1) @MeanSquaredError Layer y;
  //^ warning: y follows customer without an activation between them, so the two are equivalent to one linear layer. Add an activation to customer, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class NotFirst {
    @Linear(1) @MeanSquaredError Layer y;
    @Features(Customer.class) Layer customer;
  //^ customer is the network's input, but comes after y. Make it the first Layer field. [netwright.input-is-not-first]
    //                              ^ Nothing reads the output of customer, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
  }

  record Customer(int age) {}

  @Network
  static class Names {
    @Features(Customer.class) Layer hashCode;
    //                              ^ hashCode cannot be one of several inputs, because they are the components of a record, and every object has a method hashCode(). Rename the field. [netwright.output-name-is-taken]
    @Features(Customer.class) Layer other;
    @Concat("hashCode") Layer both;
    @Linear(1) @MeanSquaredError Layer y;
    @After("both") @Linear(1) @MeanSquaredError Layer wait;
    //                                                ^ wait cannot be one of several outputs, because they are the components of a record, and every object has a method wait(). Rename the field. [netwright.output-name-is-taken]
  }

  @Network
  static class Uses {
    @Features(Customer.class) Layer customer;
    Block block;
    @Linear(1) @MeanSquaredError Layer y;
  //^ warning: y follows block.out without an activation between them, so the two are equivalent to one linear layer. Add an activation to block.out, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @org.netwright.annotations.Block
  static class Block {
    @Features(Customer.class) Layer customer;
  //^ @Features is on customer, but a block has no input that is a record. Move it to the network that uses the block. [netwright.block-has]
    @Linear(3) Layer out;
  }

  static class Outside {
    @Features(Customer.class) Layer customer;
  //^ @Features has no effect here, because the class is not a network. Annotate the class with @Network, or remove @Features. [netwright.annotation-outside-network]
  }
}
