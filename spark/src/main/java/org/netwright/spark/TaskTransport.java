package org.netwright.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskKilledException;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.sasl.SecretKeyHolder;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.MapConfigProvider;
import org.apache.spark.network.util.TransportConf;
import org.jspecify.annotations.Nullable;

/**
 * Connections of a task to others, over Spark's own network layer, as its blocks are sent. It owns
 * threads and sockets: {@link #close()} ends them.
 */
final class TaskTransport implements AutoCloseable {
  private static final String APPLICATION = "netwright";

  /** What the names of its threads begin with. */
  static final String MODULE = "netwright-exchange";

  private final TransportContext context;
  private final TransportClientFactory factory;
  private final TransportServer server;

  /**
   * Listens on a free port.
   *
   * @param host the name that other machines know this one by
   * @param secret what every connection has to know
   * @param handler of what others send
   */
  TaskTransport(SparkConf spark, String host, String secret, RpcHandler handler) {
    TransportConf conf = conf(spark);
    SecretKeyHolder secrets = new OneSecret(secret);
    this.context = new TransportContext(conf, handler);
    TransportClientFactory clients = null;
    try {
      clients =
          context.createClientFactory(List.of(new AuthClientBootstrap(conf, APPLICATION, secrets)));
      this.server = newServer(host, new AuthServerBootstrap(conf, secrets));
    } catch (RuntimeException | Error e) {
      close(null, clients, context);
      throw e;
    }
    this.factory = clients;
  }

  private TransportServer newServer(String host, AuthServerBootstrap bootstrap) {
    try {
      return context.createServer(host, 0, List.of(bootstrap));
    } catch (RuntimeException e) {
      // The name that other machines know this one by need not be an address of its own.
      return context.createServer(0, List.of(bootstrap));
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
    settings.put("spark." + MODULE + ".io.serverThreads", "2");
    settings.put("spark." + MODULE + ".io.clientThreads", "2");
    return new TransportConf(MODULE, new MapConfigProvider(settings));
  }

  /** The same for all. */
  private record OneSecret(String secret) implements SecretKeyHolder {
    @Override
    public String getSaslUser(String application) {
      return APPLICATION;
    }

    @Override
    public String getSecretKey(String application) {
      return secret;
    }
  }

  /** Returns the port on which it listens. */
  int port() {
    return server.getPort();
  }

  /**
   * Connects to another task.
   *
   * @throws IOException if it cannot be reached
   */
  TransportClient connect(String host, int port) throws IOException {
    try {
      return factory.createClient(host, port);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("interrupted");
    }
  }

  @Override
  public void close() {
    close(server, factory, context);
  }

  private static void close(
      @Nullable TransportServer server,
      @Nullable TransportClientFactory factory,
      TransportContext context) {
    if (factory != null) {
      factory.close();
    }
    if (server != null) {
      server.close();
    }
    context.close();
  }
}
