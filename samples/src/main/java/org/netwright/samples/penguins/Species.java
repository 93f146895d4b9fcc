package org.netwright.samples.penguins;

/** The species of the study. */
enum Species {
  ADELIE,
  CHINSTRAP,
  GENTOO
}
