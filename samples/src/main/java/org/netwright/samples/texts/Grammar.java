package org.netwright.samples.texts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes sentences about restaurants, such as "the food was not bad". Two of three have two clauses
 * of opposite opinions: the one after "but" or before "although" is that of the sentence. So the
 * words of a sentence tell its opinion only together with their order.
 */
final class Grammar {
  private static final List<String> THINGS =
      List.of("food", "soup", "wine", "waiter", "music", "view", "place", "bill");
  private static final List<String> ADVERBS = List.of("really", "very", "quite");
  private static final List<String> GOOD =
      List.of("good", "friendly", "cheap", "great", "lovely", "perfect");
  private static final List<String> BAD = List.of("bad", "rude", "dear", "dull", "awful", "poor");
  private static final List<String> OPENINGS = List.of("this time", "last night", "as always");

  /** All words; their numbers are their places. */
  static final List<String> WORDS = words();

  private final Random random;

  private Grammar(long seed) {
    random = new Random(seed);
  }

  /** Makes sentences, of which no two are equal, and their opinions. */
  static Map<String, Opinion> sentences(int count, long seed) {
    Grammar grammar = new Grammar(seed);
    Map<String, Opinion> sentences = new LinkedHashMap<>();
    while (sentences.size() < count) {
      Opinion opinion = grammar.random.nextBoolean() ? Opinion.POSITIVE : Opinion.NEGATIVE;
      sentences.put(grammar.sentence(opinion, sentences.size() % 3), opinion);
    }
    return sentences;
  }

  /** Returns the numbers of the words of a sentence. */
  static int[] ids(String sentence) {
    return Arrays.stream(sentence.split(" ", -1)).mapToInt(WORDS::indexOf).toArray();
  }

  private String sentence(Opinion opinion, int form) {
    String opening = random.nextInt(3) == 0 ? draw(OPENINGS) + " " : "";
    String main = clause(opinion);
    String other = clause(opinion.opposite());
    return opening
        + switch (form) {
          case 0 -> main;
          case 1 -> other + " but " + main;
          default -> main + " although " + other;
        };
  }

  private String clause(Opinion opinion) {
    boolean isDenied = random.nextBoolean();
    boolean isGood = (opinion == Opinion.POSITIVE) != isDenied;
    return "the "
        + draw(THINGS)
        + " was "
        + (isDenied ? "not " : "")
        + (random.nextBoolean() ? draw(ADVERBS) + " " : "")
        + draw(isGood ? GOOD : BAD);
  }

  private String draw(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static List<String> words() {
    Set<String> words = new LinkedHashSet<>(List.of("the", "was", "not", "but", "although"));
    for (List<String> some : List.of(THINGS, ADVERBS, GOOD, BAD, OPENINGS)) {
      some.forEach(text -> words.addAll(List.of(text.split(" ", -1))));
    }
    return new ArrayList<>(words);
  }
}
