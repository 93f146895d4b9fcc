package org.netwright.spark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;

/** What other tasks have sent to a task, and what it waits for. */
final class TaskMailbox extends RpcHandler {
  /** In place of the number of an exchange: the task has failed. */
  private static final long FAILURE = -1;

  private static final int HEAD = Long.BYTES + Integer.BYTES;
  private static final long POLL_MILLIS = 200;

  private final TaskContext context;
  private final int index;
  private final int count;
  private final Map<Long, byte[][]> received = new HashMap<>();
  private final Map<TransportClient, Integer> senders = new ConcurrentHashMap<>();

  /** Why tasks have failed, by their numbers. */
  private final Map<Integer, String> failures = new TreeMap<>();

  private int undelivered;

  /**
   * Makes an empty one.
   *
   * @param context of the task, which may be killed while it waits
   * @param index the number of the task
   * @param count of all tasks
   */
  TaskMailbox(TaskContext context, int index, int count) {
    this.context = context;
    this.index = index;
    this.count = count;
  }

  /** Returns the message with a task's part of an exchange. */
  static ByteBuffer message(long exchange, int from, byte[] part) {
    return ByteBuffer.allocate(HEAD + part.length).putLong(exchange).putInt(from).put(part).flip();
  }

  /** Returns the message that a task has failed. */
  static ByteBuffer failure(int from, Throwable reason) {
    return message(FAILURE, from, reason.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
    long number = message.getLong();
    int from = message.getInt();
    byte[] part = new byte[message.remaining()];
    message.get(part);
    senders.put(client, from);
    // Before this task knows: it may have nothing left to do, and close the connection.
    callback.onSuccess(ByteBuffer.allocate(0));
    if (number == FAILURE) {
      fail(from, new String(part, StandardCharsets.UTF_8));
    } else {
      put(number, from, part);
    }
  }

  private synchronized void put(long number, int from, byte[] part) {
    received.computeIfAbsent(number, n -> new byte[count][])[from] = part;
    notifyAll();
  }

  @Override
  public StreamManager getStreamManager() {
    return new OneForOneStreamManager();
  }

  @Override
  public void channelInactive(TransportClient client) {
    Integer from = senders.remove(client);
    if (from != null) {
      fail(from, "it has closed the connection");
    }
  }

  synchronized void sent() {
    undelivered++;
  }

  synchronized void delivered() {
    undelivered--;
    notifyAll();
  }

  synchronized boolean hasFailures() {
    return !failures.isEmpty();
  }

  /** The first reason is the best. */
  synchronized void fail(int task, String reason) {
    failures.putIfAbsent(task, reason);
    notifyAll();
  }

  void awaitDeliveries(long mostMillis) {
    awaitUntil(() -> undelivered == 0, mostMillis);
  }

  byte[][] await(long number) {
    byte[][] parts;
    synchronized (this) {
      parts = received.computeIfAbsent(number, n -> new byte[count][]);
    }
    awaitUntil(() -> isComplete(parts), Long.MAX_VALUE);
    synchronized (this) {
      received.remove(number);
    }
    return parts;
  }

  /** Waits, but not so long that the task cannot be killed. */
  private synchronized void awaitUntil(BooleanSupplier done, long mostMillis) {
    long begin = System.nanoTime();
    while (!done.getAsBoolean() && (System.nanoTime() - begin) / 1_000_000 < mostMillis) {
      if (context.isInterrupted()) {
        throw new TaskKilledException("the stage was cancelled");
      }
      try {
        wait(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TaskKilledException("interrupted");
      }
    }
  }

  /** Returns whether all parts are there; throws if one cannot come any more. */
  private boolean isComplete(byte[][] parts) {
    for (int i = 0; i < count; i++) {
      if (i != index && parts[i] == null) {
        failures.forEach(
            (task, reason) -> {
              if (parts[task] == null) {
                throw new IllegalStateException(
                    "task %d has failed, so that task %d cannot continue: %s"
                        .formatted(task, index, reason));
              }
            });
        return false;
      }
    }
    return true;
  }
}
