package io.cellclass.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A file on the web whose size and MD5 are known, and how it comes into a folder: under the name
 * {@code FILE.part}, which is kept when the connection breaks and resumed at the next call, and
 * renamed when it is whole and has the right MD5.
 *
 * @param uri where it is; the last part of its path is the name of the file
 * @param bytes its size
 * @param md5 its MD5 in lower-case hexadecimal digits
 * @param patience how long nothing may arrive
 */
record BackboneDownload(URI uri, long bytes, String md5, Duration patience) {
  /** InceptionV3 without its top, trained on ImageNet, as keras.applications distributes it. */
  static final BackboneDownload OFFICIAL =
      new BackboneDownload(
          URI.create(
              "https://storage.googleapis.com/tensorflow/keras-applications/inception_v3/"
                  + "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"),
          87_910_968,
          "bcbd6486424b2319ff4ef7d526e38f63",
          Duration.ofSeconds(60));

  private static final long LOOK_MILLIS = 500;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /**
   * The whole file in this folder, fetched unless it is there already.
   *
   * @throws MalformedWeightsException if what came is not the file; it is deleted
   * @throws IOException if the server does not answer as it should, or the connection breaks; what
   *     came is kept
   */
  Path into(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    Path file = folder.resolve(name);
    if (Files.exists(file) && isWhole(file)) {
      return file;
    }
    Path part = folder.resolve(name + ".part");
    if (size(part) >= bytes && !isWhole(part)) {
      Files.delete(part);
    }
    if (size(part) < bytes) {
      fetch(part);
    }
    if (!isWhole(part)) {
      String found = size(part) + " bytes with the MD5 " + Md5.of(part);
      Files.delete(part);
      throw new MalformedWeightsException(
          uri + " should have " + bytes + " bytes with the MD5 " + md5 + ", but has " + found);
    }
    return Files.move(
        part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean isWhole(Path file) throws IOException {
    return Files.size(file) == bytes && Md5.of(file).equals(md5);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private void fetch(Path part) throws IOException {
    int status = request(part, size(part));
    if (status == RANGE_NOT_SATISFIABLE && Files.deleteIfExists(part)) {
      status = request(part, 0);
    }
    if (status != OK && status != PARTIAL) {
      throw new IOException("cannot fetch " + uri + ": the server answered " + status);
    }
    if (size(part) < bytes) {
      throw brokenOff(part, "the connection ended", null);
    }
  }

  /**
   * Asks for what is missing. The status is {@link #RANGE_NOT_SATISFIABLE} too where another part
   * comes.
   */
  private int request(Path part, long from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
    CompletableFuture<HttpResponse<Integer>> response =
        client.sendAsync(request.build(), handler(part, from));
    try {
      return await(response, part);
    } catch (ExecutionException e) {
      throw brokenOff(part, String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fetching " + uri);
    } finally {
      response.cancel(true);
    }
  }

  private static BodyHandler<Integer> handler(Path part, long from) {
    return info -> {
      int status = info.statusCode();
      if (status == PARTIAL && !startsAt(info, from)) {
        return BodySubscribers.replacing(RANGE_NOT_SATISFIABLE);
      }
      if (status != OK && status != PARTIAL) {
        return BodySubscribers.replacing(status);
      }
      StandardOpenOption how =
          status == OK ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
      return BodySubscribers.mapping(
          BodySubscribers.ofFile(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
          path -> status);
    };
  }

  private static boolean startsAt(ResponseInfo info, long from) {
    return info.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + from + "-");
  }

  /** Waits for the end, as long as the file grows, and not beyond its size. */
  private int await(CompletableFuture<HttpResponse<Integer>> response, Path part)
      throws IOException, ExecutionException, InterruptedException {
    long last = size(part);
    long since = System.nanoTime();
    while (true) {
      try {
        return response.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).body();
      } catch (TimeoutException e) {
        long size = size(part);
        if (size > bytes) {
          Files.delete(part);
          throw new MalformedWeightsException(
              uri + " should have " + bytes + " bytes, but has more");
        }
        if (size != last) {
          last = size;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
          throw brokenOff(part, "nothing arrived for " + patience.toSeconds() + " s", e);
        }
      }
    }
  }

  private IOException brokenOff(Path part, String why, @Nullable Throwable cause)
      throws IOException {
    return new IOException(
        "fetching "
            + uri
            + " stopped at "
            + size(part)
            + " of "
            + bytes
            + " bytes ("
            + why
            + "); it goes on at the next call",
        cause);
  }
}
