package dev.gatehouse.junit;

import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Something the store of a test closes. JUnit before 5.13 looks for a {@code CloseableResource},
 * JUnit 6 for an {@code AutoCloseable}; what is both is closed once by all of them.
 */
@SuppressWarnings("deprecation") // the name JUnit before 5.13 knows
record Kept(Object resource, Runnable closing) implements CloseableResource, AutoCloseable {
  @Override
  public void close() {
    closing.run();
  }
}
