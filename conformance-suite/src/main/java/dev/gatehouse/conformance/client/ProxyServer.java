package dev.gatehouse.conformance.client;

import dev.gatehouse.connection.Auth;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that everything a client sends has to go through: {@code http} in absolute form (RFC
 * 9112, section 3.2.2), {@code https} in a tunnel (RFC 9110, section 9.3.6).
 *
 * @param uri {@code http://127.0.0.1:PORT}
 * @param login what to prove oneself to it by, of the auth type {@code basic} or {@code ntlm}; null
 *     for nothing
 * @since 0.1
 */
public record ProxyServer(URI uri, @Nullable Auth login) {}
