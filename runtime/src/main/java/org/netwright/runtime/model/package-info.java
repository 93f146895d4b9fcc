/**
 * Files of trained parameters, in the <a
 * href="https://github.com/huggingface/safetensors#format">safetensors</a> format: whole or not at
 * all when written, and trusted in nothing when read.
 */
@NullMarked
package org.netwright.runtime.model;

import org.jspecify.annotations.NullMarked;
