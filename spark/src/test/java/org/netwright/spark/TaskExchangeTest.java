package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** Tasks that cannot connect to each other. */
class TaskExchangeTest {
  /** Task 0 connects to task 1, which gives a port on which nobody listens. */
  private static final class Lonely
      extends scala.runtime.AbstractFunction1<
          scala.collection.Iterator<Integer>, scala.collection.Iterator<String>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public scala.collection.Iterator<String> apply(scala.collection.Iterator<Integer> unused) {
      BarrierTaskContext context = BarrierTaskContext.get();
      List<String> said = new ArrayList<>();
      if (context.partitionId() == 1) {
        context.allGather("localhost 1 note");
      } else {
        try (TaskExchange exchange = new TaskExchange(context, "secret", "note")) {
          said.add("connected to " + exchange.count());
        } catch (IllegalStateException e) {
          said.add(e.getMessage());
        }
      }
      return CollectionConverters.asScala(said.iterator());
    }
  }

  /** Task 0 is interrupted while it tells task 1, which never answers, why it fails. */
  private static final class Interrupted
      extends scala.runtime.AbstractFunction1<
          scala.collection.Iterator<Integer>, scala.collection.Iterator<String>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public scala.collection.Iterator<String> apply(scala.collection.Iterator<Integer> unused) {
      BarrierTaskContext context = BarrierTaskContext.get();
      List<String> said = new ArrayList<>();
      if (context.partitionId() == 1) {
        SparkConf conf = SparkEnv.get().conf();
        try (TaskTransport silent =
            new TaskTransport(conf, "localhost", "secret", new NoOpRpcHandler())) {
          context.allGather("localhost %d note".formatted(silent.port()));
          context.barrier();
        }
      } else {
        try (TaskExchange exchange = new TaskExchange(context, "secret", "note")) {
          Throwable reason = new IllegalStateException("the reason");
          Thread.currentThread().interrupt();
          exchange.fail(reason);
          said.add(Thread.interrupted() + " " + reason.getSuppressed()[0]);
        }
        context.barrier();
      }
      return CollectionConverters.asScala(said.iterator());
    }
  }

  @Test
  void aFailureThatCannotBeToldDoesNotHideTheReason() {
    List<String> said =
        new JavaSparkContext(LocalSpark.session().sparkContext())
            .parallelize(List.of(1, 2), 2)
            .rdd()
            .barrier()
            .mapPartitions(new Interrupted(), false, ClassTag$.MODULE$.<String>apply(String.class))
            .toJavaRDD()
            .collect();
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("true org.apache.spark.TaskKilledException");
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(TaskTransport.MODULE))
        .sorted()
        .toList();
  }

  @Test
  void threadsAndSocketsAreClosedIfATaskCannotBeReached() throws InterruptedException {
    List<String> said =
        new JavaSparkContext(LocalSpark.session().sparkContext())
            .parallelize(List.of(1, 2), 2)
            .rdd()
            .barrier()
            .mapPartitions(new Lonely(), false, ClassTag$.MODULE$.<String>apply(String.class))
            .toJavaRDD()
            .collect();
    assertThat(said)
        .containsExactly(
            "task 0 cannot reach task 1 at localhost:1; executors must be able to connect to each other on any port");
    awaitNoThreads();
  }

  @Test
  void threadsOfATransportAreKnownByTheirNames() throws InterruptedException {
    SparkConf conf = LocalSpark.session().sparkContext().conf();
    try (TaskTransport transport =
        new TaskTransport(conf, "localhost", "secret", new NoOpRpcHandler())) {
      assertThat(transport.port()).isPositive();
      assertThat(threads()).isNotEmpty();
    }
    awaitNoThreads();
  }

  /** Netty's threads end a moment after they are told to. */
  private static void awaitNoThreads() throws InterruptedException {
    for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertThat(threads()).isEmpty();
  }
}
