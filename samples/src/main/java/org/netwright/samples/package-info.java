/** Networks that train on real data, each a package to copy. */
package org.netwright.samples;
