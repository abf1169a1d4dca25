package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.network.EngineThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Dl4jThreadTest {
  private final Dl4jThread thread = new Dl4jThread();

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void tasksRunOnOneOtherThreadInTheirOrder() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<Thread>> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      threads.add(
          thread.submit(
              () -> {
                order.add(number);
                return Thread.currentThread();
              }));
    }
    List<Thread> used = threads.stream().map(EngineThread::await).distinct().toList();
    assertThat(used).hasSize(1).doesNotContain(Thread.currentThread());
    assertThat(used.get(0).isDaemon()).isTrue();
    assertThat(order).isSorted().hasSize(100);
  }

  @Test
  void anUncheckedFailureIsThrownAsItIs() {
    RuntimeException failure = new IllegalArgumentException("bad");
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(
            () ->
                thread.run(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(thread.run(() -> 5)).as("the thread lives on").isEqualTo(5);
  }

  @Test
  void anErrorComesOutAsItIs() {
    StackOverflowError error = new StackOverflowError("too deep");
    assertThatThrownBy(
            () ->
                thread.run(
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void anyOtherFailureIsTheCause() {
    IOException failure = new IOException("no disk");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                thread.run(
                    () -> {
                      throw failure;
                    }))
        .withCause(failure);
  }

  @Test
  void theLastTaskRunsBehindThoseThatWait() {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 3; i++) {
      var unused = thread.submit(() -> done.add("task"));
    }
    thread.close(() -> done.add("last"));
    thread.close(() -> done.add("again"));
    assertThat(done).containsExactly("task", "task", "task", "last");
  }

  @Test
  void anInterruptWaitsForTheTaskAndStaysSet() {
    Thread.currentThread().interrupt();
    assertThat(thread.run(() -> 5)).isEqualTo(5);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closingEndsTheTasksThatWait() {
    CountDownLatch closing = new CountDownLatch(1);
    Future<Integer> first =
        thread.submit(
            () -> {
              closing.await();
              return 1;
            });
    Future<Integer> second = thread.submit(() -> 2);
    closing.countDown();
    thread.close();
    assertThat(first.isDone()).isTrue();
    assertThat(second.isDone()).isTrue();
    assertThat(EngineThread.await(first) + EngineThread.await(second)).isEqualTo(3);
  }

  @Test
  void nothingIsTakenAfterClose() {
    thread.requireOpen();
    thread.close();
    thread.close();
    assertThatIllegalStateException().isThrownBy(thread::requireOpen);
    assertThatIllegalStateException()
        .isThrownBy(() -> thread.submit(() -> 1))
        .withMessageContaining("closed");
  }
}
