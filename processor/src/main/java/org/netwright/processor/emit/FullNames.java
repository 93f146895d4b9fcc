package org.netwright.processor.emit;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names of classes that generated code writes in full, because another hides them. */
public final class FullNames {
  private static final Pattern NO_CODE = Pattern.compile("(?m)^ *(?:package |import |/?\\*|//).*$");

  private FullNames() {}

  /** Returns a full name that begins with one of the given parts of package names. */
  public static Optional<String> beginningWith(Set<String> parts, String source) {
    return parts.stream().sorted().flatMap(part -> find(part, source).stream()).findFirst();
  }

  private static Optional<String> find(String part, String source) {
    // Strings may hold the names of layers, which are followed by a dot too.
    Matcher matcher =
        Pattern.compile(
                "(?<![\\p{javaJavaIdentifierPart}.\"])"
                    + Pattern.quote(part)
                    + "(?:\\.(?!\\p{Lu})\\p{javaJavaIdentifierPart}+)*"
                    + "\\.\\p{javaJavaIdentifierPart}+")
            .matcher(NO_CODE.matcher(source).replaceAll(""));
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
