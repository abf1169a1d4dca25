package io.cellclass.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.cellclass.network.ModelMetadata;
import io.cellclass.network.ValueRange;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tensorflow.lite.support.metadata.schema.AssociatedFile;
import org.tensorflow.lite.support.metadata.schema.AssociatedFileType;
import org.tensorflow.lite.support.metadata.schema.ColorSpaceType;
import org.tensorflow.lite.support.metadata.schema.Content;
import org.tensorflow.lite.support.metadata.schema.ContentProperties;
import org.tensorflow.lite.support.metadata.schema.FeatureProperties;
import org.tensorflow.lite.support.metadata.schema.ImageProperties;
import org.tensorflow.lite.support.metadata.schema.NormalizationOptions;
import org.tensorflow.lite.support.metadata.schema.ProcessUnit;
import org.tensorflow.lite.support.metadata.schema.ProcessUnitOptions;
import org.tensorflow.lite.support.metadata.schema.Stats;
import org.tensorflow.lite.support.metadata.schema.SubGraphMetadata;
import org.tensorflow.lite.support.metadata.schema.TensorMetadata;

/**
 * Writes TensorFlow Lite Metadata, which mobile libraries read: that the input is an image, what
 * happens to its pixels, and which file has the labels of the output. Framing and light cannot be
 * told in it.
 */
final class MetadataEncoder {
  /** The name of the metadata in a model. */
  static final String NAME = "TFLITE_METADATA";

  private static final String IDENTIFIER = "M001";

  /** The first version that knows all that is written here. */
  private static final String PARSER_VERSION = "1.0.0";

  private static final int CHANNELS = 3;

  private final FlatBufferBuilder builder = new FlatBufferBuilder(4096);
  private final ModelMetadata metadata;
  private final Boundary boundary;

  private MetadataEncoder(ModelMetadata metadata, Boundary boundary) {
    this.metadata = metadata;
    this.boundary = boundary;
  }

  /** The metadata of a model; the same bytes each time. */
  static ByteBuffer encode(ModelMetadata metadata, Boundary boundary) {
    return new MetadataEncoder(metadata, boundary).encode();
  }

  private ByteBuffer encode() {
    int input = SubGraphMetadata.createInputTensorMetadataVector(builder, new int[] {image()});
    int output =
        SubGraphMetadata.createOutputTensorMetadataVector(builder, new int[] {probabilities()});
    SubGraphMetadata.startSubGraphMetadata(builder);
    SubGraphMetadata.addInputTensorMetadata(builder, input);
    SubGraphMetadata.addOutputTensorMetadata(builder, output);
    int graph = SubGraphMetadata.endSubGraphMetadata(builder);
    int graphs =
        org.tensorflow.lite.support.metadata.schema.ModelMetadata.createSubgraphMetadataVector(
            builder, new int[] {graph});
    int files =
        org.tensorflow.lite.support.metadata.schema.ModelMetadata.createAssociatedFilesVector(
            builder,
            new int[] {
              file(TfliteFile.METADATA, "What cellclass reads.", AssociatedFileType.DESCRIPTIONS),
              file(TfliteFile.HASH, "SHA-256 of the model.", AssociatedFileType.DESCRIPTIONS)
            });
    int model =
        org.tensorflow.lite.support.metadata.schema.ModelMetadata.createModelMetadata(
            builder,
            builder.createString("cellclass"),
            builder.createString("Tells white blood cells apart in microscope images."),
            builder.createString(metadata.provenance().created().toString()),
            graphs,
            0,
            0,
            files,
            builder.createString(PARSER_VERSION));
    builder.finish(model, IDENTIFIER);
    return builder.dataBuffer().slice().asReadOnlyBuffer();
  }

  private int file(String name, String description, byte type) {
    return AssociatedFile.createAssociatedFile(
        builder, builder.createString(name), builder.createString(description), type, 0, 0);
  }

  /** With {@code (pixel - mean) / std} what {@link ValueRange} makes of a pixel. */
  private int image() {
    int content =
        Content.createContent(
            builder,
            ContentProperties.ImageProperties,
            ImageProperties.createImageProperties(builder, ColorSpaceType.RGB, 0),
            0);
    ValueRange range = metadata.preprocessing().range();
    double std = 255 / ((double) range.high() - range.low());
    int options =
        NormalizationOptions.createNormalizationOptions(
            builder,
            NormalizationOptions.createMeanVector(builder, channels(-range.low() * std)),
            NormalizationOptions.createStdVector(builder, channels(std)));
    int unit =
        ProcessUnit.createProcessUnit(builder, ProcessUnitOptions.NormalizationOptions, options);
    int units = TensorMetadata.createProcessUnitsVector(builder, new int[] {unit});
    boolean bytes = boundary == Boundary.BYTES;
    int stats = stats(CHANNELS, bytes ? 0 : range.low(), bytes ? 255 : range.high());
    return TensorMetadata.createTensorMetadata(
        builder,
        builder.createString("image"),
        builder.createString("The cell, framed as " + TfliteFile.METADATA + " says."),
        0,
        content,
        units,
        stats,
        0);
  }

  private int probabilities() {
    FeatureProperties.startFeatureProperties(builder);
    int feature = FeatureProperties.endFeatureProperties(builder);
    int content = Content.createContent(builder, ContentProperties.FeatureProperties, feature, 0);
    int labels =
        file(
            TfliteFile.LABELS,
            "Labels of the probabilities.",
            AssociatedFileType.TENSOR_AXIS_LABELS);
    int files = TensorMetadata.createAssociatedFilesVector(builder, new int[] {labels});
    int stats = stats(1, 0, boundary == Boundary.BYTES ? 255 : 1);
    return TensorMetadata.createTensorMetadata(
        builder,
        builder.createString("probability"),
        builder.createString("Of each label, in the order of " + TfliteFile.LABELS + "."),
        0,
        content,
        0,
        stats,
        files);
  }

  private int stats(int values, float low, float high) {
    float[] lowest = new float[values];
    float[] highest = new float[values];
    Arrays.fill(lowest, low);
    Arrays.fill(highest, high);
    return Stats.createStats(
        builder, Stats.createMaxVector(builder, highest), Stats.createMinVector(builder, lowest));
  }

  private static float[] channels(double value) {
    float[] result = new float[CHANNELS];
    Arrays.fill(result, (float) value);
    return result;
  }
}
