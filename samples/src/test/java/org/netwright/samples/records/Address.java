package org.netwright.samples.records;

import org.netwright.annotations.Ignore;

record Address(float distance, @Ignore String street, boolean garden) {}
