package org.netwright.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskKilledException;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.sasl.SecretKeyHolder;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.MapConfigProvider;
import org.apache.spark.network.util.TransportConf;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.update.GradientExchange;

/**
 * Sends bytes between the tasks of a barrier stage, over Spark's own network layer, as its blocks
 * are sent. {@link BarrierTaskContext#allGather} takes a second each time, so it is only used to
 * tell the tasks each other's addresses.
 */
final class TaskExchange implements GradientExchange, AutoCloseable {
  private static final String APPLICATION = "netwright";
  private static final int HEAD = Long.BYTES + Integer.BYTES;
  private static final long POLL_MILLIS = 200;

  /** In place of the number of an exchange: the task has failed. */
  private static final long FAILURE = -1;

  /** How long a task that has failed tries to say why. */
  private static final long GOODBYE_MILLIS = 2_000;

  private final BarrierTaskContext context;
  private final int index;
  private final int count;
  private final Mailbox mailbox = new Mailbox();
  private final TransportContext transport;
  private final TransportServer server;
  private final TransportClientFactory factory;
  private final @Nullable TransportClient[] clients;
  private final String[] notes;
  private long exchanges;

  /**
   * Connects the tasks. All of them make the call at the same time.
   *
   * @param secret what every connection has to know, the same for all tasks
   * @param note what the other tasks learn of this one; without spaces
   */
  TaskExchange(BarrierTaskContext context, String secret, String note) {
    this.context = context;
    this.index = context.partitionId();
    this.count = context.numPartitions();
    this.clients = new TransportClient[count];
    this.notes = new String[count];
    TransportConf conf = conf(SparkEnv.get().conf());
    SecretKeyHolder secrets =
        new SecretKeyHolder() {
          @Override
          public String getSaslUser(String application) {
            return APPLICATION;
          }

          @Override
          public String getSecretKey(String application) {
            return secret;
          }
        };
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    this.transport = new TransportContext(conf, mailbox);
    try {
      this.factory =
          transport.createClientFactory(
              List.of(new AuthClientBootstrap(conf, APPLICATION, secrets)));
      this.server = newServer(host, new AuthServerBootstrap(conf, secrets));
      connect(host, note);
    } catch (RuntimeException | Error e) {
      transport.close();
      throw e;
    }
  }

  private TransportServer newServer(String host, AuthServerBootstrap bootstrap) {
    try {
      return transport.createServer(host, 0, List.of(bootstrap));
    } catch (RuntimeException e) {
      // The name that other machines know this one by need not be an address of its own.
      return transport.createServer(0, List.of(bootstrap));
    }
  }

  private void connect(String host, String note) {
    String own = "%s %d %s".formatted(host, server.getPort(), note);
    String[] all = context.allGather(own);
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
      return factory.createClient(host, port);
    } catch (IOException e) {
      throw new IllegalStateException(
          "task %d cannot reach task %d at %s:%d; executors must be able to connect to each other on any port"
              .formatted(index, task, host, port),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("interrupted");
    }
  }

  /** Settings of Spark's network apply here, and encryption if there is any. */
  private static TransportConf conf(SparkConf spark) {
    Map<String, String> settings = new HashMap<>();
    for (var setting : spark.getAllWithPrefix("spark.network.")) {
      settings.put("spark.network." + setting._1, setting._2);
    }
    boolean encrypts =
        spark.getBoolean("spark.network.crypto.enabled", false)
            || spark.getBoolean("spark.authenticate.enableSaslEncryption", false)
            || spark.getBoolean("spark.ssl.rpc.enabled", false);
    settings.put("spark.network.crypto.enabled", String.valueOf(encrypts));
    settings.put("spark.netwright.io.serverThreads", "2");
    settings.put("spark.netwright.io.clientThreads", "2");
    return new TransportConf(APPLICATION, new MapConfigProvider(settings));
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
    send(number, parts);
    byte[][] received = mailbox.await(number);
    received[index] = parts[index];
    return received;
  }

  private void send(long number, byte[][] parts) {
    for (int i = 0; i < count; i++) {
      TransportClient client = clients[i];
      if (client != null) {
        ByteBuffer message =
            ByteBuffer.allocate(HEAD + parts[i].length)
                .putLong(number)
                .putInt(index)
                .put(parts[i])
                .flip();
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

  /** Tells the other tasks why this one fails, unless one of them has failed before. */
  void fail(Throwable reason) {
    if (!mailbox.hasFailures()) {
      send(FAILURE, toAll(reason.toString().getBytes(StandardCharsets.UTF_8)));
      mailbox.awaitDeliveries(GOODBYE_MILLIS);
    }
  }

  /** Sends bytes from task 0 to all. */
  byte[] fromFirst(byte[] bytes) {
    return exchange(toAll(index == 0 ? bytes : new byte[0]))[0];
  }

  @Override
  public void close() {
    factory.close();
    server.close();
    transport.close();
  }

  /** What other tasks have sent. */
  private final class Mailbox extends RpcHandler {
    private final Map<Long, byte[][]> received = new HashMap<>();
    private final Map<TransportClient, Integer> senders = new ConcurrentHashMap<>();

    /** Why tasks have failed, by their numbers. */
    private final Map<Integer, String> failures = new TreeMap<>();

    private int undelivered;

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
}
