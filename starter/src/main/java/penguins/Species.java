package penguins;

/** What the network predicts. */
enum Species { ADELIE, CHINSTRAP, GENTOO }
