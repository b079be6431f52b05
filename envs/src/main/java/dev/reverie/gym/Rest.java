package dev.reverie.gym;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests in JSON, each answered within a time and a size, or not at all. */
final class Rest {
    static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
            // the host was checked; redirects and proxies are other hosts
            .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY).build();
    private final URI base;
    private final Duration timeout;

    Rest(URI base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
    }

    /**
     * What came back.
     *
     * @param status
     *            of HTTP
     * @param body
     *            missing where nothing came or it was no JSON
     */
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status / 100 == 2;
        }

        /** What is wrong, in the server's words. */
        String message() {
            if (status / 100 == 3) {
                return "HTTP status " + status + ": the server sends elsewhere, where Reverie does not follow; name that server instead";
            }
            for (var key : new String[]{"message", "detail", "error"}) {
                if (body.hasNonNull(key)) {
                    return Printable.line(body.get(key).isTextual() ? body.get(key).asText() : body.get(key).toString());
                }
            }
            return "HTTP status " + status;
        }
    }

    /**
     * @param path
     *            below the base, beginning with a slash
     * @param body
     *            or null for none
     * @throws GymException
     *             if no answer comes, in time
     */
    Answer ask(String method, String path, JsonNode body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json").timeout(timeout)
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
        var coming = http.sendAsync(request, info -> new LimitedBody(GymClient.MESSAGE_LIMIT));
        try {
            return read(coming.get(timeout.toMillis() + 100, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            boolean late = e.getCause() instanceof java.net.http.HttpTimeoutException && !(e
                    .getCause() instanceof java.net.http.HttpConnectTimeoutException);
            throw late ? late(e)
                    : new GymException(base + " cannot be reached: " + reason(e.getCause()) + "; is the server running?", "", e);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw late(e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + base);
        }
    }

    private GymException late(Exception e) {
        return new GymException(base + ": no answer within " + timeout.toMillis() / 1e3 + " s", "", e);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Answer read(HttpResponse<byte[]> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            return new Answer(response.statusCode(), JSON.missingNode());
        } catch (IOException e) {
            throw new GymException(response.uri() + ": " + e.getMessage(), "", e);
        }
    }
}
