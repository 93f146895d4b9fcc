/**
 * Files of trained parameters, in the <a
 * href="https://github.com/huggingface/safetensors#format">safetensors</a> format: written
 * completely or not at all, and checked in everything when read.
 */
@NullMarked
package org.netwright.runtime.model;

import org.jspecify.annotations.NullMarked;
