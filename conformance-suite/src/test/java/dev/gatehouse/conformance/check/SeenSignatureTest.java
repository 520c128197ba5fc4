package dev.gatehouse.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.peer.SeenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenSignatureTest {
  private static SeenRequest seen(String head) {
    return new SeenRequest(1, 1, head, new byte[0]);
  }

  @Test
  void readsASignatureInTheHeader() {
    SeenRequest request =
        seen(
            "GET / HTTP/1.1\r\nX-Amz-Date: 20260102T030405Z\r\nX-Amz-Security-Token: t\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=AKIA1/20260102/r/s/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=0a1b\r\n");

    assertThat(SeenSignature.of(request))
        .contains(
            new SeenSignature("AKIA1", List.of("host", "x-amz-date"), "0a1b", "20260102T030405Z"));
    assertThat(SeenSignature.sessionToken(request)).contains("t");
  }

  @Test
  void readsASignatureInTheQuery() {
    SeenRequest request =
        seen(
            "GET /?X-Amz-Credential=AKIA1%2F20260102%2Fr%2Fs%2Faws4_request"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0a1b&X-Amz-Date=20260102T030405Z"
                + "&X-Amz-Security-Token=t%3D HTTP/1.1\r\n");

    assertThat(SeenSignature.of(request))
        .contains(new SeenSignature("AKIA1", List.of("host"), "0a1b", "20260102T030405Z"));
    assertThat(SeenSignature.sessionToken(request)).contains("t=");
  }

  @Test
  void findsNoneWhereItIsNotWhole() {
    assertThat(SeenSignature.of(seen("GET / HTTP/1.1\r\nAuthorization: Bearer a\r\n"))).isEmpty();
    assertThat(SeenSignature.of(seen("GET / HTTP/1.1\r\nAuthorization: AWS4 Credential=a\r\n")))
        .isEmpty();
  }
}
