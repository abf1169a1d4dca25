package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engines are those that the test's services file names. */
class ClassifierEngineTest {
  /** Opens nothing, and says what it was asked for. */
  abstract static class Engine implements ClassifierEngine {
    private final int speed;

    Engine(int speed) {
      this.speed = speed;
    }

    @Override
    public String name() {
      return getClass().getSimpleName();
    }

    @Override
    public int speed() {
      return speed;
    }

    @Override
    public Classifier load(Path file) throws IOException {
      throw new IOException(name() + " asked for " + file.getFileName());
    }
  }

  public static final class Slow extends Engine {
    public Slow() {
      super(1);
    }
  }

  public static final class Quick extends Engine {
    public Quick() {
      super(9);
    }
  }

  public static final class Mobile extends Engine {
    public Mobile() {
      super(5);
    }

    @Override
    public Set<String> formats() {
      return Set.of(BUNDLE, "tflite");
    }
  }

  @Test
  void theFastestThatOpensTheFormatIsTaken() {
    assertThat(ClassifierEngine.all())
        .extracting(ClassifierEngine::name)
        .containsExactly("Quick", "Mobile", "Slow");
    assertThat(ClassifierEngine.fastest().name()).isEqualTo("Quick");
    for (String bundle : new String[] {"a.cellclass", "a", "tflite", "a.tflite.bak"}) {
      assertThatThrownBy(() -> Classifier.load(Path.of(bundle)))
          .isInstanceOf(IOException.class)
          .hasMessage("Quick asked for " + bundle);
    }
    assertThatThrownBy(() -> Classifier.load(Path.of("some", "A.TFLite")))
        .hasMessage("Mobile asked for A.TFLite");
  }

  @Test
  void whatNoEngineOpensIsSaid() {
    assertThatThrownBy(() -> Classifier.load(Path.of("a.onnx")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no engine on the class path opens files of the format onnx")
        .hasMessageContaining("io.cellclass:cellclass-onnx");
  }

  @Test
  void anEngineIsFoundByItsName() {
    assertThat(ClassifierEngine.named("Slow")).isInstanceOf(Slow.class);
    assertThatThrownBy(() -> ClassifierEngine.named("dl4j"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an engine called dl4j")
        .hasMessageContaining("[Quick, Mobile, Slow]")
        .hasMessageContaining("io.cellclass:cellclass-dl4j");
  }
}
