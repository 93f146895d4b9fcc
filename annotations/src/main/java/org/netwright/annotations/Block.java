package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a part of networks: a network without a loss, of which a field of its type is
 * one use.
 *
 * <pre>{@code
 * @Block
 * class Residual {
 *   @Input                              Layer x;
 *   @LayerNorm                          Layer normed;
 *   @Linear(times = 2) @Gelu            Layer wide;
 *   @Linear(like = "x") @Add("x")       Layer sum;
 * }
 *
 * @Network
 * class ResidualNet {
 *   @Input(32)                          Layer features;
 *   @Linear(64) @Relu                   Layer stem;
 *   @Repeat(4)                          Residual[] body;
 *   @Linear(3) @CrossEntropy            Layer species;
 * }
 * }</pre>
 *
 * <p>The first field has {@link Input} without dimensions: it takes what comes in. The last field
 * is what the block gives. A block may hold other blocks, but not itself. Penalties on the class
 * are defaults for its own layers, not for those of blocks that it holds; for other kinds, those of
 * the network are, which act on the layers of all blocks.
 *
 * <p>What an annotation of a block names, such as {@link CrossAttention} or {@link Add}, is a field
 * of the block, or if it has no such field, one of a class around the block: the class that uses
 * it, or one that uses that. {@link SameAs} names fields of the same class only.
 *
 * <p>A trainer sets the fields to instances of the class, whose layers are then available as in
 * {@code network().body[2].wide.weight()}; in files the parameter is {@code body.2.wide.weight}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {}
