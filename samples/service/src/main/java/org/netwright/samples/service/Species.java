package org.netwright.samples.service;

/** What the network predicts. */
enum Species {
  ADELIE,
  CHINSTRAP,
  GENTOO
}
