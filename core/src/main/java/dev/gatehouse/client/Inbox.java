package dev.gatehouse.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The webhooks that came, in order, and those who wait for the next. */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Webhook> received = new ArrayList<>();
  private int handedOut;
  private long keptBytes;
  private int elsewhere;
  private int tooLarge;
  private boolean closed;

  /** Keeps a webhook, unless there is no room left. */
  boolean offer(Webhook webhook) {
    lock.lock();
    try {
      if (keptBytes + webhook.body().length > WebhookReceiver.MAXIMUM_KEPT_BYTES) {
        return false;
      }
      keptBytes += webhook.body().length;
      received.add(webhook);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  Webhook await(Duration timeout) {
    lock.lock();
    try {
      long left = TimeUnit.NANOSECONDS.convert(timeout);
      while (handedOut == received.size()) {
        if (closed) {
          throw new IllegalStateException("the receiver is closed; no webhook can come any more");
        }
        if (left <= 0) {
          throw new WebhookTimeoutException(timeout, received.size(), elsewhere, tooLarge);
        }
        left = changed.awaitNanos(left);
      }
      return received.get(handedOut++);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a webhook", e);
    } finally {
      lock.unlock();
    }
  }

  List<Webhook> received() {
    lock.lock();
    try {
      return List.copyOf(received);
    } finally {
      lock.unlock();
    }
  }

  void countElsewhere() {
    lock.lock();
    try {
      elsewhere++;
    } finally {
      lock.unlock();
    }
  }

  void countTooLarge() {
    lock.lock();
    try {
      tooLarge++;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
