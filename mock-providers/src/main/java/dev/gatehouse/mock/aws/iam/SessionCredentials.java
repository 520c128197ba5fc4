package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.connection.Secret;
import java.time.Instant;

/**
 * Temporary credentials.
 *
 * @param accessKeyId {@code ASIA...}
 * @param secret the secret access key
 * @param token to be sent along
 * @param expiry when they end
 * @since 0.1
 */
public record SessionCredentials(String accessKeyId, Secret secret, Secret token, Instant expiry) {}
