package dev.gatehouse.mock.jose.internal.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Keys of one kind, made ahead, once for the whole JVM and on a thread of their own, as making one
 * for RSA takes about as long as starting fifty servers. Servers beyond the pool's size share keys:
 * what tells their tokens apart is the issuer. The thread ends when it has nothing to make.
 */
public final class KeyPool {
  private static final int SIZE = 8;

  private static final ThreadPoolExecutor MAKER =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), KeyPool::daemon);

  /** Making the first RSA key costs as much as starting a server, which is to come first. */
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS, MAKER);

  /** RSA keys of 2048 bits. */
  public static final KeyPool RSA =
      new KeyPool("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

  /** Keys on the curve P-256. */
  public static final KeyPool P256 = new KeyPool("EC", new ECGenParameterSpec("secp256r1"));

  /** Keys on the curve Ed25519. */
  public static final KeyPool ED25519 = new KeyPool("Ed25519", NamedParameterSpec.ED25519);

  private final String kind;
  private final AlgorithmParameterSpec parameters;
  private final AtomicInteger ordered = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicBoolean awaited = new AtomicBoolean();
  private final CompletableFuture<KeyPair> first = new CompletableFuture<>();
  private final List<KeyPair> made = new CopyOnWriteArrayList<>();

  private KeyPool(String kind, AlgorithmParameterSpec parameters) {
    this.kind = kind;
    this.parameters = parameters;
  }

  /** Has one more key made in a moment, unless there are enough; does not wait. */
  public void makeAhead() {
    if (ordered.get() < SIZE && ordered.getAndIncrement() < SIZE) {
      SOON.execute(this::makeFirst);
    }
  }

  /**
   * The next key in turn that is wanted. Waits only for the very first, and for one to be made when
   * none in the pool is wanted.
   */
  public KeyPair take(Predicate<KeyPair> wanted) {
    if (made.isEmpty()) {
      if (!awaited.getAndSet(true)) {
        MAKER.execute(this::makeFirst);
      }
      first.join();
    }
    for (int tries = made.size(); tries > 0; tries--) {
      KeyPair next = made.get(Math.floorMod(taken.getAndIncrement(), made.size()));
      if (wanted.test(next)) {
        return next;
      }
    }
    return CompletableFuture.supplyAsync(this::make, MAKER).join();
  }

  private void makeFirst() {
    try {
      first.complete(make());
    } catch (RuntimeException e) {
      first.completeExceptionally(e);
    }
  }

  private KeyPair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(parameters);
      KeyPair pair = generator.generateKeyPair();
      if (made.size() < SIZE) {
        made.add(pair);
      }
      return pair;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM cannot make keys for " + kind, e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gatehouse-keys");
    thread.setDaemon(true);
    return thread;
  }
}
