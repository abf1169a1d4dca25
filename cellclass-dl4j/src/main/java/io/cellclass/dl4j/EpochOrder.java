package io.cellclass.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which training images an epoch learns from, and in which order. */
final class EpochOrder {
  private EpochOrder() {}

  /**
   * A use of an image.
   *
   * @param image its position among the training images
   * @param repetition how often the epoch has used it before
   */
  record Draw(int image, int repetition) {}

  /**
   * As many draws as there are images.
   *
   * @param classes the class of each image; every class has one
   */
  static List<Draw> of(int[] classes, int classCount, Balance balance, RandomGenerator random) {
    List<Draw> draws =
        balance == Balance.SAMPLING ? balanced(classes, classCount, random) : once(classes.length);
    shuffle(draws, random);
    return draws;
  }

  private static List<Draw> once(int images) {
    List<Draw> draws = new ArrayList<>(images);
    for (int image = 0; image < images; image++) {
      draws.add(new Draw(image, 0));
    }
    return draws;
  }

  private static List<Draw> balanced(int[] classes, int classCount, RandomGenerator random) {
    List<List<Integer>> members = new ArrayList<>();
    List<Integer> turns = new ArrayList<>();
    for (int c = 0; c < classCount; c++) {
      members.add(new ArrayList<>());
      turns.add(c);
    }
    for (int image = 0; image < classes.length; image++) {
      members.get(classes[image]).add(image);
    }
    // Who gets one image more where they do not share out evenly.
    shuffle(turns, random);
    List<Draw> draws = new ArrayList<>(classes.length);
    for (int i = 0; i < classCount; i++) {
      int share = classes.length / classCount + (i < classes.length % classCount ? 1 : 0);
      draw(members.get(turns.get(i)), share, random, draws);
    }
    return draws;
  }

  private static void draw(
      List<Integer> members, int count, RandomGenerator random, List<Draw> draws) {
    for (int i = 0; i < count; i++) {
      if (i % members.size() == 0) {
        shuffle(members, random);
      }
      draws.add(new Draw(members.get(i % members.size()), i / members.size()));
    }
  }

  /** Fisher and Yates' shuffle, from the front. */
  private static void shuffle(List<?> list, RandomGenerator random) {
    for (int i = 0; i < list.size(); i++) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
