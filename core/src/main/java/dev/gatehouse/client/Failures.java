package dev.gatehouse.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Tells what the library's errors mean, in typed failures. Errors about the message are not
 * chained: they quote what the server sent, and a server can send a secret back.
 */
record Failures(String request, ClientOptions options, Deadline deadline) {

  ConnectionException whileConnecting(IOException e) {
    if (deadline.isExpired()) {
      return outOfTime();
    }
    if (e instanceof ConnectionRequestTimeoutException) {
      return new TimedOutException(
          step(Step.CONNECT), request + ": every pooled connection was busy for too long");
    }
    if (e instanceof SocketTimeoutException) {
      return new TimedOutException(
          step(Step.CONNECT),
          request + ": no connection within " + options.connectTimeout().toMillis() + " ms");
    }
    if (e instanceof SSLException) {
      return new TlsFailedException(step(Step.CONNECT), request + ": " + e.getMessage(), e);
    }
    return new ConnectFailedException(step(Step.CONNECT), request + ": " + e.getMessage(), e);
  }

  ConnectionException whileExchanging(IOException e) {
    return during(step(Step.EXCHANGE), e);
  }

  ConnectionException whileReceiving(IOException e) {
    return during(step(Step.RECEIVE), e);
  }

  private ConnectionException during(Step step, IOException e) {
    if (deadline.isExpired()) {
      return outOfTime();
    }
    if (e instanceof BodySourceException) {
      return new InvalidRequestException(
          step, request + ": the request's body " + e.getMessage(), e.getCause());
    }
    if (e instanceof SocketTimeoutException) {
      return new TimedOutException(
          step,
          request + ": the server was silent for " + options.responseTimeout().toMillis() + " ms");
    }
    if (e instanceof SSLException) {
      return new TlsFailedException(step, request + ": " + e.getMessage(), e);
    }
    return new BrokenResponseException(step, request + ": " + what(e));
  }

  /** Only a token request has a deadline; whatever goes wrong there is a matter of logging in. */
  private Step step(Step step) {
    return deadline == Deadline.NONE ? step : Step.AUTHENTICATE;
  }

  private static String what(IOException e) {
    if (e instanceof LostHandshakeException) {
      return e.getMessage();
    }
    if (e instanceof NoHttpResponseException) {
      return "the server closed the connection without an answer";
    }
    if (e instanceof TruncatedChunkException || e instanceof ConnectionClosedException) {
      return "the answer ends too early";
    }
    if (e instanceof MalformedChunkCodingException) {
      return "the answer's chunks are malformed";
    }
    if (e instanceof ClientProtocolException) {
      return "the answer is not HTTP";
    }
    return "the connection broke";
  }

  private TimedOutException outOfTime() {
    return new TimedOutException(
        Step.AUTHENTICATE,
        request + ": not over within " + options.totalTimeout().toMillis() + " ms in total");
  }
}
