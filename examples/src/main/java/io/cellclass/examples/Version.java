package io.cellclass.examples;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "cellclass " + (version == null ? "(not packaged)" : version),
      "Java ${java.version} (${java.vm.name}), ${os.name} ${os.arch}"
    };
  }
}
