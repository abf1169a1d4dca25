package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.onnx.OnnxOptions.Cpu;
import io.cellclass.onnx.OnnxOptions.Cuda;
import io.cellclass.onnx.OnnxOptions.Spinning;
import org.junit.jupiter.api.Test;

class OnnxOptionsTest {
  @Test
  void byDefaultAllProcessorsComputeAndIdleThreadsSpinBriefly() {
    assertThat(OnnxOptions.cpu())
        .isEqualTo(
            new OnnxOptions(
                Runtime.getRuntime().availableProcessors(), 16, Spinning.BRIEF, new Cpu()));
    assertThat(OnnxOptions.cuda(1).provider()).isEqualTo(new Cuda(1));
  }

  @Test
  void eachOptionIsChangedAlone() {
    OnnxOptions options = new OnnxOptions(1, 2, Spinning.NEVER, new Cpu());
    assertThat(options.withThreads(3)).isEqualTo(new OnnxOptions(3, 2, Spinning.NEVER, new Cpu()));
    assertThat(options.withBatchSize(3))
        .isEqualTo(new OnnxOptions(1, 3, Spinning.NEVER, new Cpu()));
    assertThat(options.withSpinning(Spinning.ALWAYS))
        .isEqualTo(new OnnxOptions(1, 2, Spinning.ALWAYS, new Cpu()));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    OnnxOptions options = OnnxOptions.cpu();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withThreads(0))
        .withMessage("threads must be from 1 to 1024, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withBatchSize(1025))
        .withMessage("batchSize must be from 1 to 1024, not 1025");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxOptions.cuda(-1))
        .withMessage("a device must be from 0, not -1");
  }
}
