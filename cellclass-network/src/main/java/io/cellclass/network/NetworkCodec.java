package io.cellclass.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.Manifest.Architecture;
import java.util.ArrayList;
import java.util.List;

/** A network without its weights as JSON. */
final class NetworkCodec {
  private static final int MOST_CHANNELS = 1 << 20;
  private static final int LONGEST_SIDE = 8192;

  private NetworkCodec() {}

  static ObjectNode encode(Architecture architecture) {
    ObjectNode json = ManifestJson.object();
    json.set("input", encode(architecture.input()));
    architecture.outputs().forEach(json.putArray("outputs")::add);
    ArrayNode nodes = json.putArray("nodes");
    for (Node node : architecture.nodes()) {
      ObjectNode fields = nodes.addObject().put("name", node.name());
      OperationCodec.encode(node.operation(), fields);
      node.inputs().forEach(fields.putArray("inputs")::add);
    }
    return json;
  }

  private static ObjectNode encode(Shape shape) {
    return ManifestJson.object()
        .put("rows", shape.rows())
        .put("columns", shape.columns())
        .put("channels", shape.channels());
  }

  static Architecture decode(Fields json) throws MalformedBundleException {
    Shape input = decodeShape(json.object("input"));
    List<String> outputs = json.texts("outputs", NetworkLimits.NODES);
    List<Node> nodes = new ArrayList<>();
    for (JsonNode node : json.list("nodes", NetworkLimits.NODES)) {
      nodes.add(decodeNode(Fields.of("manifest.architecture.nodes[" + nodes.size() + "]", node)));
    }
    json.end();
    return new Architecture(input, outputs, nodes);
  }

  private static Shape decodeShape(Fields json) throws MalformedBundleException {
    Shape shape =
        new Shape(
            json.integer("rows", 1, LONGEST_SIDE),
            json.integer("columns", 1, LONGEST_SIDE),
            json.integer("channels", 1, MOST_CHANNELS));
    json.end();
    return shape;
  }

  private static Node decodeNode(Fields json) throws MalformedBundleException {
    Node node =
        new Node(
            json.text("name"),
            OperationCodec.decode(json),
            json.texts("inputs", NetworkLimits.NODES));
    json.end();
    return node;
  }
}
