package org.netwright.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the annotation processor writes. Unlike {@code javax.annotation.processing.Generated},
 * which class files do not have, it tells tools for test coverage to leave the class out, as JaCoCo
 * does with all annotations of such a name.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GeneratedTrainer {}
