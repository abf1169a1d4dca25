package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackboneDownloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final byte[] content = new byte[300_000];
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path folder;
  private HttpServer server;

  BackboneDownloadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void startServer() throws IOException {
    new Random(1).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void fetchesTheFileOnceIntoANewFolder() throws IOException {
    serve(this::sendRange);
    Path nested = folder.resolve("a").resolve("b");
    Path file = download().into(nested);
    assertThat(file).isEqualTo(nested.resolve("weights.h5")).hasBinaryContent(content);
    assertThat(download().into(nested)).isEqualTo(file);
    assertThat(ranges).containsExactly("none");
    assertThat(nested).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void resumesAPartialFile() throws IOException {
    serve(this::sendRange);
    Files.write(part(), Arrays.copyOf(content, 123_456));
    assertThat(download().into(folder)).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=123456-");
  }

  @Test
  void startsOverWhereTheServerIgnoresTheRange() throws IOException {
    serve(exchange -> send(exchange, 200, content));
    Files.write(part(), new byte[1000]);
    assertThat(download().into(folder)).hasBinaryContent(content);
  }

  @Test
  void startsOverWhereTheServerSendsAnotherRange() throws IOException {
    serve(
        exchange -> {
          if (range(exchange).equals("none")) {
            send(exchange, 200, content);
          } else {
            exchange
                .getResponseHeaders()
                .set("Content-Range", "bytes 0-" + (content.length - 1) + "/" + content.length);
            send(exchange, 206, content);
          }
        });
    Files.write(part(), Arrays.copyOf(content, 1000));
    assertThat(download().into(folder)).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-", "none");
  }

  @Test
  void startsOverWhereTheServerRefusesTheRange() throws IOException {
    serve(exchange -> send(exchange, range(exchange).equals("none") ? 200 : 416, content));
    Files.write(part(), Arrays.copyOf(content, 1000));
    assertThat(download().into(folder)).hasBinaryContent(content);
  }

  @Test
  void takesAPartialFileThatIsWhole() throws IOException {
    Files.write(part(), content);
    assertThat(download().into(folder)).hasBinaryContent(content);
    assertThat(part()).doesNotExist();
  }

  @Test
  void replacesAFileAndAPartThatAreWrong() throws IOException {
    serve(this::sendRange);
    Files.write(folder.resolve("weights.h5"), new byte[content.length]);
    Files.write(part(), new byte[content.length + 1]);
    assertThat(download().into(folder)).hasBinaryContent(content);
    assertThat(ranges).containsExactly("none");
  }

  @Test
  void refusesAnotherContentAndDeletesIt() {
    byte[] other = content.clone();
    other[77]++;
    serve(exchange -> send(exchange, 200, other));
    assertThatThrownBy(() -> download().into(folder))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessageContaining("MD5");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesALongerFileAndDeletesIt() {
    serve(exchange -> send(exchange, 200, Arrays.copyOf(content, content.length + 1)));
    assertThatThrownBy(() -> download().into(folder)).isInstanceOf(MalformedWeightsException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesTheStatusOfARefusal() {
    serve(exchange -> send(exchange, 404, new byte[10]));
    assertThatThrownBy(() -> download().into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("404")
        .hasMessageContaining("weights.h5");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void keepsWhatCameBeforeTheConnectionBrokeAndGoesOn() throws IOException {
    serve(
        exchange -> {
          if (range(exchange).equals("none")) {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 100_000);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
          }
          sendRangeNoted(exchange);
        });
    assertThatThrownBy(() -> download().into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of 300000 bytes")
        .hasMessageContaining("next call");
    assertThat(part()).exists();
    assertThat(download().into(folder)).hasBinaryContent(content);
  }

  @Test
  void givesUpOnAServerThatFallsSilent() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 1000);
          exchange.getResponseBody().flush();
        });
    assertThatThrownBy(() -> download().into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing arrived");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.stop(0);
    assertThatThrownBy(() -> download().into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("weights.h5");
  }

  @Test
  void officialFileIsThatOfKerasApplications() {
    assertThat(BackboneDownload.OFFICIAL.uri())
        .hasScheme("https")
        .hasHost("storage.googleapis.com");
    assertThat(BackboneDownload.OFFICIAL.bytes()).isEqualTo(87_910_968);
  }

  private BackboneDownload download() throws IOException {
    Path expected = Files.write(Files.createTempFile("expected", ".bin"), content);
    try {
      URI uri =
          URI.create("http://localhost:" + server.getAddress().getPort() + "/some/weights.h5");
      return new BackboneDownload(uri, content.length, Md5.of(expected), PATIENCE);
    } finally {
      Files.delete(expected);
    }
  }

  private Path part() {
    return folder.resolve("weights.h5.part");
  }

  private void serve(HttpHandler handler) {
    server.createContext("/some/weights.h5", handler);
  }

  private String range(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "none" : range);
    return range == null ? "none" : range;
  }

  private void sendRange(HttpExchange exchange) throws IOException {
    range(exchange);
    sendRangeNoted(exchange);
  }

  private void sendRangeNoted(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, content);
    } else {
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
