package org.netwright.runtime.generated;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the annotation processor writes. Unlike {@code javax.annotation.processing.Generated},
 * which class files do not have, it makes coverage tools such as JaCoCo exclude the class.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GeneratedTrainer {}
