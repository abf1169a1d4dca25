package io.cellclass.dl4j;

import com.google.common.base.Suppliers;
import com.google.common.collect.Lists;
import io.cellclass.Differentiable;
import io.cellclass.Label;
import io.cellclass.Layer;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Shape;
import io.cellclass.network.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces of a bundle's network, on a thread of their own. The graphs of the cut that was traced at
 * last are kept. Safe for concurrent use.
 */
final class Tracing implements AutoCloseable {
  /** No node is called so. */
  private static final String HEAD = "";

  private final ModelBundle bundle;

  /** Found when they are asked for: an application that only classifies needs none. */
  private final Supplier<List<Layer>> layers;

  private final Dl4jThread thread = new Dl4jThread();

  // Both belong to the thread.
  private @Nullable LayerTracer tracer;
  private String traced = "";

  Tracing(ModelBundle bundle) {
    this.bundle = bundle;
    this.layers = Suppliers.memoize(() -> layers(bundle.network()));
  }

  /**
   * The input and the feature maps of a network, as they are behind ReLU. The average pools of a
   * head are left out: they are of no depth of their own.
   */
  private static List<Layer> layers(Network network) {
    Set<String> kept = new HashSet<>();
    network.optimized().nodes().forEach(node -> kept.add(node.name()));
    List<Layer> layers = new ArrayList<>(List.of(layer(network, Network.INPUT)));
    for (Node node : network.nodes()) {
      Shape shape = network.shape(node.name());
      if (kept.contains(node.name())
          && !(node.operation() instanceof AveragePool)
          && shape.rows() * shape.columns() > 1) {
        layers.add(layer(network, node.name()));
      }
    }
    return List.copyOf(layers);
  }

  private static Layer layer(Network network, String name) {
    Shape shape = network.shape(name);
    return new Layer(name, shape.rows(), shape.columns(), shape.channels());
  }

  List<Layer> layers() {
    return layers.get();
  }

  /** As {@link Differentiable#trace}, for images that are seen in a certain way. */
  List<Trace> trace(
      List<RgbImage> images,
      Function<RgbImage, View> views,
      Function<Prediction, Label> target,
      String name) {
    requireLayer(name);
    return traces(images, views, target, name).stream().map(found -> found.get(0)).toList();
  }

  /** As {@link Differentiable#traceHead}, for images that are seen in a certain way. */
  List<List<Trace>> traceHead(
      List<RgbImage> images, Function<RgbImage, View> views, Function<Prediction, Label> target) {
    return traces(images, views, target, HEAD);
  }

  private List<List<Trace>> traces(
      List<RgbImage> images,
      Function<RgbImage, View> views,
      Function<Prediction, Label> target,
      String cut) {
    List<List<Trace>> traces = new ArrayList<>(images.size());
    for (List<RgbImage> batch : Lists.partition(images, NetworkRunner.LARGEST_BATCH)) {
      List<Seen> seen =
          batch.parallelStream().map(image -> Seen.of(image, views.apply(image))).toList();
      traces.addAll(thread.run(() -> traces(seen, target, tracer(cut))));
    }
    return traces;
  }

  private List<List<Trace>> traces(
      List<Seen> seen, Function<Prediction, Label> target, LayerTracer tracer) {
    List<LayerTracer.Pass> passes =
        tracer.run(
            seen.stream().map(Seen::input).toList(),
            logits -> bundle.labels().indexOf(target.apply(prediction(logits))));
    List<List<Trace>> traces = new ArrayList<>(passes.size());
    for (int i = 0; i < passes.size(); i++) {
      traces.add(traces(passes.get(i), seen.get(i).view(), tracer.layers()));
    }
    return traces;
  }

  private List<Trace> traces(LayerTracer.Pass pass, View view, List<String> names) {
    Network network = bundle.network();
    List<Trace> traces = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      LayerTracer.Values values = pass.layers().get(i);
      traces.add(
          Trace.of(
              prediction(pass.logits()),
              bundle.labels().get(pass.target()),
              pass.logits()[pass.target()],
              layer(network, names.get(i)),
              view.grid(network, names.get(i)),
              values.activations(),
              values.gradients()));
    }
    return List.copyOf(traces);
  }

  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  private record Seen(View view, float[] input) {
    static Seen of(RgbImage image, View view) {
      return new Seen(view, view.apply(image));
    }
  }

  private LayerTracer tracer(String name) {
    LayerTracer kept = tracer;
    if (kept == null || !traced.equals(name)) {
      release();
      Network network = bundle.network();
      kept =
          name.equals(HEAD)
              ? new LayerTracer(NetworkCut.atHead(network))
              : new LayerTracer(NetworkCut.at(name, network));
      tracer = kept;
      traced = name;
    }
    return kept;
  }

  private void release() {
    if (tracer != null) {
      tracer.close();
      tracer = null;
    }
  }

  private Prediction prediction(float[] logits) {
    return Prediction.of(bundle.labels(), WeightedCrossEntropy.softmax(logits, 0, logits.length));
  }

  private void requireLayer(String name) {
    List<String> names = layers().stream().map(Layer::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "no layer called " + name + "; there are " + String.join(", ", names));
    }
  }

  @Override
  public void close() {
    thread.close(this::release);
  }
}
