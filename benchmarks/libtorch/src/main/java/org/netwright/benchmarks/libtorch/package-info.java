/** PyTorch's C++ library, through JavaCPP. */
package org.netwright.benchmarks.libtorch;
