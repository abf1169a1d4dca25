package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadableImagesTest {
  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
  private final UnreadableImages unreadable = new UnreadableImages(console);

  @Test
  void anInterruptIsNoUnreadableImage() {
    for (IOException interrupt :
        List.of(new ClosedByInterruptException(), new InterruptedIOException())) {
      assertThatThrownBy(() -> unreadable.report("a.png", interrupt)).isSameAs(interrupt);
    }
    assertThat(unreadable.exitStatus()).isZero();
    assertThat(err.toString()).isEmpty();
  }
}
