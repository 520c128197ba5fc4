package dev.gatehouse.conformance.check;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A default {@link Authenticator} of the JVM with a password for one port only, so that nothing
 * else in the JVM notices. One at a time.
 */
final class AmbientLogin {
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private AmbientLogin() {}

  /** Runs something while the JVM has a password for this port. */
  static void during(int port, String username, String password, Runnable work) {
    ONE_AT_A_TIME.lock();
    Authenticator before = Authenticator.getDefault();
    try {
      Authenticator.setDefault(
          new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
              return getRequestingPort() == port
                  ? new PasswordAuthentication(username, password.toCharArray())
                  : null;
            }
          });
      work.run();
    } finally {
      Authenticator.setDefault(before);
      ONE_AT_A_TIME.unlock();
    }
  }
}
