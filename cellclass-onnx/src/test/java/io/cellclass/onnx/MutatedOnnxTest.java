package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alters files in two thousand ways, in a JVM of its own, which a crash of native code would end.
 * Half of the altered files are signed anew, as an attacker would, so that what is behind the hash
 * is tried too: the checks of the graph, ONNX Runtime, and the test vectors.
 */
class MutatedOnnxTest {
  private static final int MUTANTS = 2000;

  @Test
  void everyMutantIsRefusedWithAReasonOrLoaded(@TempDir Path folder) throws Exception {
    List<String> lines =
        ChildJvm.run(List.of("-Xmx512m"), Program.class, folder, folder.resolve("outcomes"));
    Map<String, Integer> outcomes =
        lines.stream()
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(parts -> parts[0], parts -> Integer.parseInt(parts[1])));
    assertThat(outcomes.values().stream().mapToInt(count -> count).sum()).isEqualTo(MUTANTS);
    assertThat(outcomes.keySet())
        .containsExactlyInAnyOrder("format", "hash", "graph", "answers", "loaded");
    assertThat(outcomes.get("loaded")).isLessThan(MUTANTS / 4);
  }

  /** What the JVM runs that may crash. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      Path mutant = folder.resolve("mutant.onnx");
      ModelBundle bundle = TinyModels.bundle();
      Path exact = folder.resolve("exact.onnx");
      Path quantized = folder.resolve("quantized.onnx");
      OnnxExport.write(bundle, exact);
      OnnxQuantization.calibrate(bundle, SmallModels.images(1)).write(quantized);
      List<byte[]> files = List.of(Files.readAllBytes(exact), Files.readAllBytes(quantized));
      Map<String, Integer> outcomes = new TreeMap<>();
      for (int seed = 0; seed < MUTANTS; seed++) {
        Random random = new Random(seed);
        byte[] file = files.get(seed / 2 % 2);
        Files.write(mutant, seed % 2 == 0 ? mutated(file, random) : resigned(file, random));
        outcomes.merge(outcome(mutant), 1, Integer::sum);
      }
      Files.write(
          Path.of(args[1]),
          outcomes.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    }

    // Whatever else a mutant makes load throw ends the program, and fails the test.
    private static String outcome(Path mutant) throws IOException {
      try {
        OnnxClassifier.load(mutant, OnnxOptions.cpu().withThreads(1)).close();
        return "loaded";
      } catch (MalformedBundleException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        assertThat(message).startsWith(mutant.toString());
        if (message.contains("test picture") || message.contains("Runtime cannot run")) {
          return "answers";
        }
        if (message.contains("SHA-256")) {
          return "hash";
        }
        return e.getCause() instanceof InvalidProtocolBufferException
                || message.contains("bytes that a writer")
                || message.contains("bundle of cellclass")
            ? "format"
            : "graph";
      }
    }

    private static byte[] mutated(byte[] file, Random random) {
      byte[] result = file.clone();
      switch (random.nextInt(4)) {
        case 0 -> result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> {
          for (int i = 0; i < 8; i++) {
            result[random.nextInt(result.length)] = (byte) random.nextInt();
          }
        }
        case 2 -> result = Arrays.copyOf(file, random.nextInt(file.length));
        default -> {
          int from = random.nextInt(file.length);
          int to = random.nextInt(file.length);
          int count = Math.min(64, file.length - Math.max(from, to));
          System.arraycopy(file, from, result, to, count);
        }
      }
      return result;
    }

    /** Alters the model until it is a message again, and signs it. */
    private static byte[] resigned(byte[] file, Random random) throws IOException {
      ModelProto model = ModelProto.parseFrom(file);
      ModelProto.Builder builder = model.toBuilder();
      builder.removeMetadataProps(builder.getMetadataPropsCount() - 1);
      byte[] graph = builder.getGraph().toByteArray();
      while (true) {
        byte[] other = graph.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
          // Most numbers of shapes, pads and types are small.
          other[random.nextInt(other.length)] =
              (byte) (random.nextBoolean() ? random.nextInt(16) : random.nextInt());
        }
        try {
          return OnnxFile.signed(builder.clone().setGraph(GraphProto.parseFrom(other)));
        } catch (InvalidProtocolBufferException e) {
          // No message; the next change may leave one.
        }
      }
    }
  }
}
