package org.netwright.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    for (int i = 0; i < count; i++) {
      TransportClient client = clients[i];
      if (client != null) {
        ByteBuffer message =
            ByteBuffer.allocate(HEAD + parts[i].length)
                .putLong(number)
                .putInt(index)
                .put(parts[i])
                .flip();
        int to = i;
        client.sendRpc(
            message,
            new RpcResponseCallback() {
              @Override
              public void onSuccess(ByteBuffer response) {}

              @Override
              public void onFailure(Throwable e) {
                mailbox.fail(to, e);
              }
            });
      }
    }
    byte[][] received = mailbox.await(number);
    received[index] = parts[index];
    return received;
  }

  /** Sends bytes from task 0 to all. */
  byte[] fromFirst(byte[] bytes) {
    byte[][] parts = new byte[count][];
    for (int i = 0; i < count; i++) {
      parts[i] = index == 0 ? bytes : new byte[0];
    }
    return exchange(parts)[0];
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
    private final List<Integer> gone = new ArrayList<>();
    private @Nullable Throwable failure;

    @Override
    public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
      long number = message.getLong();
      int from = message.getInt();
      byte[] part = new byte[message.remaining()];
      message.get(part);
      senders.put(client, from);
      synchronized (this) {
        received.computeIfAbsent(number, n -> new byte[count][])[from] = part;
        notifyAll();
      }
      callback.onSuccess(ByteBuffer.allocate(0));
    }

    @Override
    public StreamManager getStreamManager() {
      return new OneForOneStreamManager();
    }

    @Override
    public void channelInactive(TransportClient client) {
      Integer from = senders.remove(client);
      if (from != null) {
        fail(from, null);
      }
    }

    synchronized void fail(int task, @Nullable Throwable cause) {
      gone.add(task);
      if (failure == null) {
        failure = cause;
      }
      notifyAll();
    }

    synchronized byte[][] await(long number) {
      byte[][] parts = received.computeIfAbsent(number, n -> new byte[count][]);
      while (!isComplete(parts)) {
        if (context.isInterrupted()) {
          throw new TaskKilledException("the stage was cancelled");
        }
        for (int task : gone) {
          if (parts[task] == null) {
            throw new IllegalStateException(
                "task %d has failed, so that task %d cannot continue".formatted(task, index),
                failure);
          }
        }
        try {
          wait(POLL_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new TaskKilledException("interrupted");
        }
      }
      received.remove(number);
      return parts;
    }

    private boolean isComplete(byte[][] parts) {
      for (int i = 0; i < count; i++) {
        if (i != index && parts[i] == null) {
          return false;
        }
      }
      return true;
    }
  }
}
