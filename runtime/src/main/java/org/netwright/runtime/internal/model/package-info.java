/**
 * Saved models: <a href="https://github.com/huggingface/safetensors#format">safetensors</a> files,
 * written completely or not at all, and checked in everything when they are read.
 */
@NullMarked
package org.netwright.runtime.internal.model;

import org.jspecify.annotations.NullMarked;
