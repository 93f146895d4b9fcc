/**
 * Files and folders: written as a whole, created if needed, locked while they are in use, and
 * checked when they are read. Models are <a
 * href="https://github.com/huggingface/safetensors#format">safetensors</a> files.
 */
@NullMarked
package org.netwright.runtime.internal.file;

import org.jspecify.annotations.NullMarked;
