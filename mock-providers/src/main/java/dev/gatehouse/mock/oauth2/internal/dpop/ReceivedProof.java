package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.PublicJwk;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proof whose signature is that of the key in it, and what it has to be right for.
 *
 * @param jws the proof
 * @param key in its header
 * @param request it came with
 * @param uris of the request, each in its normal form; the first is the usual one
 * @param accessToken beside it; null where there is none
 * @param now by the server's clock
 */
record ReceivedProof(
    CompactJws jws,
    PublicJwk key,
    ServerRequest request,
    Set<String> uris,
    @Nullable String accessToken,
    Instant now) {}
