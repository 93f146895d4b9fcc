package org.netwright.processor.source;

import java.util.List;
import java.util.Optional;

/**
 * The type of a field that is a block.
 *
 * @param name the simple name of the class
 * @param block empty if the class holds itself
 * @param circle the classes from the block to itself, if it holds itself
 * @param isArray whether the type is an array of the class
 */
public record BlockUse(
    String name,
    String qualifiedName,
    Optional<BlockDeclaration> block,
    List<String> circle,
    boolean isArray) {}
