package org.netwright.samples.cli;

import org.netwright.runtime.Trainer;
import picocli.CommandLine.IVersionProvider;

/** The version of Netwright, if its jar has one. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Trainer.class.getPackage().getImplementationVersion();
    return new String[] {"Netwright " + (version == null ? "(built from source)" : version)};
  }
}
