package io.cellclass.dl4j;

/**
 * A run of the parameters of a {@link Learner}.
 *
 * @param name the weight's name, such as {@code "dense/kernel"}
 * @param from the first position
 * @param to the position behind the last
 * @param role what it is to the training
 */
record ParameterRange(String name, long from, long to, Role role) {
  /** What parameters are to a training. */
  enum Role {
    /** Learnt at the learning rate. */
    HEAD,
    /** Learnt at a lower rate. */
    BACKBONE,
    /**
     * Statistics of batch normalisation: not descended on; their "gradient" is what has to be
     * subtracted from them after a mini-batch, as Deeplearning4j has it.
     */
    STATISTICS
  }

  long length() {
    return to - from;
  }
}
