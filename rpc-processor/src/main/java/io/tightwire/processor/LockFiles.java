package io.tightwire.processor;

import io.tightwire.processor.contract.BadLockException;
import io.tightwire.processor.contract.Contract;
import io.tightwire.processor.contract.LockReader;
import io.tightwire.processor.contract.LockWriter;
import io.tightwire.processor.diagnostics.LockProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.validate.EvolutionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The contracts that are checked in, in one file for each service. Only the files of services that
 * are compiled are read. Confined to the compiler's thread.
 */
final class LockFiles {

  /** The option for the folder of lock files. Without it there are none. */
  static final String FOLDER = "tightwire.lock";

  /** The option that makes the processor write lock files. */
  static final String UPDATE = "tightwire.lock.update";

  private final Map<String, String> options;

  LockFiles(Map<String, String> options) {
    this.options = options;
  }

  /** Returns whether an option for lock files is set. */
  static boolean areAsked(Map<String, String> options) {
    return options.containsKey(FOLDER) || options.containsKey(UPDATE);
  }

  /**
   * Returns the changes that break clients or servers built earlier. If there are none, and the
   * options ask for it, the file is written.
   */
  List<Problem> check(ServiceModel service, Contract contract) {
    if (!options.containsKey(FOLDER)) {
      return List.of();
    }
    String folder = Objects.requireNonNullElse(options.get(FOLDER), "");
    String name = service.qualifiedName() + ".lock";
    if (folder.isEmpty()) {
      return List.of(unusable(service, name, "-A" + FOLDER + " names no folder"));
    }
    try {
      return check(service, contract, Path.of(folder).toAbsolutePath().resolve(name));
    } catch (InvalidPathException e) {
      return List.of(unusable(service, folder + '/' + name, e.toString()));
    }
  }

  private List<Problem> check(ServiceModel service, Contract contract, Path file) {
    try {
      if (Files.exists(file)) {
        return compare(service, contract, file);
      }
      if (!update()) {
        return List.of(
            LockProblems.missingLock(service.label(), file.toString(), service.origin()));
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, LockWriter.write(contract));
      return List.of();
    } catch (BadLockException e) {
      return List.of(unusable(service, file.toString(), String.valueOf(e.getMessage())));
    } catch (IOException | SecurityException e) {
      return List.of(unusable(service, file.toString(), e.toString()));
    }
  }

  private List<Problem> compare(ServiceModel service, Contract contract, Path file)
      throws IOException, BadLockException {
    Contract former = LockReader.read(Files.readString(file));
    Contract present = contract.completedFrom(former);
    List<Problem> problems = EvolutionRules.check(service, former, present, file.toString());
    if (problems.isEmpty() && update()) {
      String text = LockWriter.write(present);
      if (!text.equals(LockWriter.write(former))) { // else only comments may differ
        Files.writeString(file, text);
      }
    }
    return problems;
  }

  private boolean update() {
    String value = options.get(UPDATE);
    return value == null ? options.containsKey(UPDATE) : Boolean.parseBoolean(value);
  }

  private static Problem unusable(ServiceModel service, String file, String why) {
    return LockProblems.unusableLock(service.label(), file, why, service.origin());
  }
}
