package io.cellclass.network;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small random bundles with every operation, and the JDK's own tools to write them. */
final class BundleFixture {
  static final JsonMapper JSON = new JsonMapper();

  private BundleFixture() {}

  static ModelBundle bundle(long seed) {
    Random random = new Random(seed);
    int size = 6 + random.nextInt(6);
    int labels = 2 + random.nextInt(4);
    return ModelBundle.of(
        network(random, size, labels),
        new Preprocessing(
            random.nextBoolean() ? Illumination.AS_IS : Illumination.WHITE_BALANCED,
            random.nextBoolean()
                ? new Framing.WholeImage()
                : new CellCentred(1 + 500 * random.nextDouble()),
            size,
            new ValueRange(-random.nextFloat(), 0.1f + random.nextFloat())),
        LabelSet.of(
            List.of("basophil", "cell, \"odd\" \u00fc", "ig", "monocyte", "x")
                .subList(0, labels)
                .toArray(String[]::new)),
        new Provenance(
            "ab".repeat(32),
            random.nextLong(),
            Map.of("epochs", "12", "augmentation", "Flip[]"),
            Map.of("java", "17"),
            Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))),
        List.of(
            TestVector.of(40, 32, random.nextLong(), probabilities(random, labels)),
            TestVector.of(16, 1024, random.nextLong(), probabilities(random, labels))));
  }

  /** A bundle of {@link #bundle} whose kernels came from 8-bit values, as a backbone's do. */
  static ModelBundle withEightBitKernels(long seed) {
    ModelBundle bundle = bundle(seed);
    Network network = bundle.network();
    Random random = new Random(seed);
    Map<String, Tensor> weights = new HashMap<>(network.weights());
    weights.replaceAll(
        (name, tensor) -> name.endsWith("/kernel") ? ofEightBits(tensor, random) : tensor);
    return ModelBundle.of(
        Network.of(network.input(), network.nodes(), network.outputs(), weights),
        bundle.preprocessing(),
        bundle.labels(),
        bundle.provenance(),
        bundle.testVectors());
  }

  private static Tensor ofEightBits(Tensor tensor, Random random) {
    float[] values = new float[tensor.size()];
    double scale = random.nextDouble();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (-128 * scale + scale * random.nextInt(256));
    }
    return Tensor.of(values, tensor.shape().toArray());
  }

  static Network network(Random random, int size, int labels) {
    Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
    List<Node> nodes =
        List.of(
            node("conv", convolution(random, padding, random.nextBoolean()), Network.INPUT),
            node("norm", new BatchNormalization(1e-3), "conv"),
            node("relu", new Relu(), "norm"),
            node("max", new MaxPool(2, 1, Padding.SAME), "relu"),
            node("mean", new AveragePool(3, 1, Padding.SAME), "relu"),
            node("more", convolution(random, Padding.SAME, true), "mean"),
            node("both", new Concatenation(), "max", "more", "relu"),
            node("pooled", new GlobalAveragePool(), "both"),
            node("hidden", new Dense(1 + random.nextInt(5), random.nextBoolean()), "pooled"),
            node("dropout", new Dropout(random.nextDouble()), "hidden"),
            node("logits", new Dense(labels, false), "dropout"),
            node("softmax", new Softmax(), "logits"));
    Shape input = new Shape(size, size, 3);
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach(
            (name, shape) -> {
              int count = 1;
              for (int side : shape.toArray()) {
                count *= side;
              }
              float[] values = new float[count];
              for (int i = 0; i < count; i++) {
                double value = random.nextGaussian();
                values[i] = (float) (name.endsWith("/variance") ? Math.abs(value) : value);
              }
              weights.put(name, Tensor.of(values, shape.toArray()));
            });
    return Network.of(input, nodes, List.of("softmax"), weights);
  }

  private static Convolution convolution(Random random, Padding padding, boolean bias) {
    int stride = padding == Padding.SAME && !bias ? 2 : 1;
    return new Convolution(
        1 + random.nextInt(4),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        stride,
        padding,
        bias,
        random.nextBoolean());
  }

  private static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }

  private static float[] probabilities(Random random, int count) {
    float[] result = new float[count];
    for (int i = 0; i < count; i++) {
      result[i] = random.nextFloat();
    }
    return result;
  }

  /** The parts of the bundle, as its own writer makes them. */
  static byte[] weights(ModelBundle bundle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Safetensors.write(out, bundle.network().weights(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The weights of the bundle, in 8 bits where that is lossless. */
  static byte[] compactWeights(ModelBundle bundle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Safetensors.writeCompact(out, bundle.network().weights(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ObjectNode manifest(ModelBundle bundle) {
    try {
      Fingerprint weights = Fingerprint.of(out -> out.write(weights(bundle)));
      byte[] json = ManifestEncoder.encode(Manifest.of(bundle, weights));
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bundle of these parts whose manifest tells the weights' true length and hash. */
  static byte[] zip(ObjectNode manifest, byte[] weights) {
    ObjectNode sealed = manifest.deepCopy();
    if (sealed.path("parts").path(BundleWriter.WEIGHTS) instanceof ObjectNode part) {
      part.put("length", weights.length).put("sha256", sha256(weights));
    }
    return zip(sealed.toString().getBytes(StandardCharsets.UTF_8), weights);
  }

  static byte[] zip(byte[] manifest, byte[] weights) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(BundleWriter.MANIFEST, manifest);
    entries.put(BundleWriter.WEIGHTS, weights);
    return zip(entries, ZipEntry.STORED);
  }

  static byte[] zip(Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 crc = new CRC32();
          crc.update(part.getValue());
          entry.setCrc(crc.getValue());
          entry.setSize(part.getValue().length);
        }
        zip.putNextEntry(entry);
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
