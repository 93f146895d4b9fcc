package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.features.FeatureRecord;

/** Reads the members of one annotation by their names. */
public interface AnnotationReader {

  /** Reads a number, which is reported if it is not in the range. */
  double number(String member, Range range);

  /** Reads a whole number of at least 1. */
  int size(String member);

  /** Reads an array of whole numbers of at least 1. */
  List<Integer> sizes(String member);

  /** Reads an array of whole numbers in a range. */
  List<Integer> wholeNumbers(String member, Range range);

  boolean flag(String member);

  /** Whether the source gives a value for a member that has a default. */
  boolean isSet(String member);

  /** Reads the name of another field. */
  Reference name(String member);

  /** Reads the names of other fields. */
  List<Reference> names(String member);

  /** Reads the class literal of a record, valid or not. */
  FeatureRecord record(String member);

  /** Reads a constant of an enum whose constants have the same names as those of the given one. */
  <E extends Enum<E>> E constant(String member, Class<E> type);
}
