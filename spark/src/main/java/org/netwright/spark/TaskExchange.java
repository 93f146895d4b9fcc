package org.netwright.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.update.GradientExchange;

/**
 * Sends bytes between the tasks of a barrier stage. {@link BarrierTaskContext#allGather} takes a
 * second each time, so it is only used to tell the tasks each other's addresses.
 */
final class TaskExchange implements GradientExchange, AutoCloseable {
  /** How long a task that has failed tries to say why. */
  private static final long GOODBYE_MILLIS = 2_000;

  private final int index;
  private final int count;
  private final TaskMailbox mailbox;
  private final TaskTransport transport;
  private final @Nullable TransportClient[] clients;
  private final String[] notes;
  private long exchanges;

  /**
   * Connects the tasks. All of them make the call at the same time.
   *
   * @param secret what every connection has to know, the same for all tasks
   * @param note what the other tasks learn of this one; without spaces
   * @throws IllegalStateException if a task cannot be reached
   */
  TaskExchange(BarrierTaskContext context, String secret, String note) {
    this.index = context.partitionId();
    this.count = context.numPartitions();
    this.clients = new TransportClient[count];
    this.notes = new String[count];
    this.mailbox = new TaskMailbox(context, index, count);
    SparkEnv environment = SparkEnv.get();
    String host = environment.blockManager().blockManagerId().host();
    this.transport = new TaskTransport(environment.conf(), host, secret, mailbox);
    boolean connected = false;
    try {
      connect(context.allGather("%s %d %s".formatted(host, transport.port(), note)));
      connected = true;
    } finally {
      // Scala throws checked exceptions without declaring them.
      if (!connected) {
        transport.close();
      }
    }
  }

  private void connect(String[] all) {
    String[][] words = new String[count][];
    for (int i = 0; i < count; i++) {
      words[i] = all[i].split(" ", 3);
      notes[i] = words[i][2];
    }
    for (int i = 0; i < count; i++) {
      if (i != index) {
        clients[i] = connect(i, words[i][0], Integer.parseInt(words[i][1]));
      }
    }
  }

  private TransportClient connect(int task, String host, int port) {
    try {
      return transport.connect(host, port);
    } catch (IOException e) {
      throw new IllegalStateException(
          "task %d cannot reach task %d at %s:%d; executors must be able to connect to each other on any port"
              .formatted(index, task, host, port),
          e);
    }
  }

  /** Returns what the tasks have told of themselves, in their order. */
  String[] notes() {
    return notes.clone();
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public byte[][] exchange(byte[][] parts) {
    long number = exchanges++;
    send(i -> TaskMailbox.message(number, index, parts[i]));
    byte[][] received = mailbox.await(number);
    received[index] = parts[index];
    return received;
  }

  private void send(IntFunction<ByteBuffer> messages) {
    for (int i = 0; i < count; i++) {
      TransportClient client = clients[i];
      if (client != null) {
        ByteBuffer message = messages.apply(i);
        mailbox.sent();
        client.sendRpc(message, new Delivery(i));
      }
    }
  }

  /** Hears whether a message has arrived. */
  private final class Delivery implements RpcResponseCallback {
    private final int to;

    Delivery(int to) {
      this.to = to;
    }

    @Override
    public void onSuccess(ByteBuffer response) {
      mailbox.delivered();
    }

    @Override
    public void onFailure(Throwable e) {
      mailbox.delivered();
      mailbox.fail(to, String.valueOf(e.getMessage()));
    }
  }

  private byte[][] toAll(byte[] bytes) {
    byte[][] parts = new byte[count][];
    Arrays.fill(parts, bytes);
    return parts;
  }

  /** Waits until no task needs a connection any more. */
  void finish() {
    exchange(toAll(new byte[0]));
    mailbox.awaitDeliveries(Long.MAX_VALUE);
  }

  /**
   * Tells the other tasks why this one fails, unless one of them has failed before. What goes wrong
   * with that is added to the reason, and does not take its place.
   */
  void fail(Throwable reason) {
    try {
      if (!mailbox.hasFailures()) {
        send(i -> TaskMailbox.failure(index, reason));
        mailbox.awaitDeliveries(GOODBYE_MILLIS);
      }
    } catch (RuntimeException | Error e) {
      if (e != reason) {
        reason.addSuppressed(e);
      }
    }
  }

  /** Sends bytes from task 0 to all. */
  byte[] fromFirst(byte[] bytes) {
    return exchange(toAll(index == 0 ? bytes : new byte[0]))[0];
  }

  @Override
  public void close() {
    transport.close();
  }
}
