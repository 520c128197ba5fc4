package dev.gatehouse.mock.oauth2.internal.key;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * RSA keys made ahead, once for the whole JVM and on a thread of their own, as making one takes
 * about as long as starting fifty servers. Servers beyond the pool's size share keys: what tells
 * their tokens apart is the issuer. The thread ends when it has nothing to make.
 */
public final class RsaKeyPool {
  private static final int SIZE = 8;
  private static final RsaKeyPool OF_THIS_JVM = new RsaKeyPool();

  private final ThreadPoolExecutor maker =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), RsaKeyPool::daemon);
  private final AtomicInteger ordered = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final CompletableFuture<KeyPair> first = new CompletableFuture<>();
  private final List<KeyPair> made = new CopyOnWriteArrayList<>();

  public static RsaKeyPool ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** Has one more key made, unless there are enough; does not wait. */
  public void makeAhead() {
    if (ordered.get() < SIZE && ordered.getAndIncrement() < SIZE) {
      maker.execute(this::make);
    }
  }

  /** The next key in turn; waits only for the very first. */
  public KeyPair take() {
    if (made.isEmpty()) {
      makeAhead();
      first.join();
    }
    return made.get(Math.floorMod(taken.getAndIncrement(), made.size()));
  }

  private void make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      made.add(pair);
      first.complete(pair);
    } catch (NoSuchAlgorithmException | RuntimeException e) {
      first.completeExceptionally(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gatehouse-keys");
    thread.setDaemon(true);
    return thread;
  }
}
