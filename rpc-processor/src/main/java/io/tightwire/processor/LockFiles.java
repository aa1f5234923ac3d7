package io.tightwire.processor;

import io.tightwire.processor.contract.BadLockException;
import io.tightwire.processor.contract.Contract;
import io.tightwire.processor.contract.LockReader;
import io.tightwire.processor.contract.LockWriter;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.diagnostics.Problems;
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
 * The contracts that are checked in, one file for each service; only those of services that are
 * compiled are looked at. Confined to the compiler's thread.
 */
final class LockFiles {

  /** The option that says in which folder they are; without it, none are. */
  static final String FOLDER = "tightwire.lock";

  /** The option that has them written. */
  static final String UPDATE = "tightwire.lock.update";

  private final Map<String, String> options;

  LockFiles(Map<String, String> options) {
    this.options = options;
  }

  /** What breaks who was built before. If nothing does, the file is written, if that is asked. */
  List<Problem> check(ServiceModel service, Contract contract) {
    if (!options.containsKey(FOLDER)) {
      return List.of();
    }
    String name = service.qualifiedName() + ".lock";
    try {
      return check(service, contract, Path.of(folder()).resolve(name));
    } catch (InvalidPathException e) {
      return List.of(unusable(service, folder() + '/' + name, e));
    }
  }

  private List<Problem> check(ServiceModel service, Contract contract, Path file) {
    try {
      String present = LockWriter.write(contract);
      boolean update = Boolean.parseBoolean(options.get(UPDATE));
      if (Files.exists(file)) {
        String text = Files.readString(file).replace("\r\n", "\n");
        List<Problem> problems =
            EvolutionRules.check(service, LockReader.read(text), contract, file.toString());
        if (!problems.isEmpty() || text.equals(present)) {
          return problems;
        }
      } else if (!update) {
        return List.of(Problems.missingLock(service.label(), file.toString(), service.origin()));
      }
      if (update) {
        Files.createDirectories(Path.of(folder()).toAbsolutePath());
        Files.writeString(file, present);
      }
      return List.of();
    } catch (IOException | BadLockException | SecurityException e) {
      return List.of(unusable(service, file.toString(), e));
    }
  }

  private String folder() {
    return Objects.requireNonNullElse(options.get(FOLDER), "");
  }

  private static Problem unusable(ServiceModel service, String file, Exception e) {
    String why = e instanceof BadLockException ? String.valueOf(e.getMessage()) : e.toString();
    return Problems.unusableLock(service.label(), file, why, service.origin());
  }
}
