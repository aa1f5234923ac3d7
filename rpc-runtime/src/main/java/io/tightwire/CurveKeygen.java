package io.tightwire;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Makes a CURVE key pair: {@code java -cp … io.tightwire.CurveKeygen server.key} writes it to a new
 * file that its owner alone may read, and prints the public key.
 *
 * <p>Stateless and thread-safe.
 */
public final class CurveKeygen {

  private CurveKeygen() {}

  /**
   * Writes a new pair, and ends the process: with 0, or after saying why it could not.
   *
   * @param args the file
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length != 1) {
      err.println("Which file is the pair to be written to? CurveKeygen FILE");
      return 2;
    }
    try {
      CurveKeyPair pair = CurveKeyPair.generate();
      pair.write(Path.of(args[0]));
      out.println(pair.publicKey());
      return 0;
    } catch (FileAlreadyExistsException e) {
      err.println(args[0] + " exists already, and is left as it is");
    } catch (NoSuchFileException e) {
      err.println("Cannot write " + args[0] + ": its directory does not exist; create it");
    } catch (IOException e) {
      err.println("Cannot write " + args[0] + ": " + e.getMessage());
    }
    return 1;
  }
}
