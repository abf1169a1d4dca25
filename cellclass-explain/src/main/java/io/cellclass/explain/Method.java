package io.cellclass.explain;

import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of explanation, with the settings that they have unless told otherwise. */
public enum Method {
  /** {@link Contributions}. */
  CONTRIBUTIONS("contributions") {
    @Override
    Explainer of(Differentiable classifier) {
      return new Contributions(classifier);
    }
  },

  /** {@link Cams#GRAD_CAM}. */
  GRAD_CAM("grad-cam", Cams.GRAD_CAM),

  /** {@link Cams#GRAD_CAM_PLUS_PLUS}. */
  GRAD_CAM_PLUS_PLUS("grad-cam++", Cams.GRAD_CAM_PLUS_PLUS),

  /** {@link Cams#LAYER_CAM}. */
  LAYER_CAM("layer-cam", Cams.LAYER_CAM),

  /** {@link Cams#HI_RES_CAM}. */
  HI_RES_CAM("hirescam", Cams.HI_RES_CAM),

  /** {@link Cams#EIGEN_CAM}. */
  EIGEN_CAM("eigen-cam", Cams.EIGEN_CAM),

  /** {@link IntegratedGradients}. */
  INTEGRATED_GRADIENTS("integrated-gradients") {
    @Override
    Explainer of(Differentiable classifier) {
      return new IntegratedGradients(classifier);
    }
  },

  /** {@link Occlusion}. */
  OCCLUSION("occlusion") {
    @Override
    public Explainer explainer(Classifier classifier) {
      return new Occlusion(classifier);
    }
  },

  /** {@link Rise}. */
  RISE("rise") {
    @Override
    public Explainer explainer(Classifier classifier) {
      return new Rise(classifier);
    }
  };

  private final String id;
  private final @Nullable Cams cam;

  Method(String id) {
    this.id = id;
    this.cam = null;
  }

  Method(String id, Cams cam) {
    this.id = id;
    this.cam = cam;
  }

  /** The method that is measured best on blood cells: see docs/explanations.md. */
  public static Method standard() {
    return CONTRIBUTIONS;
  }

  /** What it is called on a command line. */
  public String id() {
    return id;
  }

  /** Whether it needs a classifier that gives gradients. */
  public boolean needsGradients() {
    return this != OCCLUSION && this != RISE;
  }

  /** Whether it looks at one layer, which can be chosen. */
  public boolean hasLayer() {
    return cam != null;
  }

  /**
   * The explainer of a classifier, which stays the caller's to close; where a layer is to be
   * chosen, of the deepest.
   *
   * @throws IllegalArgumentException if the method needs gradients and the classifier has none
   */
  public Explainer explainer(Classifier classifier) {
    return of(differentiable(classifier));
  }

  /**
   * The explainer that looks at a layer.
   *
   * @throws IllegalArgumentException if the method has no layer to choose, or the classifier no
   *     such layer, or no gradients
   */
  public Explainer explainer(Classifier classifier, String layer) {
    if (cam == null) {
      throw new IllegalArgumentException(id + " has no layer to choose");
    }
    return new CamExplainer(differentiable(classifier), cam, layer);
  }

  Explainer of(Differentiable classifier) {
    List<Layer> layers = classifier.layers();
    return explainer(classifier, layers.get(layers.size() - 1).name());
  }

  private Differentiable differentiable(Classifier classifier) {
    if (classifier instanceof Differentiable differentiable) {
      return differentiable;
    }
    throw new IllegalArgumentException(
        id
            + " needs a classifier that gives gradients, such as that of cellclass-dl4j; occlusion and"
            + " rise explain any, such as "
            + classifier.getClass().getSimpleName());
  }
}
